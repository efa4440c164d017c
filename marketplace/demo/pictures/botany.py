"""Leaves, flowers and herbs of the demo pictures, each a sprite."""

import math
from collections.abc import Callable
from functools import lru_cache
from random import Random

from PIL import Image

from marketplace.demo.pictures.geometry import Outline, blob, ellipse, leaf, spline, stem, taper, turn
from marketplace.demo.pictures.paint import Dab, Sheet, Stroke, across
from marketplace.demo.pictures.palette import (
    GOLD,
    LEAF,
    LEAF_DEEP,
    LEAF_PALE,
    MADDER,
    ROSE,
    SHADOW,
    TURMERIC,
    WHITE,
    Colour,
    darker,
    lighter,
    mix,
)


@lru_cache(maxsize=6)
def banana_leaf(long: int, wide: int, colour: Colour = LEAF, seed: int = 1) -> Image.Image:
    """Return a cut length of banana leaf lying across, with midrib, veins and a few tears."""
    rng = Random(seed)
    sheet = Sheet((long, wide))
    upper = [(8 + (long - 16) * i / 14, 10 + rng.uniform(0, 8)) for i in range(15)]
    lower = [(x, wide - 10 - rng.uniform(0, 8)) for x, _ in reversed(upper)]
    fill = across(lighter(colour, 0.12), colour, darker(colour, 0.14), lighter(colour, 0.06))
    stamp = sheet.shape(fill, spline(upper, steps=4) + spline(lower, steps=4), depth=14, grain=0.5)
    middle = wide / 2
    veins = []
    for i in range(long // 9):
        x, tone = i * 9 + rng.uniform(-2, 2), lighter(colour, 0.25) if i % 2 else darker(colour, 0.22)
        veins += [Stroke([(x, middle), (x + wide * 0.2, middle + s * wide / 2)], 1.2, (*tone, 150)) for s in (-1, 1)]
    sheet.strokes(veins, inside=stamp)
    tears = [
        [(x, e), (x + 9, e), (x + wide * 0.1 + 4, middle + (e - middle) * 0.45)] for x, e in _tears(rng, long, wide)
    ]
    sheet.dabs([Dab(t, (*darker(colour, 0.55), 255)) for t in tears], inside=stamp)
    rib = [(4.0, middle), (long - 4.0, middle)]
    sheet.shape(lighter(mix(colour, LEAF_PALE, 0.6), 0.3), taper(rib, lambda t: wide * (0.05 - 0.02 * t)), depth=3)
    return sheet.image


def _tears(rng: Random, long: int, wide: int) -> list[tuple[float, float]]:
    return [(rng.uniform(0.1, 0.9) * long, float(rng.choice((0, wide)))) for _ in range(max(2, long // 200))]


def simple_leaf(
    long: int, colour: Colour = LEAF, slim: float = 0.42, bend: float = 14, serrate: int = 0
) -> Image.Image:
    """Return one leaf pointing right, with midrib and side veins."""
    return _simple_leaf(long, colour, slim, bend, serrate)


@lru_cache(maxsize=6)
def _simple_leaf(long: int, colour: Colour, slim: float, bend: float, serrate: int) -> Image.Image:
    high = int(long * (slim + 0.5))
    sheet = Sheet((long + 12, high))
    spine = stem(5, high / 2 - bend * long / 420, long * 0.97, -bend / 2 + 0.001, bend)
    outline = taper(spine, _blade(long * slim, serrate, len(spine)))
    stamp = sheet.shape(mix(colour, LEAF_PALE, 0.12), outline, depth=max(4.0, long * 0.05), shine=0.4)
    half = len(outline) // 2
    lower_half = spine + outline[half:][: len(spine)]
    sheet.shape(darker(colour, 0.25), lower_half, alpha=0.35, inside=stamp, grain=0)
    veins = [Stroke(spine, max(1.2, long / 90), (*lighter(colour, 0.45), 255))]
    for i in range(2, len(spine) - 2):
        x, y = spine[i]
        veins += [
            Stroke(
                stem(x, y, long * slim * 0.5, s * 42, -s * 14, 4),
                max(1, long / 180),
                (*lighter(colour, 0.28), 200),
            )
            for s in (-1, 1)
        ]
    sheet.strokes(veins, inside=stamp)
    return sheet.image


def _blade(wide: float, serrate: int, count: int) -> Callable[[float], float]:
    def width(t: float) -> float:
        notch = 1 - 0.12 * (round(t * (count - 1)) % 2) if serrate else 1
        return float(wide * math.sin(math.pi * min(1, t + 0.02) ** 0.8) ** 0.85 * notch)

    return width


@lru_cache(maxsize=6)
def ginseng_leaf(size: int, colour: Colour = LEAF, lobes: int = 5) -> Image.Image:
    """Return the hand-shaped leaf of sâm Báo, with its long arrow-like lobes."""
    sheet = Sheet((size, size))
    cx, cy = size / 2, size * 0.66
    angles = [-90 + (i - (lobes - 1) / 2) * 212 / lobes for i in range(lobes)]
    reach = [size * (0.62 - 0.13 * abs(i - (lobes - 1) / 2)) for i in range(lobes)]
    blades = [leaf(cx, cy, r, size * 0.17, a) for r, a in zip(reach, angles, strict=True)]
    stamp = sheet.shape(colour, *blades, ellipse(cx, cy - size * 0.03, size * 0.09), depth=max(3, size * 0.025))
    veins = [
        Stroke(stem(cx, cy, r * 0.92, a), max(1.2, size / 110), (*lighter(colour, 0.45), 255))
        for r, a in zip(reach, angles, strict=True)
    ]
    sheet.strokes(veins, inside=stamp)
    sheet.strokes([Stroke(stem(cx, cy, size * 0.33, 92, -8), max(2, size / 60), (*mix(colour, MADDER, 0.4), 255))])
    return sheet.image


@lru_cache(maxsize=6)
def bloom(
    size: int, petal: Colour = ROSE, heart: Colour = MADDER, petals: int = 5, pistil: Colour = GOLD
) -> Image.Image:
    """Return an open five-petalled mallow flower, as sâm Báo bears in summer."""
    sheet = Sheet((size, size))
    c = size / 2
    for i in range(petals):
        angle = 360 / petals * i - 90
        knots = [
            (c, c),
            (c + size * 0.17, c - size * 0.24),
            (c + size * 0.2, c - size * 0.42),
            (c, c - size * 0.47),
        ]
        knots += [(c - size * 0.17, c - size * 0.43), (c - size * 0.12, c - size * 0.22)]
        stamp = sheet.shape(
            petal, turn(spline(knots, closed=True, steps=5), angle + 90, (c, c)), depth=size * 0.04, shine=0.5
        )
        rays = [stem(c, c, size * 0.4, angle + d) for d in (-20, -10, 0, 10, 20)]
        sheet.strokes([Stroke(r, 1.2, (*mix(petal, heart, 0.4), 200)) for r in rays], inside=stamp)
    sheet.glow(heart, ellipse(c, c, size * 0.1), soft=size * 0.03, alpha=0.9)
    sheet.shape(
        pistil,
        taper([(c, c), (c + size * 0.05, c - size * 0.06), (c + size * 0.13, c - size * 0.1)], lambda t: size * 0.05),
        depth=2,
    )
    sheet.dabs(
        [
            Dab(
                ellipse(
                    c + size * (0.07 + 0.06 * math.cos(k)),
                    c - size * (0.08 + 0.04 * math.sin(k * 2)),
                    size * 0.014,
                ),
                (*lighter(pistil, 0.4), 255),
            )
            for k in range(9)
        ]
    )
    return sheet.image


@lru_cache(maxsize=6)
def herb(
    size: int, colour: Colour = LEAF, pairs: int = 5, slim: float = 0.4, seed: int = 1, tip: Colour | None = None
) -> Image.Image:
    """Return a sprig with paired leaves, growing upwards."""
    rng = Random(seed)
    sheet = Sheet((size, size))
    spine = stem(size * 0.5, size * 0.97, size * 0.8, -92 + rng.uniform(-8, 8), rng.uniform(-16, 16))
    sheet.strokes([Stroke(spine, size / 50 + 1, (*darker(mix(colour, TURMERIC, 0.2), 0.2), 255))])
    for i in range(pairs):
        x, y = spine[int((i + 1) * (len(spine) - 2) / pairs)]
        long = size * (0.4 - 0.045 * i)
        for side in (-1, 1):
            angle = -90 + side * (62 - i * 5) + rng.uniform(-8, 8)
            tone = mix(colour, tip or LEAF_PALE, 0.5 * i / pairs + rng.uniform(0, 0.12))
            _blade_on(sheet, x, y, long, angle, long * slim, tone, side * -18)
    _blade_on(sheet, *spine[-1], size * 0.2, -90, size * 0.2 * slim, tip or LEAF_PALE, 0)
    return sheet.image


def _blade_on(
    sheet: Sheet, x: float, y: float, long: float, angle: float, wide: float, colour: Colour, bend: float
) -> None:
    stamp = sheet.shape(colour, leaf(x, y, long, wide, angle, bend), depth=max(2, long * 0.05), shine=0.4)
    sheet.strokes(
        [Stroke(stem(x, y, long * 0.9, angle, bend), max(1, long / 50), (*lighter(colour, 0.4), 255))],
        inside=stamp,
    )


@lru_cache(maxsize=6)
def lotus(size: int, petal: Colour = (232, 138, 150), open_: bool = True) -> Image.Image:
    """Return a lotus flower seen from the side."""
    sheet = Sheet((size, size))
    cx, base = size / 2, size * 0.82
    rows = [
        ((-158, -22, -140, -40), 0.44, 0.17),
        ((-128, -52), 0.56, 0.22),
        ((-110, -70), 0.6, 0.24),
        ((-90,), 0.6, 0.26),
    ]
    for angles, long, wide in rows if open_ else rows[2:]:
        for a in angles:
            fill = mix(petal, WHITE, 0.45 if a in (-158, -22, -128, -52) else 0.15)
            stamp = sheet.shape(fill, leaf(cx, base, size * long, size * wide, a), depth=size * 0.035, shine=0.5)
            sheet.strokes(
                [
                    Stroke(stem(cx, base, size * long * 0.9, a + d), 1, (*mix(petal, MADDER, 0.25), 160))
                    for d in (-5, 0, 5)
                ],
                inside=stamp,
            )
    sheet.strokes([Stroke([(cx, base), (cx, size)], size / 40 + 1, (*LEAF_DEEP, 255))])
    return sheet.image


@lru_cache(maxsize=6)
def roselle(size: int, colour: Colour = (150, 22, 44)) -> Image.Image:
    """Return one red calyx of atiso đỏ with its fleshy pointed sepals."""
    sheet = Sheet((size, int(size * 1.15)))
    cx, base = size / 2, size * 1.0
    for a, long in ((-126, 0.66), (-54, 0.66), (-108, 0.82), (-72, 0.82), (-90, 0.9)):
        stamp = sheet.shape(
            mix(colour, ROSE, 0.1), leaf(cx, base, size * long, size * 0.3, a, (a + 90) * -0.5), depth=size * 0.05
        )
        sheet.strokes(
            [
                Stroke(
                    stem(cx, base, size * long * 0.8, a, (a + 90) * -0.5),
                    size / 60 + 0.6,
                    (*lighter(colour, 0.25), 255),
                )
            ],
            inside=stamp,
        )
    sheet.shape(darker(colour, 0.2), ellipse(cx, base - size * 0.08, size * 0.17, size * 0.15), depth=size * 0.05)
    sheet.shape(LEAF, leaf(cx, base + size * 0.1, size * 0.14, size * 0.07, -90), depth=2)
    return sheet.image


def bush(
    sheet: Sheet, rng: Random, cx: float, cy: float, rx: float, ry: float, colours: list[Colour], size: float = 16
) -> None:
    """Paint foliage straight on to a sheet as many leaf touches, dark below and light above."""
    foliage(sheet, [crown(rng, cx, cy, rx, ry, colours, size)])


Crown = tuple[Outline, list[Dab], Colour]


def crown(rng: Random, cx: float, cy: float, rx: float, ry: float, colours: list[Colour], size: float = 16) -> Crown:
    """Return the dark body of a leafy head, its leaf touches, and its deepest colour."""
    touches = []
    count = int(5 + rx * ry / size**2 * 8)
    for i in range(count):
        angle, reach = rng.uniform(0, math.tau), rng.random() ** 0.6
        x, y = cx + rx * reach * math.cos(angle), cy + ry * reach * math.sin(angle)
        light = 0.5 - (y - cy) / ry * 0.34 - (x - cx) / rx * 0.14 + i / count * 0.25
        base = rng.choice(colours)
        colour = darker(base, 0.5 - light * 0.6) if light < 0.7 else lighter(base, (light - 0.7) * 0.8)
        touches.append(Dab(_touch(x, y, size * rng.uniform(0.6, 1.3), rng.uniform(0, 180)), (*colour, 255)))
    return blob(rng, cx, cy + ry * 0.08, rx * 0.9, ry * 0.9), touches, darker(colours[0], 0.45)


def foliage(sheet: Sheet, crowns: list[Crown]) -> None:
    """Paint several leafy heads together, which is much quicker than one after another."""
    sheet.shape(crowns[0][2], *(body for body, _, _ in crowns), soft=2, grain=0.2)
    sheet.dabs([dab for _, touches, _ in crowns for dab in touches])


def _touch(x: float, y: float, long: float, angle: float) -> Outline:
    c, s = math.cos(math.radians(angle)) * long / 2, math.sin(math.radians(angle)) * long / 2
    return [(x - c, y - s), (x - s * 0.45, y + c * 0.45), (x + c, y + s), (x + s * 0.45, y - c * 0.45)]


def grass(
    rng: Random, x0: float, x1: float, y: float, high: float, colours: list[Colour], count: int, lean: float = 10
) -> list[Dab]:
    """Return blades of grass, sedge or rice rising from a line."""
    touches = []
    for _ in range(count):
        x, long = rng.uniform(x0, x1), high * rng.uniform(0.6, 1.1)
        tip = (x + rng.gauss(0, lean), y - long)
        middle = (x + (tip[0] - x) * 0.3, y - long * 0.55)
        touches.append(
            Dab([(x - 2, y), middle, tip, (middle[0] + 3, middle[1]), (x + 2.5, y)], (*rng.choice(colours), 255))
        )
    return touches


def shade_leaf(colour: Colour) -> list[Colour]:
    """Return the few greens one kind of foliage is painted with."""
    return [colour, mix(colour, LEAF_PALE, 0.3), mix(colour, SHADOW, 0.2), mix(colour, TURMERIC, 0.18)]
