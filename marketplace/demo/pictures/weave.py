"""Woven things: bamboo trays, sedge baskets, mats with their figures, racks."""

import math
from collections.abc import Sequence
from functools import lru_cache
from random import Random

from PIL import Image, ImageChops

from marketplace.demo.pictures import texture
from marketplace.demo.pictures.geometry import Outline, Point, box, ellipse, leaf, spline, taper
from marketplace.demo.pictures.motifs import band
from marketplace.demo.pictures.paint import Dab, Sheet, Stroke, across, down, turned
from marketplace.demo.pictures.palette import (
    MADDER,
    SEDGE,
    SHADOW,
    TURMERIC,
    Colour,
    darker,
    lighter,
)

BAMBOO = (214, 176, 110)


@lru_cache(maxsize=6)
def tray(wide: int, flat: float = 1.0, colour: Colour = BAMBOO, seed: int = 3) -> Image.Image:
    """Return a round bamboo tray (mẹt): plaited bottom, split-cane rim; `flat` below 1 tilts it away."""
    half, lip = wide / 2, 14 if flat > 0.9 else 26
    sheet = Sheet((wide + 8, int(wide * flat) + lip + 8))
    cx, cy = half + 4, half * flat + 4
    if flat < 0.9:
        sheet.shape(
            turned(darker(colour, 0.2), 0.3, 0.5),
            [*ellipse(cx, cy + lip, half, half * flat, start=0, end=180), (4, cy), (cx + half, cy)],
            grain=0.5,
        )
    sheet.shape(darker(colour, 0.3), ellipse(cx, cy, half, half * flat), depth=6)
    inner = sheet.shape(
        _plaited(colour, seed),
        ellipse(cx, cy, half * 0.93, half * flat * 0.93 - (3 if flat < 0.9 else 0)),
        depth=wide * 0.03,
        dark=0.7,
    )
    sheet.glow(
        SHADOW,
        ellipse(cx - half * 0.1, cy - half * flat * 0.75, half * 0.7, half * flat * 0.16),
        soft=wide * 0.03,
        alpha=0.22,
    )
    del inner
    for k, tone, thick in (
        (0.965, lighter(colour, 0.18), wide * 0.024),
        (0.985, darker(colour, 0.25), 2.0),
        (0.945, darker(colour, 0.3), 2.0),
    ):
        sheet.strokes([Stroke(ellipse(cx, cy, half * k, half * flat * k), thick, (*tone, 255))])
    ties = [
        Stroke(
            [(cx + half * k * math.cos(a), cy + half * flat * k * math.sin(a)) for k in (0.93, 1.0)],
            wide / 90,
            (*darker(colour, 0.35), 255),
        )
        for a in (math.tau * i / 26 for i in range(26))
    ]
    sheet.strokes(ties)
    return sheet.image


@lru_cache(maxsize=4)
def _plaited(colour: Colour, seed: int) -> Image.Image:
    rng, step = Random(seed), 22
    sheet = Sheet((1000, 1000), darker(colour, 0.45))
    touches = []
    for row in range(0, 1000, step):
        for col in range(0, 1000, step):
            tone = (
                lighter(colour, rng.uniform(0, 0.25))
                if (row // step + col // step) % 2
                else darker(colour, rng.uniform(0.04, 0.2))
            )
            flat_ = (row // step + col // step) % 2
            pad_x, pad_y = (0, 3) if flat_ else (3, 0)
            touches.append(Dab(box(col + pad_x, row + pad_y, col + step - pad_x, row + step - pad_y), (*tone, 255)))
    sheet.dabs(touches)
    return sheet.image.rotate(45, Image.Resampling.BILINEAR).crop((150, 150, 850, 850)).resize((1200, 1200))


def basket(
    wide: int,
    high: int,
    colour: Colour = SEDGE,
    *,
    accent: Colour | None = MADDER,
    bulge: float = 0.08,
    handles: str = "two",
    lid: bool = False,
    seed: int = 1,
    rows: int = 0,
    contents: Sequence[Image.Image] = (),
    sunk: float = 0.5,
) -> Image.Image:
    """Return a hand-woven sedge basket; handles: two, arch, none. `accent` colours some rows.

    `contents` stand in it, the first ones at the back, `sunk` by that share of its height.
    """
    tallest = max((c.height for c in contents), default=0) - high * sunk
    rise = max(int(tallest), 0) or int(high * (0.62 if handles == "arch" else 0.4 if handles == "two" else 0.2))
    sheet = Sheet((wide + 40, high + rise + 20))
    cx, top = wide / 2 + 20, float(rise)
    if handles == "two":
        _handle(sheet, cx, top + 6, wide * 0.26, rise * 0.86, darker(colour, 0.3), high / 13)
    _mouth(sheet, cx, top, wide, colour, lid)
    _filled(sheet, cx, top, wide, high * sunk, contents)
    _woven_body(sheet, cx, top, wide, high, colour, accent, bulge, Random(seed), rows or max(7, high // 22))
    _rim(sheet, cx, top, wide, colour)
    if handles == "two":
        _handle(sheet, cx, top + 20, wide * 0.26, rise * 0.8, colour, high / 13)
    elif handles == "arch":
        _handle(sheet, cx, top + 4, wide * 0.46, rise * 0.98, colour, high / 11)
    return sheet.image


def _filled(sheet: Sheet, cx: float, top: float, wide: float, down_: float, contents: Sequence[Image.Image]) -> None:
    for i, thing in enumerate(contents):
        at = (i * 0.382 % 1 - 0.5) * 0.72 if len(contents) > 2 else (i - (len(contents) - 1) / 2) * 0.4
        depth = wide * 0.05 * (2 * i / max(1, len(contents) - 1) - 1)
        sheet.put(thing, cx + at * wide, top + down_ + depth - thing.height / 2, angle=at * 44, shadow=0.3, height=6)


def _mouth(sheet: Sheet, cx: float, top: float, wide: float, colour: Colour, lid: bool) -> None:
    sheet.shape(darker(colour, 0.66), ellipse(cx, top, wide / 2, wide * 0.1), depth=5)
    if lid:
        dome = [
            (cx - wide * 0.5, top),
            *spline([(cx - wide * 0.5, top - 4), (cx, top - wide * 0.17), (cx + wide * 0.5, top - 4)]),
            *ellipse(cx, top, wide * 0.5, wide * 0.1, start=0, end=180),
        ]
        stamp = sheet.shape(turned(colour, 0.4), dome, depth=8)
        sheet.strokes(
            [
                Stroke(ellipse(cx, top - wide * 0.02, wide * k, wide * 0.14 * k), 2, (*darker(colour, 0.28), 255))
                for k in (0.12, 0.2, 0.28, 0.36, 0.44)
            ],
            inside=stamp,
        )
        sheet.shape(MADDER, ellipse(cx, top - wide * 0.13, wide * 0.045, wide * 0.03), depth=4)


def _woven_body(
    sheet: Sheet,
    cx: float,
    top: float,
    wide: float,
    high: float,
    colour: Colour,
    accent: Colour | None,
    bulge: float,
    rng: Random,
    rows: int,
) -> None:
    columns, touches = 26, []
    for r in range(rows):
        y0, y1 = top + high * r / rows, top + high * (r + 1) / rows
        half0, half1 = (
            wide / 2 * (1 + bulge * math.sin(math.pi * k) - 0.16 * k**3) for k in (r / rows, (r + 1) / rows)
        )
        stripe = accent is not None and r % 6 in (2, 3)
        for c in range(columns):
            a0, a1 = math.pi * c / columns, math.pi * (c + 1) / columns
            base = accent if stripe and accent and (c + r) % 2 else colour
            light = 0.86 - 0.5 * abs(math.cos(a0) + 0.25)
            over = (r + c) % 2
            tone = darker(
                lighter(base, 0.22 if over else 0.02),
                max(0.0, 0.5 - light * 0.5) + rng.uniform(0, 0.08) + (0 if over else 0.12),
            )
            sag = wide * 0.1
            xs = [cx - math.cos(a) * h for a, h in ((a0, half0), (a1, half0), (a1, half1), (a0, half1))]
            sags = [sag * math.sin(a) for a in (a0, a1, a1, a0)]
            lift = 2 if over else 0
            quad = [(x, y + s) for x, y, s in zip(xs, (y0 - lift, y0 - lift, y1, y1), sags, strict=True)]
            touches.append(Dab(quad, (*tone, 255)))
            touches.append(
                Dab(
                    [quad[3], quad[2], (quad[2][0], quad[2][1] - 2.2), (quad[3][0], quad[3][1] - 2.2)],
                    (*darker(base, 0.5), 255),
                )
            )
    sheet.dabs(touches)


def _rim(sheet: Sheet, cx: float, top: float, wide: float, colour: Colour) -> None:
    front = ellipse(cx, top, wide / 2, wide * 0.1, start=0, end=180)
    back = ellipse(cx, top, wide / 2, wide * 0.1, start=180, end=360)
    for arc in (back, front):
        sheet.shape(lighter(colour, 0.12), taper(arc, lambda t: wide * 0.045), depth=3)
    marks = [
        Stroke([(x - 3, y - wide * 0.022), (x + 4, y + wide * 0.022)], 2, (*darker(colour, 0.4), 255))
        for x, y in (*front[::1], *back[::2])
    ]
    sheet.strokes(marks)


def _handle(sheet: Sheet, cx: float, foot: float, half: float, rise: float, colour: Colour, thick: float) -> None:
    path = spline(
        [
            (cx - half, foot + 14),
            (cx - half * 0.96, foot - rise * 0.5),
            (cx, foot - rise),
            (cx + half * 0.96, foot - rise * 0.5),
            (cx + half, foot + 14),
        ]
    )
    sheet.shape(colour, taper(path, lambda t: thick), depth=thick * 0.3)
    twist = [
        Stroke(
            [(x - thick * 0.4, y - thick * 0.4), (x + thick * 0.4, y + thick * 0.4)],
            2,
            (*darker(colour, 0.4), 255),
        )
        for x, y in path[::2]
    ]
    sheet.strokes(twist)


@lru_cache(maxsize=6)
def figured_mat(colour: Colour, border: Colour, flower: Colour, seed: int = 5, kind: str = "medallion") -> Image.Image:
    """Return a whole sleeping mat from above, 1200 by 900: border bands and woven or printed flowers."""
    ground = texture.mat(colour, None, seed, 8)
    sheet = Sheet(texture.SIZE, (255, 255, 255))
    strip = band((1200, 44), (255, 250, 236), border, flower, "diamond" if kind == "medallion" else "steps")
    for y in (50, 806):
        sheet.image.paste(strip, (0, y))
    for y in (30, 104, 786, 860):
        sheet.image.paste(border, (0, y, 1200, y + 9))
    upright = strip.crop((0, 0, 900, 44)).transpose(Image.Transpose.ROTATE_90)
    for x in (50, 1106):
        sheet.image.paste(upright, (x, 0))
    for cx, cy, r in _medallions(kind):
        sheet.dabs(_rosette(cx, cy, r, border, flower))
    return ImageChops.multiply(ground, sheet.image)


def _medallions(kind: str) -> list[tuple[float, float, float]]:
    if kind == "medallion":
        corners = [(x, y, 84.0) for x in (250, 950) for y in (260, 640)]
        return [(600.0, 450.0, 190.0), *corners]
    return [(220.0 + 190 * c + 95 * (r % 2), 220.0 + 150 * r, 46.0) for r in range(4) for c in range(5 - r % 2)]


def _rosette(cx: float, cy: float, r: float, border: Colour, flower: Colour) -> list[Dab]:
    touches = []
    for k, count, tone, wide in (
        (1.0, 12, border, 0.26),
        (0.72, 12, flower, 0.26),
        (0.46, 8, border, 0.24),
        (0.24, 6, flower, 0.14),
    ):
        touches += [Dab(leaf(cx, cy, r * k, r * wide, 360 * i / count + k * 40), (*tone, 255)) for i in range(count)]
    return [*touches, Dab(ellipse(cx, cy, r * 0.09), (*TURMERIC, 255))]


def mat_roll(wide: int, girth: int, pattern: Image.Image, colour: Colour = SEDGE, tie: Colour = MADDER) -> Image.Image:
    """Return a mat rolled up, lying across, its spiral end to the right, tied twice."""
    sheet = Sheet((wide + 12, girth + 12))
    x = wide - girth * 0.26
    body = [(girth * 0.24, 5), (x, 5), (x, girth + 4), (girth * 0.24, girth + 4)]
    face = pattern.resize((wide, int(wide * 0.75))).crop((0, 20, wide, 20 + min(girth + 20, int(wide * 0.7))))
    shaded = ImageChops.multiply(
        face.resize(sheet.size),
        down((214, 200, 180), (255, 255, 250), (214, 192, 170), (120, 92, 74)).fill(sheet.size),
    )
    sheet.shape(shaded, body, ellipse(girth * 0.24, girth / 2 + 4, girth * 0.24, girth / 2 - 1), grain=0.4)
    sheet.shape(darker(colour, 0.2), ellipse(x, girth / 2 + 4, girth * 0.25, girth / 2 - 1), depth=3)
    swirl = [
        (x + girth * 0.24 * k * math.cos(a), girth / 2 + 4 + girth * 0.47 * k * math.sin(a))
        for k, a in ((1 - i / 110, i * 0.26) for i in range(104))
    ]
    sheet.strokes(
        [
            Stroke(swirl, girth / 50 + 1.4, (*darker(colour, 0.5), 255)),
            Stroke([(a - 1.5, b - 1.5) for a, b in swirl], 1.6, (*lighter(colour, 0.3), 255)),
        ]
    )
    for at in (0.3, 0.7):
        strap = [(wide * at, 4), (wide * at + 8, girth / 2), (wide * at, girth + 5)]
        sheet.shape(tie, taper(strap, lambda t: girth / 11), depth=3)
    return sheet.image


def stalks(
    long: int, girth: int, colours: Sequence[Colour], seed: int = 1, tie: Colour = MADDER, fan: float = 0.3
) -> Image.Image:
    """Return a sheaf of stalks standing up (sedge, rice straw, herbs), tied in the middle."""
    rng = Random(seed)
    sheet = Sheet((int(girth * (1 + fan * 2)) + 20, long))
    cx, waist = sheet.size[0] / 2, long * 0.6
    lines = []
    for _ in range(int(girth * 1.6)):
        k = rng.uniform(-1, 1)
        head = (cx + k * girth * (0.5 + fan) + rng.uniform(-5, 5), rng.uniform(4, long * 0.14))
        path = spline(
            [
                (cx + k * girth * (0.4 + fan * 0.4), long - rng.uniform(3, 24)),
                (cx + k * girth * 0.34, waist),
                head,
            ],
            steps=6,
        )
        shade = abs(k) * 0.28 + (0.12 if k > 0 else 0)
        lines.append(Stroke(path, rng.uniform(2, 4), (*darker(rng.choice(list(colours)), shade), 255)))
    sheet.strokes(lines)
    sheet.shape(turned(tie, 0.3), box(cx - girth * 0.38, waist - 8, cx + girth * 0.38, waist + 12, 5), depth=3)
    return sheet.image


def rack(sheet: Sheet, x0: float, x1: float, y: float, high: float, colour: Colour = BAMBOO) -> None:
    """Paint two bamboo trestles with a pole across them."""
    legs: list[Outline] = []
    for x in (x0, x1):
        legs += [
            taper([(x - high * 0.22, y), (x + 6, y - high)], lambda t: high * 0.05 + 2),
            taper([(x + high * 0.22, y), (x - 6, y - high)], lambda t: high * 0.05 + 2),
        ]
    sheet.shape(darker(colour, 0.25), *legs, depth=3)
    pole: list[Point] = [(x0 - high * 0.3, y - high * 0.96), (x1 + high * 0.3, y - high * 0.98)]
    sheet.shape(
        across(lighter(colour, 0.2), colour, darker(colour, 0.2)), taper(pole, lambda t: high * 0.06 + 3), depth=3
    )
