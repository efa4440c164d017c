"""Closing payments: the order ended, was paid by another payment, or the time to pay ran out."""

from marketplace.core.actors import SYSTEM_ACTOR, Actor
from marketplace.core.clock import now
from marketplace.core.events import publish
from marketplace.orders.models import ShopOrder
from marketplace.orders.queries import lock_shop_orders
from marketplace.orders.services.cancelling import cancel_unpaid
from marketplace.payments.errors import MethodNotOffered, PayTooLate
from marketplace.payments.events import PaymentClosed, PaymentExpired
from marketplace.payments.models import Payment
from marketplace.payments.queries.order_money import money_facts
from marketplace.payments.queries.payments import find_pending_for, lock_payment, lock_payment_row
from marketplace.payments.services.in_step import keep_in_step
from marketplace.payments.services.opening import open_for
from marketplace.payments.services.refunds import refund_shop_order
from marketplace.payments.states import CANCELLED, EXPIRED, PENDING


def close_payment(payment: Payment, *, by: Actor) -> None:
    """Close an open payment; a session at the provider is ended after the commit."""
    payment.move_to(CANCELLED, by=by)
    payment.ended_at = now()
    publish(PaymentClosed(payment.id))


def close_payment_requests(shop_order: ShopOrder) -> None:
    """Close the payments of a shop order; other shop orders they covered get new payments with the same end."""
    while pending := find_pending_for(shop_order.id):
        payment = lock_payment_row(pending[0].id)
        if payment.status == PENDING:
            close_payment(payment, by=SYSTEM_ACTOR)
            _ask_for_the_rest(payment, shop_order)


def _ask_for_the_rest(closed: Payment, exclude_id: ShopOrder) -> None:
    rest = [part.shop_order for part in closed.parts if _is_wanted(part.shop_order, exclude_id)]
    if not rest:
        return
    try:
        open_for(closed.order, rest, closed.method, SYSTEM_ACTOR, expires_at=closed.expires_at)
    except (MethodNotOffered, PayTooLate):
        return  # the customer chooses another method on the order's page; unpaid, the order expires


def _is_wanted(shop_order: ShopOrder, exclude_id: ShopOrder) -> bool:
    return shop_order.id != exclude_id.id and shop_order.is_payable


def settle_ended(shop_order_id: int, *, reason: str, by: Actor) -> None:
    """Close the payments of a shop order that ended without delivery, and refund what was paid."""
    [shop_order] = lock_shop_orders([shop_order_id])
    close_payment_requests(shop_order)
    if money_facts([shop_order_id])[shop_order_id].kept_dong > 0:
        refund_shop_order(shop_order, reason=reason, by=by)
    else:
        keep_in_step(shop_order, by=by)


def expire_payment(payment_id: int) -> bool:
    """Expire an overdue payment: its shop orders are cancelled, their goods released; False if it is not overdue."""
    payment = lock_payment(payment_id)
    if payment.expires_at is None or payment.expires_at > now():
        return False
    return expire_payment_now(payment)


def expire_payment_now(payment: Payment) -> bool:
    """Expire a payment early because the provider's session ended unpaid; the caller has locked it."""
    if payment.status != PENDING:
        return False
    payment.move_to(EXPIRED, by=SYSTEM_ACTOR)
    payment.ended_at = now()
    for part in payment.parts:
        cancel_unpaid(part.shop_order)
    publish(PaymentExpired(payment.id))
    return True


def end_unasked(shop_order_id: int) -> bool:
    """Cancel a shop order that waits for payment without an open one; False when one was opened meanwhile."""
    [shop_order] = lock_shop_orders([shop_order_id])
    return not find_pending_for(shop_order_id) and cancel_unpaid(shop_order)
