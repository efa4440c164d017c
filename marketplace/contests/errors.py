"""Refusals about contests, each saying what is missing."""

from typing import Any

from marketplace.core.errors import Conflict, Invalid, NotAllowed


class WeightsDoNotAddUp(Invalid):
    """The weights of the criteria are not 100 in all; `total` is what they are."""

    total: int


class OutsideContest(Invalid):
    """The unit does not lie below the one that holds the contest, or the day not within its days."""

    field: str


class AlreadyEntered(Conflict):
    """The idea is in this contest already, or she has one of that title; `idea` says which."""

    idea: Any


class IsContestant(NotAllowed):
    """An author cannot be judge of her own contest; `name` says who."""

    name: str


class AlreadyJudge(Conflict):
    """That officer, or somebody of that name and title, is a judge of this contest already."""


class KnowsNames(NotAllowed):
    """An officer who saw whose the ideas of a blind contest are does not judge it."""


class SheetLocked(NotAllowed):
    """The judge declared a relation to the author, so that she gives this entry no points."""


class BadPoints(Invalid):
    """Points are missing, or more than the criterion has; `criteria` names them by key."""

    criteria: list[int]


class NotReady(Conflict):
    """What is asked for cannot be done yet; `why` is a code, `entries` are those that it is about."""

    why: str
    entries: list[Any]


class AwardsAgainstRank(Invalid):
    """An entry of a lower rank would have the higher award; `higher` and `lower` are the entries."""

    higher: Any
    lower: Any


class AlreadyTaken(Conflict):
    """That phone took part in this knowledge contest already."""


class NotOnNow(Conflict):
    """A knowledge contest is not on now, or her time is over; `why` is a code."""

    why: str


class TooFewQuestions(Invalid):
    """The bank has fewer questions of the topic than a paper holds; `have` says how many."""

    have: int


class NotOverYet(Conflict):
    """The contest is still open, so nobody's place is final."""


class NobodyEarned(Invalid):
    """Nobody is among the first or has as many right answers as a certificate asks for."""


class HasCertificates(Conflict):
    """Certificates of the contest stand, so it cannot be cancelled."""
