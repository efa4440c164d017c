"""Trees and standing crops of the demo pictures, painted straight on to a landscape."""

import math
from collections.abc import Sequence
from random import Random

from marketplace.demo.pictures.botany import crown, foliage, shade_leaf
from marketplace.demo.pictures.geometry import Outline, blob, box, ellipse, leaf, spline, stem, taper, widening
from marketplace.demo.pictures.paint import Dab, Sheet, Stroke, across
from marketplace.demo.pictures.palette import (
    LEAF,
    LEAF_DEEP,
    LEAF_PALE,
    SHADOW,
    WOOD_DARK,
    Colour,
    darker,
    lighter,
    mix,
)


def tree(
    sheet: Sheet,
    x: float,
    y: float,
    high: float,
    colour: Colour = LEAF,
    seed: int = 1,
    fruit: Colour | None = None,
    count: int = 14,
    fruit_size: float = 0.03,
) -> None:
    """Paint a round-headed tree with its foot at (x, y), bearing fruit if a colour is given."""
    rng = Random(seed)
    sheet.glow(SHADOW, ellipse(x + high * 0.1, y, high * 0.36, high * 0.05), soft=high * 0.03 + 2, alpha=0.4)
    trunk = taper(
        spline([(x, y), (x + rng.uniform(-6, 6), y - high * 0.3), (x, y - high * 0.6)]),
        lambda t: high * (0.075 - 0.03 * t),
    )
    branches = [
        taper(stem(x, y - high * 0.34, high * 0.3, a, a * 0.1 + 9), lambda t: high * 0.03 * (1.2 - t))
        for a in (-130, -52)
    ]
    sheet.shape(WOOD_DARK, trunk, *branches, depth=max(2, high * 0.02), grain=0.8)
    heads = []
    for dx, dy, r in ((-0.22, -0.52, 0.22), (0.22, -0.54, 0.23), (0, -0.72, 0.26), (-0.06, -0.5, 0.24)):
        place = (x + dx * high, y + dy * high, r * high * 1.15, r * high)
        heads.append(crown(rng, *place, shade_leaf(colour), max(8, high * 0.055)))
    foliage(sheet, heads)
    if fruit:
        for _ in range(count):
            a, k = rng.uniform(0, math.tau), rng.uniform(0.2, 1) ** 0.6
            fx, fy = x + math.cos(a) * k * high * 0.38, y - high * 0.56 + math.sin(a) * k * high * 0.32
            sheet.shape(fruit, ellipse(fx, fy, high * fruit_size), depth=max(2, high * fruit_size * 0.5))


def palm(
    sheet: Sheet, x: float, y: float, high: float, lean: float = 0, colour: Colour = LEAF_DEEP, fronds: int = 11
) -> None:
    """Paint an areca or coconut palm."""
    trunk = spline([(x, y), (x + lean * 0.35, y - high * 0.5), (x + lean, y - high)])
    sheet.shape(
        across((120, 104, 84), (168, 150, 120), (92, 76, 62)),
        taper(trunk, lambda t: high * (0.045 - 0.015 * t)),
        grain=0.6,
    )
    rings = [Stroke([(a - high * 0.02, b), (a + high * 0.02, b + 1)], 1.5, (92, 76, 62, 255)) for a, b in trunk[1::2]]
    sheet.strokes(rings)
    tx, ty = trunk[-1]
    marks: list[Dab] = []
    for i in range(fronds):
        angle = -200 + i * 220 / (fronds - 1)
        spine = stem(tx, ty, high * 0.36, angle, 60 if angle > -90 else -60)
        tone = colour if i % 2 else lighter(colour, 0.16)
        for k, (px, py) in enumerate(spine[1:]):
            for side in (-1, 1):
                marks.append(
                    Dab(
                        leaf(
                            px,
                            py,
                            high * 0.11 * (1 - k / 18),
                            high * 0.02,
                            angle + 60 * (k / 12) * (1 if angle > -90 else -1) + side * 58,
                        ),
                        (*tone, 255),
                    )
                )
    sheet.dabs(marks)


def banana(sheet: Sheet, x: float, y: float, high: float, seed: int = 1, colour: Colour = LEAF) -> None:
    """Paint a banana plant."""
    rng = Random(seed)
    sheet.shape(
        mix(colour, (150, 150, 100), 0.5),
        taper([(x, y), (x + 3, y - high * 0.5)], lambda t: high * (0.12 - 0.05 * t)),
        depth=4,
        grain=0.6,
    )
    for angle in (-160, -20, -135, -46, -112, -72):
        bend = 46 if angle > -90 else -46
        spine = stem(x + 3, y - high * 0.46, high * rng.uniform(0.5, 0.62), angle, bend)
        tone = mix(colour, LEAF_PALE, rng.uniform(0, 0.35))
        stamp = sheet.shape(
            tone,
            taper(spine, lambda t: high * 0.15 * math.sin(math.pi * min(1, t * 0.94 + 0.06)) ** 0.7),
            depth=max(2, high * 0.015),
        )
        sheet.strokes([Stroke(spine, max(1.2, high / 110), (*lighter(tone, 0.45), 255))], inside=stamp)


def bamboo(
    sheet: Sheet,
    x: float,
    y: float,
    high: float,
    seed: int = 1,
    canes: int = 7,
    colour: Colour = (128, 150, 66),
    girth: float = 0.028,
    leafy: bool = True,
) -> None:
    """Paint a clump of bamboo: jointed canes that arch outwards, thin leaves in tufts."""
    rng = Random(seed)
    leaves: list[Dab] = []
    for i in range(canes):
        side = (i - (canes - 1) / 2) / max(1, canes - 1)
        cane = stem(
            x + side * high * 0.24, y, high * rng.uniform(0.8, 1), -90 + side * 14, side * 40 + rng.uniform(-6, 6)
        )
        tone = mix(colour, (176, 164, 84), rng.uniform(0, 0.5))
        sheet.shape(
            across(lighter(tone, 0.35), tone, darker(tone, 0.4)),
            taper(cane, lambda t: high * girth * (1.05 - 0.75 * t) + 1),
            grain=0.3,
        )
        sheet.strokes(
            [
                Stroke([(a - high * girth * 0.6, b), (a + high * girth * 0.6, b + 1)], 2, (*darker(tone, 0.35), 255))
                for a, b in cane[1:-1]
            ]
        )
        for a, b in cane[5 if leafy else 11 :]:
            for _ in range(7):
                leaves.append(
                    Dab(
                        leaf(
                            a + rng.uniform(-14, 14),
                            b + rng.uniform(-8, 8),
                            high * 0.09,
                            high * 0.016,
                            rng.uniform(10, 170) if rng.random() < 0.7 else rng.uniform(-60, 0),
                        ),
                        (*rng.choice(shade_leaf(LEAF)), 255),
                    )
                )
    sheet.dabs(leaves)


def trunks(
    sheet: Sheet,
    base: float,
    colours: Sequence[Colour],
    seed: int,
    count: int = 9,
    girth: float = 46,
    jointed: bool = False,
) -> None:
    """Paint a stand of tall trunks (cinnamon, timber or big bamboo) that leave the frame above."""
    rng = Random(seed)
    order = sorted((rng.uniform(0.35, 1), rng.uniform(0, sheet.size[0])) for _ in range(count))
    for near, x in order:
        tone = mix(rng.choice(list(colours)), (226, 226, 200), (1 - near) * 0.6)
        wide, foot = girth * near, base + 60 * near**2
        lean = rng.uniform(-26, 26)
        stamp = sheet.shape(
            across(darker(tone, 0.1), lighter(tone, 0.3), tone, darker(tone, 0.5)),
            taper([(x, foot), (x + lean, -20)], widening(wide, wide * 0.75)),
            grain=1.0,
        )
        marks = []
        for _ in range(0 if jointed else 16):
            yy = rng.uniform(0, foot)
            marks.append(
                Dab(
                    blob(rng, x + rng.uniform(-0.5, 0.5) * wide, yy, wide * 0.16, 14 * near, 0.4, 6),
                    (*mix(tone, (206, 200, 176), 0.5), 140),
                )
            )
        sheet.dabs(marks, inside=stamp)
        if jointed:
            joints = [foot - k * 118 * near - 30 for k in range(9)]
            sheet.strokes(
                [
                    Stroke([(x - wide, j), (x + wide + lean, j + 2)], 5 * near, (*darker(tone, 0.34), 255))
                    for j in joints
                ],
                inside=stamp,
            )
            sheet.strokes(
                [
                    Stroke(
                        [(x - wide, j + 5 * near), (x + wide + lean, j + 7 * near)],
                        3 * near,
                        (*lighter(tone, 0.5), 255),
                    )
                    for j in joints
                ],
                inside=stamp,
            )
        sheet.glow(SHADOW, ellipse(x, foot, wide * 0.9, 9), soft=6, alpha=0.5)


def leaves_above(
    sheet: Sheet, seed: int, colours: Sequence[Colour], count: int = 120, low: float = 220, size: float = 46
) -> None:
    """Paint overhanging leaves along the upper edge, as if we stood under a tree."""
    rng = Random(seed)
    touches = []
    for _ in range(count):
        x = rng.uniform(-20, sheet.size[0] + 20)
        reach = low * (0.35 + 0.65 * abs(math.sin(x / 190 + seed)))
        y = rng.uniform(-20, 1) + reach * rng.random() ** 1.4
        touches.append(
            Dab(
                leaf(x, y, size * rng.uniform(0.6, 1.1), size * 0.3, rng.uniform(30, 150)),
                (*rng.choice(list(colours)), 255),
            )
        )
    sheet.dabs(touches)


def rice(sheet: Sheet, y: float, high: float, colour: Colour, seed: int, count: int = 46, ears: bool = True) -> None:
    """Paint rice in the foreground: arching leaves and heavy ears."""
    rng = Random(seed)
    lines: list[Stroke] = []
    grains: list[Dab] = []
    for _ in range(count):
        x = rng.uniform(-20, sheet.size[0] + 20)
        path = stem(
            x,
            y,
            high * rng.uniform(0.7, 1.1),
            -90 + rng.uniform(-14, 14),
            rng.choice((-1, 1)) * rng.uniform(30, 96),
        )
        lines.append(Stroke(path, 4, (*rng.choice((darker(colour, 0.25), mix(colour, LEAF, 0.5), colour)), 255)))
        if ears:
            for px, py in path[6:]:
                grains += [
                    Dab(
                        leaf(px, py, 17, 8, rng.uniform(30, 150)),
                        (*rng.choice((lighter(colour, 0.35), colour, darker(colour, 0.14))), 255),
                    )
                    for _ in range(3)
                ]
    sheet.strokes(lines)
    sheet.dabs(grains)


def reeds(
    sheet: Sheet, y: float, high: float, colours: Sequence[Colour], seed: int, count: int = 220, heads: bool = True
) -> None:
    """Paint tall sedge: straight thin stalks, each with a small brown tuft."""
    rng = Random(seed)
    lines: list[Stroke] = []
    tufts: list[Dab] = []
    for _ in range(count):
        x, long = rng.uniform(-20, sheet.size[0] + 20), high * rng.uniform(0.7, 1.08)
        path = stem(x, y, long, -90 + rng.gauss(0, 4), rng.gauss(0, 8), 5)
        lines.append(Stroke(path, rng.uniform(2, 5), (*rng.choice(list(colours)), 255)))
        if heads and rng.random() < 0.6:
            tufts += [Dab(leaf(*path[-1], 20, 4, a), (150, 110, 60, 255)) for a in (-140, -110, -80, -50)]
    sheet.strokes(lines)
    sheet.dabs(tufts)


def trellis(sheet: Sheet, y: float, high: float, colour: Colour, seed: int, fruit: Colour | None = None) -> None:
    """Paint climbing vines on posts and wires, for sachi or sắn dây."""
    rng = Random(seed)
    posts: list[Outline] = [box(x, y - high, x + 14, y) for x in (90, 430, 780, 1110)]
    sheet.shape((150, 116, 80), *posts, depth=4, grain=0.9)
    for k in (1.0, 0.64, 0.3):
        sheet.strokes([Stroke([(-10, y - high * k), (1210, y - high * k + 8)], 3, (110, 92, 74, 255))])
    heads = []
    for _ in range(44):
        z = y - high * rng.choice((1.0, 0.66, 0.34)) + rng.uniform(-20, 20)
        heads.append(
            crown(rng, rng.uniform(0, 1200), z, rng.uniform(70, 120), rng.uniform(34, 60), shade_leaf(colour), 26)
        )
    foliage(sheet, heads)
    if fruit:
        for _ in range(16):
            x, z = rng.uniform(20, 1180), y - high * rng.uniform(0.2, 0.95)
            lobes = [
                ellipse(x + 13 * math.cos(a), z + 13 * math.sin(a), 14, 9, tilt=math.degrees(a))
                for a in (math.tau * i / 5 for i in range(5))
            ]
            sheet.shape(fruit, *lobes, depth=5)
