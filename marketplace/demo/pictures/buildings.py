"""Houses, gates, boats, jars in rows and other things people have put into the landscape."""

from random import Random

from marketplace.demo.pictures.geometry import Outline, box, ellipse
from marketplace.demo.pictures.paint import Dab, Sheet, Stroke, across, down
from marketplace.demo.pictures.palette import (
    SHADOW,
    WOOD,
    WOOD_DARK,
    Colour,
    darker,
    lighter,
)

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
