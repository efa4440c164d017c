"""Until when a shop may see a customer's personal data on an order, and take back what it recorded by mistake."""

from datetime import datetime, timedelta

from marketplace.core.clock import now
from marketplace.orders.models import ShopOrder

SEEN_AFTER_END = timedelta(days=90)
WITHDRAWN_WITHIN = timedelta(hours=24)  # of being recorded: a delivery, and cash collected at the door


def can_see_customer(shop_order: ShopOrder) -> bool:
    """Whether name, phone and address are shown: until ninety days after the order has ended (promise P4)."""
    ended_at = shop_order.delivered_at or shop_order.ended_at
    return ended_at is None or now() - ended_at <= SEEN_AFTER_END


def withdrawable_until(recorded_at: datetime) -> datetime:
    """Until when the shop may take back a delivery, or cash, that it recorded at this moment."""
    return recorded_at + WITHDRAWN_WITHIN
