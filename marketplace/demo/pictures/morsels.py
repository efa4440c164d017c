"""The drawings of small single things: seeds, slices, spices, little fish."""

import math
from collections.abc import Callable
from random import Random

from PIL import Image

from marketplace.demo.pictures.geometry import blob, box, ellipse, leaf, spline, stem, taper
from marketplace.demo.pictures.paint import Dab, Sheet, Stroke
from marketplace.demo.pictures.palette import (
    CREAM,
    LEAF,
    LEAF_PALE,
    MADDER,
    SHADOW,
    WHITE,
    Colour,
    darker,
    lighter,
    mix,
)


def _oval(size: int, rng: Random, colour: Colour, slim: float, line: Colour | None = None) -> Image.Image:
    sheet = Sheet((size + 4, int(size * slim) + 6))
    cx, cy = sheet.size[0] / 2, sheet.size[1] / 2
    tone = mix(colour, SHADOW, rng.uniform(0, 0.1))
    stamp = sheet.shape(tone, blob(rng, cx, cy, size * 0.48, size * slim * 0.48, 0.05), depth=size * 0.16, dark=0.75)
    if line:
        sheet.strokes([Stroke([(cx - size * 0.3, cy), (cx + size * 0.3, cy)], size / 22, (*line, 255))], inside=stamp)
    return sheet.image


def _kernel(colour: Colour, slim: float, line: Colour | None = None) -> Callable[[int, Random], Image.Image]:
    return lambda size, rng: _oval(size, rng, colour, slim, line)


def _peanut(size: int, rng: Random) -> Image.Image:
    sheet = Sheet((size + 6, int(size * 0.56) + 6))
    cx, cy, r = size / 2 + 3, size * 0.28 + 3, size * 0.25
    shell = (212, 172, 112)
    knots = [
        (cx - r * 1.9, cy),
        (cx - r, cy - r),
        (cx, cy - r * 0.72),
        (cx + r, cy - r * 0.96),
        (cx + r * 1.9, cy),
    ]
    knots += [(cx + r, cy + r * 0.96), (cx, cy + r * 0.72), (cx - r, cy + r)]
    stamp = sheet.shape(shell, spline(knots, closed=True, steps=5), depth=size * 0.1, dark=0.7)
    ribs = [
        Stroke(stem(cx - r * 1.8, cy + k * r * 0.55, r * 3.6, k * 4, -k * 8), size / 60, (*darker(shell, 0.3), 255))
        for k in (-1, -0.4, 0.3, 0.95)
    ]
    rings = [
        Stroke([(cx + k * r * 0.5, cy - r), (cx + k * r * 0.52, cy + r)], size / 80, (*darker(shell, 0.22), 255))
        for k in (-3, -2, -1, 0, 1, 2, 3)
    ]
    sheet.strokes(ribs + rings, inside=stamp)
    return sheet.image


def _slice(size: int, rng: Random, flesh: Colour, skin: Colour, curl: float) -> Image.Image:
    """A round slice of root: skin, pale ring, rays from the middle."""
    sheet = Sheet((size + 6, size + 6))
    c, r = size / 2 + 3, size * 0.47
    squash = rng.uniform(0.72, 0.95)
    edge = blob(rng, c, c, r, r * squash, curl, 12)
    sheet.shape(skin, edge, depth=size * 0.06)
    stamp = sheet.shape(flesh, [(c + (x - c) * 0.92, c + (y - c) * 0.9) for x, y in edge], depth=size * 0.09, dark=0.35)
    rays = [
        Stroke(
            [(c + r * k * math.cos(a), c + r * squash * k * math.sin(a)) for k in (0.2, 0.84)],
            size / 110,
            (*darker(flesh, 0.16), 255),
        )
        for a in (math.tau * i / 16 + rng.uniform(-0.1, 0.1) for i in range(16))
    ]
    ring = [Stroke(ellipse(c, c, r * k, r * squash * k), size / 90, (*darker(flesh, 0.2), 255)) for k in (0.56, 0.18)]
    sheet.strokes(rays + ring, inside=stamp)
    return sheet.image


def _root_slice(size: int, rng: Random) -> Image.Image:
    return _slice(size, rng, (244, 226, 184), (196, 152, 96), 0.1)


def _dry_slice(size: int, rng: Random) -> Image.Image:
    return _slice(size, rng, (232, 204, 148), (168, 120, 70), 0.16)


def _ginger(size: int, rng: Random) -> Image.Image:
    return _slice(size, rng, (240, 206, 110), (184, 140, 80), 0.18)


def _tea(size: int, rng: Random) -> Image.Image:
    sheet = Sheet((size + 8, size))
    tone = mix((70, 78, 44), (38, 48, 34), rng.random())
    curl = stem(4, size * 0.5, size * 1.1, rng.uniform(-50, -20), rng.uniform(60, 130))
    sheet.shape(
        tone, taper(curl, lambda t: size * 0.16 * math.sin(math.pi * t) ** 0.6 + 1), depth=size * 0.06, dark=0.7
    )
    return sheet.image


def _dry_leaf(size: int, rng: Random) -> Image.Image:
    sheet = Sheet((size + 8, int(size * 0.7)))
    tone = mix((122, 120, 66), (108, 74, 42), rng.random())
    sheet.shape(
        tone,
        leaf(4, size * 0.4, size, size * 0.34, rng.uniform(-20, 0), rng.uniform(0, 50)),
        depth=size * 0.06,
        dark=0.7,
    )
    sheet.strokes([Stroke(stem(4, size * 0.4, size * 0.8, -10, 20), size / 40, (*lighter(tone, 0.4), 255))])
    return sheet.image


def _chilli(size: int, rng: Random) -> Image.Image:
    sheet = Sheet((size + 10, int(size * 0.5) + 8))
    spine = stem(size * 0.14, size * 0.24, size * 0.86, -8, 34)
    sheet.shape((206, 40, 30), taper(spine, lambda t: size * 0.17 * (1 - t**2.2) + 1), depth=size * 0.05, shine=0.9)
    sheet.shape(LEAF, ellipse(size * 0.14, size * 0.24, size * 0.05, size * 0.085), depth=2)
    sheet.strokes([Stroke(stem(size * 0.13, size * 0.24, size * 0.13, 200, 40), size / 26, (*LEAF, 255))])
    return sheet.image


def _ring(size: int, rng: Random) -> Image.Image:
    sheet = Sheet((size + 4, size + 4))
    c = size / 2 + 2
    sheet.shape((206, 40, 30), ellipse(c, c, size * 0.48, size * 0.4), depth=size * 0.08)
    sheet.shape((246, 196, 150), ellipse(c, c, size * 0.34, size * 0.27), depth=size * 0.05)
    sheet.dabs(
        [
            Dab(ellipse(c + size * 0.17 * math.cos(a), c + size * 0.13 * math.sin(a), size * 0.06), (*CREAM, 255))
            for a in (0.3, 2.2, 4.4)
        ]
    )
    return sheet.image


def _garlic(size: int, rng: Random) -> Image.Image:
    sheet = Sheet((size + 6, size + 6))
    c = size / 2 + 3
    knots = [
        (c, c - size * 0.48),
        (c + size * 0.14, c - size * 0.24),
        (c + size * 0.46, c + size * 0.1),
        (c + size * 0.28, c + size * 0.42),
        (c, c + size * 0.46),
    ]
    knots += [(2 * c - x, y) for x, y in knots[3:0:-1]]
    stamp = sheet.shape((246, 236, 220), spline(knots, closed=True, steps=6), depth=size * 0.12)
    lines = [
        Stroke(
            spline(
                [
                    (c, c - size * 0.4),
                    (c + k * size * 0.3, c + size * 0.08),
                    (c + k * size * 0.16, c + size * 0.44),
                ]
            ),
            size / 50,
            (200, 164, 170, 255),
        )
        for k in (-1, -0.5, 0, 0.5, 1)
    ]
    sheet.strokes(lines, inside=stamp)
    return sheet.image


def _lime(size: int, rng: Random) -> Image.Image:
    sheet = Sheet((size + 6, size + 6))
    c = size / 2 + 3
    sheet.shape((92, 142, 44), ellipse(c, c, size * 0.48), depth=size * 0.06)
    sheet.shape((238, 240, 196), ellipse(c, c, size * 0.43))
    wedges = [
        [
            (c + size * 0.05 * math.cos(a), c + size * 0.05 * math.sin(a)),
            *ellipse(c, c, size * 0.39, start=math.degrees(a) - 18, end=math.degrees(a) + 18),
        ]
        for a in (math.tau * i / 9 for i in range(9))
    ]
    sheet.shape((190, 208, 92), *wedges, depth=size * 0.03)
    return sheet.image


def _bark(size: int, rng: Random) -> Image.Image:
    """A quill of cinnamon: bark rolled in from both sides."""
    sheet = Sheet((size + 4, int(size * 0.2) + 6))
    high, tone = size * 0.19, mix((142, 82, 46), (112, 60, 36), rng.random())
    body = box(2, 3, size, 3 + high, high * 0.3)
    stamp = sheet.shape(tone, body, depth=high * 0.24, dark=0.7)
    grain = [
        Stroke(
            [(rng.uniform(0, size * 0.5), 3 + high * k), (rng.uniform(size * 0.5, size), 3 + high * k)],
            1.6,
            (*darker(tone, rng.uniform(0.2, 0.4)), 255),
        )
        for k in (0.2, 0.35, 0.6, 0.75, 0.88)
    ]
    sheet.strokes(
        [
            *grain,
            Stroke([(4, 3 + high * 0.5), (size - 3, 3 + high * 0.47)], high * 0.12, (*darker(tone, 0.6), 255)),
        ],
        inside=stamp,
    )
    sheet.strokes(
        [
            Stroke(ellipse(size - 2, 3 + high * k, high * 0.08, high * 0.22), high * 0.07, (*lighter(tone, 0.2), 255))
            for k in (0.27, 0.73)
        ],
        inside=stamp,
    )
    return sheet.image


def _pod(size: int, rng: Random) -> Image.Image:
    """The star-shaped fruit of sachi."""
    sheet = Sheet((size + 6, size + 6))
    c, tone = size / 2 + 3, mix((112, 72, 44), (150, 104, 62), rng.random())
    lobes = [
        ellipse(
            c + size * 0.24 * math.cos(a),
            c + size * 0.24 * math.sin(a),
            size * 0.23,
            size * 0.15,
            tilt=math.degrees(a),
        )
        for a in (math.tau * i / 5 + 0.3 for i in range(5))
    ]
    for lobe in lobes:
        sheet.shape(tone, lobe, depth=size * 0.07, dark=0.7)
    sheet.strokes(
        [
            Stroke(
                [(c, c), (c + size * 0.44 * math.cos(a), c + size * 0.44 * math.sin(a))],
                size / 40,
                (*lighter(tone, 0.3), 255),
            )
            for a in (math.tau * i / 5 + 0.3 for i in range(5))
        ]
    )
    sheet.shape(darker(tone, 0.35), ellipse(c, c, size * 0.08), depth=2)
    return sheet.image


def _chunk(size: int, rng: Random) -> Image.Image:
    """A broken lump of sun-dried arrowroot starch."""
    sheet = Sheet((size + 6, size + 6))
    c = size / 2 + 3
    knots = [
        (c + size * rng.uniform(0.3, 0.47) * math.cos(a), c + size * rng.uniform(0.26, 0.42) * math.sin(a))
        for a in (math.tau * i / 7 for i in range(7))
    ]
    stamp = sheet.shape((246, 243, 234), knots, depth=size * 0.05, dark=0.4)
    sheet.shape((220, 214, 204), [knots[0], knots[1], knots[2], knots[3], (c, c)], alpha=0.6, inside=stamp)
    return sheet.image


def _cocoon(size: int, rng: Random) -> Image.Image:
    sheet = Sheet((size + 6, int(size * 0.62)))
    cx, cy = sheet.size[0] / 2, sheet.size[1] / 2
    tone = (246, 214, 118) if rng.random() < 0.6 else (248, 240, 220)
    stamp = sheet.shape(tone, ellipse(cx, cy, size * 0.46, size * 0.26), depth=size * 0.1)
    fuzz = [
        Stroke(
            stem(rng.uniform(0, size), rng.uniform(0, size * 0.6), size * 0.3, rng.uniform(0, 360), 60),
            1.2,
            (*lighter(tone, 0.5), 255),
        )
        for _ in range(14)
    ]
    sheet.strokes(fuzz, inside=stamp)
    return sheet.image


def _fish(size: int, rng: Random) -> Image.Image:
    sheet = Sheet((size + 8, int(size * 0.32) + 6))
    cy = sheet.size[1] / 2
    body = taper(
        [(size * 0.04, cy), (size * 0.3, cy - 2), (size * 0.6, cy - 1), (size * 0.84, cy)],
        lambda t: size * 0.22 * math.sin(math.pi * min(1, 0.14 + t * 0.84)) ** 0.8,
    )
    tail = [(size * 0.82, cy), (size, cy - size * 0.1), (size * 0.94, cy), (size, cy + size * 0.1)]
    stamp = sheet.shape((176, 186, 190), body, tail, depth=size * 0.05, shine=0.9)
    sheet.strokes(
        [
            Stroke([(size * 0.1, cy - size * 0.02), (size * 0.8, cy)], size * 0.03, (232, 236, 232, 255)),
            Stroke(
                [(size * 0.08, cy - size * 0.07), (size * 0.7, cy - size * 0.06)],
                size * 0.045,
                (92, 108, 122, 255),
            ),
        ],
        inside=stamp,
    )
    sheet.dabs([Dab(ellipse(size * 0.12, cy - size * 0.02, size * 0.022), (30, 26, 28, 255))])
    return sheet.image


def _shrimp(size: int, rng: Random) -> Image.Image:
    sheet = Sheet((size + 10, size))
    tone = mix((226, 150, 118), (214, 178, 150), rng.random())
    spine = stem(size * 0.2, size * 0.72, size * 1.05, -80, 150)
    sheet.shape(tone, taper(spine, lambda t: size * 0.2 * (1 - t * 0.7)), depth=size * 0.05, shine=0.8)
    rings = [
        Stroke(
            [(x - size * 0.07, y - size * 0.04), (x + size * 0.06, y + size * 0.06)],
            size / 50,
            (*darker(tone, 0.3), 255),
        )
        for x, y in spine[2:-1]
    ]
    feelers = [
        Stroke(stem(size * 0.2, size * 0.72, size * 0.3, a, 40), size / 60, (*darker(tone, 0.2), 255))
        for a in (60, 90, 120)
    ]
    sheet.strokes(rings + feelers)
    sheet.dabs([Dab(ellipse(size * 0.22, size * 0.64, size * 0.03), (*SHADOW, 255))])
    return sheet.image


def _flower(size: int, rng: Random) -> Image.Image:
    sheet = Sheet((size + 4, size + 4))
    c, tone = size / 2 + 2, rng.choice(((250, 240, 214), (246, 214, 96), (240, 190, 180)))
    petals = [leaf(c, c, size * 0.47, size * 0.28, a) for a in range(0, 360, 72)]
    sheet.shape(tone, *petals, depth=size * 0.05)
    sheet.shape((222, 160, 40), ellipse(c, c, size * 0.1), depth=2)
    return sheet.image


def _herb_leaf(size: int, rng: Random) -> Image.Image:
    sheet = Sheet((size + 6, int(size * 0.6)))
    tone = mix(LEAF, LEAF_PALE, rng.uniform(0, 0.5))
    stamp = sheet.shape(
        tone,
        leaf(3, size * 0.3, size * 0.96, size * 0.42, rng.uniform(-8, 8), rng.uniform(-14, 14)),
        depth=size * 0.05,
    )
    sheet.strokes(
        [Stroke([(3, size * 0.3), (size * 0.9, size * 0.3)], size / 45, (*lighter(tone, 0.4), 255))], inside=stamp
    )
    return sheet.image


def _jujube(size: int, rng: Random) -> Image.Image:
    return _oval(size, rng, mix(MADDER, (120, 40, 20), rng.random()), 0.7, (96, 24, 20))


KINDS: dict[str, Callable[[int, Random], Image.Image]] = {
    "rice": _kernel((250, 244, 226), 0.42),
    "gold_rice": _kernel((222, 176, 84), 0.38),
    "soy": _kernel((226, 190, 112), 0.86),
    "sesame": _kernel((244, 226, 184), 0.56),
    "black_sesame": _kernel((54, 44, 40), 0.56),
    "red_kernel": _kernel((186, 96, 72), 0.7),
    "pale_kernel": _kernel((238, 206, 144), 0.66),
    "lotus_seed": _kernel((244, 230, 192), 0.84, (180, 146, 96)),
    "sachi_seed": _kernel((92, 58, 38), 0.88, (140, 100, 66)),
    "mung": _kernel((232, 196, 84), 0.72),
    "pepper": _kernel((58, 44, 38), 0.95),
    "bean": _kernel((120, 146, 70), 0.8),
    "peanut": _peanut,
    "root_slice": _root_slice,
    "dry_slice": _dry_slice,
    "ginger": _ginger,
    "tea": _tea,
    "dry_leaf": _dry_leaf,
    "chilli": _chilli,
    "ring": _ring,
    "garlic": _garlic,
    "lime": _lime,
    "bark": _bark,
    "pod": _pod,
    "chunk": _chunk,
    "cocoon": _cocoon,
    "fish": _fish,
    "shrimp": _shrimp,
    "flower": _flower,
    "herb_leaf": _herb_leaf,
    "jujube": _jujube,
    "white": _kernel(WHITE, 0.8),
}
