"""Cakes and meats wrapped in leaves, closed and opened, each a sprite."""

import math
from functools import lru_cache
from random import Random

from PIL import Image

from marketplace.demo.pictures.geometry import blob, box, ellipse, leaf, spline, stem, taper
from marketplace.demo.pictures.paint import Dab, Sheet, Stroke, down
from marketplace.demo.pictures.palette import (
    SHADOW,
    Colour,
    darker,
    lighter,
    mix,
)

DRY_LEAF = (150, 116, 66)


@lru_cache(maxsize=6)
def nem(long: int, seed: int = 1, colour: Colour = (86, 122, 58)) -> Image.Image:
    """Return one nem chua in its banana leaf, ends folded under, tied with split-bamboo strips."""
    rng = Random(seed)
    high = int(long * 0.42)
    sheet = Sheet((long + 6, high + 8))
    body = box(4, 5, long, high, high * 0.2)
    stamp = sheet.shape(down(lighter(colour, 0.24), colour, darker(colour, 0.3)), body, depth=high * 0.16, grain=0.7)
    veins = [
        Stroke([(x, 0), (x + high * 0.3, high + 6)], 1.2, (*(lighter if i % 2 else darker)(colour, 0.22), 255))
        for i, x in enumerate(range(-20, long, 9))
    ]
    sheet.strokes(veins, inside=stamp)
    fold = [
        (long * 0.18, 5),
        (long * 0.98, 5),
        (long * 0.98, high * 0.3),
        (long * 0.4, high * 0.72),
        (long * 0.18, high * 0.5),
    ]
    flap = sheet.shape(lighter(colour, 0.1), fold, depth=5, inside=stamp, grain=0.7)
    sheet.strokes(
        [Stroke([(x, 0), (x - high * 0.4, high)], 1.1, (*lighter(colour, 0.34), 255)) for x in range(0, long + 60, 10)],
        inside=flap,
    )
    for edge, k in ((4, 1), (long, -1)):
        wedge = [(edge, 6), (edge + k * high * 0.32, high * 0.5), (edge, high)]
        sheet.shape(darker(colour, 0.28), wedge, depth=3, inside=stamp)
    for x in (long * 0.3, long * 0.68):
        _strip(sheet, x, 3, high + 3, long / 26, rng)
    return sheet.image


def _strip(sheet: Sheet, x: float, top: float, low: float, wide: float, rng: Random) -> None:
    lean = rng.uniform(-4, 4)
    sheet.shape(
        (220, 196, 132),
        taper([(x, top), (x + lean / 2, (top + low) / 2), (x + lean, low)], lambda t: wide),
        depth=1.5,
    )
    knot = (x + lean * 0.4, top + (low - top) * 0.4)
    ends = [stem(*knot, wide * 3.2, a, 30) for a in (rng.uniform(10, 50), rng.uniform(130, 170))]
    sheet.strokes([Stroke(e, wide * 0.55, (206, 180, 116, 255)) for e in ends])
    sheet.shape((226, 204, 144), ellipse(*knot, wide * 0.8, wide * 0.6), depth=1.5)


@lru_cache(maxsize=6)
def open_nem(long: int, seed: int = 1) -> Image.Image:
    """Return an unwrapped nem chua on its leaf: pink meat, threads of skin, chilli and garlic on top."""
    rng = Random(seed)
    high = int(long * 0.62)
    sheet = Sheet((long, high))
    leafy = [
        (6, high * 0.2),
        (long * 0.5, 6),
        (long - 6, high * 0.24),
        (long - 16, high * 0.86),
        (long * 0.45, high - 6),
        (10, high * 0.8),
    ]
    under = sheet.shape((124, 158, 78), leafy, depth=6, grain=0.6)
    sheet.strokes(
        [Stroke([(x, 0), (x + 30, high)], 1.2, (164, 190, 112, 255)) for x in range(-20, long, 10)], inside=under
    )
    body = box(long * 0.16, high * 0.3, long * 0.84, high * 0.72, high * 0.16)
    sheet.glow(SHADOW, [(x + 6, y + 8) for x, y in body], soft=6, alpha=0.5)
    meat = (222, 122, 112)
    stamp = sheet.shape(down(lighter(meat, 0.2), meat, darker(meat, 0.25)), body, depth=high * 0.1, grain=0.6)
    threads = [
        Stroke(
            stem(rng.uniform(0, long), rng.uniform(0, high), rng.uniform(14, 34), rng.uniform(0, 360), 70, 5),
            2.2,
            (*mix((250, 226, 208), meat, rng.uniform(0, 0.3)), 255),
        )
        for _ in range(90)
    ]
    sheet.strokes(threads, inside=stamp)
    for i in range(3):
        x, y = long * (0.3 + i * 0.2), high * 0.5 + rng.uniform(-6, 6)
        sheet.shape((250, 240, 214), ellipse(x, y, long * 0.05, long * 0.036, tilt=rng.uniform(0, 90)), depth=3)
        sheet.shape((204, 38, 30), ellipse(x + long * 0.075, y - 4, long * 0.034, long * 0.026), depth=3)
        sheet.shape((248, 190, 140), ellipse(x + long * 0.075, y - 4, long * 0.018, long * 0.013))
    return sheet.image


@lru_cache(maxsize=6)
def banh_gai(size: int, seed: int = 1) -> Image.Image:
    """Return a bánh gai wrapped square in dry banana leaf and tied crosswise with a red-dyed strip."""
    rng = Random(seed)
    sheet = Sheet((size + 8, size + 8))
    tone = mix(DRY_LEAF, (120, 86, 50), rng.random())
    body = spline(
        [
            (10, 14),
            (size / 2, 5),
            (size - 6, 12),
            (size, size / 2),
            (size - 8, size - 8),
            (size / 2, size),
            (10, size - 6),
            (4, size / 2),
        ],
        closed=True,
    )
    stamp = sheet.shape(tone, body, depth=size * 0.1, dark=0.65, grain=0.9)
    veins = [
        Stroke([(0, y), (size, y + rng.uniform(-14, 14))], 1.4, (*(lighter if i % 2 else darker)(tone, 0.25), 255))
        for i, y in enumerate(range(4, size, 7))
    ]
    sheet.strokes(veins, inside=stamp)
    sheet.shape(
        lighter(tone, 0.12),
        [(6, size * 0.3), (size * 0.55, size * 0.1), (size, size * 0.36), (size * 0.5, size * 0.62)],
        depth=5,
        inside=stamp,
        alpha=0.8,
        grain=0.9,
    )
    tie = (176, 48, 44)
    for path in ([(size * 0.5, 3), (size * 0.48, size)], [(2, size * 0.5), (size + 2, size * 0.53)]):
        sheet.shape(tie, taper(path, lambda t: size / 24), depth=2)
    bow = [stem(size * 0.49, size * 0.515, size * 0.16, a, 40) for a in (200, 320, 80)]
    sheet.strokes([Stroke(b, size / 34, (*tie, 255)) for b in bow])
    return sheet.image


@lru_cache(maxsize=6)
def cut_banh_gai(size: int) -> Image.Image:
    """Return an opened bánh gai: glossy black cake with sesame, cut to show the yellow bean heart."""
    rng = Random(size)
    sheet = Sheet((size + 20, int(size * 0.8)))
    cx, cy = sheet.size[0] / 2, size * 0.36
    black = (44, 40, 42)
    stamp = sheet.shape(black, blob(rng, cx, cy, size * 0.46, size * 0.3, 0.03), depth=size * 0.1, shine=0.9)
    seeds = [
        Dab(
            ellipse(rng.uniform(0, size), rng.uniform(0, size * 0.6), 3.4, 2, tilt=rng.uniform(0, 180)),
            (236, 220, 178, 255),
        )
        for _ in range(60)
    ]
    sheet.dabs(seeds, inside=stamp)
    face = [*ellipse(cx, cy + size * 0.08, size * 0.44, size * 0.27, start=8, end=172)]
    cut = sheet.shape(darker(black, 0.1), [(x, min(y, cy + size * 0.34)) for x, y in face], depth=4)
    heart = (230, 188, 82)
    core = sheet.shape(heart, ellipse(cx, cy + size * 0.2, size * 0.28, size * 0.095), depth=6, inside=cut, grain=0.9)
    crumbs = [
        Dab(
            ellipse(rng.uniform(cx - size * 0.3, cx + size * 0.3), cy + size * rng.uniform(0.1, 0.3), 4, 3),
            (*lighter(heart, rng.uniform(0.1, 0.5)), 255),
        )
        for _ in range(30)
    ]
    sheet.dabs(crumbs, inside=core)
    return sheet.image


@lru_cache(maxsize=6)
def slim_parcel(long: int, seed: int = 1, colour: Colour = (70, 110, 58)) -> Image.Image:
    """Return a bánh lá răng bừa: a long dong-leaf parcel shaped like a harrow's tooth."""
    rng = Random(seed)
    high = int(long * 0.26)
    sheet = Sheet((long + 6, high + 8))
    path = [(4 + (long - 4) * i / 12, high / 2 + 3 + 3 * math.sin(i)) for i in range(13)]
    stamp = sheet.shape(
        down(lighter(colour, 0.3), colour, darker(colour, 0.35)),
        taper(path, lambda t: high * (0.5 + 0.46 * math.sin(math.pi * t))),
        depth=high * 0.2,
        grain=0.7,
    )
    veins = [
        Stroke(
            [(0, high * k), (long, high * (1.1 - k * 0.4))],
            1.3,
            (*(lighter if i % 2 else darker)(colour, 0.25), 255),
        )
        for i, k in enumerate((0.1, 0.25, 0.4, 0.55, 0.7, 0.85))
    ]
    sheet.strokes(veins, inside=stamp)
    seam = spline([(4, high * 0.7), (long * 0.4, high * 0.3), (long * 0.8, high * 0.4), (long, high * 0.3)])
    sheet.strokes(
        [
            Stroke(seam, 2, (*darker(colour, 0.45), 255)),
            Stroke([(x, y + 2) for x, y in seam], 1.5, (*lighter(colour, 0.4), 255)),
        ],
        inside=stamp,
    )
    for x in (long * 0.26, long * 0.52, long * 0.78):
        sheet.shape(
            (214, 190, 126), taper([(x, 2), (x + rng.uniform(-3, 3), high + 5)], lambda t: long / 44), depth=1.5
        )
    return sheet.image


@lru_cache(maxsize=6)
def open_slim_cake(long: int) -> Image.Image:
    """Return an opened bánh lá: white rice cake cut in two, minced pork and wood-ear inside."""
    rng = Random(long)
    high = int(long * 0.34)
    sheet = Sheet((long, high + 10))
    leafy = leaf(4, high / 2 + 4, long - 8, high * 1.15, 0)
    under = sheet.shape((96, 138, 74), leafy, depth=5)
    sheet.strokes(
        [
            Stroke([(0, high * k), (long, high * k)], 1.4, (146, 178, 110, 255))
            for k in (0.2, 0.35, 0.5, 0.65, 0.8, 0.95)
        ],
        inside=under,
    )
    for x0, x1 in ((0.14, 0.5), (0.54, 0.84)):
        path = [(long * (x0 + (x1 - x0) * i / 8), high / 2 + 4) for i in range(9)]
        sheet.shape(
            (240, 236, 222),
            taper(path, lambda t: high * 0.56 * math.sin(math.pi * (0.28 + t * 0.42))),
            depth=high * 0.1,
            shine=0.9,
            grain=0.2,
        )
        end = x1 if x0 < 0.5 else x0
        face = ellipse(long * end, high / 2 + 4, high * 0.1, high * 0.24)
        sheet.shape((250, 246, 234), face, depth=2)
        filling = sheet.shape((150, 104, 74), ellipse(long * end, high / 2 + 4, high * 0.065, high * 0.16), depth=2)
        sheet.dabs(
            [
                Dab(
                    ellipse(long * end + rng.uniform(-9, 9), high / 2 + rng.uniform(-14, 22), 3, 2),
                    (64, 46, 42, 255),
                )
                for _ in range(10)
            ],
            inside=filling,
        )
    return sheet.image
