"""Whether this browser has just ordered, also where the answer to «Đặt hàng» was lost on the way.

The last screen before ordering leaves a cookie for an hour. Only where it is found do pages ask the database: how many
pieces the cart still holds, and which orders came from here. Nobody else's pages ask anything more.
"""

from datetime import timedelta

from flask import Response, g, request

from marketplace.core.clock import now
from marketplace.core.runtime import config
from marketplace.orders.queries import RecentOrder, list_recent_orders
from marketplace.web.plumbing.opened_orders import browser_hash, name_browser
from marketplace.web.plumbing.visitor import cookie_name, current_person

COOKIE = "ordering"
ASKED, ANSWERED = "asked", "answered"  # the last screen was shown; the order's answer was sent
LATELY = timedelta(hours=1)


def note_last_screen(response: Response) -> None:
    """Remember that an order may come from here, and name a guest's browser before she sends it."""
    if current_person() is None:
        name_browser()
    _set(response, ASKED)


def note_answer(response: Response) -> None:
    """Remember that the answer to the order went out together with the empty cart."""
    _set(response, ANSWERED)


def awaits_answer() -> bool:
    """Whether an order may have been placed from here without this browser hearing of it."""
    return request.cookies.get(cookie_name(COOKIE)) == ASKED


def just_ordered() -> list[RecentOrder]:
    """The orders of the last hour of this browser, or of the person signed in, newest first."""
    if cookie_name(COOKIE) not in request.cookies:
        return []
    if "just_ordered" not in g:
        person = current_person()
        key, name = (person.id, None) if person else (None, browser_hash())
        g.just_ordered = list_recent_orders(person_id=key, token_hash=name, placed_since=now() - LATELY)
    return list(g.just_ordered)


def _set(response: Response, value: str) -> None:
    response.set_cookie(
        cookie_name(COOKIE),
        value,
        max_age=int(LATELY.total_seconds()),
        secure=config().is_https,
        httponly=True,
        samesite="Lax",
        path="/",
    )
