"""Houses, gates, boats, jars in rows and other things people have put into the landscape."""

import math
from random import Random

from marketplace.demo.pictures.geometry import Outline, box, ellipse, spline, taper
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

TILE = (164, 84, 58)


def stilt_house(sheet: Sheet, x: float, y: float, wide: float, roof: Colour = (140, 112, 78)) -> None:
    """Paint a Thái or Mường house on stilts with a thatched roof."""
    high = wide * 0.62
    floor = y - high * 0.34
    posts = [box(x + wide * k, floor, x + wide * (k + 0.022), y) for k in (0.06, 0.28, 0.5, 0.72, 0.93)]
    sheet.glow(SHADOW, ellipse(x + wide * 0.55, y, wide * 0.55, wide * 0.05), soft=8, alpha=0.45)
    sheet.shape(darker(WOOD_DARK, 0.5), box(x + wide * 0.08, floor, x + wide * 0.94, y - high * 0.04), alpha=0.55)
    sheet.shape(WOOD_DARK, *posts, depth=2)
    wall = sheet.shape(
        down(darker(WOOD, 0.2), WOOD),
        box(x + wide * 0.04, floor - high * 0.26, x + wide * 0.97, floor + 4),
        grain=0.8,
    )
    slats = [
        Stroke([(x + wide * k / 26, floor - high * 0.26), (x + wide * k / 26, floor)], 1.4, (*darker(WOOD, 0.4), 255))
        for k in range(1, 26)
    ]
    sheet.strokes(slats, inside=wall)
    sheet.shape(
        darker(WOOD_DARK, 0.4),
        *[box(x + wide * k, floor - high * 0.22, x + wide * (k + 0.11), floor - high * 0.06) for k in (0.16, 0.62)],
    )
    rails = [
        Stroke(
            [(x - 4, floor - high * 0.09 + d), (x + wide + 4, floor - high * 0.09 + d)],
            3,
            (*lighter(WOOD, 0.1), 255),
        )
        for d in (0, high * 0.09)
    ]
    sheet.strokes(rails)
    eaves = [
        (x - wide * 0.06, floor - high * 0.2),
        (x + wide * 0.16, y - high),
        (x + wide * 0.84, y - high),
        (x + wide * 1.06, floor - high * 0.2),
    ]
    thatch = sheet.shape(down(lighter(roof, 0.25), roof, darker(roof, 0.35)), eaves, depth=5, grain=1.0)
    rng = Random(int(x))
    straws = [
        Stroke(
            [(x + wide * k, y - high), (x + wide * (0.5 + (k - 0.5) * 1.6), floor - high * 0.18)],
            1.6,
            (*rng.choice((darker(roof, 0.3), lighter(roof, 0.25))), 255),
        )
        for k in (i / 36 for i in range(37))
    ]
    sheet.strokes(straws, inside=thatch)
    ladder = [
        Stroke([(x + wide * 1.0, floor), (x + wide * 1.12, y)], 4, (*WOOD_DARK, 255)),
        Stroke([(x + wide * 0.95, floor), (x + wide * 1.07, y)], 4, (*WOOD_DARK, 255)),
    ]
    steps = [
        Stroke(
            [
                (x + wide * (0.95 + 0.024 * i), floor + (y - floor) * i / 5),
                (x + wide * (1.0 + 0.024 * i), floor + (y - floor) * i / 5),
            ],
            3,
            (*WOOD, 255),
        )
        for i in range(1, 5)
    ]
    sheet.strokes(ladder + steps)


def tile_house(
    sheet: Sheet, x: float, y: float, wide: float, wall: Colour = (232, 210, 170), roof: Colour = TILE
) -> None:
    """Paint a low village house with a tiled roof and a veranda."""
    high = wide * 0.46
    sheet.glow(SHADOW, ellipse(x + wide * 0.55, y, wide * 0.55, wide * 0.04), soft=7, alpha=0.45)
    sheet.shape(down(wall, darker(wall, 0.12)), box(x + wide * 0.05, y - high * 0.55, x + wide * 0.95, y), grain=0.8)
    doors = [box(x + wide * k, y - high * 0.42, x + wide * (k + 0.12), y) for k in (0.2, 0.44, 0.68)]
    sheet.shape(across(darker(WOOD_DARK, 0.2), WOOD_DARK), *doors, depth=2)
    sheet.shape(SHADOW, box(x + wide * 0.05, y - high * 0.56, x + wide * 0.95, y - high * 0.47), alpha=0.35, soft=2)
    slope = [
        (x - wide * 0.03, y - high * 0.52),
        (x + wide * 0.08, y - high),
        (x + wide * 0.92, y - high),
        (x + wide * 1.03, y - high * 0.52),
    ]
    tiles = sheet.shape(down(lighter(roof, 0.12), roof, darker(roof, 0.2)), slope, depth=3, grain=1.0)
    lines = [
        Stroke(
            [
                (x + wide * (0.5 + (k - 0.5) * 0.84), y - high),
                (x + wide * (0.5 + (k - 0.5) * 1.06), y - high * 0.52),
            ],
            1.4,
            (*darker(roof, 0.32), 255),
        )
        for k in (i / 30 for i in range(31))
    ]
    courses = [
        Stroke([(x - wide * 0.03, y - high * k), (x + wide * 1.03, y - high * k)], 1.2, (*darker(roof, 0.28), 255))
        for k in (0.6, 0.68, 0.76, 0.84, 0.92)
    ]
    sheet.strokes(lines + courses, inside=tiles)
    sheet.shape(lighter(roof, 0.25), box(x + wide * 0.07, y - high * 1.03, x + wide * 0.93, y - high * 0.97), depth=2)


def citadel_gate(sheet: Sheet, x: float, y: float, wide: float, stone: Colour = (178, 164, 138)) -> None:
    """Paint the three-arched stone gate of Thành Nhà Hồ."""
    high = wide * 0.36
    rng = Random(7)
    wall = sheet.shape(
        down(lighter(stone, 0.2), stone, darker(stone, 0.2)),
        [(x, y), (x + wide * 0.02, y - high), (x + wide * 0.98, y - high), (x + wide, y)],
        depth=5,
        grain=1.0,
    )
    joints = []
    for r in range(7):
        yy = y - high * r / 7
        joints.append(Stroke([(x, yy), (x + wide, yy)], 1.6, (*darker(stone, 0.3), 255)))
        joints += [
            Stroke(
                [
                    (x + wide * (c + 0.5 * (r % 2)) / 14 + rng.uniform(-6, 6), yy),
                    (x + wide * (c + 0.5 * (r % 2)) / 14 + rng.uniform(-6, 6), yy - high / 7),
                ],
                1.4,
                (*darker(stone, 0.28), 255),
            )
            for c in range(15)
        ]
    sheet.strokes(joints, inside=wall)
    moss = [
        Dab(
            ellipse(x + rng.uniform(0, wide), y - rng.uniform(0, high), rng.uniform(6, 26), rng.uniform(3, 10)),
            (122, 128, 84, 90),
        )
        for _ in range(40)
    ]
    sheet.dabs(moss, inside=wall)
    for k, half, rise in ((0.22, 0.065, 0.6), (0.5, 0.08, 0.74), (0.78, 0.065, 0.6)):
        arch = _arch(x + wide * k, y, wide * half, high * rise)
        ring = _arch(x + wide * k, y, wide * (half + 0.022), high * rise + wide * 0.02)
        sheet.shape(lighter(stone, 0.15), ring, depth=3, grain=1.0)
        sheet.shape(down((66, 54, 46), (120, 104, 80)), arch, depth=5)
    sheet.shape(lighter(stone, 0.1), box(x, y - high * 1.06, x + wide, y - high * 0.97), depth=3, grain=0.8)


def _arch(cx: float, y: float, half: float, high: float) -> Outline:
    return [(cx - half, y), *ellipse(cx, y - high + half, half, half, start=180, end=360), (cx + half, y)]


def iron_bridge(sheet: Sheet, y: float, x0: float = -20, x1: float = 1220, colour: Colour = (126, 74, 62)) -> None:
    """Paint the arched iron bridge of Hàm Rồng over the river Mã."""
    middle, half = (x0 + x1) / 2, (x1 - x0) / 2
    lines = [
        Stroke([(x0, y), (x1, y)], 10, (*colour, 255)),
        Stroke([(x0, y + 12), (x1, y + 12)], 4, (*darker(colour, 0.3), 255)),
    ]
    arc = [(middle + half * 0.82 * k / 14, y - 120 * (1 - (k / 14) ** 2)) for k in range(-14, 15)]
    lines.append(Stroke(arc, 9, (*colour, 255)))
    for i, (px, py) in enumerate(arc):
        lines.append(Stroke([(px, py), (px, y)], 4, (*lighter(colour, 0.15), 255)))
        if i:
            lines.append(Stroke([arc[i - 1], (px, y)] if i > 14 else [(arc[i - 1][0], y), (px, py)], 3, (*colour, 255)))
    sheet.strokes(lines)
    for px in (x0 + 60, middle, x1 - 60):
        sheet.shape(
            down((196, 180, 152), (150, 134, 112)),
            [(px - 24, y + 8), (px + 24, y + 8), (px + 34, y + 150), (px - 34, y + 150)],
            depth=4,
            grain=0.9,
        )


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


def furnace(sheet: Sheet, x: float, y: float, wide: float) -> None:
    """Paint a brick furnace with a glowing mouth and a crucible."""
    high = wide * 0.9
    brick = (132, 74, 54)
    wall = sheet.shape(
        down(darker(brick, 0.3), brick, darker(brick, 0.3)),
        [(x - wide / 2, y), (x - wide * 0.42, y - high), (x + wide * 0.42, y - high), (x + wide / 2, y)],
        depth=6,
        grain=1.0,
    )
    lines = [
        Stroke([(x - wide, y - high * k / 9), (x + wide, y - high * k / 9)], 2, (*darker(brick, 0.45), 255))
        for k in range(10)
    ]
    lines += [
        Stroke(
            [
                (x - wide / 2 + wide * (c + 0.5 * (r % 2)) / 7, y - high * r / 9),
                (x - wide / 2 + wide * (c + 0.5 * (r % 2)) / 7, y - high * (r + 1) / 9),
            ],
            2,
            (*darker(brick, 0.45), 255),
        )
        for r in range(9)
        for c in range(8)
    ]
    sheet.strokes(lines, inside=wall)
    mouth = _arch(x, y - high * 0.06, wide * 0.2, high * 0.5)
    sheet.shape(down((255, 230, 150), (250, 150, 40), (200, 60, 20)), mouth, depth=6, dark=0.3)
    sheet.glow((255, 180, 70), ellipse(x, y - high * 0.25, wide * 0.42), soft=wide * 0.14, alpha=0.55)


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


def posts(sheet: Sheet, y: float, xs: list[float], high: float, colour: Colour = WOOD_DARK) -> None:
    """Paint upright posts standing on a line."""
    sheet.shape(
        colour,
        *[taper([(x, y), (x + 2 * math.sin(x), y - high)], lambda t: high * 0.05 + 4) for x in xs],
        depth=3,
        grain=0.8,
    )


def sunbeams(sheet: Sheet, x: float, y: float, seed: int, count: int = 5) -> None:
    """Let slanting light fall into a wood."""
    rng = Random(seed)
    for i in range(count):
        start = x + i * 120 + rng.uniform(-30, 30)
        sheet.glow(LIGHT, [(start, y), (start + 50, y), (start + 330, 900), (start + 190, 900)], soft=18, alpha=0.24)
