"""A page's ink: what is darker than the paper around it, set level, with ruled lines told from letters."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from PIL import Image, ImageChops, ImageFilter

LAYOUT_WIDTH = 1240  # pixels across, in which cells are looked for; strips are cut from the page as it was sent
MOST_WIDTH = 2600
TURNS = 60  # tenths of a degree to either side within which a page is set level
_LETTERS = (6, 120)  # how high letters may be, in pixels of the layout
Box = tuple[int, int, int, int]  # left, top, right, bottom


@dataclass(frozen=True)
class Page:
    """A level page: grey pixels to cut strips from, and in the layout's smaller scale its letters and rules."""

    grey: Image.Image
    turn: int  # tenths of a degree by which it was turned
    scale: float  # of the layout to the grey pixels
    letter: int  # how high a letter is
    letters: list[Box]
    across: list[Box]  # ruled lines
    down: list[Box]

    def strip(self, box: Box) -> Image.Image:
        """The grey pixels of a box, with some paper around it."""
        left, top, right, bottom = (round(side * self.scale) for side in box)
        pad = max(2, round(self.letter * self.scale * 0.3))
        return self.grey.crop(
            (
                max(0, left - pad),
                max(0, top - pad),
                min(self.grey.width, right + pad),
                min(self.grey.height, bottom + pad),
            )
        )


def page_of(data: bytes) -> Page:
    """The page of a picture that was checked when it was sent."""
    grey = _grey(data)
    turn = _turn_of(_ink(_layout(grey)))
    grey = _turned_by(grey, turn)
    layout = _layout(grey)
    ink = _ink(layout)
    letter = _letter_height(boxes_of(ink))
    across, down = (
        _long_runs(ink, letter * 3),
        _turned(_long_runs(ink.transpose(Image.Transpose.TRANSPOSE), letter * 3)),
    )
    rules = _drawn(ink.size, [*across, *down])
    scale = grey.width / layout.width
    letters = boxes_of(ImageChops.subtract(ink, rules))
    return Page(_without(grey, rules), turn, scale, letter, letters, across, down)


def part_of(data: bytes, turn: int, box: Box, size: tuple[int, int]) -> bytes:
    """A level part of a page as a JPEG: a box in the layout's pixels, and so much around it that it is of a size."""
    layout = _turned_by(_layout(_grey(data)), turn)
    wide, high = max(0, size[0] - (box[2] - box[0])) // 2, max(0, size[1] - (box[3] - box[1])) // 2
    sides = (max(0, box[0] - wide), max(0, box[1] - high), min(layout.width, box[2] + wide), box[3] + high)
    made = io.BytesIO()
    layout.crop(sides).save(made, "JPEG", quality=70)
    return made.getvalue()


def _grey(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data)) as picture:
        grey = picture.convert("L")
    if grey.width > MOST_WIDTH:
        grey = grey.resize((MOST_WIDTH, round(grey.height * MOST_WIDTH / grey.width)), Image.Resampling.BOX)
    return grey


def _turned_by(grey: Image.Image, turn: int) -> Image.Image:
    return grey.rotate(turn / 10, Image.Resampling.BICUBIC, fillcolor=_paper(grey)) if turn else grey


def boxes_of(ink: Image.Image) -> list[Box]:
    """The boxes of all that hangs together in a picture of ink (255) and paper (0), specks left out."""
    width, pixels, parents = ink.width, ink.tobytes(), list[int]()
    sides: list[list[int]] = []
    above: list[tuple[int, int, int]] = []
    for y in range(ink.height):
        row: list[tuple[int, int, int]] = []
        place = 0
        for found in re.finditer(rb"\xff+", pixels[y * width : (y + 1) * width]):
            left, right = found.span()
            while place < len(above) and above[place][1] < left:
                place += 1
            mine, at = -1, place
            while at < len(above) and above[at][0] <= right:
                other = _root(parents, above[at][2])
                mine = other if mine < 0 else _joined(parents, sides, mine, other)
                at += 1
            if mine < 0:
                mine = len(parents)
                parents.append(mine)
                sides.append([left, y, right, y + 1, 0])
            _grow(sides[mine], (left, y, right, y + 1, right - left))
            row.append((left, right, mine))
        above = row
    kept = [side for key, side in enumerate(sides) if parents[key] == key and side[4] >= 4]
    return [(side[0], side[1], side[2], side[3]) for side in kept]


def _root(parents: list[int], key: int) -> int:
    while parents[key] != key:
        parents[key] = parents[parents[key]]
        key = parents[key]
    return key


def _joined(parents: list[int], sides: list[list[int]], one: int, other: int) -> int:
    if one != other:
        parents[other] = one
        _grow(sides[one], sides[other])
    return one


def _grow(mine: list[int], more: Sequence[int]) -> None:
    mine[0], mine[1] = min(mine[0], more[0]), min(mine[1], more[1])
    mine[2], mine[3] = max(mine[2], more[2]), max(mine[3], more[3])
    mine[4] += more[4]


def _layout(grey: Image.Image) -> Image.Image:
    if grey.width <= LAYOUT_WIDTH:
        return grey
    return grey.resize((LAYOUT_WIDTH, round(grey.height * LAYOUT_WIDTH / grey.width)), Image.Resampling.BOX)


def _ink(grey: Image.Image) -> Image.Image:
    """What is clearly darker than the paper around it, whatever the light on it."""
    around = grey.filter(ImageFilter.BoxBlur(max(15, grey.width // 40)))
    darker = ImageChops.subtract(around, grey.filter(ImageFilter.MedianFilter(3)))
    bound = max(14, round(_share(darker.histogram(), 0.985) * 0.45))
    return darker.point([0 if value < bound else 255 for value in range(256)])


def _share(histogram: Sequence[int], share: float) -> int:
    left = sum(histogram) * share
    for value, count in enumerate(histogram):
        left -= count
        if left <= 0:
            return value
    return 255


def _paper(grey: Image.Image) -> int:
    return _share(grey.histogram(), 0.6)


def _turn_of(ink: Image.Image) -> int:
    """By how many tenths of a degree a page is to be turned: until full and empty rows differ most."""
    small = ink.resize((ink.width // 2, ink.height // 2), Image.Resampling.BOX)
    best = max(range(-TURNS, TURNS + 1, 5), key=lambda turn: (_levelness(small, turn), -abs(turn)))
    return max(range(best - 4, best + 5), key=lambda turn: (_levelness(small, turn), -abs(turn)))


def _levelness(ink: Image.Image, turn: int) -> int:
    rows = ink.rotate(turn / 10, Image.Resampling.NEAREST).resize((1, ink.height), Image.Resampling.BOX).tobytes()
    return sum((one - other) ** 2 for one, other in pairwise(rows))


def _letter_height(boxes: Sequence[Box]) -> int:
    heights = [bottom - top for left, top, right, bottom in boxes if _LETTERS[0] < bottom - top < _LETTERS[1]]
    return round(median(heights)) if heights else 16


def _long_runs(ink: Image.Image, least: int) -> list[Box]:
    """Runs of ink along rows that are longer than any letter is wide: ruled lines."""
    width, pixels = ink.width, ink.filter(ImageFilter.MaxFilter(3)).tobytes()
    run = re.compile(rb"\xff{%d,}" % least)
    return [
        (found.start(), y, found.end(), y + 1)
        for y in range(ink.height)
        for found in run.finditer(pixels[y * width : (y + 1) * width])
    ]


def _turned(boxes: Sequence[Box]) -> list[Box]:
    return [(top, left, bottom, right) for left, top, right, bottom in boxes]


def _drawn(size: tuple[int, int], boxes: Sequence[Box]) -> Image.Image:
    drawn = Image.new("L", size, 0)
    for box in boxes:
        drawn.paste(255, box)
    return drawn


def _without(grey: Image.Image, rules: Image.Image) -> Image.Image:
    """A page whose ruled lines are paper."""
    around = grey.filter(ImageFilter.BoxBlur(max(15, grey.width // 40))).point([min(255, v + 10) for v in range(256)])
    return Image.composite(around, grey, rules.resize(grey.size))
