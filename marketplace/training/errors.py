"""Refusals about classes, their lists and certificates."""

from datetime import date
from typing import Any

from marketplace.core.errors import Conflict, Invalid


class ClassCancelled(Conflict):
    """The class was cancelled: nobody is entered, nobody was there."""


class ClassOver(Conflict):
    """The class is done: nobody is entered any more."""


class HasAttendance(Conflict):
    """Somebody is written down as having come, so this cannot be changed or cancelled."""


class AlreadyEnrolled(Conflict):
    """She is in the list of this class already; `enrolment` is her line."""

    enrolment: Any


class ClassFull(Conflict):
    """There is no free place, and the officer did not say to take her beyond the capacity."""


class TooFewPlaces(Invalid):
    """More women have a place than the new capacity allows; `seated` says how many."""

    seated: int


class NotYet(Invalid):
    """The session has not come yet, so nobody can have been there; `on` is its day."""

    on: date


class SessionExists(Conflict):
    """The class has a session on that day at that time."""


class LastSession(Conflict):
    """A class has at least one session."""


class NotEarned(Conflict):
    """She came to fewer sessions than the class asks for, or the class is not done."""


class AlreadyCertified(Conflict):
    """She has a certificate of this class that stands."""


class ElsewhereThatDay(Conflict):
    """Somebody was in another commune at that time; `found` are pairs of her enrolments: here, there."""

    found: list[Any]


class NobodyCame(Conflict):
    """Nobody is written down as having come, so the class cannot be ended."""


class AlreadyListed(Conflict):
    """She is in the list of this outreach already."""


class OutreachVoided(Conflict):
    """The outreach was made void: nothing more is written down of it."""


class HelpedElsewhere(Conflict):
    """On that day some women were helped, or in a class, in another commune; `found` says who and where."""

    found: list[Any]


class SameOutreach(Conflict):
    """The unit has an outreach of this kind, about this, on that day already; `outreach_id` is its key."""

    outreach_id: int


class ScanClosed(Conflict):
    """Trainees do not tick themselves now: no officer opened the code of this session, or it was closed."""


class NotThatDay(Invalid):
    """Trainees tick themselves on the day of a session alone; `on` is that day."""

    on: date


class NoPlace(Conflict):
    """She waits for a place: an officer has to take her before she can be present."""
