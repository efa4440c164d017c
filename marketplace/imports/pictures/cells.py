"""Which letters are one cell: gathered into lines, parted at wide gaps and rules, put into rows and columns."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from marketplace.imports.pictures.ink import Box, Page

WIDE_GAP = 1.15  # letter heights between two cells of a line; between two words there is less
MOST_LINES = 3  # in one ruled row
MOST_CELLS = 2_000


@dataclass(frozen=True)
class Cell:
    """Where one line of a cell stands on its page, and in which row and column of the table."""

    row: int
    column: int
    box: Box


@dataclass
class _Line:
    """Letters from left to right at about one height."""

    letters: list[Box]
    top: float
    bottom: float

    def takes(self, box: Box) -> bool:
        shared = min(self.bottom, box[3]) - max(self.top, box[1])
        return shared >= 0.5 * min(self.bottom - self.top, box[3] - box[1])

    def add(self, box: Box) -> None:
        self.letters.append(box)
        self.top, self.bottom = self.top * 0.7 + box[1] * 0.3, self.bottom * 0.7 + box[3] * 0.3


def cells_of(page: Page) -> list[Cell]:
    """The cells of a page's table, row by row; what stands above and below it, too, in rows of their own."""
    lines = [parts for line in _lines(page) if (parts := _parts(line, page))]
    lines.sort(key=lambda parts: sum(box[1] + box[3] for box in parts) / len(parts))
    columns = _between_rules(page) or _between_parts(lines, page)
    found = [
        Cell(row, bisect_right(columns, (box[0] + box[2]) / 2), box)
        for row, parts in zip(_rows(lines, page), lines, strict=True)
        for box in parts
    ]
    first = min((cell.column for cell in found), default=0)
    found.sort(key=lambda cell: (cell.row, cell.column, cell.box[1], cell.box[0]))
    return [Cell(cell.row, cell.column - first, cell.box) for cell in found][:MOST_CELLS]


def _lines(page: Page) -> list[list[Box]]:
    bodies = [box for box in page.letters if 0.45 <= (box[3] - box[1]) / page.letter <= 3 and _is_letter(box, page)]
    lines: list[_Line] = []
    for box in sorted(bodies):
        mine = [line for line in lines if line.takes(box)]
        if mine:
            max(mine, key=lambda line: min(line.bottom, box[3]) - max(line.top, box[1])).add(box)
        else:
            lines.append(_Line([box], box[1], box[3]))
    return [line.letters for line in lines]


def _is_letter(box: Box, page: Page) -> bool:
    """No rest of a ruled line, no edge of the paper."""
    width, reach = box[2] - box[0], max(3, 0.25 * page.letter)
    is_thin = width <= 0.35 * page.letter
    is_rest = is_thin and any(rule[0] - reach <= box[0] and box[2] <= rule[2] + reach for rule in page.down)
    return width <= 12 * page.letter and (width > 1 or box[3] - box[1] < 2 * page.letter) and not is_rest


def _parts(letters: list[Box], page: Page) -> list[Box]:
    """The parts of a line, marks above and below their letters included; single specks are none."""
    parts: list[list[Box]] = []
    for box in sorted(letters):
        last = parts[-1] if parts else None
        right = max(each[2] for each in last) if last else 0
        if last and box[0] - right <= WIDE_GAP * page.letter and not _rule_between(right, box, page):
            last.append(box)
        else:
            parts.append([box])
    joined = [_around(part) for part in parts]
    return [_with_marks(box, page) for box in joined if box[3] - box[1] >= 0.5 * page.letter]


def _rule_between(right: int, box: Box, page: Page) -> bool:
    middle = (box[1] + box[3]) / 2
    return any(right - 2 <= rule[0] <= box[0] + 2 and rule[1] <= middle <= rule[3] for rule in page.down)


def _with_marks(box: Box, page: Page) -> Box:
    reach = 0.75 * page.letter
    marks = [
        mark
        for mark in page.letters
        if mark[3] - mark[1] < 0.6 * page.letter
        and mark[2] - mark[0] < 2 * page.letter
        and box[0] - reach / 2 <= mark[0]
        and mark[2] <= box[2] + reach / 2
        and box[1] - reach <= (mark[1] + mark[3]) / 2 <= box[3] + reach / 2
    ]
    return _around([box, *marks])


def _around(boxes: Sequence[Box]) -> Box:
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def _between_rules(page: Page) -> list[float]:
    """Where the ruled lines between columns stand; none where fewer than two are drawn."""
    return _places([(rule[0], rule[3] - rule[1]) for rule in page.down], page.letter, least=3)


def _places(rules: Sequence[tuple[int, int]], letter: int, *, least: int) -> list[float]:
    """The places of long ruled lines: each the middle of runs that lie close, as long together as half the longest."""
    groups: list[list[tuple[int, int]]] = []
    for place, length in sorted(rules):
        if groups and place - groups[-1][-1][0] <= max(3, letter // 2):
            groups[-1].append((place, length))
        else:
            groups.append([(place, length)])
    lengths = [sum(length for _place, length in group) for group in groups]
    long = [group for group, length in zip(groups, lengths, strict=True) if length * 2 >= max(lengths)]
    found = [sum(place * length for place, length in group) / sum(length for _place, length in group) for group in long]
    return found if len(found) >= least else []


def _between_parts(lines: Sequence[Sequence[Box]], page: Page) -> list[float]:
    """The middles of what hardly any line of the table covers, where no rules part its columns."""
    table = [parts for parts in lines if len(parts) >= 3] or list(lines)
    covered = [0] * (round(page.grey.width / page.scale) + 2)
    for box in (box for parts in table for box in parts):
        for x in range(box[0], min(box[2] + 1, len(covered))):
            covered[x] += 1
    most, columns, began = len(table) * 0.06, list[float](), None
    inside = [x for x, count in enumerate(covered) if count > most]
    for x in range(inside[0], inside[-1] + 1) if inside else ():
        is_free = covered[x] <= most
        if is_free and began is None:
            began = x
        elif not is_free and began is not None:
            if x - began >= 0.7 * page.letter:
                columns.append((began + x) / 2)
            began = None
    return columns


def _rows(lines: Sequence[Sequence[Box]], page: Page) -> list[int]:
    """The row of each line: lines between the same two ruled lines are one, where these part rows at all."""
    rules = _places([(rule[1], rule[2] - rule[0]) for rule in page.across], page.letter, least=3)
    bands = [bisect_right(rules, sum(box[1] + box[3] for box in parts) / len(parts) / 2) for parts in lines]
    rows, row = [], -1
    for place, band in enumerate(bands):
        is_ruled = 0 < band < len(rules) and bands.count(band) <= MOST_LINES
        if place == 0 or not is_ruled or band != bands[place - 1]:
            row += 1
        rows.append(row)
    return rows
