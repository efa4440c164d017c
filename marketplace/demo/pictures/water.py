"""Sea, beach and river of the demo landscapes."""

import math
from random import Random

from marketplace.demo.pictures.geometry import ellipse, spline, taper
from marketplace.demo.pictures.paint import Dab, Sheet, Stamp, Stroke, down
from marketplace.demo.pictures.palette import (
    WHITE,
    Colour,
    darker,
    lighter,
    mix,
)


def water(
    sheet: Sheet,
    top: float,
    colour: Colour,
    seed: int,
    *,
    low: float | None = None,
    glints: int = 110,
    sky_tone: Colour = (236, 224, 200),
) -> Stamp:
    """Paint calm water or sea from `top` down, with glints that lengthen nearer."""
    rng = Random(seed)
    low = sheet.size[1] + 4 if low is None else low
    stamp = sheet.shape(
        down(mix(colour, sky_tone, 0.65), mix(colour, sky_tone, 0.25), colour, darker(colour, 0.2)),
        [(0, top), (sheet.size[0], top), (sheet.size[0], low), (0, low)],
        grain=0.3,
    )
    touches = []
    for _ in range(glints):
        share = rng.random() ** 1.4
        x, y, long = rng.uniform(0, sheet.size[0]), top + 3 + (low - top) * share, 10 + 70 * share
        tone = sky_tone if rng.random() < 0.6 else darker(colour, 0.25)
        touches.append(Dab(ellipse(x, y, long, 0.8 + 2.4 * share), (*tone, 110)))
    sheet.dabs(touches, inside=stamp)
    return stamp


def surf(sheet: Sheet, y: float, sand: Colour, seed: int) -> None:
    """Paint a beach from y down, with a wet edge and a line of foam."""
    rng = Random(seed)
    edge = [(sheet.size[0] * i / 16, y + 14 * math.sin(i * 0.8 + seed) + rng.uniform(-4, 4)) for i in range(-1, 18)]
    curve = spline(edge, steps=5)
    low = sheet.size[1] + 4
    sheet.shape(
        down(darker(sand, 0.22), sand, lighter(sand, 0.1), darker(sand, 0.1)),
        [*curve, (sheet.size[0] + 40, low), (-40, low)],
        grain=0.9,
    )
    sheet.shape(WHITE, taper(curve, lambda t: 10 + 5 * math.sin(t * 31)), alpha=0.85, soft=1.5)
    sheet.shape(darker(sand, 0.3), taper([(a, b + 14) for a, b in curve], lambda t: 16), alpha=0.3, soft=5)


def river(
    sheet: Sheet,
    top: float,
    cx: float,
    colour: Colour,
    bend: float = 120,
    wide: float = 420,
    low: float | None = None,
) -> Stamp:
    """Paint a river winding from a far point towards us."""
    low = low or sheet.size[1] + 10
    path = [
        (cx + bend * math.sin(t * 3.4) * (0.2 + t), top + (low - top) * t**1.5) for t in (i / 14 for i in range(15))
    ]
    stamp = sheet.shape(
        down((238, 228, 204), mix(colour, (236, 224, 200), 0.4), colour),
        taper(path, lambda t: 12 + wide * t**1.7),
        grain=0.2,
    )
    lines = [
        Stroke([(x - 14 - 40 * i / 14, y), (x + 24 + 46 * i / 14, y + 1)], 1.5 + i / 6, (255, 248, 226, 150))
        for i, (x, y) in enumerate(path[2:])
    ]
    sheet.strokes(lines, inside=stamp)
    return stamp
