"""Refusals about orders."""

from marketplace.core.errors import Conflict, Invalid, NotFound


class NoSuchOrder(NotFound):
    """No such order within what this person may see."""

    number: str


class NoSuchShopOrder(NotFound):
    """No such shop order within what this person may see."""

    number: str


class NothingToCancel(Conflict):
    """Every part of the order is packed, under way or ended."""

    number: str


class ReasonMissing(Invalid):
    """A reason, which the customer will read, must be given."""

    field: str


class CannotWithdraw(Conflict):
    """What the shop recorded stands; `why` says what keeps it (see orders.policies and payments.policies)."""

    why: str


class NoSuchCarrier(Invalid):
    """There is no carrier of that code."""

    field: str
