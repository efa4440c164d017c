"""Fruit of the demo pictures, whole and cut."""

import math
from functools import lru_cache
from random import Random

from PIL import Image

from marketplace.demo.pictures.botany import simple_leaf
from marketplace.demo.pictures.geometry import Outline, ellipse, spline, stem, taper
from marketplace.demo.pictures.paint import Dab, Sheet, Stroke
from marketplace.demo.pictures.palette import LEAF, LEAF_DEEP, LIGHT, Colour, darker, lighter, mix

POMELO, ORANGE, MELON = (216, 98, 58), (240, 150, 36), (250, 204, 40)


@lru_cache(maxsize=6)
def citrus(
    size: int, colour: Colour, pear: float = 0.0, leaves: int = 2, seed: int = 1, green: float = 0.0
) -> Image.Image:
    """Return a whole pomelo or orange with pores, stalk and leaves; `pear` lengthens its neck."""
    rng = Random(seed)
    sheet = Sheet((int(size * 1.3), int(size * 1.35)))
    cx, cy, r = size * 0.65, size * 0.84, size * 0.48
    body = [_bulge(cx, cy, x, y, pear) for x, y in ellipse(cx, cy, r, r * 0.96)]
    stamp = sheet.shape(colour, body, depth=r * 0.55, dark=0.6, shine=0.45, grain=0.4)
    if pear:
        sheet.glow((238, 178, 84), ellipse(cx + r * 0.1, cy + r * 0.5, r * 0.5, r * 0.26), soft=r * 0.2, alpha=0.5)
    if green:
        sheet.glow(LEAF, ellipse(cx + r * 0.3, cy + r * 0.2, r * 0.4), soft=r * 0.25, alpha=green)
    pores = [
        Dab(
            ellipse(cx + rng.gauss(0, 0.42) * r, cy + rng.gauss(0, 0.42) * r, max(1, size / 190)),
            (*darker(colour, rng.uniform(0.1, 0.24)), 255),
        )
        for _ in range(420)
    ]
    sheet.dabs(pores, inside=stamp)
    sheet.glow(LIGHT, ellipse(cx - r * 0.36, cy - r * 0.4, r * 0.2, r * 0.12, tilt=-40), soft=r * 0.08, alpha=0.75)
    top = cy - r * 0.96 * (1 + pear * 0.5)
    sheet.shape(darker(LEAF_DEEP, 0.1), ellipse(cx, top + r * 0.06, r * 0.12, r * 0.05), depth=2)
    sheet.shape(
        mix(LEAF_DEEP, (90, 70, 40), 0.5),
        taper(stem(cx, top + r * 0.05, r * 0.26, -80, 20), lambda t: r * 0.06),
        depth=2,
    )
    for i in range(leaves):
        angle = (-160, -24, -70)[i % 3] + rng.uniform(-10, 10)
        reach = size * 0.25
        sheet.put(
            simple_leaf(int(size * 0.5), mix(LEAF, LEAF_DEEP, 0.4)),
            cx + reach * math.cos(math.radians(angle)),
            top - r * 0.1 + reach * math.sin(math.radians(angle)),
            angle=angle,
            shadow=0.3,
            height=5,
        )
    return sheet.image


def _bulge(cx: float, cy: float, x: float, y: float, pear: float) -> tuple[float, float]:
    """Draw the upper half of a round fruit up into a neck."""
    if y >= cy:
        return (x, y)
    rise = (cy - y) / max(1.0, abs(cy))
    return (cx + (x - cx) * (1 - pear * rise * 0.5), cy + (y - cy) * (1 + pear * 0.5))


@lru_cache(maxsize=6)
def cut_citrus(
    size: int, skin: Colour, flesh: Colour, pith: float = 0.14, segments: int = 11, seed: int = 1
) -> Image.Image:
    """Return half a pomelo or orange, the cut face towards us: skin, pith, juicy segments."""
    rng = Random(seed)
    sheet = Sheet((size + 8, size + 8))
    c, r = size / 2 + 4, size * 0.49
    sheet.shape(skin, ellipse(c, c, r, r * 0.94), depth=r * 0.08)
    sheet.shape(mix((252, 238, 220), flesh, 0.14), ellipse(c, c - r * 0.01, r * 0.94, r * 0.88), depth=r * 0.04)
    inner = r * (0.93 - pith)
    for i in range(segments):
        a, half = 360 * i / segments + 4, 180 / segments - 1.6
        arc = ellipse(c, c, inner, inner * 0.94, start=a - half, end=a + half)
        tip = (c + inner * 0.12 * math.cos(math.radians(a)), c + inner * 0.12 * math.sin(math.radians(a)))
        tone = mix(flesh, lighter(flesh, 0.4), rng.uniform(0, 0.4))
        stamp = sheet.shape(tone, [tip, *arc], depth=r * 0.045, shine=0.6)
        juice = [
            Stroke(
                stem(*tip, inner * 0.9, a + d * half, 0, 4)[1:],
                max(1, size / 110),
                (*(lighter if j % 2 else darker)(tone, 0.2), 255),
            )
            for j, d in enumerate((-0.7, -0.35, 0, 0.35, 0.7))
        ]
        sheet.strokes(juice, inside=stamp)
    sheet.shape((252, 240, 226), ellipse(c, c, r * 0.07), depth=2)
    sheet.glow(LIGHT, ellipse(c - r * 0.3, c - r * 0.36, r * 0.26, r * 0.1, tilt=-40), soft=r * 0.09, alpha=0.5)
    return sheet.image


@lru_cache(maxsize=6)
def segment(size: int, flesh: Colour, seed: int = 1) -> Image.Image:
    """Return one peeled pomelo segment, its juice cells showing."""
    rng = Random(seed)
    sheet = Sheet((size, int(size * 0.6)))
    knots = [
        (6, size * 0.2),
        (size * 0.3, size * 0.1),
        (size * 0.7, size * 0.1),
        (size - 6, size * 0.2),
        (size * 0.75, size * 0.46),
        (size * 0.25, size * 0.46),
    ]
    stamp = sheet.shape(flesh, spline(knots, closed=True), depth=size * 0.07, shine=0.7)
    cells = [
        Stroke(
            stem(rng.uniform(0, size), rng.uniform(0.06, 0.4) * size, size * 0.09, rng.uniform(60, 120)),
            size / 42,
            (*mix(flesh, lighter(flesh, 0.5), rng.random()), 255),
        )
        for _ in range(70)
    ]
    sheet.strokes(cells, inside=stamp)
    return sheet.image


@lru_cache(maxsize=6)
def melon(long: int, colour: Colour = MELON, seed: int = 1) -> Image.Image:
    """Return a smooth golden oval melon lying across, with its T-shaped stalk."""
    sheet = Sheet((int(long * 1.12), int(long * 0.82)))
    cx, cy = long * 0.52, long * 0.46
    sheet.shape(
        colour,
        ellipse(cx, cy, long * 0.47, long * 0.34, tilt=-6),
        depth=long * 0.15,
        dark=0.55,
        shine=0.5,
        grain=0.3,
    )
    sheet.glow(
        LIGHT,
        ellipse(cx - long * 0.14, cy - long * 0.17, long * 0.14, long * 0.05, tilt=-16),
        soft=long * 0.035,
        alpha=0.85,
    )
    x, y = long * 0.985, long * 0.4
    sheet.strokes(
        [
            Stroke(
                spline(
                    [
                        (x - long * 0.04, y + 4),
                        (x + long * 0.04, y - long * 0.03),
                        (x + long * 0.06, y - long * 0.1),
                    ]
                ),
                long / 34,
                (*mix(LEAF, (150, 140, 70), 0.4), 255),
            ),
            Stroke(
                [(x + long * 0.01, y - long * 0.14), (x + long * 0.1, y - long * 0.07)],
                long / 40,
                (*mix(LEAF, (150, 140, 70), 0.5), 255),
            ),
        ]
    )
    return sheet.image


@lru_cache(maxsize=6)
def melon_slice(long: int, flesh: Colour = (250, 206, 150), skin: Colour = MELON, seeds: bool = True) -> Image.Image:
    """Return a boat-shaped slice of melon."""
    rng = Random(long)
    high = int(long * 0.44)
    sheet = Sheet((long + 8, high + 8))
    cx = long / 2 + 4

    def arc(k: float, lift: float) -> Outline:
        return ellipse(cx, 6 + lift, long * 0.48 * k, high * 0.9 * k, start=0, end=180)

    sheet.shape(skin, arc(1, 4), depth=6)
    sheet.shape(mix(flesh, (240, 246, 200), 0.7), arc(0.93, 4), depth=3)
    stamp = sheet.shape(flesh, arc(0.84, 4), depth=high * 0.06, shine=0.6)
    hollow = sheet.shape(lighter(flesh, 0.5), arc(0.4, 2), depth=6)
    if seeds:
        sheet.dabs(
            [
                Dab(
                    ellipse(
                        cx + rng.uniform(-0.17, 0.17) * long,
                        8 + rng.uniform(0, 0.3) * high,
                        long / 60,
                        long / 110,
                        tilt=rng.uniform(0, 180),
                    ),
                    (250, 236, 190, 255),
                )
                for _ in range(30)
            ],
            inside=hollow,
        )
    sheet.strokes(
        [
            Stroke([(cx + long * 0.48 * k, 6), (cx + long * 0.4 * k, high * 0.7)], 1.4, (*lighter(flesh, 0.3), 255))
            for k in (-0.7, -0.4, 0.4, 0.7)
        ],
        inside=stamp,
    )
    return sheet.image
