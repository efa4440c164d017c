"""Refusals about applications and sellers."""

from datetime import datetime

from marketplace.core.errors import Conflict, Invalid, NotAllowed


class BadAnswer(Invalid):
    """An unusable answer: `field` names it, `why` says what is wrong with it."""

    field: str
    why: str


class NoUnitThere(BadAnswer):
    """The Union has no unit where the applicant lives, so no officer could vouch for her."""


class TooManyPapers(Invalid):
    """One requirement holds no more papers than `most`."""

    requirement: str
    most: int


class Incomplete(Invalid):
    """Handed in before everything was given; `missing` names the requirements."""

    missing: tuple[str, ...]


class Unmet(Conflict):
    """Approval was attempted while requirements are not met; `unmet` names them."""

    unmet: tuple[str, ...]


class Unopened(Conflict):
    """Verifying was attempted before any officer opened the papers; `papers` names each as (requirement, side)."""

    papers: tuple[tuple[str, str], ...]


class NotOpenToAnswers(Conflict):
    """The application was handed in or decided, so its answers cannot be changed now."""

    status: str


class StillSelling(Conflict):
    """The person is a seller, and the law requires what rests on this consent as long as she is one."""

    purpose: str


class AlreadyDecided(Conflict):
    """Another officer decided first; the attributes say who, what and when."""

    number: str
    status: str
    decided_by: str
    decided_at: datetime | None


class ChangedMeanwhile(Conflict):
    """The application was handed in anew since this officer opened it."""

    number: str


class MayNotDecide(NotAllowed):
    """The application is the officer's own, or outside the officer's territory (promise A2)."""

    number: str
