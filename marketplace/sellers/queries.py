"""Reading applications within a territory, their papers, sellers and their bank accounts."""

from dataclasses import dataclass
from datetime import datetime
from statistics import median

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, or_, select

from marketplace.association.models import Unit
from marketplace.association.scope import EVERYTHING, Scope
from marketplace.audit.queries import list_of_subject
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.errors import NotFound
from marketplace.core.paging import Page, decode_moment_cursor, encode_cursor
from marketplace.core.rows import rows_of
from marketplace.core.states import StateChange, history_of
from marketplace.people.models import Person, SealedTrait
from marketplace.people.queries import is_called
from marketplace.sellers.models import Application, BankAccount, Evidence, RequirementMark, Seller
from marketplace.sellers.states import DECIDED_STATES, DRAFT, ENDED_STATES, SUBMITTED, SUSPENDED

PAGE = 30
PAPER_OPENED = "application.paper_opened"  # in the trail: an officer looked at one paper


def get_application(number: str, scope: Scope = EVERYTHING) -> Application:
    """An application that was handed in, by number, within a territory; NotFound for any other."""
    return _found(session.scalar(_within(number, scope)), number=number)


def lock_application(number: str, scope: Scope = EVERYTHING) -> Application:
    """The same, locked and read anew."""
    return _found(session.scalar(_locked(_within(number, scope))), number=number)


def find_application_of(person_id: int) -> Application | None:
    """The application a person has, in whatever state."""
    return session.scalar(select(Application).where(Application.person_id == person_id))


def find_handed_in(person_id: int, scope: Scope) -> Application | None:
    """The application a person handed in, within a territory."""
    handed_in = (Application.person_id == person_id, Application.status != DRAFT, scope.allows(Application.unit_id))
    return session.scalar(select(Application).where(*handed_in))


def lock_application_of(person_id: int) -> Application:
    """The application a person has, locked and read anew; NotFound when there is none."""
    mine = select(Application).where(Application.person_id == person_id)
    return _found(session.scalar(_locked(mine)), person_id=person_id)


def list_applications(
    scope: Scope,
    status: str = SUBMITTED,
    *,
    unit_id: int | None = None,
    text: str = "",
    cursor: str | None = None,
    limit: int = PAGE,
) -> Page[Application]:
    """The applications of a territory in one state: waiting ones by due time, others by latest change, newest first."""
    rows = _filtered(scope, unit_id, text).where(Application.status == status)
    after = decode_moment_cursor(cursor)
    if status == SUBMITTED:
        rows = rows.order_by(Application.due_at, Application.id)
    else:
        rows = rows.order_by(Application.decided_at.desc(), Application.id.desc())
    if after is not None:
        rows = rows.where(_beyond(status, *after))
    found = list(session.scalars(rows.limit(limit + 1)))
    last = found[limit - 1] if len(found) > limit else None
    return Page(found[:limit], _cursor_of(last, status) if last else None)


def count_by_status(scope: Scope, *, unit_id: int | None = None, text: str = "") -> dict[str, int]:
    """How many applications of a territory stand in each state."""
    counted = _filtered(scope, unit_id, text).with_only_columns(Application.status, func.count())
    return dict(session.execute(counted.group_by(Application.status)).all())


def count_waiting(scope: Scope) -> int:
    """How many applications of a territory wait for an officer."""
    waiting = select(func.count()).select_from(Application).where(Application.status == SUBMITTED)
    return session.scalar(waiting.where(scope.allows(Application.unit_id))) or 0


@dataclass(frozen=True)
class Speed:
    """How fast one unit decides: the number of decided applications, and the median days to a decision."""

    unit: Unit
    decided: int
    median_days: float
    late: int


def list_speeds(scope: Scope, since: datetime) -> list[Speed]:
    """Time to decision by unit, of applications approved or declined since an instant; the slowest first."""
    decided = (
        select(Unit, Application.submitted_at, Application.decided_at, Application.due_at)
        .join(Application, Application.unit_id == Unit.id)
        .where(Application.status.in_(DECIDED_STATES), Application.decided_at >= since)
        .where(scope.allows(Application.unit_id))
    )
    by_unit: dict[Unit, list[tuple[float, bool]]] = {}
    for unit, handed_in, answered, due in session.execute(decided):
        if handed_in is not None and answered is not None:
            days = (answered - handed_in).total_seconds() / 86_400
            by_unit.setdefault(unit, []).append((days, due is not None and answered > due))
    speeds = [
        Speed(unit, len(rows), median(days for days, _ in rows), sum(late for _, late in rows))
        for unit, rows in by_unit.items()
    ]
    return sorted(speeds, key=lambda speed: (-speed.median_days, speed.unit.id))


def list_papers(application_id: int) -> list[Evidence]:
    """The papers an application holds now, in the order they were sent, with their files."""
    live = select(Evidence).where(Evidence.application_id == application_id, Evidence.removed_at.is_(None))
    return list(session.scalars(live.order_by(Evidence.id)))


def list_unopened(application: Application) -> list[Evidence]:
    """The papers that no officer has opened since they were sent (the applicant opening her own does not count)."""
    openings = list_of_subject("application", application.id, PAPER_OPENED)
    opened = {entry.details["paper"] for entry in openings if entry.person_id != application.person_id}
    return [p for p in list_papers(application.id) if p.id not in opened and p.file.erased_at is None]


def get_paper(application_id: int, evidence_id: int) -> Evidence:
    """One paper of one application; NotFound when it is another's or was taken back."""
    paper = session.get(Evidence, evidence_id) if 0 < evidence_id < 2**31 else None
    if paper is None or paper.application_id != application_id or paper.removed_at is not None:
        raise NotFound(evidence_id=evidence_id)
    return paper


def list_erasable_papers(ended_before: datetime, limit: int = 500) -> list[Evidence]:
    """Papers still stored although they were withdrawn, or their application ended before an instant."""
    from_ended = and_(Application.status.in_(ENDED_STATES), Application.decided_at < ended_before)
    rows = (
        select(Evidence)
        .join(Application, Application.id == Evidence.application_id)
        .where(or_(from_ended, Evidence.removed_at < ended_before), Evidence.file.has(erased_at=None))
    )
    return list(session.scalars(rows.order_by(Evidence.id).limit(limit)))


def list_marks(application_id: int) -> dict[str, RequirementMark]:
    """The officers' marks by requirement code."""
    rows = select(RequirementMark).where(RequirementMark.application_id == application_id)
    return {mark.requirement: mark for mark in session.scalars(rows)}


_IN_FORCE = or_(BankAccount.ended_at.is_(None), BankAccount.ended_at > bindparam("moment"))
_ACCOUNT_OF = (
    select(BankAccount).where(BankAccount.person_id == bindparam("person"), _IN_FORCE).order_by(BankAccount.id).limit(1)
)


def bank_account_of(person_id: int) -> BankAccount | None:
    """The bank account a person is paid to now, or None; one that replaces it waits until it has ended."""
    return session.scalar(_ACCOUNT_OF, {"person": person_id, "moment": now()})


def next_bank_account_of(person_id: int) -> BankAccount | None:
    """The bank account that a person is paid to as soon as the present one has ended, or None."""
    present = bank_account_of(person_id)
    if present is None or present.ended_at is None:
        return None
    given = select(BankAccount).where(BankAccount.person_id == person_id, BankAccount.ended_at.is_(None))
    return session.scalar(given.order_by(BankAccount.id.desc()).limit(1))


def in_force_from(account: BankAccount) -> datetime:
    """From when on a person is paid to an account: at once, or when the one before it ends."""
    before = select(func.max(BankAccount.ended_at)).where(
        BankAccount.person_id == account.person_id, BankAccount.id < account.id
    )
    return max(account.added_at, session.scalar(before) or account.added_at)


_PAID_SOMEWHERE = select(BankAccount.person_id).where(
    BankAccount.person_id.in_(bindparam("people", expanding=True)), BankAccount.ended_at.is_(None)
)


def are_all_paid_somewhere(person_ids: set[int]) -> bool:
    """Whether each of several people has a bank account to be paid to; in one statement."""
    return person_ids <= {row.person_id for row in rows_of(_PAID_SOMEWHERE, {"people": sorted(person_ids)})}


def list_live_accounts(person_id: int) -> list[BankAccount]:
    """The bank account a person is paid to, and the one that is to replace it, locked."""
    live = select(BankAccount).where(BankAccount.person_id == person_id, _IN_FORCE).params(moment=now())
    return list(session.scalars(live.order_by(BankAccount.id).with_for_update()))


def list_accounts(person_id: int) -> list[BankAccount]:
    """Every bank account a person ever gave, ended ones too, locked."""
    accounts = select(BankAccount).where(BankAccount.person_id == person_id)
    return list(session.scalars(accounts.order_by(BankAccount.id).with_for_update()))


def is_first_account(account: BankAccount) -> bool:
    """Whether its owner had given no account before this one."""
    before = select(BankAccount.id).where(BankAccount.person_id == account.person_id, BankAccount.id < account.id)
    return session.scalar(before.limit(1)) is None


def find_unit_of(person_id: int) -> Unit | None:
    """The unit responsible for a seller or an applicant."""
    seller = find_seller_of(person_id)
    if seller is not None:
        return seller.unit
    application = find_application_of(person_id)
    return application.unit if application else None


def is_account_of_another(person_id: int, number_fingerprint: str) -> bool:
    """Whether another person is paid to the same bank account."""
    same = select(BankAccount.id).where(
        BankAccount.number_fingerprint == number_fingerprint,
        BankAccount.person_id != person_id,
        BankAccount.ended_at.is_(None),
    )
    return session.scalar(same.limit(1)) is not None


def is_number_of_another(person_id: int) -> bool:
    """Whether another person gave the same personal number."""
    own = select(SealedTrait.fingerprint).where(SealedTrait.person_id == person_id, SealedTrait.kind == "id_number")
    same = select(SealedTrait.id).where(
        SealedTrait.kind == "id_number",
        SealedTrait.person_id != person_id,
        SealedTrait.fingerprint == own.scalar_subquery(),
    )
    return session.scalar(same.limit(1)) is not None


def find_seller_of(person_id: int) -> Seller | None:
    """The seller row of a person, None unless that person was admitted."""
    return session.scalar(select(Seller).where(Seller.person_id == person_id))


def find_seller_of_application(application_id: int) -> Seller | None:
    """The seller an application led to."""
    return session.scalar(select(Seller).where(Seller.application_id == application_id))


def find_standing_change(seller: Seller, status: str) -> StateChange | None:
    """The last change of a seller's standing to a status she was brought to, with the officer's words."""
    changes = [change for change in history_of("seller", [seller.id])[seller.id] if change.to_state == status]
    return changes[-1] if changes else None


def why_suspended(seller: Seller) -> str:
    """The officer's words when a seller was last suspended; «» where there are none."""
    change = find_standing_change(seller, SUSPENDED)
    return change.note if change else ""


def lock_seller(seller_id: int, scope: Scope = EVERYTHING) -> Seller:
    """A seller by key within a territory, locked and read anew; NotFound for any other."""
    mine = select(Seller).where(Seller.id == seller_id, scope.allows(Seller.unit_id))
    row = session.scalar(mine.with_for_update(of=Seller).execution_options(populate_existing=True))
    if row is None:
        raise NotFound(seller_id=seller_id)
    return row


def _found(application: Application | None, **asked: object) -> Application:
    if application is None:
        raise NotFound(**asked)
    return application


def _within(number: str, scope: Scope) -> Select[Application]:
    handed_in = Application.status != DRAFT
    return select(Application).where(Application.number == number, handed_in, scope.allows(Application.unit_id))


def _locked(rows: Select[Application]) -> Select[Application]:
    return rows.with_for_update(of=Application).execution_options(populate_existing=True)


def _filtered(scope: Scope, unit_id: int | None, text: str) -> Select[Application]:
    rows = select(Application).where(scope.allows(Application.unit_id), Application.submitted_at.is_not(None))
    if unit_id is not None:
        rows = rows.where(Application.unit_id == unit_id)
    if text:
        rows = rows.where(_named(text))
    return rows


def _named(text: str) -> ColumnElement[bool]:
    people = select(Person.id).where(is_called(text))
    return or_(Application.number == text.upper(), Application.person_id.in_(people))


def _beyond(status: str, at: datetime, key: int) -> ColumnElement[bool]:
    if status == SUBMITTED:
        return or_(Application.due_at > at, and_(Application.due_at == at, Application.id > key))
    return or_(Application.decided_at < at, and_(Application.decided_at == at, Application.id < key))


def _cursor_of(last: Application, status: str) -> str | None:
    at = last.due_at if status == SUBMITTED else last.decided_at
    return encode_cursor(at.isoformat(), last.id) if at else None
