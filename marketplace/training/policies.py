"""Who may run a class: the officers in whose territory its unit lies."""

from marketplace.association.models import Unit
from marketplace.association.scope import Scope


def can_run_classes(scope: Scope, unit: Unit) -> bool:
    """Whether an officer may open and run classes of a unit."""
    return scope.covers(unit)
