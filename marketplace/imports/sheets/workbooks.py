"""A parsed sheet as plain texts: merged cells filled, days day first, whole numbers without a point."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from python_calamine import CalamineSheet, SheetTypeEnum, SheetVisibleEnum

from marketplace.core.folding import tidy

NO_VALUE = "\ufffc"  # stands in a cell whose formula has no result in the file
MOST_TEXT = 500  # characters of a cell
MOST_MERGES, MOST_FILLED = 20_000, 200_000


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, and its rows as texts from the very first row and column of it on."""

    name: str
    rows: list[list[str]]


def is_shown(sheet: Any) -> bool:
    """Whether a sheet is one of cells that people see."""
    return bool(sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible)


def sheet_of(sheet: CalamineSheet, name: str, valueless: Collection[tuple[int, int]] = ()) -> Sheet:
    """The texts of a sheet; NO_VALUE where a formula stands without its result."""
    rows = [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    for row, column in valueless:
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = NO_VALUE
    _fill_merged(rows, sheet.merged_cell_ranges or [])
    return Sheet(tidy(name)[:80], trimmed(rows))


def _fill_merged(rows: list[list[str]], merged: Any) -> None:
    """Let every cell of a merged range say what its first one says, as people read it."""
    left = MOST_FILLED
    for (top, first), (bottom, last) in merged[:MOST_MERGES]:
        if top >= len(rows) or first >= len(rows[top]) or not rows[top][first]:
            continue
        for row in rows[top : bottom + 1]:
            for column in range(first, min(last + 1, len(row))):
                row[column] = row[column] or rows[top][first]
                left -= 1
                if left < 0:
                    return


def _text(value: Any) -> str:
    """A stored value as people write it: whole numbers without a point, days day first."""
    if isinstance(value, str):
        return kept(value) if value else ""
    if isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        return str(int(value))
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    return str(value)


def kept(text: str) -> str:
    """A cell's text, tidy and no longer than one is."""
    return tidy(text[: MOST_TEXT + 1])


def trimmed(rows: list[list[str]]) -> list[list[str]]:
    """Rows of one length, without what is empty at the end."""
    while rows and not any(rows[-1]):
        rows.pop()
    width = max((last + 1 for row in rows for last in (_last(row),)), default=0)
    return [[*row[:width], *[""] * (width - len(row))] for row in rows] if width else []


def _last(row: list[str]) -> int:
    return max((place for place, cell in enumerate(row) if cell), default=-1)
