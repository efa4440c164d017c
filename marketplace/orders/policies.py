"""What a shop may still see of an order."""

from datetime import timedelta

from marketplace.core.clock import now
from marketplace.orders.models import ShopOrder

SEEN_AFTER_END = timedelta(days=90)


def can_see_customer(shop_order: ShopOrder) -> bool:
    """Name, phone and address are shown while the order lives, and for ninety days after (promise P4)."""
    ended_at = shop_order.delivered_at or shop_order.ended_at
    return ended_at is None or now() - ended_at <= SEEN_AFTER_END
