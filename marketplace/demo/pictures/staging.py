"""Arrangements used by several products: plants, scattered pieces, windows, plates, hung rows."""

import math
from collections.abc import Sequence
from random import Random

from PIL import Image, ImageFilter

from marketplace.demo.pictures import land, texture, weave
from marketplace.demo.pictures.botany import banana_leaf, bloom, ginseng_leaf, shade_leaf
from marketplace.demo.pictures.geometry import box, ellipse, stem, taper
from marketplace.demo.pictures.labels import label
from marketplace.demo.pictures.paint import Dab, Sheet, Stroke, across, down
from marketplace.demo.pictures.palette import (
    CREAM,
    LEAF,
    LIGHT,
    MADDER,
    ROSE,
    SHADOW,
    WHITE,
    WOOD_DARK,
    Colour,
    darker,
    lighter,
    mix,
)
from marketplace.demo.pictures.pieces import heap, pieces, strew


def sticker(
    title: str,
    line: str,
    mark: str,
    ink: Colour = MADDER,
    style: str = "frame",
    size: tuple[int, int] = (300, 250),
    ground: Colour = CREAM,
) -> Image.Image:
    """Return a label in the usual size."""
    return label(title, line, size, ink=ink, ground=ground, mark=mark, style=style)


def scatter(
    sheet: Sheet,
    kind: str,
    size: int,
    seed: int,
    centre: tuple[float, float],
    reach: tuple[float, float],
    count: int,
    hole: float = 0.0,
) -> None:
    """Strew pieces around a centre, leaving a hole in the middle of the given share."""
    rng = Random(seed)
    places = []
    for _ in range(count):
        a, k = rng.uniform(0, math.tau), hole + (1 - hole) * math.sqrt(rng.random())
        places.append((centre[0] + math.cos(a) * k * reach[0], centre[1] + math.sin(a) * k * reach[1]))
    strew(sheet, pieces(kind, size), rng, places)


def mound(
    sheet: Sheet,
    kind: str,
    size: int,
    seed: int,
    centre: tuple[float, float],
    reach: tuple[float, float],
    count: int,
    rise: float = 0,
    ground: Colour | None = None,
) -> None:
    """Heap pieces up, on a darker bed so that no ground shows through."""
    if ground is not None:
        sheet.glow(darker(ground, 0.3), ellipse(*centre, reach[0] * 0.96, reach[1] * 0.96), soft=8, alpha=0.9)
    heap(sheet, pieces(kind, size), Random(seed), *centre, *reach, count, rise)
    if rise:
        sheet.glow(
            LIGHT,
            ellipse(centre[0] - reach[0] * 0.25, centre[1] - rise * 0.7, reach[0] * 0.4, reach[1] * 0.3),
            soft=reach[1] * 0.3,
            alpha=0.18,
        )


def ginseng_plant(
    sheet: Sheet, x: float, y: float, high: float, seed: int, flower: bool = True, petal: Colour = ROSE
) -> None:
    """Paint a standing sâm Báo plant with hand-shaped leaves and a mallow flower."""
    rng = Random(seed)
    spine = stem(x, y, high, -90 + rng.uniform(-8, 8), rng.uniform(-14, 14))
    sheet.shape(mix(LEAF, (140, 70, 60), 0.35), taper(spine, lambda t: high * 0.022 * (1.3 - t)), depth=2)
    for i, (px, py) in enumerate(spine[2::2]):
        side = -1 if i % 2 else 1
        size = int(high * (0.5 - 0.045 * i))
        angle = side * (58 - i * 6)
        sheet.put(
            ginseng_leaf(size, shade_leaf(LEAF)[i % 2], 5 if i < 4 else 3),
            px + side * size * 0.34,
            py - size * 0.12,
            angle=angle,
            shadow=0.3,
            height=6,
        )
    if flower:
        sheet.put(bloom(int(high * 0.34), petal), *spine[-1], angle=rng.uniform(-20, 20), shadow=0.35, height=6)


def blurred(sheet: Sheet, radius: float = 5) -> Image.Image:
    """Return a landscape out of focus, to stand behind a table."""
    small = sheet.image.reduce(3).filter(ImageFilter.GaussianBlur(radius / 3 + 0.5))
    return small.resize(sheet.size, Image.Resampling.BICUBIC)


def window(view: Sheet, wall: Colour, frame: Colour = WOOD_DARK, sill: int = 640) -> Sheet:
    """Return an indoor scene: a wooden window on to a landscape, and a sill to put things on."""
    sheet = Sheet(view.size, view.image)
    sheet.shape(down(lighter(wall, 0.1), wall), box(0, 0, 150, 900), grain=0.6)
    sheet.shape(across(darker(wall, 0.1), darker(wall, 0.3)), box(1050, 0, 1200, 900), grain=0.6)
    sheet.shape(wall, box(0, 0, 1200, 56), grain=0.6)
    bars = [box(140, 40, 172, sill), box(1028, 40, 1060, sill), box(140, 40, 1060, 72), box(590, 60, 606, sill)]
    sheet.shape(frame, *bars, depth=5, grain=0.9)
    board = texture.wood(lighter(frame, 0.25), 8, 6).crop((0, 0, 1200, 924 - sill))
    sheet.shape(board, box(-8, sill - 10, 1208, 908), depth=6, grain=0.2)
    lines = [Stroke([(0, sill + k * 44), (1200, sill + k * 46)], 2, (*darker(frame, 0.4), 160)) for k in range(1, 6)]
    sheet.strokes(lines)
    sheet.glow(LIGHT, [(200, sill), (800, sill), (980, 900), (340, 900)], soft=24, alpha=0.25)
    return sheet


def plate(wide: int, colour: Colour = WHITE, rim: Colour | None = None, flat: float = 0.42) -> Image.Image:
    """Return a plate; `flat` 1 is from straight above."""
    half = wide / 2
    sheet = Sheet((wide + 8, int(wide * flat) + 24))
    cx, cy = half + 4, half * flat + 4
    sheet.shape(darker(colour, 0.3), ellipse(cx, cy + 10, half * 0.98, half * flat * 0.98))
    sheet.shape(across(lighter(colour, 0.2), colour, darker(colour, 0.16)), ellipse(cx, cy, half, half * flat), depth=4)
    if rim:
        sheet.strokes([Stroke(ellipse(cx, cy, half * 0.93, half * flat * 0.93), max(3, wide / 70), (*rim, 255))])
    sheet.shape(
        down(darker(colour, 0.14), colour), ellipse(cx, cy + 2, half * 0.74, half * flat * 0.74), depth=6, dark=0.3
    )
    return sheet.image


def leaf_mat(
    sheet: Sheet,
    leaves: Sequence[tuple[float, float, float]],
    wide: int = 620,
    high: int = 250,
    colour: Colour = (86, 130, 60),
) -> None:
    """Lay lengths of banana leaf: (x, y, angle) each."""
    for i, (x, y, angle) in enumerate(leaves):
        sheet.put(banana_leaf(wide, high, mix(colour, LEAF, 0.3 * (i % 2)), i + 1), x, y, angle=angle, height=9)


def vignette(sheet: Sheet, alpha: float = 0.4) -> None:
    """Darken the corners a little, as lamplight does."""
    for x, y in ((0, 0), (1200, 0), (0, 900), (1200, 900)):
        sheet.glow(SHADOW, ellipse(x, y, 240), soft=120, alpha=alpha)


def nui_bao(kind: str = "dawn", seed: int = 3, top: int = 470, cx: float = 430) -> Sheet:
    """Return sky and núi Báo above its foothills; the ground from `top` down is left to the caller."""
    haze = land.HAZE[kind]
    sheet = land.sky(kind, sun=(930, 170) if kind in ("dawn", "gold") else None, share=top / 900)
    land.clouds(sheet, seed, 4)
    land.ridge(sheet, top - 20, 150, mix((120, 140, 150), haze, 0.2), seed, haze=haze)
    land.mountain(sheet, cx, top + 4, 820, top * 0.66, (82, 116, 90), seed + 1, haze=haze)
    land.hedge(sheet, top + 8, 40, (56, 92, 60), seed)
    return sheet


def slice_tray(sheet: Sheet, x: float, y: float, scale: float, seed: int) -> None:
    """Lay a slanting tray of drying slices down."""
    sheet.put(weave.tray(380, 0.42), x, y, scale=scale)
    mound(
        sheet,
        "dry_slice",
        int(58 * scale) + 6,
        seed,
        (x, y - 10 * scale),
        (150 * scale, 56 * scale),
        46,
        0,
        (190, 150, 90),
    )


def froth(sheet: Sheet, cx: float, cy: float, reach: float, colour: Colour) -> None:
    """Paint the fine bubbles on a whisked sauce."""
    rng = Random(4)
    bubbles = [
        ellipse(cx + rng.gauss(0, 0.5) * reach, cy + rng.gauss(0, 0.5) * reach, rng.uniform(2, 7)) for _ in range(46)
    ]
    sheet.dabs([Dab(b, (*colour, 170)) for b in bubbles])
