"""Refusals at checkout."""

from marketplace.core.errors import Conflict, Invalid


class OrdersClosed(Conflict):
    """This installation takes no orders: it is not registered, or it only lists goods."""


class CartEmpty(Conflict):
    """The cart holds nothing that can be ordered."""


class KeyReused(Conflict):
    """An idempotency key was sent again with a different request; nothing was ordered a second time."""


class SummaryChanged(Conflict):
    """The cart differs from what the customer last saw (`seen`); `summary` is the present one."""

    summary: object
    seen: str | None


class AdjustmentRefused(Invalid):
    """A discount cannot be given; `why` is one of the codes in checkout.adjustments."""

    why: str
