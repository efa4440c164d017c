"""Who keeps the register of enterprises: every officer, in the officer's own territory."""

from marketplace.association.models import Unit
from marketplace.association.scope import Scope


def can_keep_enterprises(scope: Scope, unit: Unit) -> bool:
    """Whether an officer may record enterprises of a unit."""
    return scope.covers(unit)
