"""Pictures of what the hills and coast give: quế, linh chi, măng khô, yến sào, lạp sườn, vịt Cổ Lũng."""

import math
from random import Random

from PIL import Image

from marketplace.demo.pictures import food, land, packs, surfaces, texture, vessels, weave
from marketplace.demo.pictures.botany import banana_leaf, herb, shade_leaf, simple_leaf
from marketplace.demo.pictures.buildings import birds, stilt_house, sunbeams
from marketplace.demo.pictures.geometry import box, ellipse, spline, stem, taper
from marketplace.demo.pictures.growth import bamboo, leaves_above, palm, trunks
from marketplace.demo.pictures.motifs import band
from marketplace.demo.pictures.paint import Dab, Sheet, Stroke, down, turned
from marketplace.demo.pictures.palette import (
    AMBER,
    CREAM,
    GOLD,
    INDIGO,
    INDIGO_DEEP,
    LEAF,
    LEAF_DEEP,
    LEAF_PALE,
    MADDER,
    MADDER_DEEP,
    PAPER,
    SEDGE,
    SHADOW,
    STRAW,
    TURMERIC,
    WHITE,
    WOOD,
    WOOD_DARK,
    Colour,
    darker,
    lighter,
    mix,
)
from marketplace.demo.pictures.pieces import filled, pieces
from marketplace.demo.pictures.roots import cinnamon_curl, dried_shoot, fresh_shoot, log_slice, reishi
from marketplace.demo.pictures.staging import leaf_mat, mound, plate, scatter, sticker, vignette
from marketplace.demo.pictures.things import chopping_board, cup, steam

BARK: Colour = (142, 82, 46)


def cinnamon_rolls() -> Sheet:
    """Large rolls of bark, sticks and powder."""
    sheet = surfaces.flat(texture.cloth((222, 202, 166), 16))
    for i in range(4):
        sheet.put(cinnamon_curl(700, i), 450 + i * 14, 200 + i * 132, angle=-7 + i * 4, height=14)
    sheet.shape((120, 76, 50), ellipse(970, 300, 150), depth=14)
    sheet.shape((174, 96, 48), ellipse(970, 300, 124), depth=26, grain=1.0)
    scatter(sheet, "bark", 170, 4, (980, 680), (110, 130), 9)
    return sheet


def cinnamon_bag() -> Sheet:
    """A kraft bag of quế Thường Xuân with sticks tied in a bundle."""
    sheet = surfaces.table(texture.wood((96, 62, 46), 21), (196, 150, 108), 500, 680)
    art = sticker("Quế thanh\nThường Xuân", "túi 200 g", "sprig", (110, 50, 26), "bands", (300, 270))
    view = filled(pieces("bark", 110), (330, 240), (110, 62, 38), 3, 50)
    sheet.put(packs.pouch(390, 570, packs.KRAFT, art, window=view, at=0.42), 340, 850, foot=True)
    for i in range(9):
        sheet.put(pieces("bark", 330)[0], 850 + (i - 4) * 4, 700 + i % 5 * 30, height=5)
    sheet.shape(STRAW, box(820, 660, 850, 850, 8), depth=6)
    sheet.put(simple_leaf(230, LEAF_DEEP, 0.36), 1040, 560, angle=-40)
    return sheet


def cinnamon_forest() -> Sheet:
    """Straight cinnamon trunks, bark stacked to dry."""
    sheet = land.sky("mist", share=0.7)
    trunks(sheet, 500, [(150, 112, 84), (170, 136, 104)], 24, 15, 36)
    land.ground(sheet, 520, (120, 116, 64), 23)
    sunbeams(sheet, 260, -20, 9, 4)
    trunks(sheet, 600, [(126, 84, 58), (146, 98, 66)], 28, 6, 66)
    leaves_above(sheet, 14, shade_leaf(LEAF_DEEP), 190, 260, 54)
    for i in range(7):
        sheet.put(cinnamon_curl(560, i + 10), 800 + i % 2 * 50, 640 + i * 38, angle=-2 + i % 3 * 3, height=8)
    return sheet


def reishi_group() -> Sheet:
    """Linh chi mushrooms on a dark board with slices."""
    sheet = surfaces.flat(texture.wood((84, 58, 44), 30))
    for x, y, size, a, seed in (
        (360, 380, 480, -14, 1),
        (760, 330, 400, 12, 3),
        (640, 650, 340, -4, 5),
        (1000, 620, 300, 26, 7),
    ):
        sheet.put(reishi(size, seed), x, y, angle=a, height=16)
    scatter(sheet, "herb_leaf", 70, 4, (180, 760), (110, 70), 5)
    return sheet


def reishi_box() -> Sheet:
    """A gift box of linh chi and a cup of its tea."""
    sheet = surfaces.table(texture.mat((226, 196, 136), (150, 60, 40)), (92, 110, 90), 520, 0)
    art = sticker("Nấm linh chi\nNhư Thanh", "hộp 200 g", "flower", (130, 44, 26), "frame", (400, 300))
    sheet.put(
        packs.carton(440, 330, 220, (126, 40, 30), art, trim=band((440, 44), (126, 40, 30), GOLD, CREAM, "hook")),
        370,
        820,
        foot=True,
    )
    sheet.put(reishi(280, 11), 840, 730, angle=12, height=12)
    sheet.put(cup(150, (226, 214, 190), (150, 74, 30)), 1050, 860, foot=True)
    return sheet


def reishi_logs() -> Sheet:
    """Mushrooms growing on logs in a shaded house."""
    sheet = Sheet(texture.SIZE, down((84, 100, 84), (116, 124, 96), (72, 58, 46)).fill(texture.SIZE))
    nets = [Stroke([(x, 0), (x + 60, 500)], 2, (104, 124, 104, 120)) for x in range(-60, 1240, 26)]
    sheet.strokes(nets)
    sunbeams(sheet, 100, -20, 5, 5)
    land.ground(sheet, 470, (96, 78, 58), 25)
    for row, (y, scale) in enumerate(((520, 0.5), (640, 0.8), (840, 1.25))):
        for i in range(4 - row):
            x = 180 + i * 330 * scale + row * 20
            sheet.put(log_slice(300, 120, (104, 78, 58), i), x, y, scale=scale, height=10)
            for k in range(3):
                sheet.put(
                    reishi(150, row * 9 + i * 3 + k),
                    x + (k - 1) * 84 * scale,
                    y - 96 * scale,
                    scale=scale,
                    angle=-14 + k * 14,
                    height=6,
                )
    return sheet


def shoots_laid() -> Sheet:
    """Dried bamboo shoots in a fan on a tray."""
    sheet = surfaces.flat(texture.mat((222, 192, 130), (120, 80, 50)))
    sheet.put(weave.tray(780), 580, 450, height=20)
    for i in range(11):
        a = -150 + i * 27
        sheet.put(
            dried_shoot(330, i),
            580 + 150 * math.cos(math.radians(a)),
            450 + 150 * math.sin(math.radians(a)),
            angle=a,
            height=10,
        )
    sheet.put(dried_shoot(420, 20), 1010, 760, angle=-26)
    sheet.put(simple_leaf(260, LEAF, 0.16, 10), 180, 170, angle=20)
    sheet.put(simple_leaf(240, LEAF_DEEP, 0.16, 10), 1060, 180, angle=150)
    return sheet


def shoots_bag() -> Sheet:
    """A clear bag of dried shoots and a bowl of them soaking."""
    sheet = surfaces.table(texture.wood((172, 122, 76), 31), (206, 190, 150), 500, 640)
    ground = Sheet((440, 620), (186, 140, 80))
    for i in range(16):
        ground.put(
            dried_shoot(380, i), 220 + (i % 3 - 1) * 40, 20 + i * 40, angle=-16 + i * 37 % 34, shadow=0.4, height=5
        )
    bag = packs.pouch(
        400,
        600,
        (186, 140, 80),
        sticker("Măng khô\nQuan Hóa", "gói 500 g", "mountain", LEAF_DEEP, "frame", (300, 250)),
        window=ground.image,
        clear=True,
        at=0.42,
    )
    sheet.put(bag, 360, 850, foot=True)
    sheet.put(vessels.bowl(330, (96, 62, 46), (206, 184, 130)), 850, 840, foot=True)
    for i in range(4):
        sheet.put(dried_shoot(220, i + 30), 810 + i * 30, 690 + i % 2 * 10, angle=-30 + i * 24, height=5)
    return sheet


def shoots_forest() -> Sheet:
    """Young shoots pushing up in the vầu forest."""
    sheet = land.sky("mist", share=0.7)
    trunks(sheet, 520, [(146, 160, 96), (160, 170, 110)], 31, 14, 52, jointed=True)
    leaves_above(sheet, 4, shade_leaf((110, 146, 70)), 200, 260, 56)
    land.ground(sheet, 550, (134, 110, 70), 27)
    trunks(sheet, 620, [(118, 142, 70), (142, 150, 84)], 36, 4, 80, jointed=True)
    for x, y, high, seed in ((230, 800, 300, 1), (480, 880, 430, 2), (780, 820, 330, 3), (1040, 890, 400, 4)):
        sheet.put(fresh_shoot(high, seed), x, y, foot=True)
    scatter(sheet, "dry_leaf", 80, 6, (600, 860), (600, 40), 26)
    return sheet


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
    land.water(sheet, 480, (120, 100, 112), 7, sky_tone=(252, 204, 150))
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
    land.water(sheet, 560, (104, 152, 150), 9, sky_tone=(214, 230, 220))
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
    "que-thuong-xuan": (cinnamon_rolls, cinnamon_bag, cinnamon_forest),
    "nam-linh-chi-nhu-thanh": (reishi_group, reishi_box, reishi_logs),
    "mang-kho-quan-hoa": (shoots_laid, shoots_bag, shoots_forest),
    "yen-sao-hau-loc": (nests_on_red, nests_box, swallow_cliff),
    "lap-suon-ba-thuoc": (sausages_sliced, sausages_pack, sausages_hung),
    "vit-co-lung": (duck_on_leaf, duck_packed, ducks_on_stream),
}
