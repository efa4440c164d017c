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


def public_id_of(key: str) -> str | None:
    """Which order a key opens (its public id), or None for a key that is forged or too old."""
    subject = read_link(PURPOSE, key, MAX_AGE_SECONDS)
    return subject if isinstance(subject, str) else None
