"""Refusals of files and of acts on lists."""

from marketplace.core.errors import Conflict, Invalid


class FileRefused(Invalid):
    """A file cannot be taken; `reason` is one of `sheets.reasons`, further facts say how much was found and allowed."""

    reason: str


class NameColumnMissing(Invalid):
    """Nobody said which column holds what every row needs; `fields` are their codes."""

    fields: list[str]


class NothingToWrite(Invalid):
    """No row of the list would be written."""


class NotSeen(Invalid):
    """Rows of which a cell was not surely read were not looked at; `rows` are how many."""

    rows: int


class UnderWay(Conflict):
    """The list is being written or taken back, or is past the step."""
