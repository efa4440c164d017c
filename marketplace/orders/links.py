"""The signed link by which a customer reaches her order without signing in; it opens this one order only."""

from marketplace.core.signing import read_link, sign_link
from marketplace.orders.models import Order

PURPOSE = "order"
MAX_AGE_SECONDS = 180 * 24 * 3600


def order_key(order: Order) -> str:
    """A key that opens the page of one order for half a year; a new public id of the order ends all of them."""
    return sign_link(PURPOSE, order.public_id)


def order_path(order: Order) -> str:
    """The path of the order's page with its key."""
    return f"/orders/{order.number}?key={order_key(order)}"


def opens(order: Order, key: str | None) -> bool:
    """Whether a key opens this order: made by us, not too old, and not ended by a new public id."""
    return bool(key) and read_link(PURPOSE, key or "", MAX_AGE_SECONDS) == order.public_id
