"""Lines that were read in pictures put together as a sheet's texts, with what was not surely read of them."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from marketplace.core.folding import tidy

Doubts = dict[str, float]  # «row:column», from 0 → how sure
_FIGURES = str.maketrans("OoQDlI|iSsBZzÓÔ", "000011115582200")  # what readers take figures for
_EDGES = "|_[]{}`´~“”\"' \u2014\u2013"  # rests of ruled lines
_GUESSED = 0.5  # how sure a figure is that was read as a letter


def sheet_of(pages: Sequence[Sequence[Sequence[Any]]], sure: float) -> tuple[list[list[str]], Doubts]:
    """The rows of all pages one below the other, and which cells are doubtful."""
    rows, doubts = list[list[str]](), Doubts()
    width = 1 + max((line[1] for lines in pages for line in lines), default=-1)
    for lines in pages:
        first = len(rows)
        rows += [[""] * width for _row in range(1 + max((line[0] for line in lines), default=-1))]
        for row, column, *_box, text, sureness in lines:
            said, guessed = _as_figures(tidy(text).strip(_EDGES))
            how_sure = min(sureness, _GUESSED) if guessed else sureness
            if said:
                rows[first + row][column] = f"{rows[first + row][column]} {said}".strip()
            if how_sure < sure:
                key = f"{first + row}:{column}"
                doubts[key] = round(min(doubts.get(key, 1.0), how_sure), 2)
    return rows, {key: how_sure for key, how_sure in doubts.items() if _cell(rows, key)}


def box_of(pages: Sequence[Sequence[Sequence[Any]]], row: int, columns: Iterable[int]) -> tuple[int, Any] | None:
    """On which page some cells of a row of the sheet (from 0) stand, and the box around them; None where none do."""
    first, wanted = 0, set(columns)
    for place, lines in enumerate(pages):
        mine = [line[2:6] for line in lines if line[0] == row - first and line[1] in wanted]
        if mine:
            lefts, tops, rights, bottoms = zip(*mine, strict=True)
            return place, (min(lefts), min(tops), max(rights), max(bottoms))
        first += 1 + max((line[0] for line in lines), default=-1)
    return None


def doubtful_fields(doubts: Iterable[str], row: int, columns: dict[str, int]) -> set[str]:
    """The fields of a row of the sheet (from 0) that a doubtful cell holds."""
    mine = {int(key.partition(":")[2]) for key in doubts if key.partition(":")[0] == str(row)}
    return {code for code, column in columns.items() if column in mine}


def _cell(rows: Sequence[Sequence[str]], key: str) -> str:
    row, _, column = key.partition(":")
    return rows[int(row)][int(column)]


def _as_figures(text: str) -> tuple[str, bool]:
    """A text that is figures but for letters which readers take for some, as figures; whether any was guessed."""
    bare = re.sub(r"[\s./-]", "", text)
    figures = sum(each.isdigit() for each in bare)
    guessed = text.translate(_FIGURES)
    is_number = figures >= 2 and figures * 2 >= len(bare) and not re.search(r"[^\d\s./-]", guessed)
    return (guessed, guessed != text) if is_number else (text, False)
