"""Who may record support, set targets, enter starting figures and freeze readings."""

from marketplace.association.models import Unit
from marketplace.association.scope import Scope


def can_record_support(scope: Scope, unit: Unit) -> bool:
    """An officer records what her own territory gave."""
    return scope.covers(unit)


def can_set_target(scope: Scope, unit: Unit) -> bool:
    """A target is set from above or for one's own territory."""
    return scope.covers(unit)


def can_set_baseline(scope: Scope, unit: Unit) -> bool:
    """A starting figure is entered by those who may give the unit its targets."""
    return can_set_target(scope, unit)


def can_freeze_reading(scope: Scope, unit: Unit) -> bool:
    """A reading is frozen by those whose territory it is of."""
    return scope.covers(unit)
