"""Bars and discs of country sweets, each a sprite."""

from collections.abc import Sequence
from functools import lru_cache
from random import Random

from PIL import Image

from marketplace.demo.pictures.geometry import blob, ellipse
from marketplace.demo.pictures.paint import Dab, Sheet, Stamp, down
from marketplace.demo.pictures.palette import (
    CREAM,
    LIGHT,
    Colour,
    darker,
    lighter,
)


@lru_cache(maxsize=6)
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


@lru_cache(maxsize=6)
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
