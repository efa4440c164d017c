"""Country of the demo pictures: sky, ridges, terraces, fields and water, far things paler than near ones."""

import math
from collections.abc import Sequence
from random import Random

from marketplace.demo.pictures.botany import crown, foliage, shade_leaf
from marketplace.demo.pictures.geometry import Outline, Point, ellipse, even, leaf, spline, taper
from marketplace.demo.pictures.paint import Dab, Ramp, Sheet, Stamp, Stroke, down
from marketplace.demo.pictures.palette import (
    LEAF,
    LIGHT,
    SHADOW,
    WHITE,
    Colour,
    darker,
    lighter,
    mix,
)

SKIES: dict[str, tuple[Colour, ...]] = {
    "dawn": ((150, 178, 200), (226, 206, 186), (252, 218, 164)),
    "noon": ((112, 168, 204), (176, 208, 218), (236, 236, 218)),
    "dusk": ((92, 96, 140), (206, 130, 112), (250, 190, 116)),
    "mist": ((186, 200, 200), (220, 224, 214), (242, 236, 220)),
    "gold": ((208, 184, 138), (240, 214, 160), (254, 236, 196)),
    "night": ((30, 34, 62), (62, 52, 74), (150, 86, 66)),
    "rain": ((132, 150, 154), (176, 190, 186), (212, 218, 206)),
}
HAZE: dict[str, Colour] = {k: v[-1] for k, v in SKIES.items()}


def sky(kind: str, size: tuple[int, int] = (1200, 900), share: float = 0.6, sun: Point | None = None) -> Sheet:
    """Return a sheet with the sky painted down to `share` of its height, and a sun if asked."""
    colours = SKIES[kind]
    stops = ((0.0, colours[0]), (share * 0.55, colours[1]), (share, colours[2]), (1.0, darker(colours[2], 0.2)))
    sheet = Sheet(size, Ramp(stops).fill(size))
    if sun:
        sheet.glow(LIGHT, ellipse(*sun, 90), soft=60, alpha=0.8)
        sheet.shape((255, 240, 204) if kind != "dusk" else (252, 196, 110), ellipse(*sun, 38), soft=2, grain=0)
    return sheet


def clouds(sheet: Sheet, seed: int, count: int = 5, top: float = 40, low: float = 240, colour: Colour = WHITE) -> None:
    """Paint a few drifting clouds, flat below and round above."""
    rng = Random(seed)
    for _ in range(count):
        x, y, wide = rng.uniform(0, sheet.size[0]), rng.uniform(top, low), rng.uniform(70, 190)
        puffs = [
            ellipse(
                x + rng.uniform(-1, 1) * wide,
                y - rng.uniform(0, 0.16) * wide,
                wide * rng.uniform(0.25, 0.5),
                wide * rng.uniform(0.08, 0.15),
            )
            for _ in range(5)
        ]
        sheet.glow(colour, *puffs, soft=10, alpha=0.62)


def ridge(
    sheet: Sheet,
    base: float,
    high: float,
    colour: Colour,
    seed: int,
    *,
    haze: Colour = LIGHT,
    peaks: float = 2.0,
    rough: float = 0.25,
    trees: bool = True,
) -> Stamp:
    """Paint a range of hills whose feet fade into haze; returns its mask."""
    rng = Random(seed)
    phase = [rng.uniform(0, math.tau) for _ in range(4)]
    points: Outline = []
    for i in range(81):
        t = i / 80
        wave = (
            math.sin(t * peaks * math.tau + phase[0]) * 0.55 + math.sin(t * peaks * 2.3 * math.tau + phase[1]) * rough
        )
        wave += math.sin(t * peaks * 5.1 * math.tau + phase[2]) * rough * 0.35 + rng.uniform(-1, 1) * rough * 0.05
        points.append((sheet.size[0] * t, base - high * (0.5 + 0.5 * wave)))
    return _slope(sheet, points, base, colour, haze, rng, trees, 160)


def mountain(
    sheet: Sheet,
    cx: float,
    base: float,
    wide: float,
    high: float,
    colour: Colour,
    seed: int,
    *,
    haze: Colour = LIGHT,
    sharp: float = 1.3,
    trees: bool = True,
) -> Stamp:
    """Paint one mountain standing alone, such as núi Báo or núi Nưa."""
    rng = Random(seed)
    points: Outline = []
    for i in range(41):
        t = i / 40 * 2 - 1
        lift = (1 - abs(t) ** sharp) * (1 + 0.1 * math.sin(t * 7 + seed)) + 0.04 * math.sin(t * 19 + seed)
        points.append((cx + t * wide / 2, base - high * max(0, lift)))
    return _slope(sheet, points, base, colour, haze, rng, trees)


def _slope(
    sheet: Sheet,
    points: Outline,
    base: float,
    colour: Colour,
    haze: Colour,
    rng: Random,
    trees: bool,
    foot: float = 30,
) -> Stamp:
    body = [*points, (points[-1][0], base + foot), (points[0][0], base + foot)]
    top = min(y for _, y in points)
    knee = (base - top) / (base + foot - top)
    stamp = sheet.shape(
        Ramp(
            (
                (0.0, lighter(colour, 0.06)),
                (knee * 0.5, colour),
                (knee, mix(colour, haze, 0.55)),
                (1.0, mix(colour, haze, 0.9 if foot > 30 else 0.6)),
            )
        ),
        body,
        depth=16,
        dark=0.3,
        shine=0.35,
        grain=0.8,
    )
    if trees:
        tones = (darker(colour, 0.16), lighter(colour, 0.14), darker(colour, 0.08))
        touches = []
        for _ in range(260):
            x, y = rng.uniform(points[0][0], points[-1][0]), rng.uniform(top, base)
            size = rng.uniform(5, 12)
            touches.append(Dab(ellipse(x, y, size, size * 0.62), (*rng.choice(tones), 90)))
        sheet.dabs(touches, inside=stamp)
    return stamp


def karst(
    sheet: Sheet, base: float, high: float, colour: Colour, seed: int, count: int = 5, haze: Colour = LIGHT
) -> None:
    """Paint steep limestone towers with bare pale cliffs."""
    rng = Random(seed)
    for i in range(count):
        cx, wide, tall = (
            sheet.size[0] * (i + rng.uniform(0.1, 0.9)) / count,
            rng.uniform(110, 230),
            high * rng.uniform(0.55, 1),
        )
        knots = [
            (cx - wide / 2, base + 20),
            (cx - wide * 0.42, base - tall * 0.5),
            (cx - wide * 0.2, base - tall * 0.92),
            (cx + wide * 0.08, base - tall),
            (cx + wide * 0.34, base - tall * 0.7),
            (cx + wide * 0.46, base - tall * 0.3),
            (cx + wide / 2, base + 20),
        ]
        tone = mix(colour, haze, rng.uniform(0, 0.3))
        stamp = sheet.shape(down(tone, mix(tone, haze, 0.45)), spline(knots, steps=6), depth=18, dark=0.4, grain=1.0)
        cliffs = [
            Stroke(
                [
                    (x, base - tall * rng.uniform(0.4, 0.8)),
                    (x + rng.uniform(-8, 8), base - tall * rng.uniform(0.1, 0.4)),
                ],
                rng.uniform(4, 11),
                (*mix(haze, (150, 146, 136), 0.4), 120),
            )
            for x in (cx + wide * rng.uniform(-0.4, 0.4) for _ in range(6))
        ]
        sheet.strokes(cliffs, inside=stamp)


def ground(
    sheet: Sheet,
    top: float,
    colour: Colour,
    seed: int,
    *,
    low: float | None = None,
    tufts: int = 520,
    far: Colour | None = None,
) -> Stamp:
    """Paint level ground from `top` to the lower edge with tufts that grow nearer."""
    rng = Random(seed)
    low = sheet.size[1] + 4 if low is None else low
    edge = [(sheet.size[0] * i / 12, top + 4 * math.sin(i * 1.9 + seed)) for i in range(13)]
    stamp = sheet.shape(
        down(far or lighter(colour, 0.3), colour, darker(colour, 0.25)),
        [*edge, (sheet.size[0], low), (0, low)],
        grain=0.8,
    )
    touches = []
    for _ in range(tufts):
        share = rng.random() ** 1.6
        x, y, size = rng.uniform(0, sheet.size[0]), top + 6 + (low - top) * share, 3 + 15 * share
        tone = rng.choice((lighter(colour, 0.2), darker(colour, 0.2), darker(colour, 0.32)))
        touches.append(
            Dab(
                [(x - size, y), (x - size * 0.2, y - size * 0.5), (x + size, y), (x, y + size * 0.16)],
                (*tone, 190),
            )
        )
    sheet.dabs(touches, inside=stamp)
    return stamp


def rows(
    sheet: Sheet,
    top: float,
    vanish: float,
    colours: Sequence[Colour],
    seed: int,
    *,
    count: int = 13,
    size: float = 78,
    bloom: Colour | None = None,
    low: float | None = None,
    steps: int = 13,
) -> None:
    """Plant rows that run to a vanishing point on the horizon, each plant a tuft of leaves."""
    rng = Random(seed)
    low = low or sheet.size[1] + 40
    touches: list[Dab] = []
    for s in range(steps):
        share = (s / (steps - 1)) ** 1.9
        y = top + 8 + (low - top) * share
        scale = 0.1 + 0.9 * share
        for r in range(count):
            x = vanish + (r - (count - 1) / 2) * sheet.size[0] * 0.28 * scale + rng.uniform(-5, 5) * scale
            if -80 < x < sheet.size[0] + 80:
                touches += _tuft(rng, x, y, size * scale, colours, bloom)
    sheet.dabs(touches)


def _tuft(rng: Random, x: float, y: float, size: float, colours: Sequence[Colour], bloom: Colour | None) -> list[Dab]:
    marks = [Dab(ellipse(x + size * 0.14, y + size * 0.1, size * 0.9, size * 0.2), (*SHADOW, 90))]
    spread = 9 if size > 16 else 5
    for i in range(spread):
        angle = -90 + (i - (spread - 1) / 2) * 150 / spread + rng.uniform(-8, 8)
        tone = mix(rng.choice(list(colours)), LIGHT, 0.12 if angle < -90 else 0)
        marks.append(Dab(leaf(x, y + size * 0.06, size * rng.uniform(0.8, 1.15), size * 0.3, angle), (*tone, 255)))
    if bloom and rng.random() < 0.4:
        marks.append(Dab(ellipse(x + rng.uniform(-0.3, 0.3) * size, y - size * 0.8, size * 0.17), (*bloom, 255)))
    return marks


def furrows(sheet: Sheet, top: float, vanish: float, colour: Colour, count: int = 14, low: float | None = None) -> None:
    """Paint the ridges of worked soil running to the horizon."""
    low = low or sheet.size[1] + 4
    lines = []
    for i in range(count):
        x0, x1 = vanish + (i - count / 2) * 16, vanish + (i - count / 2 + 0.0) * sheet.size[0] * 0.2
        lines.append(Dab([(x0, top), (x0 + 5, top), (x1 + 90, low), (x1, low)], (*darker(colour, 0.34), 130)))
        lines.append(Dab([(x0 + 5, top), (x0 + 8, top), (x1 + 150, low), (x1 + 96, low)], (*lighter(colour, 0.2), 110)))
    sheet.dabs(lines)


def terraces(
    sheet: Sheet,
    top: float,
    low: float,
    colours: Sequence[Colour],
    seed: int,
    *,
    levels: int = 9,
    bulge: float = 60,
    wet: bool = False,
) -> None:
    """Paint rice terraces stepping down a slope towards us, their edges bowed round the hill."""
    rng = Random(seed)
    phase = rng.uniform(0, 6)
    for i in range(levels):
        share = (i / levels) ** 1.35
        y = top + (low - top) * share
        step = (low - top) * (((i + 1) / levels) ** 1.35 - share)
        sway = bulge * (0.3 + share)
        edge = [
            (
                sheet.size[0] * k / 20,
                y
                + sway * math.sin(k / 20 * math.pi * 1.7 + phase + i * 0.16) * 0.5
                + sway * 0.2 * math.sin(k * 0.9 + i),
            )
            for k in range(-1, 22)
        ]
        tone = colours[i % len(colours)]
        body = [*edge, (sheet.size[0] + 60, low + sway + 60), (-60, low + sway + 60)]
        fill = (
            down(lighter(tone, 0.35), tone, darker(tone, 0.3))
            if not wet
            else down((226, 222, 206), mix(tone, (190, 206, 206), 0.6), tone)
        )
        stamp = sheet.shape(fill, body, grain=0.5)
        sheet.shape(darker(tone, 0.42), taper(edge, even(max(2.5, step * 0.16))))
        sheet.shape(
            lighter(tone, 0.5),
            taper([(a, b - max(1, step * 0.1)) for a, b in edge], even(max(1.5, step * 0.07))),
        )
        blades = []
        for _ in range(int(60 + step)):
            k = rng.randrange(len(edge))
            x = edge[k][0] + rng.uniform(-30, 30)
            yy = edge[k][1] + rng.uniform(0.2, 0.95) * step
            size = 4 + step * 0.12
            blades.append(
                Dab(
                    [(x - 1.5, yy), (x + rng.uniform(-3, 3), yy - size), (x + 1.5, yy)],
                    (*rng.choice((lighter(tone, 0.25), darker(tone, 0.2))), 160),
                )
            )
        sheet.dabs(blades, inside=stamp)


def path_to(sheet: Sheet, top: float, x: float, colour: Colour, wide: float = 300, bend: float = 80) -> None:
    """Paint a dirt path from far away to the front."""
    points = [
        (x + bend * math.sin(t * 3) * (1 - t * 0.3), top + (sheet.size[1] + 20 - top) * t**1.4)
        for t in (i / 10 for i in range(11))
    ]
    sheet.shape(down(lighter(colour, 0.25), colour), taper(points, lambda t: 8 + wide * t**1.6), grain=1.0, soft=2)


def hedge(sheet: Sheet, y: float, high: float, colour: Colour, seed: int, x0: float = -20, x1: float = 0) -> None:
    """Paint a line of distant trees."""
    rng = Random(seed)
    x, x1 = x0, x1 or sheet.size[0] + 20
    heads = []
    while x < x1:
        wide = rng.uniform(0.7, 1.5) * high
        tones = shade_leaf(mix(colour, LEAF, rng.uniform(0, 0.4)))
        heads.append(
            crown(rng, x, y - high * 0.4, wide * 0.7, high * rng.uniform(0.45, 0.7), tones, max(9, high * 0.24))
        )
        x += wide * 0.85
    meadow = mix(colour, (196, 198, 136), 0.62)
    strip = [(x0, y - high * 0.2), (x1, y - high * 0.2), (x1, y + 130), (x0, y + 130)]
    sheet.shape(down(meadow, lighter(meadow, 0.2)), strip, grain=0.6)
    foliage(sheet, heads)


def mist(sheet: Sheet, y: float, high: float = 40, alpha: float = 0.6, colour: Colour = (250, 244, 230)) -> None:
    """Lay a band of mist across."""
    sheet.glow(colour, ellipse(sheet.size[0] * 0.4, y, sheet.size[0] * 0.7, high * 0.6), soft=high * 0.6, alpha=alpha)
