"""The signed link by which a customer reaches her order without signing in; it opens this one order only.

The key stands in messages alone: the page it opens takes it out of the address at once (`services.browsers`).
"""

from marketplace.core.signing import read_link, sign_link
from marketplace.orders.models import Order

PURPOSE = "order"
DAY = 24 * 3600
LASTS_DAYS = 30


def order_key(order: Order) -> str:
    """A key that opens the page of one order for thirty days, or until its links are renewed."""
    return sign_link(PURPOSE, order.public_id)


def order_path(order: Order) -> str:
    """The path of the order's page with its key."""
    return f"/orders/{order.number}?key={order_key(order)}"


def opens(order: Order, key: str | None) -> bool:
    """Whether a key opens this order: made by us, not too old, and not from before its links were renewed."""
    return bool(key) and read_link(PURPOSE, key or "", LASTS_DAYS * DAY) == order.public_id
