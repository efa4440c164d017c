"""Statistical disclosure control: which public figures are withheld, so that no single woman's can be derived."""

from collections.abc import Collection, Hashable, Iterator, Mapping

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


def hidden_cells(
    women: Mapping[Cell, int], least: int, known: Collection[Cell] = (), gone: Collection[Cell] = ()
) -> set[Cell]:
    """The cells of a table that are withheld: those of fewer than `least` women, and as many more as keep them so.

    Keys are parts of one or two dimensions, TOTAL in the place of one a margin. In every line (a row or column with its
    total) that has a hidden cell, another one is hidden, and those hidden rest on `least` women or are the whole line:
    nothing can be told from the rest. Cells that are `known` from elsewhere are shown and hide nothing; those `gone`
    are hidden already.
    """
    hidden = set(gone) | {cell for cell, number in women.items() if 0 < number < least and cell not in known}
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


def hidden_sealed(women: Mapping[Cell, int], least: int, sealed: Collection[int]) -> set[Cell]:
    """The cells withheld of a table whose sides `sealed` (0, 1) tell something sensitive (cells are row and column).

    Cells without a sensitive part are known from other tables. The sum of a row or column is hidden as in the table of
    its side alone, so that two tables together tell no more than one. Then no cell may be what is left of the sums that
    are shown: each hidden one lies on a ring of hidden ones.
    """
    known = {cell for cell in women if all(cell[side] is TOTAL for side in sealed)}
    gone: set[Cell] = set()
    for side in sealed:
        margins = {cell: number for cell, number in women.items() if cell[1 - side] is TOTAL}
        gone |= hidden_cells(margins, least, known)
        known |= set(margins) - gone
    hidden = hidden_cells(women, least, known, gone)
    while alone := _off_rings(hidden):
        more = _ring_closing(alone, [cell for cell in women if cell not in hidden and cell not in known], hidden, women)
        if not more:
            break
        hidden = hidden_cells(women, least, known, hidden | more)
    return hidden


def _off_rings(hidden: set[Cell]) -> Cell | None:
    """A hidden cell on no ring: rows and columns are joined by their hidden cells, and it is a bridge."""
    ends = _joined(hidden)
    met: dict[Hashable, int] = {}
    for start in ends:
        if start not in met:
            bridge = _bridge_from(start, ends, met)
            if bridge is not None:
                return bridge
    return None


def _bridge_from(start: Hashable, ends: dict[Hashable, dict[Hashable, Cell]], met: dict[Hashable, int]) -> Cell | None:
    """The first bridge found on a walk in depth: nothing beyond it leads back before it."""
    met[start] = len(met)
    lowest = {start: met[start]}
    walk: list[tuple[Hashable, Cell | None, Iterator[tuple[Hashable, Cell]]]] = [
        (start, None, iter(ends[start].items()))
    ]
    while walk:
        here, came_by, ways = walk[-1]
        step = next(ways, None)
        if step is None:
            walk.pop()
            if walk and came_by is not None:
                before = walk[-1][0]
                if lowest[here] > met[before]:
                    return came_by
                lowest[before] = min(lowest[before], lowest[here])
        elif step[1] is not came_by:
            there, cell = step
            if there in met:
                lowest[here] = min(lowest[here], met[there])
            else:
                met[there] = lowest[there] = len(met)
                walk.append((there, cell, iter(ends[there].items())))
    return None


def _joined(hidden: Collection[Cell]) -> dict[Hashable, dict[Hashable, Cell]]:
    ends: dict[Hashable, dict[Hashable, Cell]] = {}
    for cell in hidden:
        row, column = (0, cell[0]), (1, cell[1])
        ends.setdefault(row, {})[column] = cell
        ends.setdefault(column, {})[row] = cell
    return ends


def _ring_closing(bridge: Cell, shown: list[Cell], hidden: set[Cell], women: Mapping[Cell, int]) -> set[Cell]:
    """The smallest shown cell from one side of a bridge to the other, or all that are shown where there is none."""
    ends, reached = _joined(hidden - {bridge}), {(0, bridge[0])}
    rest: list[Hashable] = [(0, bridge[0])]
    while rest:
        new = set(ends.get(rest.pop(), {})) - reached
        reached |= new  # type: ignore[arg-type]
        rest += new
    across = [cell for cell in shown if ((0, cell[0]) in reached) != ((1, cell[1]) in reached)]
    return {min(across, key=lambda cell: (women[cell] == 0, women[cell]))} if across else set(shown)
