"""Caps, lids and covers that close the vessels."""

from collections.abc import Sequence

from marketplace.demo.pictures.geometry import Outline, Point, ellipse, lathe, spline
from marketplace.demo.pictures.paint import Sheet, Stroke, down, turned
from marketplace.demo.pictures.palette import (
    CREAM,
    LEAF,
    LEAF_DEEP,
    Colour,
    darker,
    lighter,
    mix,
)

Profile = Sequence[Point]


def cap_on(sheet: Sheet, profile: Profile, cx: float, high: float, cap: Colour) -> None:
    """Put a cap on a bottle's neck."""
    neck, top = profile[0][0] * high, profile[0][1] * high
    wide = neck * 1.18
    lid = lathe(cx, [(wide, top * 0.25), (wide, top * 1.25)], 0.2, smooth=0)
    sheet.shape(turned(cap, 0.4, 0.55), lid, grain=0.1)
    sheet.shape(lighter(cap, 0.25), ellipse(cx, top * 0.25, wide * 0.96, wide * 0.19), grain=0.1)


def metal_lid(sheet: Sheet, profile: Profile, cx: float, high: float, cap: Colour) -> None:
    """Screw a ribbed metal lid on a jar."""
    wide, low = profile[0][0] * high * 1.06, (profile[0][1] + 0.035) * high
    sheet.shape(turned(cap, 0.55, 0.5), lathe(cx, [(wide, high * 0.045), (wide, low)], 0.12, smooth=0), grain=0.1)
    lines = [
        Stroke([(cx + wide * k, high * 0.07), (cx + wide * k, low + 4)], 1, (*darker(cap, 0.35), 120)) for k in ribs()
    ]
    sheet.strokes(lines)
    sheet.shape(down(lighter(cap, 0.5), cap), ellipse(cx, high * 0.045, wide * 0.97, wide * 0.115), grain=0.1)


def ribs() -> list[float]:
    """Return where the upright ribs of a round lid show, as shares of its half width."""
    return [-0.96, -0.86, -0.72, -0.55, -0.37, -0.19, 0, 0.19, 0.37, 0.55, 0.72, 0.86, 0.96]


def cloth_cover(sheet: Sheet, profile: Profile, cx: float, high: float, cloth: Colour) -> None:
    """Tie a cloth over a jar's lid."""
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
        for k in ribs()[1:-1:2]
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
        for k in ribs()[1:-1]
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
        for k in ribs()[1:-1]
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
            for k in ribs()
        ],
        inside=stamp,
    )


COVERS = {"open": _open, "lid": _lidded, "leaf": _leaf_cover, "cloth": _tied_cloth, "hat": _hat}
