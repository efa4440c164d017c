"""Refusals about programmes, support records and readings."""

from marketplace.core.errors import Conflict, Invalid, NotFound
from marketplace.people.models import Person


class OutsideProgramme(Invalid):
    """The day lies outside the programme's years."""

    field: str


class NoTheme(Invalid):
    """The year of an activity has no theme, or no khâu đột phá (`has_theme`), that it could name."""

    field: str
    year: int
    has_theme: bool


class PeriodNotOver(Invalid):
    """A reading cannot be frozen before its period is over."""

    field: str


class AlreadyRecorded(Conflict):
    """The same support of the same woman on the same day is recorded already."""

    record_id: int


class AlreadyStated(Conflict):
    """A total stands already for the same figure of the same days."""

    total_id: int


class DoesNotFit(Conflict):
    """A total is larger than another one of days that hold its own; `period` is that one's, `is_part` whether the new
    one is the part."""

    total_id: int
    period: str
    value: int
    is_part: bool


class AlreadyEnded(Conflict):
    """A total stands no more, or a printed figure was voided before."""

    total_id: int


class MayBeKnown(Conflict):
    """Somebody is about to be entered who may be known already; an officer looks at `people` and says."""

    people: list[Person]


class NotShown(NotFound):
    """Somebody of another territory whom this officer did not find by phone a little while ago."""


class CannotMerge(Conflict):
    """Two records must not be merged; `reasons` says why, as codes (services.merging.obstacles)."""

    reasons: list[str]


class NotChosen(Invalid):
    """Two records differ in a field, and nobody said which value stays."""

    field: str


class CannotUnmerge(Conflict):
    """A merge cannot be undone now; `reason` says why, as a code."""

    reason: str


class BadFunding(Invalid):
    """A file for money or equipment cannot take this; `why` says why, as a code (web.words.funding)."""

    field: str
    why: str
    left_dong: int


class HasFunding(Conflict):
    """A record of support cannot be voided while a file for money or equipment stands behind it."""

    funding_id: int


class DoneBefore(Conflict):
    """It was done, or taken back, before."""
