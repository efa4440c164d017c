"""The signed link that opens the page of one order, and no other, without signing in."""

from marketplace.core.references import new_public_id
from marketplace.core.signing import read_link, sign_link
from marketplace.orders.models import Order

PURPOSE = "order"
MAX_AGE_SECONDS = 180 * 24 * 3600


def renew_links(order: Order) -> None:
    """Invalidate every earlier link of a (locked) order; later messages carry a new one."""
    order.public_id = new_public_id()


def order_key(order: Order) -> str:
    """A key that opens the page of one order for half a year, or until its links are renewed."""
    return sign_link(PURPOSE, order.public_id)


def order_path(order: Order) -> str:
    """The path of the order's page with its key."""
    return f"/orders/{order.number}?key={order_key(order)}"


def opens(order: Order, key: str | None) -> bool:
    """Whether a key opens this order: validly signed, not too old, and made since its links were last renewed."""
    return bool(key) and read_link(PURPOSE, key or "", MAX_AGE_SECONDS) == order.public_id
