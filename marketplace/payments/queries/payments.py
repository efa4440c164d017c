"""Reading payments, and the locks that serialise changes of them.

Locks are always taken in one order, which prevents deadlocks: shop orders by id, then the payment, then the refund.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from marketplace.core.db import session
from marketplace.core.rows import rows_of
from marketplace.core.sealing import unseal
from marketplace.orders.models import GIVEN, Order, ShopOrder
from marketplace.orders.queries import lock_shop_orders
from marketplace.orders.states import AWAITING_PAYMENT, OPEN_STATES, UNPAID
from marketplace.payments.account_seals import number_seal
from marketplace.payments.errors import NoSuchPayment
from marketplace.payments.models import Payment, PaymentPart
from marketplace.payments.registries import codes_confirmed, methods_through
from marketplace.payments.shape import AT_HANDOVER, BY_PAYEE
from marketplace.payments.states import ENDED_UNPAID_STATES, PENDING, SUCCEEDED


def with_parts() -> Select[Payment]:
    """Payments with their order, parts and shop orders loaded."""
    parts = selectinload(Payment.parts).joinedload(PaymentPart.shop_order)
    return select(Payment).options(joinedload(Payment.order), parts)


def payments_of(order_id: int) -> Sequence[Payment]:
    """Every payment ever opened for an order, oldest first, with parts."""
    return session.scalars(with_parts().where(Payment.order_id == order_id).order_by(Payment.id)).all()


def get_payment(payment_id: int) -> Payment:
    """One payment by key."""
    return session.get_one(Payment, payment_id)


def get_payment_of_order(order: Order, public_id: str) -> Payment:
    """One payment of an order; NoSuchPayment for any other."""
    return _one(with_parts().where(Payment.public_id == public_id, Payment.order_id == order.id))


def get_transfer_to_shop(shop_id: int, public_id: str) -> Payment:
    """One transfer that this shop receives itself; NoSuchPayment for cash, and for anybody else's."""
    found = with_parts().where(Payment.public_id == public_id, Payment.payee_shop_id == shop_id)
    return _one(found.where(is_transfer()))


def get_payment_to_platform(public_id: str) -> Payment:
    """One payment that the platform receives; NoSuchPayment for any other."""
    return _one(with_parts().where(Payment.public_id == public_id, Payment.payee_shop_id.is_(None)))


def is_transfer() -> ColumnElement[bool]:
    """A condition for payments by transfer, which the payee or a bank feed confirms."""
    return Payment.method.in_(codes_confirmed(BY_PAYEE))


def _one(wanted: Select[Payment]) -> Payment:
    found = session.scalar(wanted)
    if found is None:
        raise NoSuchPayment()
    return found


def find_payment(public_id: str) -> Payment | None:
    """A payment by its public id, the name by which provider and bank feed know it."""
    return session.scalar(with_parts().where(Payment.public_id == public_id))


def find_payment_by_provider(
    provider: str, *, session_ref: str | None = None, intent: str | None = None
) -> Payment | None:
    """A payment through one provider by its session or payment intent."""
    wanted = with_parts().where(is_through(provider))
    if session_ref:
        return session.scalar(wanted.where(Payment.provider_ref == session_ref))
    return session.scalar(wanted.where(Payment.provider_payment == intent)) if intent else None


def is_through(provider: str) -> ColumnElement[bool]:
    """The condition that a payment is confirmed by this provider."""
    return Payment.method.in_(methods_through(provider))


def find_payments_by_memo(memos: Iterable[str]) -> Sequence[Payment]:
    """The payments that carry one of these memos."""
    return session.scalars(with_parts().where(Payment.memo.in_(list(memos))).order_by(Payment.id)).all()


def is_memo_taken(memo: str) -> bool:
    """Whether a memo was used before."""
    return session.scalar(select(Payment.id).where(Payment.memo == memo)) is not None


def lock_payment(payment_id: int) -> Payment:
    """Lock a payment: first its shop orders by id, then the payment itself, all read anew."""
    ids = session.scalars(select(PaymentPart.shop_order_id).where(PaymentPart.payment_id == payment_id)).all()
    lock_shop_orders(ids)
    return lock_payment_row(payment_id)


def lock_payment_row(payment_id: int) -> Payment:
    """Lock a payment alone, when the caller has locked its shop orders before."""
    locked = select(Payment).where(Payment.id == payment_id).with_for_update()
    found = session.scalar(locked.execution_options(populate_existing=True))
    if found is None:
        raise NoSuchPayment()
    return found


def lock_unpaid_shop_orders(order_id: int) -> Sequence[ShopOrder]:
    """The shop orders that can still be paid or change method: unpaid and not accepted yet. Locked by id."""
    ids = select(ShopOrder.id).where(ShopOrder.order_id == order_id, ShopOrder.is_payable)
    locked = lock_shop_orders(session.scalars(ids).all())
    return [part for part in locked if part.is_payable]


def find_pending_for(shop_order_id: int, exclude_id: int | None = None) -> Sequence[Payment]:
    """Open payments that cover a shop order (at most one, except during a race)."""
    return session.scalars(_covering(shop_order_id, PENDING).where(Payment.id != (exclude_id or 0))).all()


def find_payment_that_paid(shop_order_id: int) -> Payment | None:
    """The payment that paid a shop order."""
    return session.scalar(_covering(shop_order_id, SUCCEEDED).where(PaymentPart.pays_order.is_(True)))


def find_cash_that_paid(shop_order_id: int) -> Payment | None:
    """The payment at the door that paid a shop order, or None."""
    paid_by = find_payment_that_paid(shop_order_id)
    return paid_by if paid_by is not None and paid_by.method in codes_confirmed(AT_HANDOVER) else None


def _covering(shop_order_id: int, status: str) -> Select[Payment]:
    covering = select(Payment).join(PaymentPart, PaymentPart.payment_id == Payment.id)
    return covering.where(PaymentPart.shop_order_id == shop_order_id, Payment.status == status).order_by(Payment.id)


_UNPAID_ORDERS = (  # from the customer outwards: the few orders of one, never every open payment
    select(func.count(Order.id))
    .where(Order.id != bindparam("exclude_id"))
    .where(exists().where(ShopOrder.order_id == Order.id, ShopOrder.status.in_(OPEN_STATES)))
    .where(exists().where(Payment.order_id == Order.id, Payment.status == PENDING))
)
_UNPAID_OF_PERSON = _UNPAID_ORDERS.where(Order.person_id == bindparam("person_id"), Order.claimed_at.is_(None))
_UNPAID_OF_GUESTS = _UNPAID_ORDERS.where(
    Order.phone == bindparam("phone"),
    or_(Order.person_id.is_(None), Order.claimed_at.is_not(None)),
    (Order.phone_proof == GIVEN) == bindparam("is_proven"),
)


def count_unpaid_orders_of(person_id: int, exclude_id: int = 0) -> int:
    """Orders somebody placed signed in, under way and not paid yet, outside of one; whatever phone stands on them.

    What others ordered as guests under this person's phone is not among them, also once it came to the account.
    """
    return int(rows_of(_UNPAID_OF_PERSON, {"person_id": person_id, "exclude_id": exclude_id})[0][0])


def count_unpaid_guest_orders(phone: str, *, is_proven: bool, exclude_id: int = 0) -> int:
    """Orders of guests under a phone, under way and not paid yet, outside of one.

    Those of whoever proved the phone, or all others: what strangers type stops its owner from nothing.
    """
    values = {"phone": phone, "exclude_id": exclude_id, "is_proven": is_proven}
    return int(rows_of(_UNPAID_OF_GUESTS, values)[0][0])


def list_overdue(moment: datetime, limit: int = 200) -> Sequence[int]:
    """Keys of open payments whose time is up, oldest first."""
    due = select(Payment.id).where(Payment.status == PENDING, Payment.expires_at <= moment)
    return session.scalars(due.order_by(Payment.expires_at, Payment.id).limit(limit)).all()


def list_unasked(moment: datetime, limit: int = 100) -> Sequence[int]:
    """Keys of shop orders that have waited for payment an hour or longer without an open payment."""
    open_parts = select(PaymentPart.shop_order_id).join(Payment, Payment.id == PaymentPart.payment_id)
    asked = open_parts.where(Payment.status == PENDING)
    lately = open_parts.where(Payment.ended_at > moment - timedelta(hours=1))
    waiting = select(ShopOrder.id).where(ShopOrder.status == AWAITING_PAYMENT, ShopOrder.money_status == UNPAID)
    unasked = waiting.where(ShopOrder.id.not_in(asked), ShopOrder.id.not_in(lately))
    return session.scalars(unasked.order_by(ShopOrder.id).limit(limit)).all()


def list_to_recheck(
    provider: str, opened_after: datetime, older_than: datetime, asked_before: datetime, limit: int = 50
) -> Sequence[int]:
    """Keys of payments whose session at one provider may have changed without a notification."""
    unsure = or_(Payment.status != PENDING, Payment.created_at < older_than)
    asked = or_(Payment.provider_asked_at.is_(None), Payment.provider_asked_at < asked_before)
    wanted = select(Payment.id).where(
        is_through(provider),
        Payment.provider_ref.is_not(None),
        Payment.provider_closed_at.is_(None),
        Payment.created_at > opened_after,
    )
    oldest = wanted.where(unsure, asked).order_by(Payment.provider_asked_at, Payment.id)
    return session.scalars(oldest.limit(limit)).all()


def _is_open_question() -> ColumnElement[bool]:
    """Reported by the customer, closed since, and not answered by the payee."""
    return and_(
        is_transfer(),
        Payment.extended_at.is_not(None),
        Payment.status.in_(ENDED_UNPAID_STATES),
        Payment.not_found_at.is_(None),
    )


def is_reported(payment: Payment) -> bool:
    """Whether the customer reported the transfer and the payee has not yet confirmed or denied it."""
    return payment.extended_at is not None and payment.status != SUCCEEDED and payment.not_found_at is None


def said_and_ended(shop_order_ids: Iterable[int]) -> dict[int, Payment]:
    """By shop order: the last transfer that the customer reported before it ended and the payee has not answered."""
    rows = session.execute(
        select(PaymentPart.shop_order_id, Payment)
        .join(Payment, Payment.id == PaymentPart.payment_id)
        .where(PaymentPart.shop_order_id.in_(list(shop_order_ids)), _is_open_question())
        .order_by(Payment.id)
    )
    return dict(rows.all())


def list_transfers_to(shop_id: int) -> Sequence[Payment]:
    """Transfers a shop waits for, or that were reported to it and are unanswered; reported ones first."""
    wanted = with_parts().where(Payment.payee_shop_id == shop_id, is_transfer())
    wanted = wanted.where(or_(Payment.status == PENDING, _is_open_question()))
    return session.scalars(wanted.order_by(Payment.extended_at.is_(None), Payment.id).limit(200)).all()


def list_transfers_to_platform() -> Sequence[Payment]:
    """Transfers the platform itself waits for, or that were reported to it and are unanswered; reported ones first."""
    wanted = with_parts().where(Payment.payee_shop_id.is_(None), is_transfer())
    wanted = wanted.where(or_(Payment.status == PENDING, _is_open_question()))
    return session.scalars(wanted.order_by(Payment.extended_at.is_(None), Payment.id).limit(200)).all()


def count_transfers_to(shop_id: int) -> int:
    """How many reported transfers to a shop are unconfirmed."""
    said = select(func.count()).where(
        Payment.payee_shop_id == shop_id,
        is_transfer(),
        Payment.extended_at.is_not(None),
        or_(Payment.status == PENDING, _is_open_question()),
    )
    return session.scalar(said) or 0


def payee_number(payment: Payment) -> str:
    """The account number to transfer to, decrypted; the customer needs it to pay."""
    return unseal(payment.payee_number_sealed or "", bound_to=number_seal(payment.public_id))
