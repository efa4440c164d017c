"""Refusals about signing in and about who may do what."""

from marketplace.core.errors import Conflict, Invalid, NotAllowed, NotFound


class BadPassword(Invalid):
    """A password that may not be chosen; `reason` is one of `services.passwords.REASONS`."""

    reason: str


class WrongPassword(Invalid):
    """Phone and password do not belong together (or there is no such account: nobody is told which)."""


class WrongCode(Invalid):
    """Not the code that was sent; `tries_left` more attempts are possible."""

    tries_left: int


class CodeOver(Invalid):
    """The code was used, expired, tried too often, or was issued for another purpose: a new one is needed."""


class WrongFactor(Invalid):
    """Not the present TOTP number of the second factor, or one that was used already."""


class NoFactorBegun(Conflict):
    """There is no second factor waiting to be confirmed."""


class PhoneTaken(Conflict):
    """Another account has this phone."""


class EmailTaken(Conflict):
    """Another account has this e-mail address."""


class BadEmail(Invalid):
    """Not an e-mail address that can be used."""


class AccountSuspended(NotAllowed):
    """The credentials are right, but the account is suspended."""


class NotYours(NotAllowed):
    """The actor tried to change a role or an account of the actor's own."""


class RightNotHeld(NotAllowed):
    """The actor may not give a role that the actor does not hold (promise A5)."""

    role: str


class InvitationOver(NotFound):
    """The invitation is unknown, used, withdrawn or too old."""


class SomeoneElsesInvitation(NotAllowed):
    """The proven phone is not the invited one."""


class SamePhone(Invalid):
    """The account has this phone already."""


class StaffAccount(NotAllowed):
    """The account belongs to a member of staff, which no officer may move to another phone."""


class PhoneChangeOver(Conflict):
    """This change of a phone is done, stopped, withdrawn, replaced or too old; `status` says which."""

    status: str
