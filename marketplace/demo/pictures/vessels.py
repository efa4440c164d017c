"""Bottles, jars and bowls of the demo pictures, each a sprite that stands on its foot."""

from collections.abc import Sequence
from random import Random

from PIL import Image

from marketplace.demo.pictures.geometry import Outline, Point, box, ellipse, lathe, spline
from marketplace.demo.pictures.labels import bent
from marketplace.demo.pictures.paint import Fill, Sheet, Stroke, down, turned
from marketplace.demo.pictures.palette import (
    CLAY,
    CREAM,
    LEAF,
    LEAF_DEEP,
    SHADOW,
    WHITE,
    Colour,
    darker,
    lighter,
    mix,
)

Profile = Sequence[Point]

# half width and height as shares of the whole height, from the mouth down
TALL: Profile = (
    (0.052, 0.1),
    (0.052, 0.24),
    (0.07, 0.3),
    (0.128, 0.37),
    (0.142, 0.43),
    (0.142, 0.95),
    (0.132, 1.0),
)
SLIM: Profile = (
    (0.045, 0.1),
    (0.045, 0.3),
    (0.06, 0.38),
    (0.105, 0.48),
    (0.112, 0.55),
    (0.112, 0.96),
    (0.105, 1.0),
)
ROUND: Profile = ((0.05, 0.1), (0.05, 0.28), (0.09, 0.36), (0.2, 0.5), (0.235, 0.66), (0.225, 0.88), (0.17, 1.0))
SQUARE: Profile = ((0.06, 0.1), (0.06, 0.2), (0.1, 0.235), (0.165, 0.26), (0.17, 0.3), (0.17, 0.97), (0.16, 1.0))
SMALL: Profile = ((0.09, 0.16), (0.09, 0.25), (0.13, 0.3), (0.21, 0.36), (0.225, 0.42), (0.225, 0.95), (0.21, 1.0))
MILK: Profile = (
    (0.085, 0.1),
    (0.085, 0.16),
    (0.09, 0.22),
    (0.15, 0.34),
    (0.165, 0.42),
    (0.165, 0.94),
    (0.15, 1.0),
)
HONEY: Profile = ((0.15, 0.14), (0.15, 0.2), (0.19, 0.24), (0.29, 0.33), (0.305, 0.42), (0.3, 0.9), (0.25, 1.0))
JAR: Profile = ((0.24, 0.14), (0.24, 0.17), (0.3, 0.22), (0.33, 0.3), (0.33, 0.92), (0.3, 1.0))
GOURD: Profile = (
    (0.04, 0.1),
    (0.05, 0.18),
    (0.13, 0.27),
    (0.15, 0.36),
    (0.085, 0.47),
    (0.19, 0.6),
    (0.25, 0.76),
    (0.21, 0.93),
    (0.13, 1.0),
)
CRUET: Profile = (
    (0.07, 0.1),
    (0.05, 0.2),
    (0.05, 0.36),
    (0.1, 0.5),
    (0.21, 0.66),
    (0.25, 0.8),
    (0.23, 0.95),
    (0.2, 1.0),
)

URN: Profile = ((0.24, 0.06), (0.22, 0.1), (0.3, 0.2), (0.42, 0.38), (0.43, 0.52), (0.34, 0.8), (0.25, 1.0))
CROCK: Profile = ((0.3, 0.08), (0.28, 0.13), (0.36, 0.24), (0.4, 0.4), (0.38, 0.75), (0.3, 1.0))
VAT: Profile = ((0.34, 0.04), (0.37, 0.1), (0.42, 0.3), (0.42, 0.6), (0.36, 0.9), (0.32, 1.0))
POT: Profile = ((0.26, 0.12), (0.25, 0.18), (0.42, 0.36), (0.48, 0.58), (0.42, 0.84), (0.28, 1.0))


def scaled(profile: Profile, high: float, top: float = 0) -> list[Point]:
    """Return a profile in pixels for a vessel of the given height."""
    return [(w * high, top + y * high) for w, y in profile]


def bottle(
    profile: Profile,
    high: int,
    liquid: Colour,
    sticker: Image.Image | None = None,
    *,
    cap: Colour = SHADOW,
    level: float = 0.3,
    glass: Colour = (196, 210, 196),
    at: float = 0.7,
    sediment: Colour | None = None,
) -> Image.Image:
    """Return a glass bottle filled from `level` (share of its height from the top) down."""
    half = max(w for w, _ in profile) * high
    sheet = Sheet((int(half * 2) + 8, high + int(half * 0.16) + 4))
    cx = sheet.size[0] / 2
    body = lathe(cx, scaled(profile, high))
    sheet.shape(turned(glass, 0.6, 0.4), body, grain=0, alpha=0.62)
    surface = box(0, high * level, sheet.size[0], high * 1.1)
    whole = sheet._stamp([body], 2)
    filled = sheet.shape(turned(liquid, 0.34, 0.55), surface, grain=0, alpha=0.97, inside=whole)
    if sediment:
        sheet.shape(
            down(liquid, sediment, darker(sediment)),
            box(0, high * 0.8, sheet.size[0], high * 1.1),
            alpha=0.8,
            soft=8,
            inside=filled,
        )
    sheet.glow(
        lighter(liquid, 0.55),
        ellipse(cx + half * 0.25, high * 0.9, half * 0.4, high * 0.05),
        soft=high * 0.03,
        alpha=0.5,
    )
    neck = max(w for w, y in profile if y <= level + 0.02) * high
    sheet.shape(lighter(liquid, 0.35), ellipse(cx, high * level, neck * 0.92, neck * 0.13), alpha=0.8, grain=0)
    if sticker:
        stick(sheet, sticker, cx, high * at, _room(profile, at, sticker.height / sticker.width) * high - 2)
    _gleam(sheet, profile, cx, high)
    _cap(sheet, profile, cx, high, cap)
    return sheet.image


def _room(profile: Profile, at: float, shape: float) -> float:
    """Return how wide a label of the given height to width may be, as a share of the bottle's height."""
    side = spline(profile, steps=8)
    wide = 2 * max(w for w, _ in side)
    for _ in range(4):
        reach = wide * shape / 2
        wide = 2 * min([w for w, y in side if abs(y - at) <= reach] or [wide / 2])
    return wide


def stick(sheet: Sheet, sticker: Image.Image, cx: float, y: float, wide: float) -> None:
    """Stick a label round an upright vessel, its middle at (cx, y)."""
    scale = wide / sticker.width
    size = (int(wide), int(sticker.height * scale))
    round_ = bent(sticker.resize(size, Image.Resampling.LANCZOS))
    sheet.image.alpha_composite(round_, (int(cx - wide / 2), int(y - size[1] / 2)))


def _gleam(sheet: Sheet, profile: Profile, cx: float, high: float) -> None:
    """Two reflections of the window, a broad one left and a thin one right."""
    side = spline(scaled(profile, high), steps=6)
    inner = [(cx - w * 0.78, y) for w, y in side[2:-3]]
    outer = [(cx - w * 0.6, y) for w, y in side[2:-3]]
    sheet.shape(WHITE, inner + outer[::-1], alpha=0.42, soft=max(1.0, high / 260), grain=0)
    thin = [(cx + w * 0.86, y) for w, y in side[2:-3]]
    thick = [(cx + w * 0.8, y) for w, y in side[2:-3]]
    sheet.shape(WHITE, thin + thick[::-1], alpha=0.25, soft=1.2, grain=0)


def _cap(sheet: Sheet, profile: Profile, cx: float, high: float, cap: Colour) -> None:
    neck, top = profile[0][0] * high, profile[0][1] * high
    wide = neck * 1.18
    lid = lathe(cx, [(wide, top * 0.25), (wide, top * 1.25)], 0.2, smooth=0)
    sheet.shape(turned(cap, 0.4, 0.55), lid, grain=0.1)
    sheet.shape(lighter(cap, 0.25), ellipse(cx, top * 0.25, wide * 0.96, wide * 0.19), grain=0.1)


def glass_jar(
    high: int,
    inside: Image.Image | Colour,
    sticker: Image.Image | None = None,
    *,
    cap: Colour = (196, 160, 90),
    cloth: Colour | None = None,
    profile: Profile = JAR,
    at: float = 0.66,
) -> Image.Image:
    """Return a glass jar whose contents show; its lid is metal, or tied over with cloth."""
    half = max(w for w, _ in profile) * high
    sheet = Sheet((int(half * 2) + 30, high + int(half * 0.2)))
    cx = sheet.size[0] / 2
    body = lathe(cx, scaled(profile, high))
    stamp = sheet.shape((214, 222, 208), body, alpha=0.4, grain=0)
    fill: Fill = inside
    sheet.shape(fill, box(0, high * 0.24, sheet.size[0], high * 1.2), inside=stamp, grain=0.1)
    sheet.shape(turned((120, 110, 90), 0.9, 0.8), body, alpha=0.3, grain=0)
    if sticker:
        stick(sheet, sticker, cx, high * at, half * 1.66)
    _gleam(sheet, profile, cx, high)
    (_cloth_cover if cloth else _lid)(sheet, profile, cx, high, cloth or cap)
    return sheet.image


def _lid(sheet: Sheet, profile: Profile, cx: float, high: float, cap: Colour) -> None:
    wide, low = profile[0][0] * high * 1.06, (profile[0][1] + 0.035) * high
    sheet.shape(turned(cap, 0.55, 0.5), lathe(cx, [(wide, high * 0.045), (wide, low)], 0.12, smooth=0), grain=0.1)
    lines = [
        Stroke([(cx + wide * k, high * 0.07), (cx + wide * k, low + 4)], 1, (*darker(cap, 0.35), 120)) for k in _ribs()
    ]
    sheet.strokes(lines)
    sheet.shape(down(lighter(cap, 0.5), cap), ellipse(cx, high * 0.045, wide * 0.97, wide * 0.115), grain=0.1)


def _ribs() -> list[float]:
    return [-0.96, -0.86, -0.72, -0.55, -0.37, -0.19, 0, 0.19, 0.37, 0.55, 0.72, 0.86, 0.96]


def _cloth_cover(sheet: Sheet, profile: Profile, cx: float, high: float, cloth: Colour) -> None:
    wide = profile[0][0] * high
    tie = (profile[0][1] + 0.02) * high
    skirt = _skirt(cx, wide, tie, high)
    sheet.shape(turned(cloth, 0.3, 0.5), skirt, depth=4)
    sheet.shape(
        lighter(cloth, 0.15),
        spline(
            [
                (cx - wide * 1.02, tie),
                (cx - wide * 0.8, high * 0.04),
                (cx, high * 0.01),
                (cx + wide * 0.8, high * 0.04),
                (cx + wide * 1.02, tie),
            ]
        ),
        depth=10,
    )
    pleats = [
        Stroke([(cx + wide * k, tie), (cx + wide * k * 1.14, tie + high * 0.08)], 2, (*darker(cloth, 0.4), 255))
        for k in _ribs()[1:-1:2]
    ]
    sheet.strokes(
        [
            *pleats,
            Stroke(ellipse(cx, tie - 2, wide * 1.03, wide * 0.1, start=0, end=180), high / 60, (*CREAM, 255)),
        ]
    )


def _skirt(cx: float, wide: float, tie: float, high: float) -> Outline:
    hem = [
        (cx + wide * k * 1.22, tie + high * (0.09 + 0.025 * (i % 2)) + wide * 0.1 * (1 - k * k))
        for i, k in enumerate((1, 0.75, 0.5, 0.25, 0, -0.25, -0.5, -0.75, -1))
    ]
    return [(cx - wide, tie), (cx + wide, tie), *spline(hem, steps=5)]


def clay(
    profile: Profile,
    high: int,
    colour: Colour = CLAY,
    sticker: Image.Image | None = None,
    *,
    cover: str = "leaf",
    seed: int = 1,
    at: float = 0.52,
) -> Image.Image:
    """Return an earthenware vessel; covers: leaf, cloth, lid, open, hat."""
    half = max(w for w, _ in profile) * high
    rise = int(profile[0][0] * high * 0.75) + 4
    sheet = Sheet((int(half * 2) + 40, high + rise + int(half * 0.2)))
    cx = sheet.size[0] / 2
    points = scaled(profile, high, rise)
    stamp = sheet.shape(turned(colour, 0.28, 0.62), lathe(cx, points, 0.16), grain=0.5)
    _throwing_rings(sheet, points, cx, colour, stamp, seed)
    sheet.glow(
        lighter(colour, 0.8),
        ellipse(cx - half * 0.42, rise + high * 0.38, half * 0.1, high * 0.12, tilt=14),
        soft=high * 0.035,
        alpha=0.5,
    )
    if sticker:
        stick(sheet, sticker, cx, rise + high * at, min(half * 1.5, sticker.width))
    _COVERS[cover](sheet, cx, points[0][1], points[0][0], colour)
    return sheet.image


def _throwing_rings(sheet: Sheet, points: list[Point], cx: float, colour: Colour, stamp: object, seed: int) -> None:
    rng = Random(seed)
    side = spline(points, steps=6)
    rings = [rng.choice(side[4:-2]) for _ in range(9)]
    lines = [
        Stroke(
            ellipse(cx, y, w, w * 0.16, start=8, end=172),
            rng.uniform(1, 2.4),
            (*darker(colour, rng.uniform(0.2, 0.42)), 255),
        )
        for w, y in rings
    ]
    sheet.strokes(lines)


def _open(sheet: Sheet, cx: float, y: float, wide: float, colour: Colour) -> None:
    sheet.shape(darker(colour, 0.3), ellipse(cx, y, wide, wide * 0.2), depth=4)
    sheet.shape(darker(colour, 0.78), ellipse(cx, y + wide * 0.02, wide * 0.84, wide * 0.15))


def _lidded(sheet: Sheet, cx: float, y: float, wide: float, colour: Colour) -> None:
    sheet.shape(
        turned(darker(colour, 0.15), 0.35, 0.6),
        lathe(cx, [(wide * 0.9, y - wide * 0.14), (wide * 1.16, y + wide * 0.04)], 0.16, smooth=0),
        grain=0.8,
    )
    sheet.shape(
        down(lighter(colour, 0.2), darker(colour, 0.2)),
        ellipse(cx, y - wide * 0.14, wide * 0.9, wide * 0.15),
        grain=0.8,
    )
    sheet.shape(
        turned(colour, 0.4),
        lathe(cx, [(wide * 0.16, y - wide * 0.34), (wide * 0.22, y - wide * 0.2)], 0.3, smooth=0),
    )


def _leaf_cover(sheet: Sheet, cx: float, y: float, wide: float, colour: Colour) -> None:
    green = mix(mix(LEAF, LEAF_DEEP, 0.3), (150, 130, 70), 0.35)
    hem = [
        (cx + wide * k * 1.24, y + wide * (0.42 + 0.1 * ((i * 7) % 3) + 0.16 * (1 - k * k)))
        for i, k in enumerate((1, 0.6, 0.2, -0.2, -0.6, -1))
    ]
    sheet.shape(
        turned(green, 0.4, 0.5),
        [
            (cx - wide * 1.04, y),
            *spline([(cx - wide, y - wide * 0.1), (cx, y - wide * 0.3), (cx + wide, y - wide * 0.1)], steps=5),
            (cx + wide * 1.04, y),
            *spline(hem, steps=3),
        ],
        depth=6,
    )
    veins = [
        Stroke(
            [(cx + wide * k * 0.4, y - wide * 0.24), (cx + wide * k, y), (cx + wide * k * 1.2, y + wide * 0.46)],
            1.4,
            (*darker(green, 0.35), 255),
        )
        for k in _ribs()[1:-1]
    ]
    tie = Stroke(
        ellipse(cx, y + wide * 0.1, wide * 1.07, wide * 0.17, start=2, end=178),
        wide * 0.07 + 1,
        (216, 190, 128, 255),
    )
    sheet.strokes([*veins, tie])


def _tied_cloth(sheet: Sheet, cx: float, y: float, wide: float, colour: Colour) -> None:
    red = (168, 52, 48)
    hem = [
        (cx + wide * k * 1.26, y + wide * (0.4 + 0.12 * (i % 2) + 0.16 * (1 - k * k)))
        for i, k in enumerate((1, 0.75, 0.5, 0.25, 0, -0.25, -0.5, -0.75, -1))
    ]
    sheet.shape(
        turned(red, 0.3, 0.5),
        [
            (cx - wide * 1.04, y),
            *spline([(cx - wide, y - wide * 0.12), (cx, y - wide * 0.3), (cx + wide, y - wide * 0.12)], steps=5),
            (cx + wide * 1.04, y),
            *spline(hem, steps=3),
        ],
        depth=6,
    )
    folds = [
        Stroke(
            [(cx + wide * k, y + wide * 0.12), (cx + wide * k * 1.2, y + wide * 0.5)],
            1.8,
            (*darker(red, 0.4), 255),
        )
        for k in _ribs()[1:-1]
    ]
    tie = Stroke(
        ellipse(cx, y + wide * 0.1, wide * 1.07, wide * 0.17, start=2, end=178), wide * 0.06 + 1, (*CREAM, 255)
    )
    sheet.strokes([*folds, tie])


def _hat(sheet: Sheet, cx: float, y: float, wide: float, colour: Colour) -> None:
    straw = (214, 184, 122)
    cone = [
        (cx - wide * 1.5, y + wide * 0.2),
        (cx, y - wide * 0.72),
        (cx + wide * 1.5, y + wide * 0.2),
        *ellipse(cx, y + wide * 0.2, wide * 1.5, wide * 0.2, start=0, end=180),
    ]
    stamp = sheet.shape(turned(straw, 0.45, 0.5), cone)
    sheet.strokes(
        [
            Stroke([(cx, y - wide * 0.72), (cx + wide * 1.6 * k, y + wide * 0.45)], 1, (*darker(straw, 0.3), 255))
            for k in _ribs()
        ],
        inside=stamp,
    )


_COVERS = {"open": _open, "lid": _lidded, "leaf": _leaf_cover, "cloth": _tied_cloth, "hat": _hat}


def bowl(
    wide: int,
    colour: Colour,
    content: Fill | None = None,
    *,
    rim: Colour | None = None,
    deep: float = 0.46,
    flat: float = 0.3,
    heap: float = 0,
) -> Image.Image:
    """Return a bowl seen from above at a slant; `content` fills it, heaped up by `heap` of its width."""
    half = wide / 2
    rise = int(half * (flat + heap)) + 6
    sheet = Sheet((wide + 8, rise + int(half * deep * 2) + 8))
    cx, y, depth = wide / 2 + 4, float(rise), half * deep * 1.6
    side = [
        (half, y),
        (half * 0.93, y + depth * 0.4),
        (half * 0.7, y + depth * 0.8),
        (half * 0.42, y + depth * 0.95),
        (half * 0.42, y + depth * 1.08),
    ]
    sheet.shape(turned(colour, 0.45, 0.5), lathe(cx, side, flat), grain=0.3)
    sheet.shape(rim or lighter(colour, 0.3), ellipse(cx, y, half, half * flat))
    sheet.shape(down(darker(colour, 0.45), colour), ellipse(cx, y + 2, half * 0.93, half * flat * 0.9))
    if content is not None:
        top = [*ellipse(cx, y + half * 0.04, half * 0.88, half * flat * 0.82, start=0, end=180)]
        top += spline(
            [
                (cx - half * 0.88, y + half * 0.04),
                (cx - half * 0.4, y - half * (flat * 0.7 + heap)),
                (cx + half * 0.35, y - half * (flat * 0.72 + heap)),
                (cx + half * 0.88, y + half * 0.04),
            ]
        )
        sheet.shape(content, top, depth=half * 0.2 if heap else 0, grain=0.3)
    return sheet.image
