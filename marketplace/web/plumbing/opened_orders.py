"""Which orders this browser may show without a sign-in, by a token in a cookie (see `orders.services.browsers`)."""

from flask import Response, after_this_request, g, request

from marketplace.accounts.queries import hash_token
from marketplace.core.clock import now
from marketplace.core.references import new_token
from marketplace.core.runtime import config
from marketplace.core.transactions import transaction
from marketplace.orders.models import Order
from marketplace.orders.queries import find_opened_order_of_phone
from marketplace.orders.services.browsers import LASTS, close_in_browser, open_in_browser
from marketplace.web.plumbing.visitor import cookie_name, current_person

COOKIE = "orders"


def browser_hash() -> str | None:
    """The name under which this browser's opened orders are kept; None while it opened none."""
    token = g.get("orders_token") or request.cookies.get(cookie_name(COOKIE))
    return hash_token(token) if token else None


def opened_order_of(phone: str) -> Order | None:
    """The newest order of a phone (E.164) that this browser may show, for what is known of its customer."""
    name = browser_hash()
    return find_opened_order_of_phone(phone, token_hash=name, opened_since=now() - LASTS) if name else None


def browser_to_be() -> str:
    """The same for a browser that opened none yet: the name it has once an order is opened there."""
    if browser_hash() is None:
        g.orders_token = new_token()
    return browser_hash() or ""


def name_browser() -> None:
    """Give this browser the name under which orders will be kept, so that it is known whatever becomes of an answer."""
    browser_to_be()
    after_this_request(_set_cookie)


def remember_placed(order: Order) -> None:
    """Within the transaction that places it: let this browser open the order, unless its customer is signed in."""
    person = current_person()
    if person is not None and person.id == order.person_id:
        return
    open_in_browser(order, browser_to_be())
    after_this_request(_set_cookie)


def remember_opened(order: Order) -> None:
    """Let this browser open the order again without its key; its signed-in customer needs no such leave."""
    with transaction():
        remember_placed(order)


def forget_opened(response: Response) -> None:
    """Close the orders opened in this browser, here and on the server."""
    name = browser_hash()
    if name is None:
        return
    with transaction():
        close_in_browser(name)
    response.delete_cookie(cookie_name(COOKIE), path="/", secure=config().is_https, httponly=True, samesite="Lax")


def _set_cookie(response: Response) -> Response:
    response.set_cookie(
        cookie_name(COOKIE),
        g.get("orders_token") or request.cookies[cookie_name(COOKIE)],
        max_age=int(LASTS.total_seconds()),
        secure=config().is_https,
        httponly=True,
        samesite="Lax",
        path="/",
    )
    return response
