"""Until when a shop may see a customer's personal data on an order."""

from datetime import timedelta

from marketplace.core.clock import now
from marketplace.orders.models import ShopOrder

SEEN_AFTER_END = timedelta(days=90)


def can_see_customer(shop_order: ShopOrder) -> bool:
    """Whether name, phone and address are shown: until ninety days after the order has ended (promise P4)."""
    ended_at = shop_order.delivered_at or shop_order.ended_at
    return ended_at is None or now() - ended_at <= SEEN_AFTER_END
