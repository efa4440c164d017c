"""Refusals about units and officers."""

from marketplace.core.errors import Conflict, Invalid, NotAllowed, NotFound


class NoSuchUnit(NotFound):
    """No such unit within this territory."""


class OutsideTerritory(NotAllowed):
    """The unit does not lie below one where the actor serves, or the role is not hers to give."""


class RoleDoesNotFit(Invalid):
    """The role is not one of this level of the Union."""

    role: str


class BranchExists(Conflict):
    """A branch of that name is there already."""


class StillServed(Conflict):
    """The unit has officers or units below it, so it cannot be closed."""
