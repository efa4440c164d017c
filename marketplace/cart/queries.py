"""Finding carts."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import bindparam, delete, or_, select

from marketplace.cart.models import Cart, CartLine
from marketplace.core.db import session
from marketplace.core.rows import execute_update, rows_of


def hash_of(token: str) -> str:
    """The hash under which the token of a visitor's cookie is stored."""
    return sha256(token.encode()).hexdigest()


_OF_TOKEN = (Cart.token_hash == bindparam("token")) & Cart.person_id.is_(None)
_HERS = or_(Cart.person_id == bindparam("person"), _OF_TOKEN)
_OWN_FIRST = (Cart.person_id.is_(None), Cart.id)
_LOCK = {
    False: select(Cart).where(_OF_TOKEN).with_for_update(),
    True: select(Cart).where(_HERS).order_by(*_OWN_FIRST).limit(1).with_for_update(),
}
_SEEN = (
    select(Cart.id, Cart.area_code, CartLine.id, CartLine.variant_id, CartLine.quantity, CartLine.seen_price_dong)
    .outerjoin(CartLine, CartLine.cart_id == Cart.id)
    .order_by(*_OWN_FIRST, CartLine.id)
)
_LOCK_SEEN = {
    is_known: lock.with_only_columns(Cart.id, Cart.area_code, maintain_column_froms=True)
    for is_known, lock in _LOCK.items()
}
_LINES = (
    select(CartLine.id, CartLine.variant_id, CartLine.quantity, CartLine.seen_price_dong)
    .where(CartLine.cart_id == bindparam("cart"))
    .order_by(CartLine.id)
)
_READ = {False: _SEEN.where(_OF_TOKEN), True: _SEEN.where(_HERS)}
_DELETE = delete(CartLine).where(
    CartLine.cart_id == bindparam("cart"), CartLine.id.in_(bindparam("lines", expanding=True))
)


@dataclass(frozen=True, slots=True)
class LineSeen:
    """A line of a cart as read for showing."""

    id: int
    variant_id: int
    quantity: int
    seen_price_dong: int


@dataclass(frozen=True, slots=True)
class CartSeen:
    """A cart as read for showing; see `lock_cart` for one to change."""

    id: int
    area_code: str | None
    lines: list[LineSeen]


def find_cart(*, token_hash: str | None = None, person_id: int | None = None) -> CartSeen | None:
    """A person's own cart, else the cart of a token, unless that belongs to somebody else; with its lines."""
    rows = rows_of(_READ[person_id is not None], {"token": token_hash, "person": person_id})
    if not rows:
        return None
    cart_id, area_code = rows[0][:2]
    lines = [LineSeen(*row[2:]) for row in rows if row[0] == cart_id and row[2] is not None]
    return CartSeen(cart_id, area_code, lines)


def lock_cart(*, token_hash: str | None = None, person_id: int | None = None) -> Cart | None:
    """The same cart, locked, so that two tabs cannot order its goods twice."""
    return session.scalar(_LOCK[person_id is not None], {"token": token_hash, "person": person_id})


def lock_cart_to_place(*, token_hash: str | None = None, person_id: int | None = None) -> CartSeen | None:
    """The same for placing an order: lines are read after the lock, and are only deleted afterwards."""
    locked = rows_of(_LOCK_SEEN[person_id is not None], {"token": token_hash, "person": person_id})
    if not locked:
        return None
    cart_id, area_code = locked[0]
    return CartSeen(cart_id, area_code, [LineSeen(*line) for line in rows_of(_LINES, {"cart": cart_id})])


def find_anonymous_cart(token_hash: str) -> Cart | None:
    """The cart of a token that belongs to no account yet, locked, to be merged into a person's own."""
    return session.scalar(_LOCK[False], {"token": token_hash})


def delete_lines(cart_id: int, line_ids: list[int]) -> None:
    """Take lines out of a cart in one statement."""
    execute_update(_DELETE, {"cart": cart_id, "lines": line_ids})


def delete_untouched(since: datetime) -> None:
    """Delete carts that were not changed since an instant, with their lines."""
    old = select(Cart.id).where(Cart.touched_at < since)
    for statement in (delete(CartLine).where(CartLine.cart_id.in_(old)), delete(Cart).where(Cart.touched_at < since)):
        session.execute(statement.execution_options(synchronize_session=False))
