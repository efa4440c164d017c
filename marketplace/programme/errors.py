"""Refusals about programmes, support records and readings."""

from marketplace.core.errors import Conflict, Invalid


class OutsideProgramme(Invalid):
    """The day lies outside the programme's years."""

    field: str


class PeriodNotOver(Invalid):
    """A reading cannot be frozen before its period is over."""

    field: str


class AlreadyRecorded(Conflict):
    """The same support of the same woman on the same day is recorded already."""

    record_id: int
