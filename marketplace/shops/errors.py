"""Refusals about shops."""

from marketplace.core.errors import Conflict, Invalid


class BadShop(Invalid):
    """An unusable detail of a shop: `field` names it, `why` says what is wrong with it."""

    field: str
    why: str


class NameTaken(BadShop):
    """Another shop has this name already."""


class PromisesLess(BadShop):
    """Return terms that promise less than the policy: `words` are the first that do."""

    words: str


class NotAdmitted(Conflict):
    """The seller is suspended, so her shop cannot be open."""
