"""The visitor's cart: found by a token in a cookie, or by account once the visitor has signed in.

Beside the token a second cookie holds only the number of pieces, so that pages can show it without asking.
"""

from collections.abc import Callable
from typing import TypeVar

from flask import Response, g, request

from marketplace.cart.models import Cart
from marketplace.cart.queries import (
    CartSeen,
    find_anonymous_cart,
    find_cart,
    hash_of,
    lock_cart,
    lock_cart_to_place,
)
from marketplace.cart.services import join_carts, open_cart
from marketplace.core.references import new_token
from marketplace.core.runtime import config
from marketplace.core.transactions import transaction
from marketplace.web.plumbing.just_ordered import awaits_answer
from marketplace.web.plumbing.visitor import cookie_name, current_person

Found = TypeVar("Found", Cart, CartSeen)
COOKIE, COUNT_COOKIE = "cart", "cart_count"
MAX_AGE_SECONDS = 60 * 24 * 3600
MOST_SHOWN = 999


def cart_count() -> int | None:
    """How many pieces this visitor's cart holds, from the cookie; costs no query, but after the last screen."""
    if "cart_pieces" in g:  # a page that has just looked knows better than the cookie
        return g.cart_pieces or None
    if awaits_answer():
        cart = _asked(find_cart)
        g.cart_pieces = sum(line.quantity for line in cart.lines) if cart else 0
        return g.cart_pieces or None
    text = request.cookies.get(cookie_name(COUNT_COOKIE), "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 3 else None


def visitors_cart() -> CartSeen | None:
    """The visitor's cart for reading, or None; a cart filled before signing in is merged into the account's."""
    _join_after_sign_in()
    cart = _asked(find_cart)
    g.cart_pieces = sum(line.quantity for line in cart.lines) if cart else 0
    return cart


def locked_cart() -> Cart | None:
    """The same cart, locked, inside a transaction."""
    return _asked(lock_cart)


def cart_to_place() -> CartSeen | None:
    """The same cart with its lines, locked, inside the transaction that places the order."""
    return _asked(lock_cart_to_place)


def cart_to_fill() -> Cart:
    """The visitor's cart, locked, inside a transaction; a new one with a new token where there is none."""
    cart = locked_cart()
    if cart is not None:
        return cart
    g.cart_token = new_token()
    person = current_person()
    return open_cart(hash_of(g.cart_token), person.id if person else None)


def remember_cart(response: Response, cart: Cart | CartSeen | None) -> None:
    """Set the cookies: the token of a new cart, and how many pieces the cart holds now."""
    if "cart_token" in g:
        _set(response, COOKIE, g.cart_token)
    pieces = g.cart_pieces = sum(line.quantity for line in cart.lines) if cart is not None else 0
    if pieces:
        _set(response, COUNT_COOKIE, str(min(pieces, MOST_SHOWN)))
    elif (name := cookie_name(COUNT_COOKIE)) in request.cookies:
        response.delete_cookie(name, path="/", secure=config().is_https, httponly=True, samesite="Lax")


def _names() -> tuple[str | None, int | None]:
    token, person = g.get("cart_token") or request.cookies.get(cookie_name(COOKIE)), current_person()
    return hash_of(token) if token and len(token) <= 100 else None, person.id if person else None


def _asked(find: Callable[..., Found | None]) -> Found | None:
    """The visitor's cart by token or person; None without a query when there is neither."""
    token_hash, person_id = _names()
    if token_hash is None and person_id is None:
        return None
    return find(token_hash=token_hash, person_id=person_id)


def _join_after_sign_in() -> None:
    token_hash, person_id = _names()
    if token_hash is None or person_id is None or find_cart(token_hash=token_hash) is None:
        return
    with transaction():
        visitors = find_anonymous_cart(token_hash)
        if visitors is not None:
            join_carts(visitors, person_id, lock_cart(person_id=person_id))


def _set(response: Response, name: str, value: str) -> None:
    response.set_cookie(
        cookie_name(name),
        value,
        max_age=MAX_AGE_SECONDS,
        secure=config().is_https,
        httponly=True,
        samesite="Lax",
        path="/",
    )
