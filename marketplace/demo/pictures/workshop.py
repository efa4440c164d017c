"""Tools and works of village workshops: bell, loom, comb, straws, a line to hang things on."""

import math
from functools import lru_cache
from random import Random

from PIL import Image

from marketplace.demo.pictures.geometry import Outline, Point, box, ellipse, lathe, shift, spline, taper
from marketplace.demo.pictures.paint import Dab, Ramp, Sheet, Stroke, across, turned
from marketplace.demo.pictures.palette import (
    BRONZE,
    CREAM,
    STRAW,
    WOOD,
    Colour,
    darker,
    lighter,
    mix,
)


@lru_cache(maxsize=6)
def bell(high: int, colour: Colour = BRONZE, handle: bool = True) -> Image.Image:
    """Return a cast bronze bell: dragon loop, four panels, raised bands and studs, dark mouth."""
    half = high * 0.34
    sheet = Sheet((int(half * 2) + 30, high + 30))
    cx, top = half + 15, high * (0.24 if handle else 0.06)
    if handle:
        for s in (-1, 1):
            loop = spline(
                [
                    (cx + s * half * 0.34, top + 8),
                    (cx + s * half * 0.4, top * 0.4),
                    (cx + s * half * 0.14, top * 0.12),
                    (cx, top * 0.3),
                ]
            )
            sheet.shape(darker(colour, 0.1), taper(loop, lambda t: high * 0.045), depth=high * 0.012, shine=0.9)
        sheet.shape(colour, ellipse(cx, top * 0.26, high * 0.045), depth=high * 0.014, shine=0.9)
    side: list[Point] = [
        (half * 0.52, top),
        (half * 0.68, top + high * 0.05),
        (half * 0.74, top + high * 0.24),
        (half * 0.8, top + high * 0.48),
        (half * 0.95, high * 0.92),
        (half, high),
    ]
    light = (
        (0.0, darker(colour, 0.62)),
        (0.16, darker(colour, 0.2)),
        (0.3, lighter(colour, 0.6)),
        (0.4, lighter(colour, 0.15)),
        (0.62, darker(colour, 0.3)),
        (0.84, darker(colour, 0.55)),
        (0.93, colour),
        (1.0, darker(colour, 0.5)),
    )
    stamp = sheet.shape(Ramp(light, across=True), lathe(cx, side, 0.17), grain=0.6)
    sheet.shape(turned(darker(colour, 0.1), 0.5), ellipse(cx, top, half * 0.52, half * 0.09))
    girth = spline(side, steps=10)
    rings = [(top + high * k, t) for k, t in ((0.09, 4.0), (0.3, 3.0), (0.36, 3.0), (0.6, 5.0), (0.66, 3.0))]
    lines = []
    for y, thick in rings:
        w = min(girth, key=lambda p: abs(p[1] - y))[0]
        lines += [
            Stroke(ellipse(cx, y, w, w * 0.17, start=0, end=180), thick + 2, (*darker(colour, 0.5), 255)),
            Stroke(ellipse(cx, y - 2.4, w, w * 0.17, start=0, end=180), thick * 0.6, (*lighter(colour, 0.5), 255)),
        ]
    for k in (-0.62, -0.2, 0.24, 0.64):
        lines.append(
            Stroke(
                [(cx + half * k * 0.74, top + high * 0.12), (cx + half * k * 0.86, top + high * 0.42)],
                2.4,
                (*darker(colour, 0.5), 255),
            )
        )
    sheet.strokes(lines, inside=stamp)
    for k in (-0.44, 0.02, 0.46):
        for j in range(3):
            x, y = cx + half * k * (0.78 + j * 0.03), top + high * (0.17 + j * 0.055) + half * 0.14 * (1 - k * k)
            sheet.shape(lighter(colour, 0.2), ellipse(x, y, high * 0.012), depth=3, shine=0.9)
    boss = cx - half * 0.04, top + high * 0.55 + half * 0.12
    sheet.shape(lighter(colour, 0.2), ellipse(*boss, high * 0.034), depth=4, shine=0.9)
    sheet.shape(darker(colour, 0.72), ellipse(cx, high, half * 0.97, half * 0.15), depth=3)
    sheet.strokes(
        [Stroke(ellipse(cx, high, half, half * 0.17, start=0, end=180), high * 0.022, (*lighter(colour, 0.15), 255))]
    )
    return sheet.image


@lru_cache(maxsize=6)
def honeycomb(wide: int, high: int, seed: int = 1) -> Image.Image:
    """Return a broken piece of comb: cells of honey under a rim of wax."""
    rng = Random(seed)
    sheet = Sheet((wide, high + 16))
    r = wide / 17
    edge = [
        (
            wide * (0.5 + 0.47 * math.cos(a) * rng.uniform(0.86, 1)),
            high * (0.5 + 0.47 * math.sin(a) * rng.uniform(0.82, 1)),
        )
        for a in (math.tau * i / 16 for i in range(16))
    ]
    sheet.shape((172, 96, 20), [(x, y + 13) for x, y in edge], depth=4)
    stamp = sheet.shape((226, 160, 52), edge, depth=8)
    touches = []
    for row in range(int(high / (r * 1.5)) + 2):
        for col in range(12):
            x, y = col * r * 1.74 + (row % 2) * r * 0.87, row * r * 1.5
            tone = mix((206, 118, 14), (248, 196, 76), rng.random() ** 1.5)
            cell = [
                (x + r * 0.84 * math.cos(a), y + r * 0.84 * math.sin(a))
                for a in (math.pi / 6 + math.pi / 3 * k for k in range(6))
            ]
            touches += [
                Dab(cell, (*darker(tone, 0.25), 255)),
                Dab(shift([(x + (p - x) * 0.8, y + (q - y) * 0.8) for p, q in cell], 1, 2), (*tone, 255)),
                Dab(ellipse(x - r * 0.24, y - r * 0.2, r * 0.2, r * 0.13), (*lighter(tone, 0.75), 255)),
            ]
    sheet.dabs(touches, inside=stamp)
    return sheet.image


@lru_cache(maxsize=4)
def dipper(long: int) -> Image.Image:
    """Return a wooden honey dipper lying across, its head glazed with honey."""
    high = int(long * 0.24)
    sheet = Sheet((long, high))
    cy = high / 2
    sheet.shape(WOOD, taper([(4, cy), (long * 0.72, cy)], lambda t: long * 0.035), depth=3)
    for i in range(7):
        x = long * (0.7 + i * 0.038)
        sheet.shape(
            mix(WOOD, (220, 140, 30), 0.6),
            ellipse(x, cy, long * 0.026, high * (0.3 + 0.14 * math.sin(math.pi * (i + 1) / 8))),
            depth=4,
            shine=0.9,
        )
    return sheet.image


def tubes(
    count: int, long: int, girth: int, colour: Colour = (214, 190, 116), seed: int = 1, tie: Colour | None = None
) -> Image.Image:
    """Return bamboo straws standing in a bundle, mouths up, with nodes here and there."""
    rng = Random(seed)
    sheet = Sheet((int(girth * count * 0.62) + girth * 2, long + 30))
    places = sorted((rng.uniform(0.0, 18.0), i) for i in range(count))
    for y, i in places:
        x = girth * (0.8 + i * 0.62)
        tone = mix(colour, rng.choice(((172, 176, 96), (196, 150, 84), (228, 210, 150))), rng.uniform(0, 0.6))
        sheet.shape(
            across(darker(tone, 0.2), lighter(tone, 0.5), tone, darker(tone, 0.45)),
            box(x - girth / 2, y + 6, x + girth / 2, long),
            grain=0.5,
        )
        if rng.random() < 0.5:
            z = rng.uniform(0.2, 0.9) * long
            sheet.strokes([Stroke([(x - girth / 2, z), (x + girth / 2, z + 1)], 2.4, (*darker(tone, 0.4), 255))])
        sheet.shape(lighter(tone, 0.3), ellipse(x, y + 6, girth / 2, girth * 0.2))
        sheet.shape(darker(tone, 0.7), ellipse(x, y + 6, girth * 0.3, girth * 0.12))
    for k in (0.3, 0.72) if tie else ():
        strap = box(girth * 0.2, 30 + long * k, sheet.size[0] - girth * 0.4, 30 + long * k + girth * 0.9, 6)
        sheet.shape(across(darker(tie or colour), lighter(tie or colour), darker(tie or colour)), strap, depth=5)
    return sheet.image


def loom(sheet: Sheet, x: float, y: float, wide: float, high: float, cloth: Image.Image, colour: Colour = WOOD) -> None:
    """Paint a frame loom standing on the ground with a web growing on it."""
    beams = [box(x + wide * k, y - high, x + wide * (k + 0.045), y) for k in (0.0, 0.955)]
    beams += [box(x - wide * 0.04, y - high * h, x + wide * 1.04, y - high * (h - 0.055)) for h in (1.0, 0.56, 0.16)]
    web = [
        (x + wide * 0.16, y - high * 0.55),
        (x + wide * 0.84, y - high * 0.55),
        (x + wide * 0.84, y - high * 0.14),
        (x + wide * 0.16, y - high * 0.14),
    ]
    warps = [
        Stroke(
            [
                (x + wide * (0.16 + 0.68 * i / 60), y - high * 0.97),
                (x + wide * (0.16 + 0.68 * i / 60), y - high * 0.5),
            ],
            2,
            (*(CREAM if i % 3 else (208, 120, 96)), 255),
        )
        for i in range(61)
    ]
    sheet.strokes(warps)
    size = (int(wide * 0.7), int(high * 0.42))
    sheet.shape(cloth.resize(size), web, depth=4)
    sheet.shape(colour, *beams, depth=5, grain=0.9)
    for h in (0.82, 0.7):
        sheet.shape(
            lighter(colour, 0.2), box(x + wide * 0.1, y - high * h, x + wide * 0.9, y - high * (h - 0.03)), depth=3
        )
        sheet.strokes(
            [
                Stroke([(x + wide * k, y - high), (x + wide * k, y - high * h)], 2.4, (*darker(colour, 0.3), 255))
                for k in (0.3, 0.7)
            ]
        )
    shuttle = [
        (x + wide * 0.5, y - high * 0.59),
        (x + wide * 0.62, y - high * 0.61),
        (x + wide * 0.74, y - high * 0.59),
        (x + wide * 0.62, y - high * 0.57),
    ]
    sheet.shape((120, 66, 40), shuttle, depth=3)


def string_line(sheet: Sheet, y: float, sag: float = 24, colour: Colour = STRAW) -> Outline:
    """Paint a line strung right across and return its points, to hang things from."""
    path = spline([(-10, y), (300, y + sag * 0.8), (600, y + sag), (900, y + sag * 0.8), (1210, y)], steps=12)
    sheet.strokes([Stroke(path, 5, (*darker(colour, 0.4), 255)), Stroke(shift(path, -1, -1), 2, (*colour, 255))])
    return path
