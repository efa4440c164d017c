"""Refusals about carts."""

from marketplace.core.errors import Conflict, Invalid, NotFound


class NotForSale(Conflict):
    """That variant cannot be bought now."""

    variant_id: int


class NoSuchLine(NotFound):
    """No such line in this cart."""

    line_id: int


class TooManyPieces(Invalid):
    """More pieces of one variant than one order may hold; `limit` is the most."""

    variant_id: int
    limit: int


class NotEnoughLeft(Conflict):
    """Fewer pieces are left than were asked for."""

    variant_id: int
    wanted: int
    left: int


class CartFull(Invalid):
    """A cart has reached its limit of different variants."""

    limit: int
