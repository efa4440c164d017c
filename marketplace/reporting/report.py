"""One report: run once, shown on screen and written to a file from the same rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

_NO_CELL = re.compile("[\0-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
TEXT, NUMBER, DONG, DAY, YEAR, PERCENT = "text", "number", "dong", "day", "year", "percent"


class Percent(float):
    """A percentage in a column of other numbers."""


@dataclass(frozen=True)
class Column:
    """A column's heading and what its cells are."""

    heading: str
    kind: str = TEXT
    width: int = 16


@dataclass(frozen=True)
class Report:
    """Titles above, rows, notes below; cells are plain values, None where a value is unknown."""

    title: str
    subtitles: Sequence[str]
    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]
    notes: Sequence[str] = field(default_factory=tuple)
    total: Sequence[Any] | None = None


def plain(value: Any) -> Any:
    """A cell's value for a file: text without what no XML may hold; joined and newer emoji stay as they were typed."""
    if isinstance(value, str):
        return _NO_CELL.sub("", value)
    return value
