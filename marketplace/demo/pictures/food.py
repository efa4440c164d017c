"""Parcels, cakes, sweets, noodles, sausages and other things to eat, each a sprite."""

import math
from functools import lru_cache
from random import Random

from PIL import Image

from marketplace.demo.pictures.geometry import Outline, Point, blob, ellipse, spline, stem, taper
from marketplace.demo.pictures.paint import Dab, Sheet, Stroke, down
from marketplace.demo.pictures.palette import (
    LIGHT,
    MADDER,
    SHADOW,
    STRAW,
    WHITE,
    Colour,
    darker,
    lighter,
    mix,
)


@lru_cache(maxsize=6)
def noodles(
    long: int, girth: int, colour: Colour, seed: int = 1, tie: Colour = MADDER, loops: bool = False, ties: int = 2
) -> Image.Image:
    """Return a bundle of dry noodles lying across: straight sticks, or a skein folded in loops."""
    rng = Random(seed)
    sheet = Sheet((long + 12, girth + 16))
    path = [(8 + (long - 8) * i / 10, girth / 2 + 8) for i in range(11)]

    def pinch(t: float) -> float:
        return girth * (0.8 + 0.2 * abs(math.cos(math.pi * t * ties))) if ties else float(girth)

    body = taper(path, pinch)
    stamp = sheet.shape(down(lighter(colour, 0.3), colour, darker(colour, 0.34)), body, depth=girth * 0.14, grain=0.2)
    strands = []
    for _ in range(girth * 2 // 3):
        k = rng.uniform(-0.48, 0.48)
        tone = rng.choice((lighter(colour, 0.55), darker(colour, 0.2), darker(colour, 0.34), lighter(colour, 0.3)))
        strands.append(
            Stroke(
                [(x, y + k * pinch(i / 10) + rng.uniform(-1, 1)) for i, (x, y) in enumerate(path)],
                1.8,
                (*tone, 255),
            )
        )
    sheet.strokes(strands, inside=stamp)
    _noodle_ends(sheet, rng, path, girth, colour, loops)
    for i in range(ties):
        x = 8 + long * (i + 0.5) / ties
        sheet.shape(tie, taper([(x, 8 + girth * 0.08), (x + 3, girth * 0.92 + 8)], lambda t: long / 22), depth=3)
    return sheet.image


def _noodle_ends(sheet: Sheet, rng: Random, path: Outline, girth: int, colour: Colour, loops: bool) -> None:
    if loops:
        turns = [
            Stroke(
                ellipse(
                    path[-1][0] - 8,
                    path[0][1] + rng.uniform(-0.3, 0.3) * girth,
                    rng.uniform(6, 14),
                    rng.uniform(0.06, 0.16) * girth,
                    start=-90,
                    end=90,
                ),
                1.8,
                (*rng.choice((lighter(colour, 0.5), darker(colour, 0.25))), 255),
            )
            for _ in range(girth // 3)
        ]
        sheet.strokes(turns)
        return
    tips = [
        Dab(
            ellipse(path[-1][0], path[0][1] + rng.uniform(-0.46, 0.46) * girth, 2.4, 1.8),
            (*rng.choice((lighter(colour, 0.6), darker(colour, 0.3))), 255),
        )
        for _ in range(girth // 2)
    ]
    sheet.dabs(tips)


@lru_cache(maxsize=6)
def nest(size: int, seed: int = 1, colour: Colour = (240, 222, 176)) -> Image.Image:
    """Return a cleaned swallow's nest: a rough half cup of fine translucent strands, hollow above."""
    rng = Random(seed)
    sheet = Sheet((size + 20, int(size * 0.78)))
    cx, cy = size / 2 + 10, size * 0.24
    lower = [
        (
            cx + size * 0.49 * math.cos(a) * rng.uniform(0.96, 1.03),
            cy + size * 0.45 * math.sin(a) * rng.uniform(0.94, 1.05),
        )
        for a in (math.pi * i / 13 for i in range(14))
    ]
    upper = [
        (cx - size * 0.49 * math.cos(a), cy - size * 0.16 * math.sin(a) * rng.uniform(0.8, 1.2))
        for a in (math.pi * i / 9 for i in range(1, 9))
    ]
    cup = sheet.shape(
        darker(colour, 0.06), spline([*lower, *upper], closed=True, steps=4), depth=size * 0.11, dark=0.55, shine=0.8
    )
    sheet.strokes([_fibre(rng, cx, cy, size, colour, rng.uniform(0.55, 1.02)) for _ in range(190)], inside=cup)
    hollow = sheet.shape(
        darker(colour, 0.3),
        ellipse(cx, cy + size * 0.01, size * 0.38, size * 0.115),
        depth=size * 0.05,
        soft=2,
        alpha=0.85,
    )
    sheet.strokes(
        [_fibre(rng, cx, cy - size * 0.08, size * 0.9, darker(colour, 0.12), rng.uniform(0.3, 0.6)) for _ in range(60)],
        inside=hollow,
    )
    loose = [
        Stroke(
            stem(*rng.choice([*lower, *upper]), size * 0.08, rng.uniform(0, 360), rng.uniform(-90, 90), 5),
            1.3,
            (*lighter(colour, 0.5), 255),
        )
        for _ in range(26)
    ]
    sheet.strokes(loose)
    return sheet.image


def _fibre(rng: Random, cx: float, cy: float, size: float, colour: Colour, reach: float) -> Stroke:
    start = rng.uniform(0, 150)
    arc = ellipse(
        cx,
        cy,
        size * 0.48 * reach,
        size * 0.45 * reach,
        tilt=rng.uniform(-9, 9),
        start=start,
        end=start + rng.uniform(16, 46),
    )
    tone = rng.choice((lighter(colour, 0.75), lighter(colour, 0.4), darker(colour, 0.22), WHITE))
    return Stroke(arc, rng.uniform(1, 2.6), (*tone, 255))


@lru_cache(maxsize=6)
def sausages(count: int, long: int, seed: int = 1, colour: Colour = (142, 48, 34)) -> Image.Image:
    """Return smoked lạp sườn hanging in a row from a split-bamboo pole, tied link by link."""
    rng = Random(seed)
    step = int(long * 0.25)
    sheet = Sheet((step * count + 60, long + 60))
    for i in range(count):
        x = 30 + step * (i + 0.5)
        path = spline([(x - step * 0.12, 34), (x - step * 0.2, long * 0.45), (x + rng.uniform(-4, 4), long + 22)])
        _sausage(sheet, rng, path, step * 0.72, mix(colour, SHADOW, rng.uniform(0, 0.22)))
        sheet.strokes([Stroke([(x - step * 0.12, 16), (x - step * 0.12, 40)], 3, (232, 214, 176, 255))])
    pole = [(4, 20), (sheet.size[0] - 4, 18)]
    sheet.shape(down(lighter(STRAW, 0.2), STRAW, darker(STRAW, 0.4)), taper(pole, lambda t: 18.0), depth=4)
    return sheet.image


def _sausage(sheet: Sheet, rng: Random, path: Outline, girth: float, colour: Colour) -> None:
    def width(t: float) -> float:
        return float(girth * min(1, 0.35 + 4 * min(t, 1 - t)) ** 0.6)

    stamp = sheet.shape(colour, taper(path, width), depth=girth * 0.2, dark=0.7, shine=0.75, grain=0.8)
    fat = [
        Dab(
            blob(
                rng,
                x + rng.uniform(-0.5, 0.5) * girth,
                y + rng.uniform(-8, 8),
                rng.uniform(2, 5),
                rng.uniform(2, 4),
                0.4,
                6,
            ),
            (*mix((232, 170, 140), colour, rng.uniform(0.2, 0.6)), 255),
        )
        for x, y in path
        for _ in range(4)
    ]
    sheet.dabs(fat, inside=stamp)
    folds = [
        Stroke(stem(x - girth * 0.5, y, girth, rng.uniform(-12, 12)), 1.2, (*darker(colour, 0.4), 255))
        for x, y in path[2:-2:2]
    ]
    sheet.strokes(folds, inside=stamp)


@lru_cache(maxsize=6)
def sausage(long: int, girth: int, seed: int = 1, colour: Colour = (142, 48, 34)) -> Image.Image:
    """Return one lạp sườn lying across."""
    sheet = Sheet((long, int(girth * 1.8)))
    path = spline([(8, girth), (long * 0.5, girth * 0.74), (long - 8, girth * 1.0)], steps=10)
    _sausage(sheet, Random(seed), path, girth, colour)
    sheet.strokes([Stroke(stem(*path[i], girth * 0.3, a), 3, (232, 214, 176, 255)) for i, a in ((0, 170), (-1, 10))])
    return sheet.image


@lru_cache(maxsize=6)
def coin_slices(colour: Colour = (142, 48, 34), size: int = 90) -> Image.Image:
    """Return one slice of sausage with its marbling."""
    rng = Random(size)
    sheet = Sheet((size, size))
    c = size / 2
    sheet.shape(darker(colour, 0.3), ellipse(c, c, c * 0.96, c * 0.78), depth=3)
    stamp = sheet.shape(lighter(colour, 0.14), ellipse(c, c, c * 0.88, c * 0.7), depth=4)
    fat = [
        Dab(
            blob(rng, rng.uniform(0, size), rng.uniform(0, size), rng.uniform(3, 8), rng.uniform(2, 6), 0.4, 6),
            (244, 206, 184, 255),
        )
        for _ in range(26)
    ]
    sheet.dabs(fat, inside=stamp)
    return sheet.image


@lru_cache(maxsize=4)
def plucked_duck(long: int) -> Image.Image:
    """Return a cleaned duck lying on its back: pale skin, folded legs and wings."""
    high = int(long * 0.56)
    sheet = Sheet((long, high))
    skin = (240, 214, 170)
    neck = spline([(long * 0.22, high * 0.5), (long * 0.1, high * 0.42), (long * 0.05, high * 0.24)])
    sheet.shape(skin, taper(neck, lambda t: high * (0.26 - 0.08 * t)), depth=high * 0.05)
    knots: list[Point] = [
        (long * 0.16, high * 0.5),
        (long * 0.3, high * 0.2),
        (long * 0.56, high * 0.12),
        (long * 0.82, high * 0.28),
        (long * 0.92, high * 0.5),
        (long * 0.8, high * 0.76),
        (long * 0.5, high * 0.92),
        (long * 0.26, high * 0.8),
    ]
    stamp = sheet.shape(skin, spline(knots, closed=True), depth=high * 0.17, dark=0.6)
    rng = Random(3)
    sheet.dabs(
        [
            Dab(
                ellipse(rng.uniform(0, long), rng.uniform(0, high), 1.6),
                (*darker(skin, rng.uniform(0.12, 0.26)), 255),
            )
            for _ in range(420)
        ],
        inside=stamp,
    )
    for y, s in ((0.3, -1), (0.72, 1)):
        sheet.shape(
            lighter(skin, 0.05),
            taper(
                spline(
                    [
                        (long * 0.56, high * 0.5),
                        (long * 0.72, high * (0.5 + s * 0.22)),
                        (long * 0.88, high * (0.5 + s * 0.1)),
                    ]
                ),
                lambda t: high * (0.36 * (1 - t) ** 0.7 + 0.07),
            ),
            depth=high * 0.07,
        )
        foot = stem(long * 0.87, high * (0.5 + s * 0.1), long * 0.1, s * 6)
        sheet.shape((232, 164, 84), taper(foot, lambda t: high * (0.05 + 0.06 * t**3)), depth=3)
        sheet.shape(
            lighter(skin, 0.05),
            taper(
                spline(
                    [
                        (long * 0.3, high * y),
                        (long * 0.42, high * (y + s * 0.14)),
                        (long * 0.3, high * (0.5 + s * 0.4)),
                    ]
                ),
                lambda t: high * 0.13 * (1 - 0.5 * t),
            ),
            depth=high * 0.05,
        )
    sheet.glow(
        LIGHT, ellipse(long * 0.46, high * 0.36, long * 0.12, high * 0.06, tilt=-12), soft=high * 0.035, alpha=0.6
    )
    return sheet.image
