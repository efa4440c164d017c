"""Refusals about persons and how to reach them."""

from marketplace.core.errors import Conflict, Invalid, NotFound


class BadPhone(Invalid):
    """Not a Vietnamese number that can be used here; `reason` is one of `phones.REASONS`."""

    reason: str


class NoConsent(Conflict):
    """A sensitive fact is kept with her consent alone, and there is none."""

    kind: str


class NoTrait(NotFound):
    """Nothing of that kind is kept about this person."""
