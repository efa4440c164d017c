"""Marks that stand for a seller where others show a face: a craft or a flower on cloth, never a person."""

from collections.abc import Callable
from random import Random

from PIL import Image, ImageDraw

from marketplace.demo.pictures import texture
from marketplace.demo.pictures.botany import bloom, ginseng_leaf, herb, lotus, roselle
from marketplace.demo.pictures.fonts import lettering
from marketplace.demo.pictures.food import noodles
from marketplace.demo.pictures.fruit import citrus
from marketplace.demo.pictures.geometry import ellipse, spline
from marketplace.demo.pictures.motifs import band
from marketplace.demo.pictures.paint import Sheet, Stroke, turned
from marketplace.demo.pictures.palette import (
    CREAM,
    GOLD,
    INDIGO,
    INDIGO_DEEP,
    LEAF_DEEP,
    MADDER,
    MADDER_DEEP,
    ROSE,
    SEDGE,
    TURMERIC,
    Colour,
    darker,
)
from marketplace.demo.pictures.textiles import MONG, THAI, brocade, folded, shoulder_bag
from marketplace.demo.pictures.vessels import URN, clay
from marketplace.demo.pictures.weave import basket, figured_mat, mat_roll
from marketplace.demo.pictures.workshop import bell, honeycomb

SIDE = 400
SIZE = (SIDE, SIDE)


def portrait(seed: int, initials: str = "") -> Sheet:
    """Return the mark of a seller; `initials` (at most three letters) take the place of the figure."""
    rng = Random(seed)
    ground = _GROUNDS[seed % len(_GROUNDS)]()
    sheet = Sheet(SIZE, ground)
    ink, disc = _PAIRS[seed // 3 % len(_PAIRS)]
    sheet.shape(darker(disc, 0.45), ellipse(204, 208, 158), soft=8, alpha=0.5)
    sheet.shape(texture.paper(disc), ellipse(200, 200, 154), depth=8)
    sheet.strokes([Stroke(ellipse(200, 200, 142), 3, (*ink, 255)), Stroke(ellipse(200, 200, 135), 1.5, (*ink, 255))])
    if initials:
        pen = ImageDraw.Draw(sheet.image)
        size = 130 if len(initials) < 3 else 96
        pen.text((200, 200), initials[:3], font=lettering(size, bold=True), fill=ink, anchor="mm")
    else:
        _FIGURES[seed % len(_FIGURES)](sheet, rng)
    return sheet


_PAIRS: tuple[tuple[Colour, Colour], ...] = (
    (MADDER_DEEP, CREAM),
    (INDIGO, (236, 226, 200)),
    (LEAF_DEEP, (240, 232, 204)),
    (MADDER, (250, 226, 170)),
    (INDIGO_DEEP, (226, 214, 190)),
)


def _thai() -> Image.Image:
    return brocade(SIZE, THAI, 0.8)


def _mong() -> Image.Image:
    return brocade(SIZE, MONG, 0.8)


def _mat() -> Image.Image:
    return texture.mat(SEDGE, MADDER).crop((0, 0, *SIZE))


def _indigo() -> Image.Image:
    return texture.cloth(INDIGO).crop((300, 200, 700, 600))


def _madder() -> Image.Image:
    board = texture.cloth(MADDER).crop((300, 200, 700, 600))
    for y in (0, 372):
        board.paste(band((SIDE, 28), MADDER_DEEP, GOLD, CREAM, "diamond"), (0, y))
    return board


def _sprig(sheet: Sheet, rng: Random) -> None:
    for i, angle in enumerate((-34, 0, 34)):
        sheet.put(herb(190, seed=rng.randrange(9)), 200 + (i - 1) * 54, 205, angle=angle, height=6)


def _bloom(sheet: Sheet, rng: Random) -> None:
    sheet.put(ginseng_leaf(150), 120, 240, angle=-60, height=6)
    sheet.put(ginseng_leaf(150), 284, 236, angle=60, height=6)
    sheet.put(bloom(190, rng.choice((ROSE, (240, 190, 180), (236, 176, 80)))), 200, 186, height=8)


def _lotus(sheet: Sheet, rng: Random) -> None:
    sheet.put(lotus(220, rng.choice(((232, 138, 150), (246, 214, 206)))), 200, 196, height=8)


def _basket(sheet: Sheet, rng: Random) -> None:
    sheet.put(basket(170, 110, accent=rng.choice((MADDER, INDIGO, LEAF_DEEP))), 200, 180, height=8)


def _jar(sheet: Sheet, rng: Random) -> None:
    sheet.put(clay(URN, 190, cover=rng.choice(("leaf", "cloth"))), 200, 196, height=8)


def _bell(sheet: Sheet, rng: Random) -> None:
    sheet.put(bell(210), 200, 200, height=8)


def _hat(sheet: Sheet, rng: Random) -> None:
    """The conical hat, seen from the side, with its silk ribbon."""
    straw = (226, 198, 136)
    cone = [(82, 246), (200, 112), (318, 246), *ellipse(200, 246, 118, 24, start=0, end=180)]
    stamp = sheet.shape(turned(straw, 0.5, 0.4), cone, depth=5)
    sheet.strokes(
        [Stroke([(200, 112), (82 + i * 11.8, 262)], 1.2, (*darker(straw, 0.3), 255)) for i in range(21)], inside=stamp
    )
    sheet.strokes(
        [
            Stroke(
                ellipse(200, 246 - k * 28, 118 - k * 25, 24 - k * 5, start=0, end=180), 2, (*darker(straw, 0.35), 255)
            )
            for k in range(4)
        ],
        inside=stamp,
    )
    ribbon = spline([(120, 262), (150, 310), (200, 322), (250, 310), (280, 262)])
    sheet.strokes([Stroke(ribbon, 9, (*rng.choice((MADDER, ROSE, TURMERIC, INDIGO)), 255))])


def _roselle(sheet: Sheet, rng: Random) -> None:
    for x, y, angle in ((150, 210, -28), (250, 210, 26), (200, 176, 0)):
        sheet.put(roselle(120), x, y, angle=angle, height=6)


def _mats(sheet: Sheet, rng: Random) -> None:
    for dy, angle in ((-44, 8), (40, -6)):
        pattern = figured_mat(SEDGE, rng.choice((MADDER, INDIGO)), TURMERIC, seed=rng.randrange(9))
        sheet.put(mat_roll(210, 62, pattern.resize((420, 315))), 200, 204 + dy, angle=angle, height=8)


def _cloth(sheet: Sheet, rng: Random) -> None:
    sheet.put(folded(brocade((260, 190), THAI, 0.6), 190, 150), 200, 204, angle=-6, height=8)


def _bag(sheet: Sheet, rng: Random) -> None:
    sheet.put(shoulder_bag(140, 120, MONG), 200, 204, height=8)


def _citrus(sheet: Sheet, rng: Random) -> None:
    for x, y in ((152, 228), (246, 232), (200, 164)):
        sheet.put(citrus(104, TURMERIC, seed=rng.randrange(9)), x, y, height=8)


def _comb(sheet: Sheet, rng: Random) -> None:
    sheet.put(honeycomb(190, 160, seed=rng.randrange(9)), 200, 204, angle=-8, height=8)


def _noodles(sheet: Sheet, rng: Random) -> None:
    for dy, angle in ((-46, 6), (44, -8)):
        sheet.put(noodles(210, 58, CREAM, seed=rng.randrange(9)), 200, 204 + dy, angle=angle, height=8)


_GROUNDS: tuple[Callable[[], Image.Image], ...] = (_thai, _mong, _mat, _indigo, _madder)
_FIGURES: tuple[Callable[[Sheet, Random], None], ...] = (
    _bloom, _sprig, _basket, _lotus, _mats, _jar, _cloth, _bag, _citrus, _hat, _roselle, _comb, _noodles, _bell,
)  # fmt: skip
