"""Parcels, cakes, sweets, noodles, sausages and other things to eat, each a sprite."""

import math
from collections.abc import Sequence
from functools import lru_cache
from random import Random

from PIL import Image

from marketplace.demo.pictures.geometry import Outline, Point, blob, box, ellipse, leaf, spline, stem, taper
from marketplace.demo.pictures.paint import Dab, Sheet, Stamp, Stroke, down
from marketplace.demo.pictures.palette import (
    CREAM,
    LEAF,
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

DRY_LEAF = (150, 116, 66)


@lru_cache(maxsize=32)
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


@lru_cache(maxsize=8)
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


@lru_cache(maxsize=16)
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


@lru_cache(maxsize=8)
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


@lru_cache(maxsize=16)
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


@lru_cache(maxsize=8)
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
        stamp = sheet.shape(
            (240, 236, 222),
            taper(path, lambda t: high * 0.56 * math.sin(math.pi * (0.28 + t * 0.42 + (0 if x0 < 0.5 else 0.04)))),
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


@lru_cache(maxsize=24)
def bar(
    long: int,
    high: int,
    top: Colour,
    seed: int = 1,
    specks: Sequence[tuple[Colour, float]] = (),
    dust: float = 0,
    rise: float = 0.5,
) -> Image.Image:
    """Return a flat bar of sweets seen at a slant: top, front and right faces with specks of nuts or seeds."""
    rng = Random(seed)
    lean = int(high * 0.8)
    thick = int(high * rise)
    sheet = Sheet((long + lean + 6, high + thick + 6))
    corners = [(lean + 3, 3.0), (long + lean, 3.0 + high * 0.06), (long, high + 2.0), (3, high + 0.0)]
    sides = [(corners[3], corners[2], darker(top, 0.28)), (corners[2], corners[1], darker(top, 0.42))]
    for a, b, tone in sides:
        face = sheet.shape(tone, [a, b, (b[0], b[1] + thick), (a[0], a[1] + thick)], depth=3, grain=0.7)
        _specks(sheet, rng, specks, 26, long / 60, face)
    face = sheet.shape(down(lighter(top, 0.06), top), corners, depth=3, grain=0.7)
    _specks(sheet, rng, specks, int(long * high / 260), long / 52, face)
    if dust:
        sheet.shape(CREAM, corners, alpha=dust, inside=face, grain=1.0)
        sheet.dabs(
            [
                Dab(
                    ellipse(rng.uniform(0, long + lean), rng.uniform(0, high), rng.uniform(2, 9), rng.uniform(1, 4)),
                    (255, 250, 236, 255),
                )
                for _ in range(60)
            ],
            inside=face,
        )
    else:
        sheet.glow(LIGHT, ellipse(long * 0.4, high * 0.4, long * 0.2, high * 0.07, tilt=-6), soft=4, alpha=0.5)
    return sheet.image


def _specks(
    sheet: Sheet, rng: Random, specks: Sequence[tuple[Colour, float]], count: int, size: float, face: object
) -> None:
    from marketplace.demo.pictures.paint import Stamp

    assert isinstance(face, Stamp)
    for colour, share in specks:
        for _ in range(int(count * share)):
            x, y = face.x + rng.random() * face.mask.width, face.y + rng.random() * face.mask.height
            sheet.shape(
                colour,
                ellipse(x, y, size * 1.3, size * 0.8, tilt=rng.uniform(0, 180)),
                depth=size * 0.5,
                inside=face,
                grain=0,
            )


@lru_cache(maxsize=16)
def brittle(size: int, seed: int = 1, round_: bool = True) -> Image.Image:
    """Return a disc (or broken corner) of peanut brittle: amber malt set with nuts and sesame."""
    rng = Random(seed)
    sheet = Sheet((size + 8, int(size * 0.74)))
    cx, cy = size / 2 + 4, size * 0.34
    amber = (196, 112, 34)
    rim = blob(rng, cx, cy, size * 0.48, size * 0.29, 0.025 if round_ else 0.14, 14 if round_ else 6)
    sheet.shape(darker(amber, 0.4), [(x, y + size * 0.05) for x, y in rim], depth=3)
    stamp = sheet.shape(amber, rim, depth=size * 0.05, shine=0.9, grain=0.3)
    _specks(sheet, rng, (((236, 204, 146), 1.0), ((214, 170, 106), 0.6)), max(18, size // 5), size / 24, stamp)
    sesame = [
        Dab(
            ellipse(rng.uniform(0, size), rng.uniform(0, size * 0.7), 3, 1.8, tilt=rng.uniform(0, 180)),
            (250, 236, 200, 255),
        )
        for _ in range(90)
    ]
    sheet.dabs(sesame, inside=stamp)
    sheet.glow(
        LIGHT, ellipse(cx - size * 0.16, cy - size * 0.1, size * 0.16, size * 0.035, tilt=-12), soft=4, alpha=0.6
    )
    return sheet.image


@lru_cache(maxsize=24)
def noodles(
    long: int, girth: int, colour: Colour, seed: int = 1, tie: Colour = MADDER, loops: bool = False, ties: int = 2
) -> Image.Image:
    """Return a bundle of dry noodles lying across: straight sticks, or a skein folded in loops."""
    rng = Random(seed)
    sheet = Sheet((long + 12, girth + 16))
    path = [(8 + (long - 8) * i / 10, girth / 2 + 8) for i in range(11)]
    pinch = (lambda t: girth * (0.8 + 0.2 * abs(math.cos(math.pi * t * ties)))) if ties else (lambda t: float(girth))
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


@lru_cache(maxsize=8)
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


@lru_cache(maxsize=8)
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


@lru_cache(maxsize=8)
def sausage(long: int, girth: int, seed: int = 1, colour: Colour = (142, 48, 34)) -> Image.Image:
    """Return one lạp sườn lying across."""
    sheet = Sheet((long, int(girth * 1.8)))
    path = spline([(8, girth), (long * 0.5, girth * 0.74), (long - 8, girth * 1.0)], steps=10)
    _sausage(sheet, Random(seed), path, girth, colour)
    sheet.strokes([Stroke(stem(*path[i], girth * 0.3, a), 3, (232, 214, 176, 255)) for i, a in ((0, 170), (-1, 10))])
    return sheet.image


@lru_cache(maxsize=8)
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


def ribbon_tie(sheet: Sheet, x: float, y: float, size: float, colour: Colour) -> None:
    """Paint a bow on a sheet."""
    for side in (-1, 1):
        loop = spline(
            [
                (x, y),
                (x + side * size * 0.5, y - size * 0.36),
                (x + side * size * 0.72, y),
                (x + side * size * 0.4, y + size * 0.16),
                (x, y),
            ],
            steps=6,
        )
        sheet.shape(colour, loop, depth=size * 0.06)
        sheet.shape(
            darker(colour, 0.1),
            taper(stem(x, y, size * 0.8, 90 - side * 34, side * 14), lambda t: size * (0.1 + 0.1 * t)),
            depth=size * 0.04,
        )
    sheet.shape(lighter(colour, 0.1), ellipse(x, y, size * 0.11, size * 0.1), depth=size * 0.04)
