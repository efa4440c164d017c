"""Statistical disclosure control: which public figures are withheld, so that no single woman's can be derived."""

from collections.abc import Collection, Hashable, Mapping

from marketplace.programme.queries.figures import Tally
from marketplace.programme.registries import INDICATORS


def too_few(tallies: Mapping[str, Tally], least: int) -> set[str]:
    """The codes of indicators that rest on at least one woman but fewer than `least`, whatever their records.

    A share of women tells those who do not fulfil it as well.
    """
    return {code for code, tally in tallies.items() if any(0 < women < least for women in _told(tally))}


def _told(tally: Tally) -> tuple[int, ...]:
    """How many women each part that a figure tells of rests on."""
    return (tally.women, tally.base - tally.records) if tally.women and tally.base else (tally.women,)


def withheld_with(hidden: set[str], tallies: Mapping[str, Tally]) -> set[str]:
    """The other indicators of the programme that rest on the records of a hidden one and would disclose it."""
    told_by = {INDICATORS.get(code).record_kind for code in hidden}
    return {code for code in tallies if code not in hidden and INDICATORS.get(code).record_kind in told_by}


Cell = tuple[Hashable, ...]
TOTAL = object()  # the key of a margin, in the place of a part


def hidden_cells(women: Mapping[Cell, int], least: int, known: Collection[Cell] = ()) -> set[Cell]:
    """The cells of a table that are withheld: those of fewer than `least` women, and as many more as keep them so.

    Keys are parts of one or two dimensions, TOTAL in the place of one a margin. In every line (a row or column with its
    total) that has a hidden cell, another one is hidden, and those hidden rest on `least` women or are the whole line:
    nothing can be told from the rest. Cells that are `known` from elsewhere are shown and hide nothing.
    """
    hidden = {cell for cell, number in women.items() if 0 < number < least and cell not in known}
    lines = [[cell for cell in line if cell not in known] for line in _lines(women)]
    grows = True
    while grows:
        grows = False
        for line in lines:
            while (more := _one_more(line, hidden, women, least)) is not None:
                hidden.add(more)
                grows = True
    return hidden


def _lines(women: Mapping[Cell, int]) -> list[list[Cell]]:
    """The cells of each row and of each column, margins included."""
    lines: dict[tuple[int, Cell], list[Cell]] = {}
    for cell in women:
        for place in range(len(cell)):
            lines.setdefault((place, cell[:place] + cell[place + 1 :]), []).append(cell)
    return list(lines.values())


def _one_more(line: list[Cell], hidden: set[Cell], women: Mapping[Cell, int], least: int) -> Cell | None:
    """The next cell of a line to be hidden: the smallest that is not, where those that are do not hide each other."""
    gone = [cell for cell in line if cell in hidden]
    shown = [cell for cell in line if cell not in hidden]
    is_safe = len(gone) > 1 and sum(women[cell] for cell in gone) >= least
    if not gone or is_safe or not shown:
        return None
    return min(shown, key=lambda cell: (women[cell] == 0, women[cell], TOTAL in cell))
