"""Changing the payment method while nothing is paid and nothing accepted."""

from collections.abc import Sequence

from marketplace.core.actors import Actor
from marketplace.orders.models import Order, ShopOrder
from marketplace.orders.services.money import await_payment, keep_goods, pay_on_delivery
from marketplace.orders.states import AWAITING_PAYMENT, NEW
from marketplace.payments.errors import NothingToPay
from marketplace.payments.models import Payment
from marketplace.payments.queries.payments import find_pending_for, lock_payment_row, lock_unpaid_shop_orders
from marketplace.payments.services.closing import close_payment
from marketplace.payments.services.opening import get_method, open_for
from marketplace.payments.states import PENDING


def change_method(order: Order, method_code: str, by: Actor) -> list[Payment]:
    """Change the method for the unpaid parts of an order; the same method again leaves open payments unchanged.

    Goods stay held, or count as sold when paid on delivery. The method chosen when the order was placed stays on
    the order; each part's own is that of its payment (see `ways_of_paying`). Raises NothingToPay, MethodNotOffered,
    TooManyUnpaid, PayTooLate, OutOfStock, HoldEnded.
    """
    parts = lock_unpaid_shop_orders(order.id)
    if not parts:
        raise NothingToPay(order_number=order.number)
    pending = _lock_pending(parts)
    if pending and all(payment.method == method_code for payment in pending) and _all_covered(parts, pending):
        return pending
    for payment in pending:
        close_payment(payment, by=by)
    opened = open_for(order, parts, method_code, by)
    for part in parts:
        _move_goods(part, opened[0], by)
    return opened


def _lock_pending(parts: Sequence[ShopOrder]) -> list[Payment]:
    ids = sorted({payment.id for part in parts for payment in find_pending_for(part.id)})
    locked = [lock_payment_row(payment_id) for payment_id in ids]
    return [payment for payment in locked if payment.status == PENDING]


def _all_covered(parts: Sequence[ShopOrder], pending: Sequence[Payment]) -> bool:
    covered = {part.shop_order_id for payment in pending for part in payment.parts}
    return covered >= {part.id for part in parts}


def _move_goods(part: ShopOrder, opened: Payment, by: Actor) -> None:
    pays_ahead = get_method(opened.method).holds_for is not None
    if pays_ahead and part.status == NEW:
        await_payment(part, by=by)
    elif not pays_ahead and part.status == AWAITING_PAYMENT:
        pay_on_delivery(part, by=by)
    if pays_ahead and opened.expires_at is not None:
        keep_goods(part, until=opened.expires_at)
