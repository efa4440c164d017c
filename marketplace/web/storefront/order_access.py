"""Who may open an order's page: a browser that opened its signed link, and its customer when she is signed in."""

from typing import Any
from urllib.parse import urlencode

from flask import abort, request, url_for

from marketplace.core.clock import now
from marketplace.orders.links import opens
from marketplace.orders.models import Order
from marketplace.orders.numbers import read_order_number
from marketplace.orders.queries import get_order, get_order_for
from marketplace.orders.services.browsers import LASTS
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.opened_orders import browser_hash, remember_opened
from marketplace.web.plumbing.visitor import current_person

KEY = "key"


def order_of_visitor(number: str) -> Order:
    """The order this visitor may see; anyone else's is not found.

    A key in the address is exchanged for this browser's own cookie, and taken out of the address: it stays in no
    history, no bookmark and no picture of the screen. A number written otherwise (lower case, a parcel's) leads to the
    order's own address, whether there is such an order or not.
    """
    _tidy_address(number)
    key = request.args.get(KEY)
    if key:
        _exchange(get_order(number), key)
    person, opened_since = current_person(), now() - LASTS
    return get_order_for(
        number, person_id=person.id if person else None, token_hash=browser_hash(), opened_since=opened_since
    )


def _tidy_address(number: str) -> None:
    read = read_order_number(number)
    if read and read != number and request.method in ("GET", "HEAD"):
        where: dict[str, Any] = {**(request.view_args or {}), "number": read}
        query = request.query_string.decode("ascii", "replace")
        abort(see_other(url_for(request.endpoint or "", **where) + (f"?{query}" if query else "")))


def _exchange(order: Order, key: str) -> None:
    if opens(order, key):
        remember_opened(order)
        abort(see_other(_address_without_key()))


def _address_without_key() -> str:
    others = urlencode([(name, value) for name, value in request.args.items(multi=True) if name != KEY])
    return f"{request.path}?{others}" if others else request.path
