"""Who may bring in a list: an officer, for a unit of the officer's own territory."""

from marketplace.association.models import Unit
from marketplace.association.scope import Scope


def can_bring_in(scope: Scope, unit: Unit) -> bool:
    """Whether an officer may bring in, write or take back a list of a unit."""
    return scope.covers(unit)
