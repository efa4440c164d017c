"""Filling a cart with goods of several shops, within the limits of one order."""

from datetime import timedelta

from marketplace.cart.errors import CartFull, NoSuchLine, NotEnoughLeft, NotForSale, TooManyPieces
from marketplace.cart.models import Cart, CartLine
from marketplace.catalog.queries import Buyable, buyables
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.rows import append_written, insert_at_once
from marketplace.places.queries import get_area

MOST_LINES = 40
TOUCH_EVERY = timedelta(hours=1)  # precise enough to tell which carts are forgotten


def open_cart(token_hash: str, person_id: int | None = None) -> Cart:
    """Create an empty cart, of a visitor (by token hash) or of a person."""
    cart = Cart(token_hash=token_hash, person_id=person_id, touched_at=now(), lines=[])
    insert_at_once(cart)
    session.add(cart)
    return cart


def add_line(cart: Cart, variant_id: int, quantity: int) -> CartLine:
    """Add pieces of a variant to those already in the cart; stores the price the visitor sees.

    NotForSale, TooManyPieces (with the limit), NotEnoughLeft (with what is left), CartFull.
    """
    goods = _for_sale(variant_id)
    line = _line_of(cart, variant_id)
    wanted = quantity + (line.quantity if line else 0)
    _require_possible(goods, wanted)
    if line is None:
        if len(cart.lines) >= MOST_LINES:
            raise CartFull(limit=MOST_LINES)
        return _touched(cart, _put_in(cart, goods, quantity))
    line.quantity, line.seen_price_dong = wanted, goods.price_dong
    return _touched(cart, line)


def set_quantity(cart: Cart, line_id: int, quantity: int) -> CartLine:
    """Set the quantity of a line; NoSuchLine, TooManyPieces, NotEnoughLeft, NotForSale."""
    line = _line(cart, line_id)
    if quantity != line.quantity:
        _require_possible(_for_sale(line.variant_id), quantity)
        line.quantity = quantity
    return _touched(cart, line)


def remove_line(cart: Cart, line_id: int) -> None:
    """Delete a line; NoSuchLine when it is not in this cart."""
    line = _line(cart, line_id)
    cart.lines.remove(line)
    _touched(cart, line)


def set_area(cart: Cart, area_code: str) -> None:
    """Store the destination commune, so that shipping fees are known early; NoSuchArea."""
    cart.area_code = get_area(area_code).code


def note_prices_seen(cart: Cart, prices: dict[int, int]) -> None:
    """Store the prices (by line) that a page has shown, so that a change is announced once."""
    for line in cart.lines:
        line.seen_price_dong = prices.get(line.id, line.seen_price_dong)


def join_carts(visitors: Cart, person_id: int, own: Cart | None) -> Cart:
    """Merge the visitor's cart into the person's own after signing in; of a variant in both, the larger quantity."""
    if own is None:
        visitors.person_id = person_id
        return visitors
    for line in list(visitors.lines):
        _join_line(own, line)
    own.area_code = visitors.area_code or own.area_code
    session.delete(visitors)
    session.flush()
    return own


def _put_in(cart: Cart, goods: Buyable, quantity: int) -> CartLine:
    line = CartLine(cart_id=cart.id, variant_id=goods.variant_id, quantity=quantity, seen_price_dong=goods.price_dong)
    insert_at_once(line)
    session.add(line)
    append_written(cart, "lines", line)
    return line


def _join_line(own: Cart, line: CartLine) -> None:
    known = _line_of(own, line.variant_id)
    if known is not None:
        known.quantity = max(known.quantity, line.quantity)
    elif len(own.lines) < MOST_LINES:
        own.lines.append(
            CartLine(variant_id=line.variant_id, quantity=line.quantity, seen_price_dong=line.seen_price_dong)
        )


def _for_sale(variant_id: int) -> Buyable:
    goods = buyables([variant_id]).get(variant_id)
    if goods is None or not goods.is_buyable:
        raise NotForSale(variant_id=variant_id)
    return goods


def _require_possible(goods: Buyable, quantity: int) -> None:
    if not 1 <= quantity <= goods.order_limit:
        raise TooManyPieces(field="quantity", variant_id=goods.variant_id, limit=goods.order_limit)
    if quantity > goods.left:
        raise NotEnoughLeft(variant_id=goods.variant_id, wanted=quantity, left=goods.left)


def _line_of(cart: Cart, variant_id: int) -> CartLine | None:
    return next((line for line in cart.lines if line.variant_id == variant_id), None)


def _line(cart: Cart, line_id: int) -> CartLine:
    found = next((line for line in cart.lines if line.id == line_id), None)
    if found is None:
        raise NoSuchLine(line_id=line_id)
    return found


def _touched(cart: Cart, line: CartLine) -> CartLine:
    if now() - cart.touched_at > TOUCH_EVERY:
        cart.touched_at = now()
    session.flush()
    return line
