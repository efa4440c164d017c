"""Reading refunds and locking them."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from marketplace.core.db import session
from marketplace.payments.errors import NoSuchRefund
from marketplace.payments.models import Payment, Refund, RefundLine
from marketplace.payments.queries.payments import is_through, lock_payment
from marketplace.payments.states import FAILED, NOT_SENT_STATES, OUTCOME_UNKNOWN_STATES, SENDABLE_STATES


def _refunds() -> Select[Refund]:
    return select(Refund).options(joinedload(Refund.payment), joinedload(Refund.shop_order))


def refunds_of(order_id: int) -> Sequence[Refund]:
    """Every refund of an order, oldest first."""
    wanted = _refunds().join(Refund.payment).where(Payment.order_id == order_id).order_by(Refund.id)
    return session.scalars(wanted).all()


def get_refund(refund_id: int) -> Refund:
    """One refund by key."""
    return session.get_one(Refund, refund_id)


def find_refund(public_id: str) -> Refund | None:
    """A refund by its public id, the name by which the provider knows it."""
    return session.scalar(_refunds().where(Refund.public_id == public_id))


def list_refunds_by_provider(provider: str, provider_ref: str) -> Sequence[Refund]:
    """What one refund at a provider is here: several where it gave back the parts of several shops."""
    wanted = _refunds().join(Refund.payment).where(is_through(provider), Refund.provider_ref == provider_ref)
    return session.scalars(wanted.order_by(Refund.id)).all()


def find_unsent_refund(payment_id: int, amount_dong: int) -> Refund | None:
    """The only refund of so much of a payment that was asked for and that the provider is not known to have made."""
    asked = select(Refund).where(Refund.payment_id == payment_id, Refund.amount_dong == amount_dong)
    found = session.scalars(asked.where(Refund.provider_ref.is_(None), Refund.status.in_(NOT_SENT_STATES))).all()
    return found[0] if len(found) == 1 else None


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
    """Lock a refund: first its shop order, then its payment, then itself, all read anew."""
    payment_id = session.scalar(select(Refund.payment_id).where(Refund.id == refund_id))
    if payment_id is None:
        raise NoSuchRefund()
    lock_payment(payment_id)
    locked = select(Refund).where(Refund.id == refund_id).with_for_update()
    return session.scalars(locked.execution_options(populate_existing=True)).one()


def is_refunded_since(shop_order_id: int, moment: datetime) -> bool:
    """Whether any money of a shop order was asked back since a moment, whatever became of it."""
    since = select(Refund.id).where(Refund.shop_order_id == shop_order_id, Refund.created_at >= moment)
    return session.scalar(since.limit(1)) is not None


def refunded_of(payment_id: int) -> int:
    """How much of a payment is or will be refunded, in đồng; failed refunds do not count."""
    claimed = select(func.coalesce(func.sum(Refund.amount_dong), 0))
    return int(session.scalar(claimed.where(Refund.payment_id == payment_id, Refund.status != FAILED)) or 0)


def find_refund_for(payment_id: int, shop_order_id: int, cause: str) -> Refund | None:
    """The refund of one shop order's part of a payment that was asked for by this cause."""
    part = (Refund.payment_id == payment_id, Refund.shop_order_id == shop_order_id)
    return session.scalar(select(Refund).where(*part, Refund.cause == cause))


def refund_lines_of_shop_orders(ids: Iterable[int]) -> dict[int, list[RefundLine]]:
    """The refund lines of several shop orders, by key, oldest first, of unfinished refunds too."""
    wanted = list(ids)
    rows = select(Refund.shop_order_id, RefundLine).join(Refund, Refund.id == RefundLine.refund_id)
    found: dict[int, list[RefundLine]] = {shop_order_id: [] for shop_order_id in wanted}
    for shop_order_id, line in session.execute(rows.where(Refund.shop_order_id.in_(wanted)).order_by(RefundLine.id)):
        found[shop_order_id].append(line)
    return found


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


def count_refunds_to_send(shop_id: int) -> int:
    """How many refunds a shop can transfer now: not sent yet, and the customer gave a bank account."""
    ready = select(func.count()).select_from(Refund).join(Refund.payment)
    ready = ready.where(Payment.payee_shop_id == shop_id, ~Refund.is_by_provider)
    ready = ready.where(Refund.status.in_(SENDABLE_STATES), Refund.to_account.is_not(None))
    return session.scalar(ready) or 0


def list_refunds_to_requery(provider: str, tried_before: datetime, limit: int = 50) -> Sequence[int]:
    """Keys of refunds at one provider whose outcome is unknown."""
    through = select(Refund.id).join(Refund.payment).where(is_through(provider))
    unsure = through.where(
        Refund.is_by_provider, Refund.status.in_(OUTCOME_UNKNOWN_STATES), Refund.tried_at < tried_before
    )
    return session.scalars(unsure.order_by(Refund.tried_at).limit(limit)).all()
