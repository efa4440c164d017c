"""Reading payments, refunds and what came from outside; and the locks every effect on money goes through.

Locks are always taken in one order: shop orders by id, then the payment, then the refund; so no two wait in a ring.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import joinedload, selectinload

from marketplace.core.db import db, session
from marketplace.core.sealing import unseal
from marketplace.orders.models import Order, ShopOrder
from marketplace.orders.queries import lock_shop_orders
from marketplace.orders.states import AWAITING_PAYMENT, NEW, OPEN_STATES, UNPAID
from marketplace.payments.accounts import number_seal
from marketplace.payments.errors import NoSuchNotice, NoSuchPayment, NoSuchRefund
from marketplace.payments.models import BankAllocation, BankNotice, Payment, PaymentPart, ProviderEvent, Refund
from marketplace.payments.outcomes import MISMATCHES, STRAY
from marketplace.payments.states import FAILED, PENDING, SUCCEEDED, UNCERTAIN

COD, VIETQR, CARD = "cod", "vietqr", "stripe_checkout"


# Payments


def _with_parts() -> Select[tuple[Payment]]:
    parts = selectinload(Payment.parts).joinedload(PaymentPart.shop_order)
    return select(Payment).options(joinedload(Payment.order), parts)


def payments_of(order_id: int) -> Sequence[Payment]:
    """Every payment ever opened for an order, oldest first, with parts."""
    return session.scalars(_with_parts().where(Payment.order_id == order_id).order_by(Payment.id)).all()


def get_payment(payment_id: int) -> Payment:
    """One payment by key."""
    return session.get_one(Payment, payment_id)


def get_payment_of_order(order: Order, public_id: str) -> Payment:
    """One payment of an order; NoSuchPayment for any other."""
    return _one(_with_parts().where(Payment.public_id == public_id, Payment.order_id == order.id))


def get_payment_to_shop(shop_id: int, public_id: str) -> Payment:
    """One payment that this shop receives itself; NoSuchPayment for any other."""
    return _one(_with_parts().where(Payment.public_id == public_id, Payment.payee_shop_id == shop_id))


def _one(wanted: Select[tuple[Payment]]) -> Payment:
    found = session.scalar(wanted)
    if found is None:
        raise NoSuchPayment()
    return found


def find_payment(public_id: str) -> Payment | None:
    """A payment by the name the provider and the feed know it by."""
    return session.scalar(_with_parts().where(Payment.public_id == public_id))


def find_payment_by_provider(*, session_ref: str | None = None, intent: str | None = None) -> Payment | None:
    """A card payment by the provider's session or payment intent."""
    if session_ref:
        return session.scalar(_with_parts().where(Payment.provider_ref == session_ref, Payment.method == CARD))
    return session.scalar(_with_parts().where(Payment.provider_payment == intent)) if intent else None


def find_payments_by_memo(memos: Iterable[str]) -> Sequence[Payment]:
    """The payments that carry one of these memos."""
    return session.scalars(_with_parts().where(Payment.memo.in_(list(memos))).order_by(Payment.id)).all()


def is_memo_taken(memo: str) -> bool:
    """Whether a memo was given out before."""
    return session.scalar(select(Payment.id).where(Payment.memo == memo)) is not None


def lock_payment(payment_id: int) -> Payment:
    """The serial point of one payment: its shop orders locked by id, then the payment itself, read anew."""
    ids = session.scalars(select(PaymentPart.shop_order_id).where(PaymentPart.payment_id == payment_id)).all()
    lock_shop_orders(ids)
    return lock_payment_row(payment_id)


def lock_payment_row(payment_id: int) -> Payment:
    """The payment alone, for whoever has the shop order at hand locked before."""
    locked = select(Payment).where(Payment.id == payment_id).with_for_update()
    found = session.scalar(locked.execution_options(populate_existing=True))
    if found is None:
        raise NoSuchPayment()
    return found


def lock_unpaid_shop_orders(order_id: int) -> Sequence[ShopOrder]:
    """What of an order can still be paid, or paid another way: unpaid and not accepted yet. Locked by id."""
    ids = select(ShopOrder.id).where(
        ShopOrder.order_id == order_id,
        ShopOrder.money_status == UNPAID,
        ShopOrder.status.in_((AWAITING_PAYMENT, NEW)),
    )
    locked = lock_shop_orders(session.scalars(ids).all())
    return [part for part in locked if part.money_status == UNPAID and part.status in (AWAITING_PAYMENT, NEW)]


def find_pending_for(shop_order_id: int, but_not: int | None = None) -> Sequence[Payment]:
    """Open payments that cover a shop order (one at most, but for a race being settled)."""
    return session.scalars(_covering(shop_order_id, PENDING).where(Payment.id != (but_not or 0))).all()


def find_payment_that_paid(shop_order_id: int) -> Payment | None:
    """The payment whose money paid a shop order."""
    return session.scalar(_covering(shop_order_id, SUCCEEDED).where(PaymentPart.pays_order.is_(True)))


def _covering(shop_order_id: int, status: str) -> Select[tuple[Payment]]:
    covering = select(Payment).join(PaymentPart, PaymentPart.payment_id == Payment.id)
    return covering.where(PaymentPart.shop_order_id == shop_order_id, Payment.status == status).order_by(Payment.id)


def count_open_cash_orders(phone: str, but_not: int | None = None) -> int:
    """Unpaid cash-on-delivery parcels under way to one phone, outside of one order."""
    counted = select(func.count(func.distinct(Payment.order_id))).join(Order, Order.id == Payment.order_id)
    under_way = (
        counted.join(ShopOrder, ShopOrder.order_id == Order.id)
        .where(Order.phone == phone, Payment.method == COD, Payment.status == PENDING)
        .where(ShopOrder.status.in_(OPEN_STATES), Order.id != (but_not or 0))
    )
    return session.scalar(under_way) or 0


def list_overdue(moment: datetime, limit: int = 200) -> Sequence[int]:
    """Keys of open payments whose time is up, oldest first."""
    due = select(Payment.id).where(Payment.status == PENDING, Payment.expires_at <= moment)
    return session.scalars(due.order_by(Payment.expires_at, Payment.id).limit(limit)).all()


def list_to_recheck(older_than: datetime, asked_before: datetime, limit: int = 50) -> Sequence[int]:
    """Keys of card payments whose session may have moved at the provider without our being told."""
    unsure = or_(Payment.status != PENDING, Payment.created_at < older_than)
    asked = or_(Payment.provider_asked_at.is_(None), Payment.provider_asked_at < asked_before)
    wanted = select(Payment.id).where(
        Payment.method == CARD, Payment.provider_ref.is_not(None), Payment.provider_closed_at.is_(None)
    )
    oldest = wanted.where(unsure, asked).order_by(Payment.provider_asked_at, Payment.id)
    return session.scalars(oldest.limit(limit)).all()


def list_transfers_to(shop_id: int) -> Sequence[Payment]:
    """Transfers a shop waits for, those the customer says she has made first."""
    wanted = _with_parts().where(
        Payment.payee_shop_id == shop_id, Payment.method == VIETQR, Payment.status == PENDING
    )
    return session.scalars(wanted.order_by(Payment.extended_at.is_(None), Payment.id).limit(200)).all()


def list_transfers_to_platform() -> Sequence[Payment]:
    """Transfers the platform itself waits for."""
    wanted = _with_parts().where(
        Payment.payee_shop_id.is_(None), Payment.method == VIETQR, Payment.status == PENDING
    )
    return session.scalars(wanted.order_by(Payment.extended_at.is_(None), Payment.id).limit(200)).all()


def count_transfers_to(shop_id: int) -> int:
    """How many transfers the customers say they have made to a shop, unconfirmed."""
    said = select(func.count()).where(
        Payment.payee_shop_id == shop_id,
        Payment.method == VIETQR,
        Payment.status == PENDING,
        Payment.extended_at.is_not(None),
    )
    return session.scalar(said) or 0


def payee_number(payment: Payment) -> str:
    """The account number to transfer to, in the clear; the customer needs it to pay."""
    return unseal(payment.payee_number_sealed or "", bound_to=number_seal(payment.public_id))


# Refunds


def _refunds() -> Select[tuple[Refund]]:
    return select(Refund).options(joinedload(Refund.payment), joinedload(Refund.shop_order))


def refunds_of(order_id: int) -> Sequence[Refund]:
    """Every refund of an order, oldest first."""
    wanted = _refunds().join(Refund.payment).where(Payment.order_id == order_id).order_by(Refund.id)
    return session.scalars(wanted).all()


def get_refund(refund_id: int) -> Refund:
    """One refund by key."""
    return session.get_one(Refund, refund_id)


def find_refund(public_id: str) -> Refund | None:
    """A refund by the name the provider knows it by."""
    return session.scalar(_refunds().where(Refund.public_id == public_id))


def find_refund_by_provider(provider_ref: str) -> Refund | None:
    """A refund by the provider's own id."""
    return session.scalar(_refunds().where(Refund.provider_ref == provider_ref))


def get_refund_where(
    public_id: str, *, order_id: int | None = None, shop_id: int | None = None, anyones: bool = False
) -> Refund:
    """One refund: of an order, or that a shop is to send, or anyone's (operators); NoSuchRefund otherwise."""
    wanted = _refunds().join(Refund.payment).where(Refund.public_id == public_id)
    if not anyones:
        wanted = wanted.where(
            Payment.order_id == order_id if order_id is not None else Payment.payee_shop_id == shop_id
        )
    found = session.scalar(wanted)
    if found is None:
        raise NoSuchRefund()
    return found


def lock_refund(refund_id: int) -> Refund:
    """The serial point of one refund: its shop order, its payment, then itself, read anew."""
    payment_id = session.scalar(select(Refund.payment_id).where(Refund.id == refund_id))
    if payment_id is None:
        raise NoSuchRefund()
    lock_payment(payment_id)
    locked = select(Refund).where(Refund.id == refund_id).with_for_update()
    return session.scalars(locked.execution_options(populate_existing=True)).one()


def refunded_of(payment_id: int) -> int:
    """How much of a payment goes back or went back, in đồng; a failed refund claims nothing."""
    claimed = select(func.coalesce(func.sum(Refund.amount_dong), 0))
    return int(session.scalar(claimed.where(Refund.payment_id == payment_id, Refund.status != FAILED)) or 0)


def find_refund_of(payment_id: int, shop_order_id: int) -> Refund | None:
    """The refund of one shop order's part of a payment."""
    return session.scalar(
        select(Refund).where(Refund.payment_id == payment_id, Refund.shop_order_id == shop_order_id)
    )


def list_refunds(
    *, shop_id: int | None = None, statuses: Iterable[str] | None = None, limit: int = 200
) -> Sequence[Refund]:
    """Refunds, newest first: those one shop must send by transfer, or all of them."""
    wanted = _refunds().join(Refund.payment)
    if shop_id is not None:
        wanted = wanted.where(Payment.payee_shop_id == shop_id)
    if statuses is not None:
        wanted = wanted.where(Refund.status.in_(list(statuses)))
    return session.scalars(wanted.order_by(Refund.id.desc()).limit(limit)).all()


def list_refunds_to_requery(tried_before: datetime, limit: int = 50) -> Sequence[int]:
    """Keys of refunds at the provider whose end is not known."""
    unsure = select(Refund.id).where(
        Refund.way == "provider", Refund.status.in_((UNCERTAIN, "sent")), Refund.tried_at < tried_before
    )
    return session.scalars(unsure.order_by(Refund.tried_at).limit(limit)).all()


# What came from outside


def claim_event(provider: str, event_id: str, kind: str, payload: dict[str, Any], at: datetime) -> bool:
    """Store an event unless it is known; True for whoever stored it (one conditional INSERT, promise M7)."""
    values = {"provider": provider, "event_id": event_id, "kind": kind, "payload": payload, "outcome": ""}
    return _insert_once(ProviderEvent, values | {"received_at": at})


def claim_notice(values: dict[str, Any]) -> bool:
    """Store a bank line unless its reference is known for that account; True for whoever stored it."""
    return _insert_once(BankNotice, values)


def _insert_once(model: Any, values: dict[str, Any]) -> bool:
    dialect = sqlite if db.engine.dialect.name == "sqlite" else postgresql
    statement = dialect.insert(model).values(**values).on_conflict_do_nothing()
    result: Any = session.execute(statement)
    return bool(result.rowcount == 1)


def lock_event(provider: str, event_id: str) -> ProviderEvent:
    """A stored event, locked and read anew."""
    wanted = select(ProviderEvent).where(ProviderEvent.provider == provider, ProviderEvent.event_id == event_id)
    return session.scalars(wanted.with_for_update().execution_options(populate_existing=True)).one()


def list_unhandled_events(provider: str, before: datetime, limit: int = 50) -> Sequence[str]:
    """Ids of stored events nobody has acted on, oldest first."""
    waiting = select(ProviderEvent.event_id).where(
        ProviderEvent.provider == provider,
        ProviderEvent.handled_at.is_(None),
        ProviderEvent.received_at < before,
    )
    return session.scalars(waiting.order_by(ProviderEvent.id).limit(limit)).all()


def list_mismatched_events(limit: int = 100) -> Sequence[ProviderEvent]:
    """Events that fit no payment of ours and that a person must look at, newest first."""
    odd = select(ProviderEvent).where(ProviderEvent.outcome.in_(MISMATCHES))
    return session.scalars(odd.order_by(ProviderEvent.id.desc()).limit(limit)).all()


def find_notice(feed: str, account_fingerprint: str, reference: str) -> BankNotice | None:
    """A bank line by its reference on its account."""
    return session.scalar(
        select(BankNotice).where(
            BankNotice.feed == feed,
            BankNotice.account_fingerprint == account_fingerprint,
            BankNotice.reference == reference,
        )
    )


def lock_notice(notice_id: int) -> BankNotice:
    """A bank line, locked and read anew; NoSuchNotice when there is none."""
    wanted = select(BankNotice).where(BankNotice.id == notice_id).with_for_update(of=BankNotice)
    found = session.scalar(wanted.execution_options(populate_existing=True))
    if found is None:
        raise NoSuchNotice()
    return found


def get_notice(notice_id: int, shop_id: int | None = None) -> BankNotice:
    """A bank line; with a shop, only one that came to that shop's account."""
    wanted = select(BankNotice).where(BankNotice.id == notice_id).options(selectinload(BankNotice.allocations))
    if shop_id is not None:
        wanted = wanted.where(BankNotice.payee_shop_id == shop_id)
    found = session.scalar(wanted)
    if found is None:
        raise NoSuchNotice()
    return found


def list_unhandled_notices(before: datetime, limit: int = 50) -> Sequence[int]:
    """Keys of stored bank lines nobody has acted on, oldest first."""
    waiting = select(BankNotice.id).where(BankNotice.handled_at.is_(None), BankNotice.received_at < before)
    return session.scalars(waiting.order_by(BankNotice.id).limit(limit)).all()


def list_stray(shop_id: int | None = None, limit: int = 200) -> Sequence[BankNotice]:
    """Money that waits for a person, oldest first: all of it, or what came to one shop's account."""
    waiting = select(BankNotice).where(BankNotice.outcome.in_(STRAY), BankNotice.settled_at.is_(None))
    if shop_id is not None:
        waiting = waiting.where(BankNotice.payee_shop_id == shop_id)
    loaded = waiting.options(selectinload(BankNotice.allocations), joinedload(BankNotice.payment))
    return session.scalars(loaded.order_by(BankNotice.id).limit(limit)).all()


def find_payee_by_account(fingerprint: str) -> tuple[bool, int | None]:
    """Whose account a bank line came to, by the payments that named it: (known at all, shop or None: platform)."""
    newest = select(Payment.payee_shop_id).where(Payment.payee_fingerprint == fingerprint)
    found = session.execute(newest.order_by(Payment.id.desc()).limit(1)).first()
    return (found is not None, found[0] if found else None)


def allocated_to(payment_id: int) -> int:
    """How much of bank lines counts towards a payment, in đồng."""
    total = select(func.coalesce(func.sum(BankAllocation.amount_dong), 0))
    return int(session.scalar(total.where(BankAllocation.payment_id == payment_id)) or 0)


def list_allocations(payment_id: int) -> Sequence[BankAllocation]:
    """Which parts of bank lines count towards a payment, oldest first."""
    parts = select(BankAllocation).where(BankAllocation.payment_id == payment_id).order_by(BankAllocation.id)
    return session.scalars(parts).all()


def list_payments_to_attach(notice: BankNotice, limit: int = 100) -> Sequence[Payment]:
    """Transfers that stray money could have been meant for: of the same payee, not yet received, newest first."""
    if notice.payee_shop_id is None and not notice.is_platform_account:
        return []
    same_payee = (
        Payment.payee_shop_id.is_(None)
        if notice.is_platform_account
        else Payment.payee_shop_id == notice.payee_shop_id
    )
    wanted = _with_parts().where(Payment.method == VIETQR, Payment.status != SUCCEEDED, same_payee)
    return session.scalars(wanted.order_by(Payment.id.desc()).limit(limit)).all()


def underpaid_by(payment_ids: Iterable[int]) -> dict[int, int]:
    """What came too little for open payments, by payment: the sum of lines that named their memo, in đồng."""
    sums = (
        select(BankNotice.payment_id, func.sum(BankNotice.amount_dong))
        .where(BankNotice.payment_id.in_(list(payment_ids)), BankNotice.outcome == "too_little")
        .where(BankNotice.settled_at.is_(None))
        .group_by(BankNotice.payment_id)
    )
    return {payment_id: int(amount) for payment_id, amount in session.execute(sums) if payment_id is not None}
