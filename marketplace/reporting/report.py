"""One report: run once, shown on screen and written to a file from the same rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

TEXT, NUMBER, DONG, DAY, PERCENT = "text", "number", "dong", "day", "percent"


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
    """A cell's value for a file: text without control characters, the rest as it is."""
    if isinstance(value, str):
        return "".join(c for c in value if c.isprintable() or c == "\n")
    return value
