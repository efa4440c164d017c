"""The seller's time to answer: she is reminded before it is up; afterwards the shop order is cancelled."""

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
    """How long before the deadline a seller is reminded: six hours, or half of a shorter time to answer."""
    return min(REMINDED_BEFORE, timedelta(hours=current_settings().seller_reply_hours) / 2)


def remind_of_reply(shop_order_id: int) -> bool:
    """Remind the seller, once, of a shop order not answered yet; False when there is nothing to remind of."""
    [shop_order] = lock_shop_orders([shop_order_id])
    if shop_order.reply_reminded_at or not _waits_until(shop_order, now() + reminded_ahead()):
        return False
    shop_order.reply_reminded_at = now()
    publish(ReplyDueSoon(shop_order.id))
    return True


def end_unanswered(shop_order_id: int) -> bool:
    """Cancel a shop order that was not answered in time; False when it was answered or is not due."""
    [shop_order] = lock_shop_orders([shop_order_id])
    if not _waits_until(shop_order, now()):
        return False
    cancel_shop_order(shop_order, by=SYSTEM_ACTOR, reason=UNANSWERED_IN_TIME)
    return True


def _waits_until(shop_order: ShopOrder, moment: datetime) -> bool:
    due_at = shop_order.reply_due_at
    return shop_order.status == NEW and due_at is not None and due_at <= moment
