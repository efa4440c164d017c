"""Brocade, embroidery and silk: cloth spread, folded, hung or made into a bag."""

import math
from collections.abc import Sequence
from functools import lru_cache
from random import Random

from PIL import Image, ImageChops

from marketplace.demo.pictures import texture
from marketplace.demo.pictures.geometry import Outline, box, ellipse, spline, swelling, taper, widening
from marketplace.demo.pictures.motifs import band
from marketplace.demo.pictures.paint import Dab, Ramp, Sheet, Stroke
from marketplace.demo.pictures.palette import (
    CREAM,
    INDIGO_DEEP,
    LEAF,
    MADDER,
    MADDER_DEEP,
    ROSE,
    TURMERIC,
    WHITE,
    Colour,
    darker,
    lighter,
)

Row = tuple[int, Colour, Colour, Colour, str]

THAI: tuple[Row, ...] = (
    (26, MADDER, TURMERIC, CREAM, "zigzag"),
    (10, INDIGO_DEEP, INDIGO_DEEP, INDIGO_DEEP, "steps"),
    (84, INDIGO_DEEP, MADDER, TURMERIC, "diamond"),
    (12, TURMERIC, TURMERIC, TURMERIC, "steps"),
    (44, INDIGO_DEEP, CREAM, ROSE, "hook"),
    (16, MADDER, MADDER, MADDER, "steps"),
    (64, MADDER_DEEP, TURMERIC, LEAF, "star"),
    (12, CREAM, CREAM, CREAM, "steps"),
    (34, INDIGO_DEEP, ROSE, TURMERIC, "zigzag"),
)
MONG: tuple[Row, ...] = (
    (18, (196, 36, 92), (250, 214, 90), WHITE, "zigzag"),
    (60, (26, 34, 70), (232, 70, 120), (250, 214, 90), "hook"),
    (14, (250, 214, 90), (196, 36, 92), (26, 34, 70), "steps"),
    (92, (30, 44, 92), (240, 240, 230), (226, 60, 60), "star"),
    (14, (60, 140, 150), WHITE, (250, 214, 90), "zigzag"),
    (46, (196, 36, 60), (250, 214, 90), (26, 34, 70), "diamond"),
)


@lru_cache(maxsize=6)
def brocade(size: tuple[int, int], rows: tuple[Row, ...], zoom: float = 1.0) -> Image.Image:
    """Return woven bands one below another, repeated to fill the size, with the threads showing."""
    board = Image.new("RGB", size)
    y, i = 0, 0
    while y < size[1]:
        high, ground, figure, accent, kind = rows[i % len(rows)]
        strip = band((size[0], max(4, int(high * zoom))), ground, figure, accent, kind)
        board.paste(strip, (0, y))
        y, i = y + strip.height, i + 1
    return ImageChops.multiply(board, _threads(size))


@lru_cache(maxsize=6)
def _threads(size: tuple[int, int]) -> Image.Image:
    fine = Image.blend(texture.clouds(size, (2, 6), 71), texture.clouds(size, (6, 2), 72), 0.5)
    return texture.tinted(fine, (188, 180, 172), (255, 255, 255))


def folded(pattern: Image.Image, wide: int, high: int, folds: int = 4, fringe: Colour | None = None) -> Image.Image:
    """Return cloth folded into a stack seen from the front: rounded layers, top face with the pattern."""
    lean = int(high * 0.5)
    sheet = Sheet((wide + 16, high + lean + 30))
    layer = (high - 4) / folds
    for i in reversed(range(folds)):
        y0 = lean + 4 + layer * i
        face = pattern.crop(
            (
                0,
                int(40 + i * 24) % max(1, pattern.height - int(layer) - 2),
                wide,
                int(40 + i * 24) % max(1, pattern.height - int(layer) - 2) + int(layer) + 2,
            )
        )
        outline = box(6 + i % 2 * 3, y0, wide + 4 - i % 2 * 2, y0 + layer + 2, layer * 0.45)
        sheet.shape(face.resize((wide + 20, int(layer) + 20)), outline, depth=layer * 0.34, dark=0.75, shine=0.3)
    top = [(lean * 0.7, 4), (wide + 6 - lean * 0.3, 4), (wide + 4, lean + 8), (6, lean + 8)]
    sheet.shape(pattern.resize((wide + 12, lean * 3)), top, depth=6, shine=0.3)
    if fringe:
        _fringe(sheet, 10, wide, lean + 8, 24, fringe)
    return sheet.image


def _fringe(sheet: Sheet, x0: float, x1: float, y: float, long: float, colour: Colour) -> None:
    rng = Random(int(x1))
    lines = [
        Stroke(
            [(x, y), (x + rng.uniform(-5, 5), y + long * rng.uniform(0.8, 1.1))],
            3,
            (*darker(colour, rng.uniform(0, 0.3)), 255),
        )
        for x in range(int(x0), int(x1), 8)
    ]
    sheet.strokes(lines)


def hanging(
    pattern: Image.Image,
    wide: int,
    high: int,
    waves: float = 3,
    fringe: Colour | None = CREAM,
    sheen: float = 0.45,
) -> Image.Image:
    """Return a length of cloth hanging down in soft folds, fringed at its hem."""
    sheet = Sheet((wide + 20, high + 50))
    hem = [(10 + wide * i / 24, high + 7 * math.sin(i / 24 * math.tau * waves)) for i in range(25)]
    outline = [(10, 6), (10 + wide, 6), *reversed(hem)]
    face = ImageChops.multiply(pattern.resize(sheet.size), folds_light(sheet.size, waves, sheen))
    sheet.shape(face, outline, depth=4)
    if fringe:
        rng = Random(wide)
        sheet.strokes(
            [
                Stroke([(x, y - 2), (x + rng.uniform(-4, 4), y + 30)], 3, (*darker(fringe, rng.uniform(0, 0.3)), 255))
                for x, y in spline(hem, steps=4)
            ]
        )
    return sheet.image


def folds_light(size: tuple[int, int], waves: float, depth: float = 0.45, skew: float = 0.16) -> Image.Image:
    """Return the light and shade of upright folds as a picture to multiply with."""
    stops = []
    for i in range(33):
        level = 0.5 + 0.5 * math.sin(i / 32 * math.tau * waves)
        tone = int(255 * (1 - depth * (1 - level) ** 1.4))
        stops.append((i / 32, (tone, int(tone * 0.985), int(tone * 0.97))))
    light = Ramp(tuple(stops), across=True).fill((int(size[0] * 1.3), size[1]))
    return light.transform(size, Image.Transform.AFFINE, (1, skew, 0, 0, 1, 0), Image.Resampling.BILINEAR)


def swirl_of_silk(size: tuple[int, int], colour: Colour, seed: int = 1, ridges: int = 9) -> Image.Image:
    """Return rippling silk that fills an area: broad shining folds running aslant."""
    rng = Random(seed)
    sheet = Sheet(size, colour)
    wide, high = size
    for i in range(ridges):
        x = wide * (i + rng.uniform(0, 0.6)) / ridges
        path = spline(
            [
                (x - wide * 0.12, -20),
                (x + rng.uniform(-0.1, 0.12) * wide, high * 0.35),
                (x + rng.uniform(-0.05, 0.2) * wide, high * 0.7),
                (x + wide * 0.16, high + 20),
            ],
            steps=10,
        )
        broad = wide / ridges * rng.uniform(0.5, 1.1)
        sheet.glow(
            darker(colour, 0.6),
            taper(shifted(path, broad * 0.5), widening(broad * 0.4, broad)),
            soft=broad * 0.24,
            alpha=0.55,
        )
        sheet.glow(
            lighter(colour, 0.42),
            taper(path, swelling(broad * 0.15, broad * 0.39)),
            soft=broad * 0.15,
            alpha=0.75,
        )
    return Image.blend(sheet.image, ImageChops.multiply(sheet.image, _threads(size)), 0.35)


def shifted(path: Outline, dx: float) -> Outline:
    """Return a path moved sideways."""
    return [(x + dx, y) for x, y in path]


def shoulder_bag(
    wide: int,
    high: int,
    rows: tuple[Row, ...],
    flap: tuple[Row, ...] | None = None,
    strap: Colour = MADDER,
    tassels: Sequence[Colour] = (MADDER, TURMERIC, LEAF),
) -> Image.Image:
    """Return an embroidered shoulder bag with strap and tassels."""
    rise = int(high * 0.5)
    sheet = Sheet((wide + 60, high + rise + 70))
    x0, y0 = 30, rise
    arcs = spline(
        [
            (x0 + 10, y0 + 20),
            (x0 + wide * 0.2, y0 * 0.3),
            (x0 + wide * 0.5, 12),
            (x0 + wide * 0.8, y0 * 0.3),
            (x0 + wide - 10, y0 + 20),
        ]
    )
    sheet.shape(strap, taper(arcs, lambda t: wide * 0.07), depth=5)
    dots = [Dab(box(x - 4, y - 4, x + 4, y + 4), (*TURMERIC, 255)) for x, y in arcs[::2]]
    sheet.dabs(dots)
    body = box(x0, y0, x0 + wide, y0 + high, wide * 0.05)
    sheet.shape(brocade((wide + 40, high + 40), rows, wide / 330), body, depth=wide * 0.035, dark=0.65, shine=0.3)
    lap = spline(
        [
            (x0 - 2, y0),
            (x0 + wide * 0.1, y0 + high * 0.36),
            (x0 + wide * 0.5, y0 + high * 0.5),
            (x0 + wide * 0.9, y0 + high * 0.36),
            (x0 + wide + 2, y0),
        ]
    )
    sheet.glow((20, 10, 20), [(x, y + 8) for x, y in lap], soft=6, alpha=0.5)
    sheet.shape(brocade((wide + 40, int(high * 0.6)), flap or rows[::-1], wide / 420), lap, depth=6, shine=0.3)
    sheet.strokes([Stroke(lap, 5, (*CREAM, 255)), Stroke(lap, 2, (*MADDER, 255))])
    for i, colour in enumerate(tassels):
        _tassel(sheet, x0 + wide * (i + 0.5) / len(tassels), y0 + high - 2, high * 0.16, colour)
    sheet.shape(CREAM, ellipse(x0 + wide / 2, y0 + high * 0.43, wide * 0.03), depth=3)
    return sheet.image


def _tassel(sheet: Sheet, x: float, y: float, long: float, colour: Colour) -> None:
    sheet.shape(darker(colour, 0.1), taper([(x, y), (x, y + long)], lambda t: long * (0.2 + 0.26 * t)), depth=3)
    sheet.strokes(
        [Stroke([(x + k, y + 6), (x + k * 2.2, y + long)], 1.6, (*lighter(colour, 0.4), 255)) for k in (-5, -2, 1, 4)]
    )
    sheet.shape(lighter(colour, 0.1), ellipse(x, y + 4, long * 0.13), depth=3)
