"""Pictures of fruit and drinks: bưởi Luận Văn, cam Như Xuân, dưa Kim hoàng hậu, atiso đỏ, sữa hạt."""

import math
from random import Random

from marketplace.demo.pictures import land, packs, surfaces, texture, vessels, weave
from marketplace.demo.pictures.botany import crown, foliage, lotus, roselle, shade_leaf, simple_leaf
from marketplace.demo.pictures.fruit import (
    MELON,
    ORANGE,
    POMELO,
    citrus,
    cut_citrus,
    melon,
    melon_slice,
    segment,
)
from marketplace.demo.pictures.geometry import box, ellipse, stem, taper
from marketplace.demo.pictures.growth import tree
from marketplace.demo.pictures.paint import Dab, Sheet, Stroke, down
from marketplace.demo.pictures.palette import (
    INDIGO,
    LEAF,
    LEAF_DEEP,
    MADDER,
    ROSE,
    SEDGE,
    STRAW,
    TURMERIC,
    WHITE,
    lighter,
    mix,
)
from marketplace.demo.pictures.staging import mound, plate, scatter, sticker
from marketplace.demo.pictures.water import water

FLESH = (222, 82, 84)
RUBY = (168, 16, 44)


def pomelos_on_mat() -> Sheet:
    """Red pomelos on a mat, one cut."""
    sheet = surfaces.table(texture.mat(SEDGE, LEAF_DEEP), (240, 214, 160), 430, 700)
    sheet.put(citrus(360, POMELO, 0.35, 2, 1), 330, 800, foot=True)
    sheet.put(citrus(330, (214, 86, 48), 0.3, 1, 4), 640, 740, foot=True)
    sheet.put(cut_citrus(320, POMELO, FLESH, 0.16), 900, 720, height=14)
    sheet.put(segment(190, FLESH), 640, 840, angle=-8)
    return sheet


def pomelo_close() -> Sheet:
    """The red flesh close up, segments peeled, on banana-green cloth."""
    sheet = surfaces.flat(texture.cloth((60, 100, 70), 12))
    sheet.put(cut_citrus(620, POMELO, FLESH, 0.15, 12), 420, 450, height=20)
    sheet.put(sticker("Bưởi đỏ\nLuận Văn", "bưởi tiến vua", "flower", MADDER, "round", (190, 190)), 150, 760, angle=-8)
    for i in range(5):
        sheet.put(
            segment(260, mix(FLESH, ROSE, i / 8), i), 900 + i % 2 * 60, 190 + i * 130, angle=-30 + i * 16, height=9
        )
    return sheet


def pomelo_orchard() -> Sheet:
    """Trees hung with red fruit in Thọ Xuân before Tết."""
    sheet = land.sky("dawn", share=0.45, sun=(180, 170))
    land.ridge(sheet, 400, 90, (126, 146, 140), 9, haze=land.HAZE["dawn"])
    land.ground(sheet, 396, (150, 158, 80), 1)
    for x, y, high, seed in ((620, 520, 260, 9), (960, 540, 290, 5), (180, 640, 420, 3)):
        tree(sheet, x, y, high, LEAF, seed, POMELO, 14, 0.036)
    tree(sheet, 760, 880, 700, LEAF_DEEP, 4, POMELO, 20, 0.052)
    for i in range(4):
        sheet.put(citrus(150, POMELO, 0.3, i % 2, i), 160 + i * 110, 860 + i % 2 * 20, foot=True)
    return sheet


def oranges_in_tray() -> Sheet:
    """Oranges on a tray, some cut."""
    sheet = surfaces.flat(texture.wood((206, 168, 118), 16))
    sheet.put(weave.tray(780), 600, 450, height=20)
    for i in range(12):
        a, r = math.tau * i / 9, 220 if i < 9 else 80
        sheet.put(
            citrus(190, mix(ORANGE, (236, 180, 50), i % 3 / 3), 0, i % 2, i, 0.22),
            600 + r * math.cos(a),
            430 + r * math.sin(a),
            angle=i * 40,
            height=10,
        )
    sheet.put(cut_citrus(230, ORANGE, (250, 168, 54), 0.05), 1040, 700, height=12)
    sheet.put(cut_citrus(200, ORANGE, (250, 168, 54), 0.05, 10, 3), 160, 200, height=12)
    return sheet


def oranges_in_crate() -> Sheet:
    """A crate of oranges with a card, and a glass of juice."""
    sheet = surfaces.open_table(texture.wood((150, 100, 62), 4), surfaces.garden((136, 176, 96), 13), 500)
    for i in range(11):
        sheet.put(
            citrus(170, mix(ORANGE, TURMERIC, i % 4 / 6), 0, 1 if i % 3 == 0 else 0, i),
            200 + i % 6 * 100 + (i // 6) * 50,
            560 + i // 6 * 66,
            foot=True,
            shadow=0.3,
        )
    for k in range(3):
        board = texture.wood((206, 164, 108), 5 + k, 8).crop((0, 0, 700, 74))
        sheet.shape(board, box(110, 590 + k * 84, 800, 660 + k * 84), depth=6)
    sheet.shape((180, 138, 88), box(110, 580, 150, 850), box(760, 580, 800, 850), depth=6)
    sheet.put(sticker("Cam Như Xuân", "vườn đồi", "sprig", (196, 96, 20), "frame", (280, 170)), 455, 720, height=4)
    sheet.put(packs.glass(300, (250, 176, 50), ice=3, level=0.18), 990, 850, foot=True)
    return sheet


def orange_hills() -> Sheet:
    """Rows of orange trees on the hills of Như Xuân."""
    sheet = land.sky("noon", share=0.4)
    land.clouds(sheet, 12, 5, 30, 160)
    land.ridge(sheet, 380, 140, (116, 146, 128), 24, haze=land.HAZE["noon"])
    land.terraces(sheet, 350, 900, [(170, 176, 90), (186, 160, 92)], 12, levels=5, bulge=120)
    for row, (y, high, count) in enumerate(((470, 110, 9), (570, 170, 7), (710, 260, 5), (890, 380, 4))):
        for i in range(count):
            tree(
                sheet,
                1200 * (i + 0.3 + 0.4 * (row % 2)) / count,
                y + 16 * (i % 2),
                high,
                LEAF_DEEP if i % 2 else LEAF,
                row * 9 + i,
                ORANGE,
                7 + row * 4,
                0.034,
            )
    return sheet


def melons_on_table() -> Sheet:
    """Golden melons, one cut into slices."""
    sheet = surfaces.table(texture.wood((176, 128, 84), 22), (162, 196, 190), 420, 160)
    sheet.put(melon(470), 340, 760, foot=True)
    sheet.put(melon(380, seed=2), 860, 660, foot=True)
    for x, y, a in ((640, 800, -8), (860, 830, 6), (1040, 790, -14)):
        sheet.put(melon_slice(300), x, y, angle=a, height=10)
    return sheet


def melon_cut() -> Sheet:
    """A melon halved on a blue cloth, from above."""
    sheet = surfaces.flat(texture.cloth((64, 92, 130), 5))
    sheet.put(weave.tray(640, 1.0, (226, 196, 136)), 450, 460, height=18)
    for cx, cy in ((450, 460),):
        sheet.shape(MELON, ellipse(cx, cy, 270, 215, tilt=-14), depth=18)
        sheet.shape((244, 246, 206), ellipse(cx, cy, 250, 196, tilt=-14), depth=8)
        sheet.shape((251, 208, 150), ellipse(cx, cy, 226, 172, tilt=-14), depth=26)
        sheet.shape((244, 186, 116), ellipse(cx, cy, 110, 74, tilt=-14), depth=20)
        rng = Random(2)
        sheet.dabs(
            [
                Dab(
                    ellipse(cx + rng.gauss(0, 46), cy + rng.gauss(0, 28), 13, 6, tilt=rng.uniform(0, 180)),
                    (252, 240, 196, 255),
                )
                for _ in range(60)
            ]
        )
    sheet.put(melon(330, seed=4), 960, 300, angle=24, height=16)
    sheet.put(melon_slice(320), 960, 660, angle=-30, height=12)
    sheet.put(
        sticker("Dưa Kim\nhoàng hậu", "quả 1,5 kg", "flower", LEAF_DEEP, "round", (170, 170)),
        940,
        290,
        angle=10,
        height=3,
    )
    return sheet


def melon_house() -> Sheet:
    """Melons hanging on strings in the net house at Đông Sơn."""
    sheet = Sheet(texture.SIZE, down((226, 234, 228), (240, 240, 224), (214, 214, 180)).fill(texture.SIZE))
    ribs = [
        Stroke(
            ellipse(600, 640 - k * 14, 1000 - k * 130, 620 - k * 74, start=180, end=360), 9 - k, (176, 186, 184, 255)
        )
        for k in range(6)
    ]
    sheet.strokes(ribs)
    land.ground(sheet, 560, (206, 196, 160), 4, tufts=80)
    rng = Random(6)
    for near in (0.42, 0.6, 0.82, 1.1):
        for side in (-1, 1):
            for lane in (1, 2):
                x, base = 600 + side * (lane * 330 - 40) * near, 520 + 360 * near
                high = 560 * near
                sheet.strokes([Stroke([(x, base), (x, base - high)], 3 * near + 1, (120, 150, 70, 255))])
                greens = shade_leaf((110, 150, 66))
                heads = [
                    crown(rng, x + d * 26 * near, base - high * h, 74 * near, 60 * near, greens, 20 * near + 4)
                    for h, d in ((0.1, -1), (0.24, 1), (0.4, -0.6), (0.56, 1), (0.72, -1), (0.86, 0.6), (0.97, 0))
                ]
                foliage(sheet, heads)
                sheet.shape(
                    MELON,
                    ellipse(x + 18 * near, base - high * 0.42, 50 * near, 64 * near),
                    depth=14 * near + 2,
                    shine=0.7,
                )
    return sheet


def roselle_flat() -> Sheet:
    """Red calyces on white cloth with sugar and a jar of cordial."""
    sheet = surfaces.flat(texture.cloth((236, 228, 212), 4))
    sheet.put(plate(560, WHITE, RUBY, 1.0), 430, 450, height=16)
    rng = Random(3)
    for _ in range(26):
        a, k = rng.uniform(0, math.tau), rng.random() ** 0.6 * 200
        sheet.put(roselle(120), 430 + k * math.cos(a), 450 + k * math.sin(a), angle=rng.uniform(0, 360), height=6)
    sheet.shape(WHITE, ellipse(950, 320, 170), depth=10)
    sheet.shape(RUBY, ellipse(950, 320, 146), depth=26, shine=0.7)
    sheet.glow(WHITE, ellipse(900, 260, 40, 14, tilt=-36), soft=8, alpha=0.6)
    mound(sheet, "white", 18, 3, (960, 700), (100, 66), 160, 14)
    for x, y in ((200, 130), (740, 790)):
        sheet.put(roselle(150), x, y, angle=x)
    return sheet


def roselle_bottle() -> Sheet:
    """A bottle of ruby cordial and an iced glass."""
    sheet = surfaces.open_table(texture.wood((226, 196, 150), 12), surfaces.garden((196, 206, 170), 4), 500)
    art = sticker("Nước cốt\natiso đỏ", "Hải Lĩnh · 500 ml", "flower", RUBY, "bands", (270, 310))
    sheet.put(
        vessels.bottle(vessels.TALL, 690, RUBY, art, cap=(40, 60, 44), level=0.3, glass=(220, 214, 210)),
        350,
        850,
        foot=True,
    )
    sheet.put(packs.glass(360, (196, 30, 60), ice=6, straw=STRAW, level=0.2), 740, 860, foot=True)
    for i, (x, y) in enumerate(((960, 780), (1060, 830), (920, 850))):
        sheet.put(roselle(150), x, y, angle=i * 50 - 40)
    return sheet


def roselle_field() -> Sheet:
    """Rows of roselle bushes full of red calyces near the sea."""
    sheet = land.sky("noon", share=0.36)
    land.clouds(sheet, 17, 4, 20, 130)
    water(sheet, 300, (96, 150, 168), 4, low=350)
    land.hedge(sheet, 352, 26, LEAF_DEEP, 5)
    land.ground(sheet, 348, (196, 160, 116), 6)
    land.rows(
        sheet, 360, 560, [(110, 130, 60), (140, 60, 60), (90, 110, 56)], 5, bloom=RUBY, size=90, count=11, low=700
    )
    rng = Random(4)
    for x in (150, 420, 900, 1120):
        spine = stem(x, 930, 520, -90 + rng.uniform(-8, 8), rng.uniform(-10, 10))
        sheet.shape((120, 40, 46), taper(spine, lambda t: 16 - 10 * t), depth=3)
        for i, (px, py) in enumerate(spine[3:]):
            side = -1 if i % 2 else 1
            sheet.put(
                simple_leaf(150, (104, 128, 62), 0.26, 10),
                px + side * 62,
                py - 8,
                angle=-90 + side * 62,
                shadow=0.2,
                height=4,
            )
            sheet.put(roselle(92), px + side * 18, py - 34, angle=side * 24, shadow=0.25, height=4)
    return sheet


def milk_bottles() -> Sheet:
    """A pack of four bottles of nut milk."""
    sheet = surfaces.table(texture.wood((196, 150, 104), 18), (216, 222, 200), 500, 700)
    for i, tone in enumerate(((246, 236, 212), (236, 220, 186), (250, 242, 226), (226, 206, 180))):
        art = sticker(
            "Sữa hạt\nNguyệt Viên",
            ("hạt sen", "đậu nành", "đậu xanh", "vừng")[i],
            "lotus",
            (LEAF_DEEP, MADDER, (120, 130, 40), (80, 60, 50))[i],
            "frame",
            (210, 240),
        )
        sheet.put(
            vessels.bottle(
                vessels.MILK, 500, tone, art, cap=(LEAF, MADDER, TURMERIC, (70, 60, 56))[i], level=0.2, at=0.66
            ),
            220 + i * 195,
            810,
            foot=True,
        )
    scatter(sheet, "lotus_seed", 52, 3, (990, 830), (130, 40), 14)
    scatter(sheet, "soy", 34, 4, (330, 855), (200, 20), 14)
    return sheet


def milk_from_above() -> Sheet:
    """A bowl of milk among lotus seeds, beans and sesame."""
    sheet = surfaces.flat(texture.paper((196, 214, 186), 7))
    sheet.shape(INDIGO, ellipse(590, 440, 220), depth=16)
    sheet.shape((250, 243, 224), ellipse(590, 440, 196), depth=30, dark=0.3)
    scatter(sheet, "lotus_seed", 50, 2, (590, 440), (70, 60), 6)
    for x, y, kind, size, ground in (
        (200, 220, "lotus_seed", 44, (214, 196, 150)),
        (220, 690, "soy", 34, (206, 166, 90)),
        (980, 700, "bean", 34, (90, 116, 50)),
        (990, 200, "black_sesame", 18, (50, 42, 38)),
    ):
        sheet.shape((176, 124, 80), ellipse(x, y, 140), depth=12)
        sheet.shape((120, 82, 54), ellipse(x, y, 122), depth=10)
        mound(sheet, kind, size, x, (x, y), (98, 98), 80 if size > 30 else 260, 10, ground)
    sheet.put(lotus(250), 590, 780)
    return sheet


def lotus_pond() -> Sheet:
    """The lotus pond of Nguyệt Viên by the river Mã."""
    sheet = land.sky("mist", share=0.38)
    land.ridge(sheet, 320, 90, (140, 160, 156), 33, haze=land.HAZE["mist"])
    land.hedge(sheet, 330, 60, LEAF, 23)
    water(sheet, 326, (120, 152, 140), 5, sky_tone=(226, 228, 212))
    rng = Random(8)
    pads = sorted((330 + 600 * rng.random() ** 1.3, rng.uniform(-40, 1240)) for _ in range(60))
    for i, (y, x) in enumerate(pads):
        near = (y - 300) / 600
        wide = 20 + 130 * near
        tone = mix(LEAF_DEEP, LEAF, rng.random())
        pad = sheet.shape(tone, ellipse(x, y, wide, wide * 0.36), depth=wide * 0.08)
        sheet.strokes(
            [
                Stroke(
                    [(x, y), (x + wide * math.cos(a), y + wide * 0.36 * math.sin(a))],
                    1 + near * 2,
                    (*lighter(tone, 0.25), 255),
                )
                for a in (math.tau * k / 9 for k in range(9))
            ],
            inside=pad,
        )
        if i % 4 == 0 and y > 380:
            sheet.put(
                lotus(int(60 + 210 * near), (232, 138, 150) if i % 8 else (246, 214, 206)),
                x,
                y - wide * 0.1,
                foot=True,
                shadow=0.2,
            )
    return sheet


PICTURES = {
    "buoi-luan-van": (pomelos_on_mat, pomelo_close, pomelo_orchard),
    "cam-nhu-xuan": (oranges_in_tray, oranges_in_crate, orange_hills),
    "dua-kim-hoang-hau": (melons_on_table, melon_cut, melon_house),
    "nuoc-cot-atiso-hai-linh": (roselle_flat, roselle_bottle, roselle_field),
    "sua-hat-nguyet-vien": (milk_bottles, milk_from_above, lotus_pond),
}
