"""Pictures of meat and nests: yến sào, lạp sườn, vịt Cổ Lũng."""

import math
from random import Random

from PIL import Image

from marketplace.demo.pictures import food, land, packs, surfaces, texture, vessels, weave
from marketplace.demo.pictures.botany import banana_leaf, herb
from marketplace.demo.pictures.buildings import stilt_house
from marketplace.demo.pictures.geometry import box, ellipse, spline, stem, taper
from marketplace.demo.pictures.motifs import band
from marketplace.demo.pictures.outdoors import birds
from marketplace.demo.pictures.paint import Dab, Sheet, Stroke, down
from marketplace.demo.pictures.palette import (
    CREAM,
    GOLD,
    INDIGO,
    LEAF,
    MADDER_DEEP,
    SHADOW,
    TURMERIC,
    WHITE,
    darker,
    lighter,
)
from marketplace.demo.pictures.roots import log_slice
from marketplace.demo.pictures.staging import leaf_mat, scatter, sticker, vignette
from marketplace.demo.pictures.things import chopping_board, steam
from marketplace.demo.pictures.water import water


def nests_on_red() -> Sheet:
    """Cleaned nests in a lacquer dish."""
    sheet = surfaces.flat(texture.cloth((122, 24, 32), 18))
    sheet.shape((40, 24, 24), ellipse(560, 450, 390, 340), depth=24)
    sheet.shape((160, 36, 36), ellipse(560, 450, 356, 306), depth=20)
    for i, (x, y, a) in enumerate(
        ((430, 320, -12), (700, 330, 10), (390, 520, 6), (570, 450, -4), (740, 540, -14), (560, 630, 8))
    ):
        sheet.put(food.nest(240, i + 1), x, y, angle=a, height=10)
    scatter(sheet, "jujube", 62, 3, (1050, 230), (70, 90), 6)
    scatter(sheet, "lotus_seed", 40, 4, (1060, 690), (80, 90), 14)
    return sheet


def nests_box() -> Sheet:
    """A gold-banded box with a window on the nests."""
    sheet = surfaces.table(texture.wood((64, 40, 34), 4), (178, 148, 96), 540)
    art = sticker("Yến sào\ntinh chế", "Hậu Lộc · 50 g", "wave", MADDER_DEEP, "frame", (420, 280), (250, 238, 208))
    sheet.put(
        packs.carton(520, 330, 260, MADDER_DEEP, art, trim=band((520, 46), MADDER_DEEP, GOLD, CREAM, "star")),
        420,
        830,
        foot=True,
    )
    sheet.put(vessels.bowl(220, WHITE, (240, 226, 186), rim=TURMERIC), 960, 850, foot=True)
    sheet.put(food.nest(190, 9), 960, 650, height=10)
    return sheet


def swallow_cliff() -> Sheet:
    """Swallows over the sea cliffs off Hậu Lộc at dusk."""
    sheet = land.sky("dusk", share=0.55, sun=(820, 330))
    water(sheet, 480, (120, 100, 112), 7, sky_tone=(252, 204, 150))
    land.karst(sheet, 500, 330, (86, 80, 98), 17, 4, land.HAZE["dusk"])
    rock = [(-20, 920), (-20, 120), *spline([(-20, 120), (160, 150), (300, 330), (340, 520), (430, 700), (420, 920)])]
    cliff = sheet.shape(down((110, 92, 92), (72, 58, 64)), rock, depth=40, grain=1.0)
    sheet.shape((34, 26, 34), ellipse(190, 520, 110, 190, tilt=10), depth=30, inside=cliff)
    rng = Random(4)
    sheet.strokes(
        [
            Stroke(
                stem(rng.uniform(0, 400), rng.uniform(150, 880), rng.uniform(40, 140), 80 + rng.uniform(-16, 16)),
                4,
                (54, 44, 50, 140),
            )
            for _ in range(60)
        ],
        inside=cliff,
    )
    birds(sheet, 8, 34, 240, 90, 1160, 520, 30)
    for i in range(3):
        sheet.put(food.nest(120, i + 20), 120 + i * 74, 420 + i * 90, angle=-12, height=5)
    return sheet


def sausages_hung() -> Sheet:
    """Smoked sausages on a pole over the hearth."""
    sheet = surfaces.table(texture.wood((62, 42, 34), 9), (96, 70, 54), 720)
    sheet.put(food.sausages(9, 460), 600, 320, height=22)
    sheet.glow((255, 150, 60), ellipse(600, 860, 360, 60), soft=50, alpha=0.6)
    steam(sheet, 420, 720, 400, 3)
    steam(sheet, 780, 720, 360, 3)
    for i, x in enumerate((430, 560, 700)):
        sheet.put(log_slice(260, 70, (92, 62, 48), i), x, 840 + i % 2 * 16, angle=-12 + i * 14)
    vignette(sheet, 0.5)
    return sheet


def sausages_sliced() -> Sheet:
    """Sliced sausage on a board with mắc khén and lime."""
    sheet = surfaces.flat(texture.cloth((206, 190, 150), 19))
    sheet.put(chopping_board(900, 560, (176, 124, 78)), 590, 450, height=18)
    for i in range(3):
        sheet.put(food.sausage(460, 96, i), 380 + i * 16, 280 + i * 130, angle=-14 + i * 4, height=12)
    for i in range(11):
        sheet.put(food.coin_slices(), 640 + i % 6 * 52, 380 + i // 6 * 130 - i % 6 * 12, angle=i * 40, height=6)
    scatter(sheet, "pepper", 16, 3, (1050, 760), (100, 60), 60)
    scatter(sheet, "lime", 100, 4, (1060, 250), (50, 60), 2)
    leaf_mat(sheet, [(150, 800, -10)], 330, 170)
    return sheet


def sausages_pack() -> Sheet:
    """A sealed pack of lạp sườn Bá Thước by the stilt house."""
    back = land.sky("mist", share=0.5)
    land.ridge(back, 360, 220, (112, 140, 132), 91, haze=land.HAZE["mist"])
    land.terraces(back, 340, 620, [(150, 176, 84), (196, 190, 96)], 8, levels=6)
    stilt_house(back, 730, 500, 330)
    sheet = surfaces.open_table(texture.wood((140, 96, 64), 32), back.image, 560)
    ground = Sheet((520, 420), (230, 222, 206))
    for i in range(4):
        ground.put(food.sausage(470, 92, i + 10), 260, 60 + i * 100, angle=-3 + i * 2, shadow=0.4, height=6)
    art = sticker("Lạp sườn\nBá Thước", "gói 500 g", "mountain", MADDER_DEEP, "bands", (300, 230))
    sheet.put(
        packs.pouch(500, 430, (230, 222, 206), art, window=ground.image, clear=True, at=0.54), 400, 860, foot=True
    )
    sheet.put(food.sausages(3, 250), 960, 700, height=10)
    return sheet


def duck_on_leaf() -> Sheet:
    """A cleaned duck on banana leaf with herbs and ginger."""
    sheet = surfaces.flat(texture.wood((168, 124, 84), 33))
    sheet.put(weave.tray(800), 580, 450, height=20)
    leaf_mat(sheet, [(580, 380, -6), (580, 560, 5)], 640, 260)
    sheet.put(food.plucked_duck(620), 580, 450, height=18)
    scatter(sheet, "ginger", 90, 3, (1060, 250), (60, 80), 4)
    scatter(sheet, "garlic", 84, 5, (1070, 660), (60, 80), 3)
    for i in range(3):
        sheet.put(herb(210, LEAF, 5, 0.42, i), 140, 260 + i * 180, angle=-20 + i * 20)
    return sheet


def duck_packed() -> Sheet:
    """A sealed duck in a crate of ice with a label."""
    sheet = surfaces.flat(texture.tiles((186, 200, 204), 11, 170))
    sheet.shape((216, 226, 228), box(150, 120, 1050, 780, 20), depth=18)
    inner = sheet.shape((150, 176, 190), box(190, 160, 1010, 740, 10), depth=18)
    rng = Random(5)
    ice = []
    for _ in range(190):
        x, y, r = rng.uniform(190, 1010), rng.uniform(160, 740), rng.uniform(16, 34)
        cube = [
            (x + r * math.cos(a + k * math.tau / 5), y + r * 0.8 * math.sin(a + k * math.tau / 5))
            for a in (rng.uniform(0, 2),)
            for k in range(5)
        ]
        ice.append(Dab(cube, (*rng.choice(((236, 244, 246), (206, 224, 232), (222, 236, 240))), 255)))
    sheet.dabs(ice, inside=inner)
    sheet.put(banana_leaf(680, 330, (104, 146, 72), 5), 600, 450, angle=8)
    sheet.put(food.plucked_duck(540), 590, 450, angle=176, height=14)
    sheet.shape(WHITE, box(290, 240, 900, 660, 30), alpha=0.16, grain=0, inside=inner)
    sheet.put(sticker("Vịt Cổ Lũng", "làm sạch · 1,8 kg", "mountain", INDIGO, "frame", (300, 200)), 880, 690, angle=-5)
    return sheet


def ducks_on_stream() -> Sheet:
    """Ducks on the stream of Cổ Lũng below the terraces."""
    sheet = land.sky("noon", share=0.4)
    land.ridge(sheet, 320, 230, (112, 146, 136), 101, haze=land.HAZE["noon"])
    land.ridge(sheet, 400, 130, (86, 128, 90), 102)
    land.terraces(sheet, 370, 700, [(152, 184, 80), (184, 196, 96)], 18, levels=5, bulge=40)
    stilt_house(sheet, 850, 520, 240)
    water(sheet, 560, (104, 152, 150), 9, sky_tone=(214, 230, 220))
    for i, (x, y, size) in enumerate(
        ((300, 640, 110), (480, 620, 90), (650, 700, 160), (250, 790, 210), (900, 720, 150), (800, 850, 240))
    ):
        sheet.put(_duck(size, i), x, y, foot=True, shadow=0.25)
    sheet.dabs(
        [Dab(ellipse(x, y, 90, 4), (236, 242, 232, 160)) for x, y in ((300, 646), (660, 706), (260, 796), (820, 856))]
    )
    return sheet


def _duck(size: int, seed: int) -> Image.Image:
    """A short-legged brown speckled duck with a green-grey head, afloat and facing left or right."""
    sheet = Sheet((int(size * 1.3), size))
    brown = ((150, 112, 78), (126, 96, 72), (176, 146, 108))[seed % 3]
    body = spline(
        [
            (size * 0.26, size * 0.62),
            (size * 0.5, size * 0.5),
            (size * 0.95, size * 0.54),
            (size * 1.24, size * 0.42),
            (size * 1.12, size * 0.78),
            (size * 0.8, size * 0.94),
            (size * 0.42, size * 0.92),
        ],
        closed=True,
    )
    stamp = sheet.shape(brown, body, depth=size * 0.1)
    rng = Random(seed)
    feathers = [
        Stroke(
            ellipse(
                rng.uniform(0.4, 1.1) * size, rng.uniform(0.55, 0.9) * size, size * 0.06, size * 0.03, start=10, end=170
            ),
            2.4,
            (*rng.choice((darker(brown, 0.35), lighter(brown, 0.4))), 255),
        )
        for _ in range(46)
    ]
    sheet.strokes(feathers, inside=stamp)
    sheet.shape(
        darker(brown, 0.16),
        spline(
            [
                (size * 0.56, size * 0.62),
                (size * 0.9, size * 0.58),
                (size * 1.14, size * 0.62),
                (size * 0.86, size * 0.82),
            ],
            closed=True,
        ),
        depth=size * 0.05,
    )
    head = (70, 96, 78) if seed % 2 else darker(brown, 0.1)
    sheet.shape(
        head,
        taper(
            spline([(size * 0.42, size * 0.68), (size * 0.33, size * 0.44), (size * 0.3, size * 0.22)]),
            lambda t: size * (0.26 - 0.1 * t),
        ),
        ellipse(size * 0.29, size * 0.2, size * 0.14, size * 0.125),
        depth=size * 0.05,
    )
    sheet.strokes(
        [
            Stroke(
                ellipse(size * 0.36, size * 0.46, size * 0.1, size * 0.03, start=0, end=180),
                size * 0.035,
                (*WHITE, 255),
            )
        ]
        if seed % 2
        else []
    )
    sheet.shape(
        (226, 168, 70),
        spline(
            [
                (size * 0.2, size * 0.17),
                (size * 0.02, size * 0.25),
                (size * 0.04, size * 0.29),
                (size * 0.2, size * 0.26),
            ],
            closed=True,
        ),
        depth=3,
    )
    sheet.dabs(
        [
            Dab(ellipse(size * 0.25, size * 0.16, size * 0.022), (*SHADOW, 255)),
            Dab(ellipse(size * 0.245, size * 0.154, size * 0.008), (*WHITE, 255)),
        ]
    )
    return sheet.image if seed % 3 else sheet.image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)


PICTURES = {
    "yen-sao-hau-loc": (nests_on_red, nests_box, swallow_cliff),
    "lap-suon-ba-thuoc": (sausages_sliced, sausages_pack, sausages_hung),
    "vit-co-lung": (duck_on_leaf, duck_packed, ducks_on_stream),
}
