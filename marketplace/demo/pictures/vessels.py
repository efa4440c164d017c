"""Bottles, jars and bowls of the demo pictures, each a sprite that stands on its foot."""

from random import Random

from PIL import Image

from marketplace.demo.pictures.closures import COVERS, Profile, cap_on, cloth_cover, metal_lid
from marketplace.demo.pictures.geometry import Point, box, ellipse, lathe, spline
from marketplace.demo.pictures.labels import bent
from marketplace.demo.pictures.paint import Fill, Sheet, Stroke, down, turned
from marketplace.demo.pictures.palette import (
    CLAY,
    SHADOW,
    WHITE,
    Colour,
    darker,
    lighter,
)

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
    whole = sheet.stamp([body], 2)
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
    cap_on(sheet, profile, cx, high, cap)
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


def glass_jar(
    high: int,
    inside: Fill,
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
    sheet.shape(inside, box(0, high * 0.24, sheet.size[0], high * 1.2), inside=stamp, grain=0.1)
    sheet.shape(turned((120, 110, 90), 0.9, 0.8), body, alpha=0.3, grain=0)
    if sticker:
        stick(sheet, sticker, cx, high * at, half * 1.66)
    _gleam(sheet, profile, cx, high)
    (cloth_cover if cloth else metal_lid)(sheet, profile, cx, high, cloth or cap)
    return sheet.image


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
    COVERS[cover](sheet, cx, points[0][1], points[0][0], colour)
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
