"""Who may keep an honour: every officer whose territory has the unit that keeps it."""

from marketplace.association.models import Unit
from marketplace.association.scope import Scope


def can_keep_honour(scope: Scope, unit: Unit) -> bool:
    """Whether an officer may enter, revoke and restore honours that a unit keeps."""
    return scope.covers(unit)
