"""What applications and sellers refuse."""

from datetime import datetime

from marketplace.core.errors import Conflict, Invalid, NotAllowed


class BadAnswer(Invalid):
    """An answer that cannot be kept: `field` names it, `why` says what is wrong with it."""

    field: str
    why: str


class NoUnitThere(BadAnswer):
    """The Union has no unit where she lives, so nobody could vouch for her."""


class TooManyPapers(Invalid):
    """One requirement holds no more papers than `most`."""

    requirement: str
    most: int


class Incomplete(Invalid):
    """Handed in before everything was given; `missing` names the requirements."""

    missing: tuple[str, ...]


class Unmet(Conflict):
    """Approval asked for while something is not met; `unmet` names the requirements."""

    unmet: tuple[str, ...]


class Unopened(Conflict):
    """Said to be right although no officer opened its photographs; `papers` names each as (requirement, side)."""

    papers: tuple[tuple[str, str], ...]


class NotOpenToAnswers(Conflict):
    """The application was handed in or decided: nothing in it changes now."""

    status: str


class StillSelling(Conflict):
    """She was admitted to sell, and the law asks for what rests on this consent as long as she is a seller."""

    purpose: str


class AlreadyDecided(Conflict):
    """Another officer was first: who, what and when stand in the facts."""

    number: str
    status: str
    decided_by: str
    decided_at: datetime | None


class ChangedMeanwhile(Conflict):
    """The application was handed in anew since this officer opened it."""

    number: str


class MayNotDecide(NotAllowed):
    """The application is her own, or lies outside her territory (promise A2)."""

    number: str
