"""Small things that are scattered or heaped in the demo pictures: seeds, slices, spices, crumbs."""

import math
from collections.abc import Sequence
from functools import lru_cache
from random import Random

from PIL import Image

from marketplace.demo.pictures.morsels import KINDS
from marketplace.demo.pictures.paint import Sheet
from marketplace.demo.pictures.palette import (
    Colour,
)

TURNS = (0, 37, 81, 118, 160, 203, 251, 299, 330)


@lru_cache(maxsize=96)
def pieces(kind: str, size: int) -> tuple[Image.Image, ...]:
    """Return differently turned sprites of one small thing about `size` pixels long."""
    made = [KINDS[kind](size * 2, Random(seed)) for seed in range(3)]
    turned = [made[i % 3].rotate(angle, Image.Resampling.BICUBIC, expand=True) for i, angle in enumerate(TURNS)]
    return tuple(t.reduce(2) for t in turned)


def heap(
    sheet: Sheet,
    things: Sequence[Image.Image],
    rng: Random,
    cx: float,
    cy: float,
    rx: float,
    ry: float,
    count: int,
    rise: float = 0,
) -> None:
    """Heap pieces over an ellipse, far ones first, the middle lifted by `rise` pixels."""
    places = []
    for _ in range(count):
        angle, reach = rng.uniform(0, math.tau), math.sqrt(rng.random())
        x, y = reach * math.cos(angle), reach * math.sin(angle)
        places.append((cy + ry * y, cx + rx * x, rise * (1 - reach * reach) * rng.uniform(0.3, 1)))
    for y, x, up in sorted(places):
        thing = rng.choice(things)
        sheet.stick(thing, round(x - thing.width / 2), round(y - up - thing.height / 2))


def strew(
    sheet: Sheet,
    things: Sequence[Image.Image],
    rng: Random,
    places: Sequence[tuple[float, float]],
    shadow: float = 0.4,
) -> None:
    """Lay single pieces down at given places, each with its own small shadow."""
    for x, y in places:
        sheet.put(rng.choice(things), x, y, shadow=shadow, height=4)


def filled(things: Sequence[Image.Image], size: tuple[int, int], ground: Colour, seed: int, count: int) -> Image.Image:
    """Return a picture full of pieces, for what shows through a jar or a window in a bag."""
    sheet, rng = Sheet(size, ground), Random(seed)
    for _ in range(count):
        thing = rng.choice(things)
        sheet.stick(thing, rng.randrange(-thing.width // 2, size[0]), rng.randrange(-thing.height // 2, size[1]))
    return sheet.image
