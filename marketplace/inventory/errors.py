"""What can be refused about stock."""

from marketplace.core.errors import Conflict, Invalid, NotFound


class OutOfStock(Conflict):
    """Fewer pieces are free than were wanted."""

    variant_id: int
    wanted: int
    left: int


class BelowReserved(Conflict):
    """A correction would leave less than what is promised to customers."""

    variant_id: int
    on_hand: int
    reserved: int


class StockMoved(Conflict):
    """The stock changed since it was looked at (somebody bought meanwhile)."""

    variant_id: int
    available: int


class HoldEnded(Conflict):
    """The hold of an order line has ended already and cannot be prolonged or begun again."""

    order_line_id: int
    status: str


class NoHold(NotFound):
    """Nothing was ever held for that order line."""

    order_line_id: int


class NoStockItem(NotFound):
    """That variant has no stock item."""

    variant_id: int


class BadQuantity(Invalid):
    """A number of pieces that cannot be meant."""

    quantity: int
