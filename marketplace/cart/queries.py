"""Finding carts."""

from hashlib import sha256

from sqlalchemy import Select, delete, func, or_, select
from sqlalchemy.orm import selectinload

from marketplace.cart.models import Cart, CartLine
from marketplace.core.db import session


def hash_of(token: str) -> str:
    """How the token in a visitor's cookie is kept here."""
    return sha256(token.encode()).hexdigest()


def find_cart(*, token_hash: str | None = None, person_id: int | None = None) -> Cart | None:
    """A person's own cart, else the cart of a token, unless that belongs to somebody else; with its lines."""
    return session.scalar(_found(token_hash, person_id).options(selectinload(Cart.lines)))


def lock_cart(*, token_hash: str | None = None, person_id: int | None = None) -> Cart | None:
    """The same cart, locked: two tabs place its goods one after the other, never both."""
    return session.scalar(_found(token_hash, person_id).with_for_update())


def find_anonymous_cart(token_hash: str) -> Cart | None:
    """The cart of a token as long as nobody signed in with it, locked, for joining it to a person's own."""
    nobodys = select(Cart).where(Cart.token_hash == token_hash, Cart.person_id.is_(None))
    return session.scalar(nobodys.with_for_update())


def count_pieces(cart_id: int) -> int:
    """How many pieces lie in a cart."""
    pieces = select(func.coalesce(func.sum(CartLine.quantity), 0)).where(CartLine.cart_id == cart_id)
    return int(session.scalar(pieces) or 0)


def delete_lines(cart_id: int, line_ids: list[int]) -> None:
    """Take lines out of a cart in one statement."""
    session.execute(delete(CartLine).where(CartLine.cart_id == cart_id, CartLine.id.in_(line_ids)))


def _found(token_hash: str | None, person_id: int | None) -> Select[Cart]:
    hers = Cart.person_id == person_id
    of_token = (Cart.token_hash == token_hash) & Cart.person_id.is_(None)
    wanted = or_(hers, of_token) if person_id is not None else of_token
    return select(Cart).where(wanted).order_by(Cart.person_id.is_(None), Cart.id).limit(1)
