"""What a browser without a sign-in may show: orders opened there by their key, until it is told to forget them.

It is kept here and not in the browser, so that what was closed stays closed whoever kept a copy of a cookie.
"""

from datetime import timedelta

from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.references import new_public_id
from marketplace.orders.models import OpenedOrder, Order
from marketplace.orders.queries import delete_opened, delete_opened_before, find_opened

LASTS = timedelta(days=30)


def open_in_browser(order: Order, token_hash: str) -> None:
    """Let a browser show an order from now on; open there already, its time begins anew."""
    opened = find_opened(order.id, token_hash)
    if opened is None:
        opened = OpenedOrder(order_id=order.id, token_hash=token_hash)
        session.add(opened)
    opened.opened_at = now()


def close_in_browser(token_hash: str) -> None:
    """A browser may show none of them any more (sign-out)."""
    delete_opened(token_hash=token_hash)


def renew_links(order: Order) -> None:
    """End every link of a (locked) order, and close it wherever one was used; messages carry a new link from now on."""
    order.public_id = new_public_id()
    delete_opened(order_id=order.id)


def close_what_is_old() -> None:
    """Close what was opened longer ago than a browser may remember."""
    delete_opened_before(now() - LASTS)
