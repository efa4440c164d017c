"""Boats, jars in a yard, bee boxes, birds and light: what gives a landscape its life."""

from random import Random

from marketplace.demo.pictures.geometry import box, ellipse, spline
from marketplace.demo.pictures.paint import Dab, Sheet, Stroke, across, down
from marketplace.demo.pictures.palette import (
    EARTH,
    INDIGO,
    LIGHT,
    MADDER,
    SHADOW,
    STRAW,
    TURMERIC,
    WHITE,
    WOOD,
    WOOD_DARK,
    Colour,
    darker,
    lighter,
    mix,
)
from marketplace.demo.pictures.vessels import CROCK, URN, VAT, clay


def boat(sheet: Sheet, x: float, y: float, long: float, hull: Colour = (44, 92, 126), flag: bool = True) -> None:
    """Paint a wooden fishing boat afloat."""
    high = long * 0.26
    body = spline(
        [
            (x - long / 2, y - high * 0.9),
            (x - long * 0.36, y - high * 0.1),
            (x, y + high * 0.1),
            (x + long * 0.34, y - high * 0.1),
            (x + long * 0.52, y - high * 1.05),
        ]
    )
    deck = spline(
        [
            (x + long * 0.52, y - high * 1.05),
            (x + long * 0.2, y - high * 0.5),
            (x - long * 0.2, y - high * 0.46),
            (x - long / 2, y - high * 0.9),
        ]
    )
    sheet.glow(SHADOW, ellipse(x, y + high * 0.2, long * 0.5, high * 0.2), soft=8, alpha=0.5)
    stamp = sheet.shape(down(lighter(hull, 0.12), hull, darker(hull, 0.4)), body + deck, depth=4, grain=0.7)
    sheet.strokes(
        [
            Stroke([(a, b + high * 0.16) for a, b in deck], high * 0.11, (*MADDER, 255)),
            Stroke([(a, b + high * 0.04) for a, b in deck], high * 0.06, (*WHITE, 255)),
        ],
        inside=stamp,
    )
    sheet.shape(
        across((232, 214, 176), (196, 172, 130)),
        box(x - long * 0.3, y - high * 1.25, x - long * 0.04, y - high * 0.5),
        depth=3,
    )
    sheet.shape(
        INDIGO, *[box(x - long * k, y - high * 1.1, x - long * (k - 0.07), y - high * 0.84) for k in (0.27, 0.16)]
    )
    sheet.strokes(
        [
            Stroke([(x + long * 0.1, y - high * 0.5), (x + long * 0.1, y - high * 2.1)], 3, (*WOOD_DARK, 255)),
            Stroke([(x + long * 0.1, y - high * 2), (x + long * 0.5, y - high * 1.05)], 1.5, (*WOOD_DARK, 255)),
        ]
    )
    if flag:
        sheet.dabs(
            [
                Dab(
                    [
                        (x + long * 0.1, y - high * 2.1),
                        (x + long * 0.22, y - high * 2.04),
                        (x + long * 0.1, y - high * 1.86),
                    ],
                    (*MADDER, 255),
                )
            ]
        )


def basket_boat(sheet: Sheet, x: float, y: float, wide: float) -> None:
    """Paint a round bamboo basket boat drawn up on the sand."""
    half = wide / 2
    sheet.glow(SHADOW, ellipse(x + 12, y + half * 0.36, half, half * 0.16), soft=8, alpha=0.5)
    hull = [
        (x - half, y),
        *spline(
            [
                (x - half, y),
                (x - half * 0.72, y + half * 0.42),
                (x, y + half * 0.52),
                (x + half * 0.72, y + half * 0.42),
                (x + half, y),
            ]
        ),
    ]
    stamp = sheet.shape(across(lighter(EARTH, 0.25), EARTH, darker(EARTH, 0.4)), hull, depth=5, grain=0.9)
    sheet.strokes(
        [
            Stroke([(x + half * k, y), (x + half * (k + 0.3), y + half * 0.6)], 2, (*darker(EARTH, 0.3), 255))
            for k in (i / 8 - 1.2 for i in range(18))
        ],
        inside=stamp,
    )
    sheet.shape(darker(EARTH, 0.5), ellipse(x, y, half, half * 0.24), depth=5)
    sheet.strokes([Stroke(ellipse(x, y, half, half * 0.24), 7, (*STRAW, 255))])


def jar_rows(
    sheet: Sheet,
    top: float,
    seed: int,
    *,
    kind: str = "urn",
    cover: str = "hat",
    colour: Colour = (140, 84, 56),
    lines: int = 3,
    across_: int = 6,
    size: int = 250,
) -> None:
    """Set out fermenting jars in rows on a yard, the nearest largest."""
    profile = {"urn": URN, "crock": CROCK, "vat": VAT}[kind]
    rng = Random(seed)
    made = [
        clay(profile, size, mix(colour, (70, 46, 40), rng.uniform(0, 0.5)), cover=cover, seed=seed + i)
        for i in range(2)
    ]
    for r in range(lines):
        share = (r + 1) / lines
        scale = 0.34 + 0.66 * share**1.3
        y = top + (sheet.size[1] - 30 - top) * (0.1 + 0.9 * share**1.2)
        count = across_ + (lines - r - 1) * 2
        for c in range(count):
            x = sheet.size[0] * (c + 0.5 * (r % 2) + 0.2) / count
            sheet.put(made[(r + c) % 2], x, y + rng.uniform(-6, 6), foot=True, scale=scale, shadow=0.4)


def hive(sheet: Sheet, x: float, y: float, wide: float, colour: Colour = WOOD) -> None:
    """Paint a wooden bee box on legs with a little roof."""
    high = wide * 0.72
    sheet.glow(SHADOW, ellipse(x + wide * 0.1, y + wide * 0.16, wide * 0.6, wide * 0.08), soft=8, alpha=0.5)
    sheet.shape(
        darker(colour, 0.4), *[box(x + wide * k, y, x + wide * (k + 0.07), y + wide * 0.18) for k in (-0.42, 0.35)]
    )
    front = sheet.shape(
        down(lighter(colour, 0.2), colour), box(x - wide / 2, y - high, x + wide * 0.42, y), depth=4, grain=1.0
    )
    sheet.shape(
        darker(colour, 0.32),
        [
            (x + wide * 0.42, y - high),
            (x + wide * 0.6, y - high * 1.1),
            (x + wide * 0.6, y - high * 0.12),
            (x + wide * 0.42, y),
        ],
        grain=1.0,
    )
    sheet.strokes(
        [
            Stroke([(x - wide / 2, y - high * k), (x + wide * 0.42, y - high * k)], 2, (*darker(colour, 0.4), 255))
            for k in (0.33, 0.66)
        ],
        inside=front,
    )
    sheet.shape((60, 40, 30), box(x - wide * 0.2, y - high * 0.12, x + wide * 0.12, y - high * 0.05, 3))
    roof = [
        (x - wide * 0.56, y - high),
        (x - wide * 0.4, y - high * 1.22),
        (x + wide * 0.7, y - high * 1.26),
        (x + wide * 0.66, y - high * 1.04),
        (x + wide * 0.46, y - high * 0.97),
    ]
    sheet.shape(down(lighter(STRAW, 0.1), darker(STRAW, 0.3)), roof, depth=5, grain=1.0)


def bees(sheet: Sheet, seed: int, count: int, x: float, y: float, reach: float) -> None:
    """Paint bees in the air."""
    rng = Random(seed)
    marks: list[Dab] = []
    for _ in range(count):
        a, b = x + rng.gauss(0, 1) * reach, y + rng.gauss(0, 0.6) * reach
        marks += [
            Dab(ellipse(a - 3, b - 5, 6, 3, tilt=-30), (255, 255, 255, 170)),
            Dab(ellipse(a + 3, b - 5, 6, 3, tilt=30), (255, 255, 255, 170)),
            Dab(ellipse(a, b, 6.5, 4), (*TURMERIC, 255)),
            Dab(box(a - 1, b - 4, a + 1.4, b + 4), (50, 34, 24, 255)),
        ]
    sheet.dabs(marks)


def birds(sheet: Sheet, seed: int, count: int, x0: float, y0: float, x1: float, y1: float, size: float = 20) -> None:
    """Paint swallows on the wing."""
    rng = Random(seed)
    marks = []
    for _ in range(count):
        x, y, s = rng.uniform(x0, x1), rng.uniform(y0, y1), size * rng.uniform(0.6, 1.2)
        d = rng.uniform(-0.3, 0.3)
        wings = [
            (x - s, y - s * (0.5 + d)),
            (x - s * 0.3, y - s * 0.24),
            (x, y),
            (x + s * 0.3, y - s * 0.28),
            (x + s, y - s * (0.5 - d)),
            (x + s * 0.3, y - s * 0.02),
            (x + s * 0.1, y + s * 0.5),
            (x, y + s * 0.24),
            (x - s * 0.1, y + s * 0.5),
            (x - s * 0.3, y),
        ]
        marks.append(Dab(wings, (48, 44, 58, 255)))
    sheet.dabs(marks)


def sunbeams(sheet: Sheet, x: float, y: float, seed: int, count: int = 5) -> None:
    """Let slanting light fall into a wood."""
    rng = Random(seed)
    for i in range(count):
        start = x + i * 120 + rng.uniform(-30, 30)
        sheet.glow(LIGHT, [(start, y), (start + 50, y), (start + 330, 900), (start + 190, 900)], soft=24, alpha=0.16)
