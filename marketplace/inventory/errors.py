"""Refusals about stock."""

from marketplace.core.errors import Conflict, Invalid, NotFound, TooMany


class OutOfStock(Conflict):
    """Fewer pieces are free than were wanted."""

    variant_id: int
    wanted: int
    left: int


class BelowReserved(Conflict):
    """A correction would leave fewer pieces than are reserved for customers."""

    variant_id: int
    on_hand: int
    reserved: int


class StockMoved(Conflict):
    """The stock changed since the seller loaded it (a customer bought meanwhile)."""

    variant_id: int
    available: int


class HoldEnded(Conflict):
    """The hold of an order line has ended and cannot be extended or begun again."""

    order_line_id: int
    status: str


class NoHold(NotFound):
    """Nothing was ever held for that order line."""

    order_line_id: int


class NoStockItem(NotFound):
    """That variant has no stock item."""

    variant_id: int


class BadQuantity(Invalid):
    """An invalid number of pieces."""

    quantity: int


class UnfairShare(TooMany):
    """Somebody who proved nothing asks for more than a fair share; `of` is what counts: phone, browser or line."""

    of: str
