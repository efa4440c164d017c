"""Pictures of the sâm Báo that the women of Triệu Sơn grow: fresh, sliced, as tea."""

from random import Random

from marketplace.demo.pictures import land, packs, surfaces, texture, vessels, weave
from marketplace.demo.pictures.botany import bloom, ginseng_leaf
from marketplace.demo.pictures.buildings import tile_house
from marketplace.demo.pictures.geometry import blob, ellipse, stem
from marketplace.demo.pictures.growth import palm, tree
from marketplace.demo.pictures.paint import Sheet, Stroke
from marketplace.demo.pictures.palette import (
    GOLD,
    INDIGO,
    INDIGO_DEEP,
    LEAF,
    LEAF_DEEP,
    LEAF_PALE,
    MADDER,
    PAPER,
    SKY,
    STRAW,
    TEA,
    TURMERIC,
    darker,
    lighter,
    mix,
)
from marketplace.demo.pictures.pieces import filled, pieces
from marketplace.demo.pictures.roots import ginseng
from marketplace.demo.pictures.staging import (
    blurred,
    ginseng_plant,
    scatter,
    slice_tray,
    sticker,
)
from marketplace.demo.pictures.things import chopping_board, steam


def trieu_son_bunch() -> Sheet:
    """Roots tied in a bunch on a terracotta yard."""
    sheet = surfaces.flat(texture.tiles((190, 118, 82)))
    for i, (x, angle) in enumerate(((440, 22), (520, 12), (600, 0), (680, -10), (760, -22))):
        sheet.put(ginseng(680, i + 51, legs=2 + i % 3, soil=0.1), x, 450, angle=angle, height=12)
    sheet.shape(STRAW, [(420, 300), (780, 292), (784, 336), (424, 344)], depth=8, grain=0.9)
    sheet.put(
        packs.tag(sticker("Củ tươi\nsâm Báo", "Triệu Sơn", "flower", MADDER, size=(210, 200))), 980, 620, angle=-14
    )
    sheet.put(ginseng_leaf(260), 190, 260, angle=-26)
    sheet.put(bloom(190, (246, 206, 196)), 180, 700)
    return sheet


def trieu_son_box() -> Sheet:
    """Roots packed in an open box of straw."""
    sheet = surfaces.flat(texture.wood((196, 154, 104), 12, 5))
    sheet.shape((150, 106, 64), [(150, 120), (1050, 120), (1050, 780), (150, 780)], depth=16)
    inner = sheet.shape((96, 66, 44), [(190, 160), (1010, 160), (1010, 740), (190, 740)], depth=14)
    scatter(sheet, "dry_leaf", 90, 6, (600, 450), (380, 260), 60)
    rng = Random(5)
    sheet.strokes(_straw(rng), inside=inner)
    for i, (x, y, angle) in enumerate(((330, 440, -8), (470, 470, 6), (610, 430, -4), (750, 470, 8), (880, 440, -6))):
        sheet.put(ginseng(540, i + 61, legs=2 + i % 3), x, y, angle=angle, height=10)
    sheet.put(
        sticker("Sâm Báo Triệu Sơn", "củ tươi chọn lọc", "root", LEAF_DEEP, "bands", (300, 200)),
        1020,
        770,
        angle=-6,
    )
    return sheet


def _straw(rng: Random) -> list[Stroke]:
    tones = (STRAW, darker(STRAW, 0.2), lighter(STRAW, 0.3))
    return [
        Stroke(
            stem(rng.uniform(190, 1010), rng.uniform(160, 740), rng.uniform(60, 160), rng.uniform(0, 360), 90),
            4,
            (*rng.choice(tones), 255),
        )
        for _ in range(420)
    ]


def trieu_son_harvest() -> Sheet:
    """Baskets of roots at the edge of the field."""
    sheet = land.sky("gold", sun=(240, 200), share=0.5)
    land.mountain(sheet, 300, 470, 1000, 210, (124, 136, 110), 15, sharp=1.8, haze=land.HAZE["gold"])
    land.hedge(sheet, 474, 44, LEAF_DEEP, 17)
    land.ground(sheet, 470, (164, 124, 78), 9)
    land.furrows(sheet, 470, 760, (150, 108, 70))
    tree(sheet, 1060, 640, 380, LEAF_DEEP, 6)
    for bx, by, wide, seed in ((330, 850, 330, 1), (760, 880, 400, 4)):
        crowd = [ginseng(int(wide * 0.8), seed * 10 + i, legs=3, soil=0.5) for i in range(6)]
        made = weave.basket(
            wide, int(wide * 0.52), (206, 166, 100), accent=None, handles="none", seed=seed, contents=crowd
        )
        sheet.put(made, bx, by, foot=True)
    return sheet


def fresh_slices() -> Sheet:
    """Slices just cut on a board beside the root they came from."""
    sheet = surfaces.flat(texture.cloth((214, 196, 160), 15))
    sheet.put(chopping_board(900, 560), 600, 470, height=18)
    sheet.put(ginseng(520, 71, legs=3), 320, 430, angle=-16, height=10)
    for i in range(9):
        scatter(sheet, "dry_slice" if i % 3 == 0 else "root_slice", 128, i, (520 + i * 44, 520 - i * 30), (16, 12), 1)
    scatter(sheet, "root_slice", 120, 30, (640, 640), (160, 60), 7)
    sheet.put(
        vessels.bowl(250, INDIGO_DEEP, filled(pieces("dry_slice", 60), (260, 160), (200, 160, 100), 3, 40), heap=0.2),
        1040,
        780,
    )
    return sheet


def slices_in_jar() -> Sheet:
    """A jar of slices with a cloth lid, by the window."""
    sheet = surfaces.table(texture.wood((178, 128, 80), 15), (190, 206, 186), 500, 620)
    view = filled(pieces("dry_slice", 100), (560, 620), (180, 140, 84), 7, 130)
    jar = vessels.glass_jar(
        620,
        view,
        sticker("Sâm Báo thái lát", "Triệu Sơn · 100 g", "flower", INDIGO, "round", (300, 300)),
        cloth=INDIGO,
    )
    sheet.put(jar, 430, 850, foot=True)
    sheet.put(vessels.bowl(230, (150, 96, 66), TEA, deep=0.6), 880, 830, foot=True)
    scatter(sheet, "dry_slice", 96, 9, (960, 850), (190, 30), 5)
    return sheet


def slices_before_the_house() -> Sheet:
    """Racks of slices before a tiled house on the plain."""
    sheet = land.sky("mist", share=0.45)
    land.mountain(sheet, 600, 400, 1300, 150, (140, 156, 148), 5, sharp=2.2, haze=land.HAZE["mist"])
    land.hedge(sheet, 420, 70, LEAF, 3)
    tile_house(sheet, 90, 520, 560)
    palm(sheet, 760, 520, 380, 30)
    palm(sheet, 850, 530, 330, -14)
    land.ground(sheet, 516, (206, 170, 120), 7, tufts=120)
    for x0, x1, y, high in ((650, 1130, 640, 120), (120, 1080, 860, 190)):
        weave.rack(sheet, x0, x1, y, high)
        for i in range(3):
            slice_tray(sheet, x0 + (x1 - x0) * (i + 0.5) / 3, y - high - 8, (x1 - x0) / 1150, i + 3)
    return sheet


def tea_tin() -> Sheet:
    """A round tin of Triệu Sơn tea and a glass."""
    sheet = surfaces.table(texture.wood((120, 78, 52), 21), mix(SKY, PAPER, 0.5), 520)
    sheet.put(
        packs.tin(
            500,
            160,
            MADDER,
            sticker("Trà sâm Báo Triệu Sơn", "20 túi lọc", "flower", MADDER, "bands", (420, 300)),
            lid=GOLD,
        ),
        420,
        840,
        foot=True,
    )
    sheet.put(packs.glass(300, (218, 160, 60), level=0.2), 820, 850, foot=True)
    steam(sheet, 820, 560, 140)
    sheet.put(packs.sachet(120, seed=4), 1010, 800, angle=14)
    return sheet


def tea_bags_from_above() -> Sheet:
    """Filter bags, leaves and flowers laid out on a tray."""
    sheet = surfaces.flat(texture.cloth((176, 66, 58), 23))
    sheet.put(weave.tray(840, 1.0, (222, 190, 126)), 600, 450, height=20)
    for i, (x, y, a) in enumerate(
        ((420, 330, -20), (600, 280, 4), (780, 340, 22), (400, 570, 14), (600, 620, -6), (790, 570, -24))
    ):
        sheet.put(packs.sachet(160, seed=i + 9), x, y, angle=a)
    sheet.put(bloom(190, (240, 176, 166)), 600, 450)
    scatter(sheet, "dry_slice", 72, 4, (600, 450), (300, 250), 12, 0.6)
    return sheet


def flower_close() -> Sheet:
    """The flower of sâm Báo close up over a misty plain."""
    sheet = land.sky("mist", share=0.6)
    land.ridge(sheet, 520, 130, (150, 168, 156), 31, haze=land.HAZE["mist"])
    land.ground(sheet, 520, (158, 176, 104), 8)
    sheet = Sheet(sheet.size, blurred(sheet, 12))
    rng = Random(3)
    for x, y, high, seed in ((900, 960, 700, 5), (320, 980, 820, 2)):
        ginseng_plant(sheet, x, y, high, seed, flower=False)
    sheet.put(bloom(430, (236, 126, 116)), 400, 250, angle=-10)
    sheet.put(bloom(250, (240, 150, 136)), 900, 330, angle=24)
    sheet.shape(LEAF_PALE, blob(rng, 660, 300, 26, 40), depth=8)
    sheet.glow(TURMERIC, ellipse(600, 860, 500, 60), soft=40, alpha=0.1)
    return sheet


PICTURES = {
    "sam-bao-trieu-son-cu-tuoi": (trieu_son_bunch, trieu_son_box, trieu_son_harvest),
    "sam-bao-trieu-son-thai-lat": (fresh_slices, slices_in_jar, slices_before_the_house),
    "tra-sam-bao-trieu-son": (tea_tin, tea_bags_from_above, flower_close),
}
