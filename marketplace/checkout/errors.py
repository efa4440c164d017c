"""What checkout refuses."""

from marketplace.core.errors import Conflict, Invalid


class OrdersClosed(Conflict):
    """This installation takes no orders: it is not registered, or it only lists goods."""


class CartEmpty(Conflict):
    """There is nothing to order."""


class KeyReused(Conflict):
    """The key of one order was sent with other wishes: nothing was ordered a second time."""


class SummaryChanged(Conflict):
    """Something is not as the customer last saw it; `review` is how it is now, `seen` what she saw."""

    review: object
    seen: str | None


class AdjustmentRefused(Invalid):
    """A discount cannot be given; `why` is one of the codes in checkout.adjustments."""

    why: str
