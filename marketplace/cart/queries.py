"""Finding carts."""

from hashlib import sha256

from sqlalchemy import bindparam, delete, or_, select
from sqlalchemy.orm import selectinload

from marketplace.cart.models import Cart, CartLine
from marketplace.core.db import session


def hash_of(token: str) -> str:
    """How the token in a visitor's cookie is kept here."""
    return sha256(token.encode()).hexdigest()


_OF_TOKEN = (Cart.token_hash == bindparam("token")) & Cart.person_id.is_(None)
_VISITORS = select(Cart).where(_OF_TOKEN)
_HERS = select(Cart).where(or_(Cart.person_id == bindparam("person"), _OF_TOKEN))
_HERS = _HERS.order_by(Cart.person_id.is_(None), Cart.id).limit(1)
_LINES = selectinload(Cart.lines)
_READ = {False: _VISITORS.options(_LINES), True: _HERS.options(_LINES)}
_LOCK = {False: _VISITORS.with_for_update(), True: _HERS.with_for_update()}


_DELETE = delete(CartLine).where(
    CartLine.cart_id == bindparam("cart"), CartLine.id.in_(bindparam("lines", expanding=True))
)


def find_cart(*, token_hash: str | None = None, person_id: int | None = None) -> Cart | None:
    """A person's own cart, else the cart of a token, unless that belongs to somebody else; with its lines."""
    return session.scalar(_READ[person_id is not None], {"token": token_hash, "person": person_id})


def lock_cart(*, token_hash: str | None = None, person_id: int | None = None) -> Cart | None:
    """The same cart, locked: two tabs place its goods one after the other, never both."""
    return session.scalar(_LOCK[person_id is not None], {"token": token_hash, "person": person_id})


def find_anonymous_cart(token_hash: str) -> Cart | None:
    """The cart of a token as long as nobody signed in with it, locked, for joining it to a person's own."""
    return session.scalar(_LOCK[False], {"token": token_hash})


def delete_lines(cart_id: int, line_ids: list[int]) -> None:
    """Take lines out of a cart in one statement."""
    session.execute(_DELETE, {"cart": cart_id, "lines": line_ids})
