"""Reading notices and deliveries, and finding recipients."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import func, select

from marketplace.accounts.models import Account, RoleGrant
from marketplace.accounts.queries import list_roles
from marketplace.accounts.roles import OPERATOR
from marketplace.association.models import Officer, Unit
from marketplace.association.queries import list_offices
from marketplace.core.db import session
from marketplace.notifications.models import Delivery, Notice
from marketplace.notifications.shape import ORDER_MOVED
from marketplace.payments.models import Payment, PaymentPart
from marketplace.payments.states import TIME_MAY_BE_UP_STATES
from marketplace.people.models import Person
from marketplace.shops.models import ShopMember
from marketplace.shops.roles import MONEY_ROLES, PACKING_ROLES


@dataclass(frozen=True)
class Recipient:
    """A recipient of notices: a person with an account, or a bare phone."""

    key: str
    person_id: int | None = None
    phone: str | None = None
    email: str | None = None
    locale: str = "vi"


def find_notice(kind: str, subject: str, recipient: str) -> Notice | None:
    """The notice of a kind about a subject to a recipient, None when there is none yet."""
    same = (Notice.kind == kind, Notice.subject == subject, Notice.recipient == recipient)
    return session.scalar(select(Notice).where(*same))


def subject_of_move(shop_order_id: int, seq: int, status: str) -> str:
    """What the message about one transition of a shop order is about."""
    return f"shop_order:{shop_order_id}:{seq}:{status}"


def was_told_of_move(shop_order_id: int, seq: int, status: str) -> bool:
    """Whether the customer was told of one transition of a shop order, as a guest or in her account."""
    same = (Notice.kind == ORDER_MOVED, Notice.subject == subject_of_move(shop_order_id, seq, status))
    return session.scalar(select(Notice.id).where(*same).limit(1)) is not None


def inbox(person_id: int, *, before_id: int | None = None, limit: int = 30) -> list[Notice]:
    """A person's notices, newest first."""
    rows = select(Notice).where(Notice.person_id == person_id).order_by(Notice.id.desc()).limit(limit)
    return list(session.scalars(rows.where(Notice.id < before_id) if before_id else rows))


def count_unread(person_id: int) -> int:
    """How many notices a person has not opened."""
    unread = select(func.count()).select_from(Notice)
    return session.scalar(unread.where(Notice.person_id == person_id, Notice.read_at.is_(None))) or 0


def has_run_out(shop_order_id: int) -> bool:
    """Whether a payment for this shop order ever expired, even if it was received afterwards."""
    over = select(Payment.id).join(PaymentPart).where(PaymentPart.shop_order_id == shop_order_id)
    return session.scalar(over.where(Payment.status.in_(TIME_MAY_BE_UP_STATES)).limit(1)) is not None


def list_deliveries(status: str | None = None, limit: int = 100) -> list[Delivery]:
    """Deliveries, newest first, of one status where given."""
    rows = select(Delivery).order_by(Delivery.id.desc()).limit(limit)
    return list(session.scalars(rows.where(Delivery.status == status) if status else rows))


def list_latest_notices(limit: int = 20) -> list[Notice]:
    """The newest notices sent to phones, of all recipients; only for the demo's page of messages."""
    to_phones = select(Notice).where(Notice.phone.is_not(None))
    return list(session.scalars(to_phones.order_by(Notice.id.desc()).limit(limit)))


def find_delivery_by_reference(channel: str, reference: str) -> Delivery | None:
    """The delivery by the reference its provider gave."""
    return session.scalar(select(Delivery).where(Delivery.channel == channel, Delivery.provider_ref == reference))


def person_recipient(person_id: int) -> Recipient | None:
    """A person as recipient, with the phone and language of the account; None without one."""
    account = session.scalar(select(Account).where(Account.person_id == person_id, Account.status == "active"))
    if account is None:
        return None
    return Recipient(f"person:{person_id}", person_id, account.phone, account.email, account.locale)


def reachable_recipients(person_ids: Collection[int]) -> dict[int, Recipient]:
    """Who of some persons can be reached, by account or by the phone in the register; two statements."""
    phones = select(Person.id, Person.phone).where(Person.id.in_(sorted(person_ids)), Person.phone.is_not(None))
    found = {key: Recipient(f"phone:{phone}", phone=phone) for key, phone in session.execute(phones)}
    live = select(Account).where(Account.person_id.in_(sorted(person_ids)), Account.status == "active")
    for account in session.scalars(live):
        key = account.person_id
        found[key] = Recipient(f"person:{key}", key, account.phone, account.email, account.locale)
    return found


def shared_phones(phones: Collection[str]) -> set[str]:
    """Which of some phones more than one woman of the register has; one statement."""
    rows = select(Person.phone).where(Person.phone.in_(sorted(phones)), Person.merged_into_id.is_(None))
    return {phone for phone in session.scalars(rows.group_by(Person.phone).having(func.count() > 1)) if phone}


def told_subjects(kind: str, subjects: Collection[str]) -> set[tuple[str, str]]:
    """Of which of some subjects somebody was told, with her key."""
    rows = select(Notice.subject, Notice.recipient).where(Notice.kind == kind, Notice.subject.in_(sorted(subjects)))
    return {(subject, recipient) for subject, recipient in session.execute(rows)}


def notices_about(kind: str, subjects: Collection[str]) -> list[Notice]:
    """The notices of a kind about some subjects, in the order in which they were written."""
    rows = select(Notice).where(Notice.kind == kind, Notice.subject.in_(sorted(subjects)))
    return list(session.scalars(rows.order_by(Notice.id)))


def deliveries_of(notice_ids: Iterable[int]) -> list[int]:
    """The keys of the deliveries of some notices."""
    rows = select(Delivery.id).where(Delivery.notice_id.in_(sorted(set(notice_ids))))
    return list(session.scalars(rows.order_by(Delivery.id)))


def shop_recipients(shop_id: int, roles: frozenset[str] = PACKING_ROLES) -> list[Recipient]:
    """The team of a shop, in some roles."""
    team = select(ShopMember.person_id).where(
        ShopMember.shop_id == shop_id, ShopMember.ended_at.is_(None), ShopMember.role.in_(roles)
    )
    return _present(list(session.scalars(team.order_by(ShopMember.id))))


def payee_recipients(shop_id: int | None) -> list[Recipient]:
    """The payee's recipients: a shop's owner and accountant, or the operators for the platform (no shop)."""
    return shop_recipients(shop_id, MONEY_ROLES) if shop_id else operator_recipients()


def officer_recipients(unit_id: int | None) -> list[Recipient]:
    """The officers of a unit; where it has none, those of the unit above it, and so on up."""
    unit = session.get(Unit, unit_id) if unit_id else None
    while unit is not None:
        serving = select(Officer.person_id).where(Officer.unit_id == unit.id, Officer.ended_at.is_(None))
        found = _present(list(session.scalars(serving.order_by(Officer.id))))
        if found:
            return found
        unit = session.get(Unit, unit.parent_id) if unit.parent_id else None
    return []


def operator_recipients() -> list[Recipient]:
    """Everyone who operates the platform."""
    held = select(RoleGrant.person_id).where(RoleGrant.role == OPERATOR, RoleGrant.ended_at.is_(None))
    return _present(list(session.scalars(held.order_by(RoleGrant.id))))


def _present(person_ids: list[int]) -> list[Recipient]:
    return [recipient for person_id in person_ids if (recipient := person_recipient(person_id))]


def account_recipient(account_id: int) -> Recipient | None:
    """The owner of an account as recipient."""
    account = session.get(Account, account_id)
    return person_recipient(account.person_id) if account else None


def is_staff(person_id: int) -> bool:
    """Whether somebody serves the Union or operates the platform."""
    return bool(list_roles(person_id) or list_offices(person_id))
