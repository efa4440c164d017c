"""Refusals about persons and how to reach them."""

from marketplace.core.errors import Invalid, NotFound


class BadPhone(Invalid):
    """Not a Vietnamese number that can be used here; `reason` is one of `phones.REASONS`."""

    reason: str


class NoTrait(NotFound):
    """Nothing of that kind is kept about this person."""
