"""Household things and tools of the demo pictures: tea ware, spoons, bell, comb, straws, loom."""

import math
from functools import lru_cache
from random import Random

from PIL import Image

from marketplace.demo.pictures.geometry import Outline, box, ellipse, lathe, spline, stem, taper
from marketplace.demo.pictures.paint import Sheet, Stroke, down, turned
from marketplace.demo.pictures.palette import (
    LIGHT,
    SHADOW,
    WHITE,
    WOOD,
    Colour,
    darker,
    lighter,
)


@lru_cache(maxsize=6)
def utensil(kind: str, long: int, colour: Colour = WOOD, seed: int = 1) -> Image.Image:
    """Return a wooden kitchen tool lying across: spoon, ladle, spatula, fork, rice paddle or chopsticks."""
    rng = Random(seed)
    high = int(long * 0.32)
    sheet = Sheet((long + 8, high))
    cy = high / 2
    heads: dict[str, list[Outline]] = {
        "spoon": [ellipse(long * 0.84, cy, long * 0.14, long * 0.1)],
        "ladle": [ellipse(long * 0.82, cy, long * 0.15, long * 0.14)],
        "spatula": [
            spline(
                [
                    (long * 0.66, cy - 8),
                    (long * 0.78, cy - long * 0.07),
                    (long * 0.97, cy - long * 0.09),
                    (long, cy),
                    (long * 0.97, cy + long * 0.09),
                    (long * 0.78, cy + long * 0.07),
                    (long * 0.66, cy + 8),
                ]
            )
        ],
        "paddle": [ellipse(long * 0.82, cy, long * 0.18, long * 0.11)],
        "fork": [
            taper(
                [
                    (long * 0.7, cy + s * long * 0.05),
                    (long * 0.82, cy + s * long * 0.06),
                    (long, cy + s * long * 0.05),
                ],
                lambda t: long * 0.045 * (1.2 - t * 0.6),
            )
            for s in (-1, 0, 1)
        ]
        + [ellipse(long * 0.72, cy, long * 0.07, long * 0.08)],
        "chopsticks": [],
    }
    shafts = [
        taper(
            [(6, cy + d), (long * (1 if kind == "chopsticks" else 0.76), cy + d * 0.4)],
            lambda t: long * (0.05 - 0.018 * t) * (0.5 if kind == "chopsticks" else 1),
        )
        for d in ((-14, 14) if kind == "chopsticks" else (0,))
    ]
    stamp = sheet.shape(colour, *shafts, *heads[kind], depth=long * 0.016, dark=0.6, grain=0.8)
    sheet.strokes(
        [
            Stroke(
                stem(
                    rng.uniform(0, long * 0.7),
                    rng.uniform(0, high),
                    rng.uniform(60, long * 0.6),
                    rng.uniform(-3, 3),
                ),
                1.4,
                (*darker(colour, rng.uniform(0.14, 0.34)), 255),
            )
            for _ in range(60)
        ],
        inside=stamp,
    )
    if kind in ("spoon", "ladle"):
        r = 0.1 if kind == "spoon" else 0.115
        sheet.shape(
            darker(colour, 0.28),
            ellipse(long * 0.84, cy, long * r * 1.1, long * r * 0.76),
            depth=long * 0.014,
            dark=0.2,
        )
        sheet.glow(LIGHT, ellipse(long * 0.87, cy + long * 0.03, long * 0.04, long * 0.016), soft=5, alpha=0.5)
    sheet.shape(SHADOW, ellipse(long * 0.035, cy, long * 0.007))
    return sheet.image


@lru_cache(maxsize=6)
def cup(wide: int, colour: Colour, liquid: Colour, handle: bool = False) -> Image.Image:
    """Return a small tea cup with tea in it."""
    half = wide / 2
    sheet = Sheet((int(wide * 1.35), int(wide * 0.95)))
    cx, y = half + 6, half * 0.34
    if handle:
        sheet.shape(
            colour,
            taper(
                ellipse(cx + half, y + half * 0.6, half * 0.34, half * 0.36, start=-100, end=120),
                lambda t: half * 0.15,
            ),
            depth=3,
        )
    sheet.shape(
        turned(colour, 0.5, 0.42),
        lathe(
            cx,
            [
                (half, y),
                (half * 0.94, y + half * 0.6),
                (half * 0.6, y + half * 1.15),
                (half * 0.5, y + half * 1.3),
            ],
            0.2,
        ),
        grain=0.3,
    )
    sheet.shape(lighter(colour, 0.4), ellipse(cx, y, half, half * 0.3))
    sheet.shape(down(darker(liquid, 0.35), liquid), ellipse(cx, y + 3, half * 0.91, half * 0.25))
    sheet.glow(WHITE, ellipse(cx - half * 0.3, y + 2, half * 0.26, half * 0.05), soft=4, alpha=0.6)
    return sheet.image


@lru_cache(maxsize=6)
def teapot(wide: int, colour: Colour, figure: Colour | None = None) -> Image.Image:
    """Return a round teapot with spout, handle and knob."""
    sheet = Sheet((int(wide * 1.7), int(wide * 1.05)))
    cx, cy, r = wide * 0.84, wide * 0.62, wide * 0.42
    spout = spline(
        [
            (cx + r * 0.7, cy + r * 0.2),
            (cx + r * 1.2, cy),
            (cx + r * 1.45, cy - r * 0.55),
            (cx + r * 1.7, cy - r * 0.66),
        ]
    )
    sheet.shape(colour, taper(spout, lambda t: r * (0.42 - 0.26 * t)), depth=r * 0.08, grain=0.5)
    sheet.shape(
        darker(colour, 0.1),
        taper(ellipse(cx - r * 1.06, cy - r * 0.04, r * 0.5, r * 0.52, start=60, end=300), lambda t: r * 0.16),
        depth=r * 0.05,
    )
    sheet.shape(turned(colour, 0.4, 0.55), ellipse(cx, cy, r * 1.05, r * 0.86), depth=r * 0.2, dark=0.4, grain=0.5)
    sheet.shape(turned(colour, 0.45), ellipse(cx, cy - r * 0.74, r * 0.52, r * 0.2), depth=5)
    sheet.shape(colour, ellipse(cx, cy - r * 0.98, r * 0.14, r * 0.13), depth=5)
    sheet.shape(darker(colour, 0.2), lathe(cx, [(r * 0.55, cy + r * 0.78), (r * 0.5, cy + r * 0.9)], 0.14, smooth=0))
    if figure:
        belts = [
            ellipse(cx, cy - r * 0.34 + k * r * 0.1, r * (0.94 + k * 0.03), r * 0.26, start=8, end=172) for k in (0, 1)
        ]
        sheet.strokes([Stroke(belt, r * 0.035, (*figure, 255)) for belt in belts])
    sheet.glow(LIGHT, ellipse(cx - r * 0.45, cy - r * 0.35, r * 0.2, r * 0.12, tilt=-40), soft=r * 0.08, alpha=0.7)
    return sheet.image


def steam(sheet: Sheet, x: float, y: float, high: float, strands: int = 3) -> None:
    """Paint warm steam rising from something."""
    for i in range(strands):
        start = x + (i - (strands - 1) / 2) * high * 0.22
        path = spline(
            [
                (start, y),
                (start + high * 0.08, y - high * 0.3),
                (start - high * 0.07, y - high * 0.62),
                (start + high * 0.05, y - high),
            ]
        )
        sheet.glow(WHITE, taper(path, lambda t: high * 0.1 * math.sin(math.pi * t) + 2), soft=high * 0.05, alpha=0.4)


def chopping_board(wide: int, high: int, colour: Colour = (196, 146, 92), seed: int = 2) -> Image.Image:
    """Return a wooden board with a handle, from above."""
    rng = Random(seed)
    sheet = Sheet((wide + 8, high + 8))
    body = box(4, 4, wide * 0.86, high, high * 0.1)
    grip = box(wide * 0.8, high * 0.4, wide, high * 0.62, high * 0.08)
    stamp = sheet.shape(colour, body, grip, depth=6, grain=0.8)
    sheet.strokes(
        [
            Stroke(
                stem(rng.uniform(-100, wide), rng.uniform(0, high), rng.uniform(80, 400), rng.uniform(-2, 2)),
                rng.uniform(1, 2.5),
                (*darker(colour, rng.uniform(0.1, 0.3)), 255),
            )
            for _ in range(110)
        ],
        inside=stamp,
    )
    sheet.shape(darker(colour, 0.7), ellipse(wide * 0.95, high * 0.51, high * 0.035))
    return sheet.image
