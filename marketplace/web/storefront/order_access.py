"""Who may open an order's page: the holder of its signed link, and its signed-in customer."""

from flask import request, session

from marketplace.core.errors import NotFound
from marketplace.orders.links import opens
from marketplace.orders.models import Order
from marketplace.orders.queries import get_order
from marketplace.web.plumbing.visitor import current_person

OPENED = "orders"
MOST_KEPT = 20


def order_of_visitor(number: str) -> Order:
    """The order, if this visitor may see it; else NoSuchOrder. A key in the address is remembered in the visit."""
    order = get_order(number)
    if opens(order, request.args.get("key")):
        remember_opened(order)
        return order
    person = current_person()
    if order.public_id in session.get(OPENED, []) or (person is not None and order.person_id == person.id):
        return order
    raise NotFound(number=number)


def remember_opened(order: Order) -> None:
    """Let this browser open the order again without its key."""
    kept = [public_id for public_id in session.get(OPENED, []) if public_id != order.public_id]
    session[OPENED] = [*kept, order.public_id][-MOST_KEPT:]
