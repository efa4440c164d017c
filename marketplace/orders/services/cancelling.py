"""Cancelling: by the customer before packing (C14), by the seller while unpaid, or when the time to pay is up."""

from marketplace.core.actors import SYSTEM_ACTOR, Actor
from marketplace.orders.errors import NothingToCancel
from marketplace.orders.models import Order, ShopOrder
from marketplace.orders.services.moving import give_goods_back, move_on
from marketplace.orders.states import AWAITING_PAYMENT, CANCELLABLE_STATES, CANCELLED

UNPAID_IN_TIME = "unpaid_in_time"  # the reason of an order that nobody paid; late money may still revive it
RELEASED_BY_SHOP = "released_by_shop"  # the reason of one whose seller would not wait; late money goes back


def cancel_shop_order(shop_order: ShopOrder, *, by: Actor, reason: str = "") -> None:
    """Cancel one shop order and return its goods to stock. WrongState once it is packed, or for a wrong actor."""
    move_on(shop_order, CANCELLED, by=by, reason=reason.strip())


def cancel_order(order: Order, *, by: Actor, reason: str = "") -> list[ShopOrder]:
    """Cancel every shop order that can still be cancelled; returns those. NothingToCancel when none can."""
    ended = [part for part in order.shop_orders if part.status in CANCELLABLE_STATES]
    if not ended:
        raise NothingToCancel(number=order.number)
    for shop_order in ended:
        cancel_shop_order(shop_order, by=by, reason=reason)
    return ended


def cancel_unpaid(shop_order: ShopOrder, *, by: Actor = SYSTEM_ACTOR, reason: str = UNPAID_IN_TIME) -> bool:
    """Cancel a shop order that was not paid in time; False when it does not wait for payment any more."""
    if shop_order.status != AWAITING_PAYMENT:
        return False
    give_goods_back(shop_order, by=by, expired=True)
    move_on(shop_order, CANCELLED, by=by, reason=reason)
    return True


def release_unpaid(shop_order: ShopOrder, *, by: Actor) -> None:
    """The seller cancels an unpaid shop order; WrongState unless it waits for payment.

    Its goods can be sold to others at once: a payment that still arrives is refunded to the customer.
    """
    move_on(shop_order, CANCELLED, by=by, reason=RELEASED_BY_SHOP)
