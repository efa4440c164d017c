"""Refusals about signing in and about who may do what."""

from marketplace.core.errors import Conflict, Invalid, NotAllowed, NotFound


class BadPassword(Invalid):
    """A password that may not be chosen; `reason` is one of `services.passwords.REASONS`."""

    reason: str


class WrongPassword(Invalid):
    """Phone and password do not belong together (or there is no such account: nobody is told which)."""


class WrongCode(Invalid):
    """Not the code that was sent; so many tries are left."""

    tries_left: int


class CodeOver(Invalid):
    """The code is used, too old, tried too often, or was never for this: a new one is needed."""


class WrongFactor(Invalid):
    """Not the number the second factor shows now, or one that was used already."""


class NoFactorBegun(Conflict):
    """There is no second factor waiting to be confirmed."""


class PhoneTaken(Conflict):
    """Another account has this phone."""


class EmailTaken(Conflict):
    """Another account has this e-mail address."""


class BadEmail(Invalid):
    """Not an e-mail address that can be used."""


class AccountSuspended(NotAllowed):
    """The account is known and proven, and may not be used for now."""


class NotYours(NotAllowed):
    """Nobody changes her own role or standing."""


class RightNotHeld(NotAllowed):
    """A role grants only rights its giver has (promise A5)."""

    role: str


class InvitationOver(NotFound):
    """The invitation is unknown, used, withdrawn or too old."""


class SomeoneElsesInvitation(NotAllowed):
    """The proven phone is not the invited one."""


class SamePhone(Invalid):
    """The account has this phone already."""


class StaffAccount(NotAllowed):
    """The account of somebody with a staff role: no officer moves it to another phone."""


class PhoneChangeOver(Conflict):
    """This change of a phone is done, stopped, withdrawn, replaced or too old; `status` says which."""

    status: str
