"""Small ornaments of the demo pictures: brocade bands and the emblems on hand-made labels."""

import math
from functools import lru_cache

from PIL import Image

from marketplace.demo.pictures.geometry import Outline, Point, box, ellipse, leaf, shift, spline, taper, turn
from marketplace.demo.pictures.paint import Dab, Sheet, Stroke
from marketplace.demo.pictures.palette import Colour


@lru_cache(maxsize=128)
def band(size: tuple[int, int], ground: Colour, figure: Colour, accent: Colour, kind: str = "diamond") -> Image.Image:
    """Return a strip of brocade: diamonds, zigzags, hooks, steps or stars in a row."""
    wide, high = size
    sheet = Sheet(size, ground)
    cell = high * (1.0 if kind in ("zigzag", "steps") else 1.25)
    count = max(1, round(wide / cell))
    cell = wide / count
    touches: list[Dab] = []
    for i in range(-1, count + 1):
        touches += _FIGURES[kind](cell * (i + 0.5), high / 2, cell / 2, high / 2, figure, accent)
    sheet.dabs(touches)
    return sheet.image


def _diamond(cx: float, cy: float, rx: float, ry: float) -> Outline:
    return [(cx - rx, cy), (cx, cy - ry), (cx + rx, cy), (cx, cy + ry)]


def _diamonds(cx: float, cy: float, rx: float, ry: float, figure: Colour, accent: Colour) -> list[Dab]:
    rings = [(0.94, figure), (0.66, accent), (0.42, figure)]
    corners = [Dab(_diamond(cx + rx, cy + s * ry, rx * 0.3, ry * 0.3), accent) for s in (-1, 1)]
    return [Dab(_diamond(cx, cy, rx * k, ry * k), c) for k, c in rings] + corners


def _zigzags(cx: float, cy: float, rx: float, ry: float, figure: Colour, accent: Colour) -> list[Dab]:
    up = [(cx - rx, cy + ry * 0.9), (cx, cy - ry * 0.9), (cx + rx, cy + ry * 0.9), (cx + rx, cy + ry * 0.4)]
    up += [(cx, cy - ry * 1.4), (cx - rx, cy + ry * 0.4)]
    return [Dab(up, figure), Dab(_diamond(cx, cy + ry * 0.55, rx * 0.3, ry * 0.3), accent)]


def _hooks(cx: float, cy: float, rx: float, ry: float, figure: Colour, accent: Colour) -> list[Dab]:
    marks = [
        Dab(_diamond(cx, cy, rx * 0.5, ry * 0.62), figure),
        Dab(_diamond(cx, cy, rx * 0.22, ry * 0.3), accent),
    ]
    for sx in (-1, 1):
        for sy in (-1, 1):
            arm = [
                (cx + sx * rx * a, cy + sy * ry * b) for a, b in ((0.35, 0.3), (0.75, 0.85), (0.95, 0.5), (0.8, 0.35))
            ]
            marks.append(Dab(arm, figure))
    return marks


def _steps(cx: float, cy: float, rx: float, ry: float, figure: Colour, accent: Colour) -> list[Dab]:
    marks = []
    for k, (w, c) in enumerate(((0.9, figure), (0.6, accent), (0.3, figure))):
        y = cy + ry * (0.9 - k * 0.55)
        marks.append(Dab(box(cx - rx * w, y - ry * 0.5, cx + rx * w, y), c))
    return marks


def _stars(cx: float, cy: float, rx: float, ry: float, figure: Colour, accent: Colour) -> list[Dab]:
    r = min(rx, ry) * 0.92
    star = [(cx + r * k * math.cos(a), cy + r * k * math.sin(a)) for k, a in _star_angles(8)]
    return [Dab(star, figure), Dab(_diamond(cx, cy, r * 0.3, r * 0.3), accent)]


def _star_angles(points: int) -> list[tuple[float, float]]:
    return [(1.0 if i % 2 == 0 else 0.42, math.pi * i / points) for i in range(points * 2)]


_FIGURES = {"diamond": _diamonds, "zigzag": _zigzags, "hook": _hooks, "steps": _steps, "star": _stars}


@lru_cache(maxsize=128)
def emblem(kind: str, side: int, colour: Colour) -> Image.Image:
    """Return a small one-colour picture for a label, such as `mountain`, `fish` or `flower`."""
    sheet = Sheet((side, side))
    outlines, lines = _EMBLEMS[kind](side / 2, side / 2, side * 0.42)
    if outlines:
        sheet.dabs([Dab(o, (*colour, 255)) for o in outlines])
    sheet.strokes([Stroke(line, max(1.5, side * 0.035), (*colour, 255)) for line in lines])
    return sheet.image


Emblem = tuple[list[Outline], list[Outline]]


def _petals(cx: float, cy: float, r: float, count: int, wide: float, start: float = -90) -> list[Outline]:
    return [
        leaf(*_polar(cx, cy, r * 0.16, start + 360 * i / count), r * 0.84, r * wide, start + 360 * i / count)
        for i in range(count)
    ]


def _polar(cx: float, cy: float, r: float, degrees: float) -> Point:
    return (cx + r * math.cos(math.radians(degrees)), cy + r * math.sin(math.radians(degrees)))


def _mountain(cx: float, cy: float, r: float) -> Emblem:
    peak = [
        (cx - r, cy + r * 0.5),
        (cx - r * 0.35, cy - r * 0.5),
        (cx, cy),
        (cx + r * 0.3, cy - r * 0.3),
        (cx + r, cy + r * 0.5),
    ]
    return [peak], [
        [(cx - r, cy + r * 0.75), (cx + r, cy + r * 0.75)],
        ellipse(cx + r * 0.45, cy - r * 0.65, r * 0.2),
    ]


def _fish(cx: float, cy: float, r: float) -> Emblem:
    body = leaf(cx + r * 0.95, cy, r * 1.6, r * 0.8, 180)
    tail = [(cx - r * 0.45, cy), (cx - r, cy - r * 0.45), (cx - r * 0.8, cy), (cx - r, cy + r * 0.45)]
    return [body, tail], [[(cx - r, cy + r * 0.8), (cx + r, cy + r * 0.8)]]


def _flower(cx: float, cy: float, r: float) -> Emblem:
    return _petals(cx, cy, r, 5, 0.62), [ellipse(cx, cy, r * 0.1)]


def _lotus(cx: float, cy: float, r: float) -> Emblem:
    angles = (-150, -120, -90, -60, -30)
    return [leaf(cx, cy + r * 0.6, r * (1.3 - abs(a + 90) / 200), r * 0.42, a) for a in angles], [
        [(cx - r, cy + r * 0.8), (cx + r, cy + r * 0.8)]
    ]


def _sprig(cx: float, cy: float, r: float) -> Emblem:
    spine = [(cx, cy + r - r * 2 * i / 8) for i in range(9)]
    leaves = [
        leaf(cx, cy + r - r * 0.42 * i, r * 0.75, r * 0.26, a) for i in range(1, 5) for a in (-150 + i * 8, -30 - i * 8)
    ]
    return [*leaves, leaf(cx, cy - r * 0.5, r * 0.6, r * 0.26, -90)], [spine]


def _grain(cx: float, cy: float, r: float) -> Emblem:
    spine = spline([(cx - r * 0.4, cy + r), (cx - r * 0.1, cy), (cx + r * 0.5, cy - r * 0.8)])
    seeds = [leaf(x, y, r * 0.42, r * 0.2, a) for i, (x, y) in enumerate(spine[3:]) if i % 2 == 0 for a in (-100, 0)]
    return seeds, [spine]


def _bee(cx: float, cy: float, r: float) -> Emblem:
    hexes = [turn(_hexagon(cx, cy, r * 0.36), 30, (cx, cy))]
    hexes += [
        shift(hexes[0], r * 0.66 * math.cos(a), r * 0.66 * math.sin(a)) for a in (math.tau * i / 6 for i in range(6))
    ]
    return [], [[*h, h[0]] for h in hexes]


def _hexagon(cx: float, cy: float, r: float) -> Outline:
    return [(cx + r * math.cos(math.tau * i / 6), cy + r * math.sin(math.tau * i / 6)) for i in range(6)]


def _jar(cx: float, cy: float, r: float) -> Emblem:
    body = spline(
        [
            (cx - r * 0.35, cy - r * 0.6),
            (cx - r * 0.75, cy),
            (cx - r * 0.4, cy + r * 0.85),
            (cx + r * 0.4, cy + r * 0.85),
            (cx + r * 0.75, cy),
            (cx + r * 0.35, cy - r * 0.6),
        ],
        closed=True,
    )
    return [body, box(cx - r * 0.42, cy - r * 0.95, cx + r * 0.42, cy - r * 0.7)], []


def _drop(cx: float, cy: float, r: float) -> Emblem:
    return [
        spline(
            [(cx, cy - r), (cx + r * 0.55, cy + r * 0.25), (cx, cy + r * 0.9), (cx - r * 0.55, cy + r * 0.25)],
            closed=True,
        )
    ], []


def _gate(cx: float, cy: float, r: float) -> Emblem:
    wall = [(cx - r, cy + r * 0.7), (cx - r, cy - r * 0.4), (cx + r, cy - r * 0.4), (cx + r, cy + r * 0.7)]
    arches = [
        [
            *ellipse(cx + d * r, cy + r * 0.2, r * 0.2, start=180),
            (cx + d * r + r * 0.2, cy + r * 0.7),
            (cx + d * r - r * 0.2, cy + r * 0.7),
            (cx + d * r - r * 0.2, cy + r * 0.2),
        ]
        for d in (-0.58, 0, 0.58)
    ]
    return [], [
        [*wall, wall[0]],
        *arches,
        [
            (cx - r * 0.5, cy - r * 0.4),
            (cx - r * 0.5, cy - r * 0.75),
            (cx + r * 0.5, cy - r * 0.75),
            (cx + r * 0.5, cy - r * 0.4),
        ],
    ]


def _root(cx: float, cy: float, r: float) -> Emblem:
    legs = [
        spline([(cx, cy - r * 0.4), (cx + s * r * 0.25, cy + r * 0.2), (cx + s * r * 0.3, cy + r)])
        for s in (-1, 0.1, 1.2)
    ]
    body = taper(spline([(cx, cy - r * 0.6), (cx, cy + r * 0.3)]), lambda t: r * (0.5 - 0.1 * t))
    return [body, *(taper(leg, lambda t: r * 0.3 * (1.05 - t)) for leg in legs)], [
        spline([(cx, cy - r * 0.5), (cx - r * 0.4, cy - r)]),
        spline([(cx, cy - r * 0.5), (cx + r * 0.3, cy - r)]),
    ]


def _wave(cx: float, cy: float, r: float) -> Emblem:
    return [], [
        [(cx - r + r * i / 6, cy + k * r * 0.45 + r * 0.14 * math.sin(i * 1.1)) for i in range(13)] for k in (-1, 0, 1)
    ]


_EMBLEMS = {
    "mountain": _mountain,
    "fish": _fish,
    "flower": _flower,
    "lotus": _lotus,
    "sprig": _sprig,
    "grain": _grain,
    "comb": _bee,
    "jar": _jar,
    "drop": _drop,
    "gate": _gate,
    "root": _root,
    "wave": _wave,
}
