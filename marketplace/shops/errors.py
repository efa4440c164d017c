"""What shops refuse."""

from marketplace.core.errors import Conflict, Invalid


class BadShop(Invalid):
    """Something a shop cannot say: `field` names it, `why` says what is wrong with it."""

    field: str
    why: str


class NameTaken(BadShop):
    """Another shop has this name already."""


class NotAdmitted(Conflict):
    """The seller is stopped for now, so no shop of hers can be open."""
