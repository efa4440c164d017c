"""Refusals about units and officers."""

from marketplace.core.errors import Conflict, Invalid, NotAllowed, NotFound


class NoSuchUnit(NotFound):
    """No such unit within this territory."""


class OutsideTerritory(NotAllowed):
    """The unit lies outside the actor's territory, or the actor may not give this role."""


class RoleDoesNotFit(Invalid):
    """The role does not exist at the unit's level of the Union."""

    role: str


class BranchExists(Conflict):
    """A branch of that name is there already."""


class StillServed(Conflict):
    """The unit has officers or units below it, so it cannot be closed."""
