"""The signed link that opens one order without signing in; the number alone opens nothing."""

from marketplace.core.signing import read_link, sign_link
from marketplace.orders.models import Order

PURPOSE = "order"
LASTS_SECONDS = 180 * 24 * 3600


def order_path(order: Order) -> str:
    """The page of an order with its key."""
    return f"/orders/{order.number}?key={sign_link(PURPOSE, order.public_id)}"


def opens(order: Order, key: str | None) -> bool:
    """Whether a key is this order's own and not too old."""
    return bool(key) and read_link(PURPOSE, key or "", LASTS_SECONDS) == order.public_id
