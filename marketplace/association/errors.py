"""Refusals about units and officers."""

from typing import Any

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
    """The unit has officers, members or units below it, so it cannot be closed."""


class AlreadyMember(Conflict):
    """She is a member already, or was one in those days; `membership` says where and when."""

    membership: Any


class PostHeld(Conflict):
    """In those days somebody holds the post that one woman alone holds, or she herself holds it; `post` says who."""

    post: Any


class NotOfThisLevel(Invalid):
    """The Union has no such post at the unit's level."""

    field: str


class EndsBeforeItBegan(Invalid):
    """The last day lies before the first."""

    field: str


class ChannelExists(Conflict):
    """The unit has a channel of that link already, standing or closed: `channel`."""

    channel: Any
