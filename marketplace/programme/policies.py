"""Who may record support, set targets, enter baselines and freeze readings."""

from marketplace.association.models import Unit
from marketplace.association.scope import Scope


def can_record_support(scope: Scope, unit: Unit) -> bool:
    """Whether an officer may record support given by a unit: only within the officer's own territory."""
    return scope.covers(unit)


def can_set_target(scope: Scope, unit: Unit) -> bool:
    """Whether an officer may set a unit's targets: those of a level above may, the unit itself may not.

    The highest unit has no level above it here: its own officers enter what the Union's central level gave it.
    """
    return scope.stands_above(unit) or (unit.parent_id is None and scope.covers(unit))


def can_set_baseline(scope: Scope, unit: Unit) -> bool:
    """Whether an officer may enter a unit's baselines: like its targets, against which they are measured."""
    return can_set_target(scope, unit)


def can_state_total(scope: Scope, unit: Unit) -> bool:
    """Whether an officer may enter a total without a list for a unit: only within the officer's own territory."""
    return scope.covers(unit)


def can_keep_published(scope: Scope, unit: Unit) -> bool:
    """Whether an officer may keep the register of a unit's printed figures: only within the officer's territory."""
    return scope.covers(unit)


def can_group(scope: Scope, unit: Unit) -> bool:
    """Whether an officer may say to which former district or cluster a commune belongs: the level above it."""
    return scope.stands_above(unit)


def can_freeze_reading(scope: Scope, unit: Unit) -> bool:
    """Whether an officer may freeze a unit's readings: only within the officer's own territory."""
    return scope.covers(unit)
