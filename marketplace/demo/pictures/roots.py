"""Roots, barks, mushrooms and shoots: what is dug or gathered in the hills, each a sprite."""

import math
from collections.abc import Callable
from functools import lru_cache
from random import Random

from PIL import Image

from marketplace.demo.pictures.geometry import Outline, Point, blob, box, ellipse, spline, stem, taper
from marketplace.demo.pictures.paint import Dab, Sheet, Stamp, Stroke, across, down
from marketplace.demo.pictures.palette import LEAF, LIGHT, SHADOW, SOIL, Colour, darker, lighter, mix

Width = Callable[[float], float]

ROOT = (236, 206, 150)


@lru_cache(maxsize=6)
def ginseng(
    long: int, seed: int = 1, colour: Colour = ROOT, legs: int = 3, soil: float = 0.0, shoot: bool = False
) -> Image.Image:
    """Return one sâm Báo root standing on its tip: thick pale body, forked legs, fine hairs."""
    rng = Random(seed)
    sheet = Sheet((int(long * 0.66), long))
    cx, top = long * 0.33, long * (0.24 if shoot else 0.08)
    girth = long * rng.uniform(0.14, 0.18)
    lean = rng.uniform(-0.05, 0.05) * long
    trunk = spline([(cx, top), (cx - lean * 0.6, top + long * 0.13), (cx + lean, top + long * 0.34)], steps=9)
    parts: list[tuple[Outline, Width]] = [
        (trunk, lambda t: girth * (0.5 + 0.62 * math.sin(math.pi * (t * 0.72 + 0.14))))
    ]
    parts += [_leg(rng, trunk, long, girth, i, legs) for i in range(legs)]
    parts += [_side_root(rng, trunk, long, girth) for _ in range(rng.randrange(1, 3))]
    _hairs(sheet, rng, [p for path, _ in parts[1:] for p in path], colour, long)
    if shoot:
        _green_shoot(sheet, cx, top, long)
    outlines = [taper(path, width) for path, width in parts]
    outlines.append(ellipse(cx, top + girth * 0.1, girth * 0.3, girth * 0.22))
    stamp = sheet.shape(colour, *outlines, depth=girth * 0.36, dark=0.62, shine=0.5, grain=0.35, melt=long * 0.009)
    for path, width in parts:
        _wrinkles(sheet, rng, path, width(0.3), colour, stamp)
    crown = [
        Stroke(
            ellipse(cx, top + girth * k, girth * (0.28 + k * 0.3), girth * 0.07, start=0, end=180),
            2,
            (*darker(colour, 0.36), 255),
        )
        for k in (0.0, 0.1, 0.2, 0.32)
    ]
    sheet.strokes(crown, inside=stamp)
    sheet.shape(darker(colour, 0.45), ellipse(cx, top - girth * 0.08, girth * 0.17, girth * 0.1), depth=3)
    if soil:
        spots = [
            Dab(
                blob(rng, rng.uniform(cx - girth, cx + girth), rng.uniform(top, long * 0.9), rng.uniform(2, 5), 2.4),
                (*mix(SOIL, colour, 0.4), 255),
            )
            for _ in range(int(60 * soil))
        ]
        sheet.dabs(spots, inside=stamp)
    return sheet.image


def _leg(rng: Random, trunk: Outline, long: int, girth: float, i: int, legs: int) -> tuple[Outline, Width]:
    """Return a main leg: it leaves the body low down, wanders and thins out."""
    spread = (i - (legs - 1) / 2) / max(1, legs - 1)
    x, y = trunk[-5 + i % 2 * 2]
    knots: list[Point] = [(x + spread * girth * 0.3, y - girth * 0.2)]
    reach, heading = long * rng.uniform(0.38, 0.56), 90 - spread * 58
    for _ in range(4):
        heading += spread * 22 + rng.uniform(-24, 24)
        px, py = knots[-1]
        knots.append(
            (px + math.cos(math.radians(heading)) * reach / 4, py + math.sin(math.radians(heading)) * reach / 4)
        )
    thick = girth * rng.uniform(0.56, 0.78)
    return spline(knots, steps=5), lambda t: float(max(1.4, thick * (1 - t) ** 0.9 * (1 + 0.1 * math.sin(t * 21))))


def _side_root(rng: Random, trunk: Outline, long: int, girth: float) -> tuple[Outline, Width]:
    x, y = rng.choice(trunk[5:-4])
    side = rng.choice((-1, 1))
    path = stem(
        x + side * girth * 0.3, y, long * rng.uniform(0.14, 0.26), 90 - side * 54, side * 50 + rng.uniform(-20, 20)
    )
    return path, lambda t: float(max(1.2, girth * 0.26 * (1 - t)))


def _hairs(sheet: Sheet, rng: Random, points: Outline, colour: Colour, long: int) -> None:
    tone = darker(colour, 0.3)
    lines = [
        Stroke(
            stem(*rng.choice(points), long * rng.uniform(0.05, 0.13), rng.uniform(20, 160), rng.uniform(-70, 70), 6),
            max(1, long / 380),
            (*tone, 255),
        )
        for _ in range(34)
    ]
    sheet.strokes(lines)


def _wrinkles(sheet: Sheet, rng: Random, path: Outline, girth: float, colour: Colour, stamp: Stamp) -> None:
    lines = []
    for x, y in path[1::2]:
        half = girth * rng.uniform(0.2, 0.5)
        ox = rng.uniform(-0.2, 0.3) * girth
        lines.append(
            Stroke(
                spline(
                    [
                        (x - half + ox, y + rng.uniform(-2, 2)),
                        (x + ox, y + 3),
                        (x + half + ox, y + rng.uniform(-2, 2)),
                    ],
                    steps=4,
                ),
                1.3,
                (*darker(colour, rng.uniform(0.16, 0.34)), 255),
            )
        )
    sheet.strokes(lines, inside=stamp)


def _green_shoot(sheet: Sheet, cx: float, top: float, long: int) -> None:
    for angle, bend in ((-100, -20), (-80, 22), (-90, 0)):
        path = stem(cx, top + 4, top * 0.94, angle, bend)
        sheet.shape(mix(LEAF, (150, 70, 60), 0.3), taper(path, lambda t: long * 0.022 * (1.2 - t)), depth=2)


def tuber(long: int, colour: Colour, seed: int = 1) -> Image.Image:
    """Return a long fibrous tuber such as sắn dây, lying across."""
    rng = Random(seed)
    sheet = Sheet((long, int(long * 0.4)))
    path = spline([(8, long * 0.22), (long * 0.3, long * 0.16), (long * 0.65, long * 0.2), (long - 8, long * 0.14)])
    stamp = sheet.shape(
        colour,
        taper(path, lambda t: long * 0.19 * math.sin(math.pi * (0.1 + t * 0.84)) ** 0.7),
        depth=long * 0.04,
        grain=0.9,
    )
    lines = [
        Stroke(
            stem(x, y + rng.uniform(-0.08, 0.08) * long, long * 0.1, rng.uniform(-16, 16)),
            1.6,
            (*darker(colour, rng.uniform(0.15, 0.45)), 255),
        )
        for x, y in path
        for _ in range(2)
    ]
    sheet.strokes(lines, inside=stamp)
    return sheet.image


@lru_cache(maxsize=6)
def reishi(size: int, seed: int = 1, colour: Colour = (138, 52, 30)) -> Image.Image:
    """Return a linh chi mushroom: lacquered fan with growth rings, pale edge, dark stalk."""
    rng = Random(seed)
    sheet = Sheet((size, size))
    cx, cy, r = size / 2, size * 0.42, size * 0.45
    stalk = stem(cx + size * 0.02, cy + size * 0.1, size * 0.46, 82 + rng.uniform(-10, 10), 16)
    sheet.shape(darker(colour, 0.4), taper(stalk, lambda t: size * (0.1 - 0.03 * t)), depth=size * 0.03, shine=0.8)
    rim = [_kidney(rng, cx, cy, r, a) for a in range(0, 360, 12)]
    hub = (cx + size * 0.01, cy + r * 0.36)
    sheet.shape((246, 226, 176), spline(rim, closed=True, steps=4), depth=size * 0.03)
    for k, tone in _GROWTH:
        ring = [(hub[0] + (x - hub[0]) * k, hub[1] + (y - hub[1]) * k) for x, y in rim]
        sheet.shape(mix(tone, colour, 0.3), spline(ring, closed=True, steps=4), depth=size * 0.012, soft=0.7, grain=0.5)
    sheet.glow(LIGHT, ellipse(cx - r * 0.4, cy - r * 0.26, r * 0.26, r * 0.09, tilt=-24), soft=size * 0.022, alpha=0.55)
    return sheet.image


_GROWTH: tuple[tuple[float, Colour], ...] = (
    (0.95, (232, 166, 84)),
    (0.87, (206, 110, 52)),
    (0.79, (176, 74, 38)),
    (0.7, (196, 96, 50)),
    (0.61, (144, 52, 30)),
    (0.5, (166, 70, 40)),
    (0.38, (120, 40, 26)),
    (0.24, (92, 32, 24)),
)


def _kidney(rng: Random, cx: float, cy: float, r: float, degrees: int) -> Point:
    """Return a point of the fan's rim: round, with a notch where the stalk joins."""
    angle = math.radians(degrees)
    notch = 0.42 * math.exp(-(((degrees - 90) / 24) ** 2))
    reach = r * (1 - notch) * rng.uniform(0.97, 1.03)
    return (cx + reach * math.cos(angle), cy + reach * 0.68 * math.sin(angle))


@lru_cache(maxsize=6)
def dried_shoot(long: int, seed: int = 1, colour: Colour = (206, 158, 88)) -> Image.Image:
    """Return one strip of dried bamboo shoot, ribbed like a ladder and pointed at the tip."""
    rng = Random(seed)
    high = int(long * 0.26)
    sheet = Sheet((long, high))
    path = spline([(6, high * 0.6), (long * 0.35, high * 0.42), (long * 0.7, high * 0.52), (long - 6, high * 0.4)])
    tone = mix(colour, (150, 92, 44), rng.uniform(0, 0.5))
    stamp = sheet.shape(
        tone, taper(path, lambda t: high * 0.66 * (1 - t**2.4) + 4), depth=high * 0.1, dark=0.7, grain=0.7
    )
    ribs = [
        Stroke(
            [(x, y - high * 0.4), (x + rng.uniform(4, 12), y), (x, y + high * 0.4)],
            rng.uniform(2, 4),
            (*darker(tone, rng.uniform(0.2, 0.42)), 255),
        )
        for x, y in path[2::2]
    ]
    fibres = [
        Stroke([(long * 0.04, high * k), (long * 0.9, high * (0.3 + k * 0.35))], 1.3, (*lighter(tone, 0.35), 255))
        for k in (0.4, 0.55, 0.7)
    ]
    sheet.strokes(ribs + fibres, inside=stamp)
    return sheet.image


@lru_cache(maxsize=6)
def fresh_shoot(high: int, seed: int = 1) -> Image.Image:
    """Return a young bamboo shoot standing in its sheaths."""
    wide = int(high * 0.36)
    sheet = Sheet((wide, high))
    cx = wide / 2
    for i in range(6):
        base, tip = high * (1 - i * 0.1), high * max(0.03, 0.62 - i * 0.12)
        half = wide * (0.46 - i * 0.055)
        tone = mix((128, 84, 50), (160, 150, 84), i / 6)
        knots = [
            (cx - half, base),
            (cx - half * 0.9, (base + tip) / 2),
            (cx + (i % 2 - 0.5) * half, tip),
            (cx + half * 0.9, (base + tip) / 2),
            (cx + half, base),
        ]
        stamp = sheet.shape(across(lighter(tone, 0.2), tone, darker(tone, 0.4)), spline(knots), depth=4)
        sheet.strokes(
            [
                Stroke([(cx + half * k, base), (cx + half * k * 0.5, tip)], 1.2, (*darker(tone, 0.25), 255))
                for k in (-0.6, -0.2, 0.2, 0.6)
            ],
            inside=stamp,
        )
    return sheet.image


@lru_cache(maxsize=6)
def cinnamon_curl(long: int, seed: int = 1) -> Image.Image:
    """Return a large roll of Thanh Hóa cinnamon bark lying across, its spiral ends showing."""
    rng = Random(seed)
    high = int(long * 0.2)
    sheet = Sheet((long + 8, high + 12))
    tone = mix((150, 88, 50), (122, 70, 44), rng.random())
    body = box(high * 0.3, 4, long - high * 0.3, high, 3)
    stamp = sheet.shape(
        down(lighter(tone, 0.3), tone, darker(tone, 0.5)),
        body,
        ellipse(high * 0.3, high / 2 + 2, high * 0.2, high / 2 - 2),
        grain=0.9,
    )
    moss = [
        Dab(
            blob(rng, rng.uniform(0, long), rng.uniform(4, high), rng.uniform(6, 26), 5, 0.4),
            (*mix(tone, (188, 180, 150), 0.5), 255),
        )
        for _ in range(14)
    ]
    cracks = [
        Stroke(
            stem(rng.uniform(0, long), rng.uniform(6, high), rng.uniform(30, 120), rng.uniform(-4, 4)),
            1.5,
            (*darker(tone, 0.45), 255),
        )
        for _ in range(18)
    ]
    sheet.dabs(moss, inside=stamp)
    sheet.strokes(cracks, inside=stamp)
    x = long - high * 0.3
    sheet.shape((188, 112, 62), ellipse(x, high / 2 + 2, high * 0.24, high / 2 - 2), depth=3)
    for side in (-1, 1):
        swirl = [
            (x + high * 0.17 * k * math.cos(a), high / 2 + side * high * 0.22 + high * 0.2 * k * math.sin(a))
            for k, a in ((1 - i / 26, i * 0.5) for i in range(24))
        ]
        sheet.strokes([Stroke(swirl, high * 0.035 + 1, (*SHADOW, 255))])
    return sheet.image


@lru_cache(maxsize=6)
def log_slice(long: int, girth: int, colour: Colour, seed: int = 1) -> Image.Image:
    """Return a log lying across, its cut end to the right."""
    rng = Random(seed)
    sheet = Sheet((long + 8, girth + 8))
    stamp = sheet.shape(
        down(lighter(colour, 0.25), colour, darker(colour, 0.5)),
        box(girth * 0.2, 4, long - girth * 0.2, girth),
        ellipse(girth * 0.2, girth / 2 + 2, girth * 0.2, girth / 2 - 2),
        grain=1.0,
    )
    sheet.strokes(
        [
            Stroke(
                stem(rng.uniform(0, long), rng.uniform(4, girth), rng.uniform(20, 90), rng.uniform(-5, 5)),
                2,
                (*darker(colour, rng.uniform(0.2, 0.5)), 255),
            )
            for _ in range(40)
        ],
        inside=stamp,
    )
    for k, tone in (
        (1, darker(colour, 0.3)),
        (0.88, (214, 176, 120)),
        (0.6, (200, 156, 100)),
        (0.54, (220, 184, 130)),
        (0.26, (190, 140, 88)),
    ):
        sheet.shape(tone, ellipse(long - girth * 0.22, girth / 2 + 2, girth * 0.22 * k, (girth / 2 - 2) * k))
    return sheet.image
