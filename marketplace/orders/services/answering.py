"""The seller's time to answer: she is reminded before it is up; then the part ends, for a customer must not wait."""

from datetime import datetime, timedelta

from marketplace.core.actors import SYSTEM_ACTOR
from marketplace.core.clock import now
from marketplace.core.events import publish
from marketplace.orders.events import ReplyDueSoon
from marketplace.orders.models import ShopOrder
from marketplace.orders.queries import lock_shop_orders
from marketplace.orders.services.cancelling import cancel_shop_order
from marketplace.orders.states import NEW
from marketplace.site.queries import current_settings

UNANSWERED_IN_TIME = "unanswered_in_time"
REMINDED_BEFORE = timedelta(hours=6)


def reminded_ahead() -> timedelta:
    """How long before the end of her time a seller is reminded: six hours, half of it where it is short."""
    return min(REMINDED_BEFORE, timedelta(hours=current_settings().seller_reply_hours) / 2)


def remind_of_reply(shop_order_id: int) -> bool:
    """Remind the seller, once, of an order she has not answered; False when there is nothing to remind of."""
    [shop_order] = lock_shop_orders([shop_order_id])
    if shop_order.reply_reminded_at or not _waits_until(shop_order, now() + reminded_ahead()):
        return False
    shop_order.reply_reminded_at = now()
    publish(ReplyDueSoon(shop_order.id))
    return True


def end_unanswered(shop_order_id: int) -> bool:
    """End an order whose seller did not answer in time, as if she had declined; False when she has, or still may."""
    [shop_order] = lock_shop_orders([shop_order_id])
    if not _waits_until(shop_order, now()):
        return False
    cancel_shop_order(shop_order, by=SYSTEM_ACTOR, reason=UNANSWERED_IN_TIME)
    return True


def _waits_until(shop_order: ShopOrder, moment: datetime) -> bool:
    due_at = shop_order.reply_due_at
    return shop_order.status == NEW and due_at is not None and due_at <= moment
