"""Pictures of brocade scarves, embroidered bags and Hồng Đô silk."""

from random import Random

from marketplace.demo.pictures import land, surfaces, texture, weave
from marketplace.demo.pictures.botany import shade_leaf
from marketplace.demo.pictures.buildings import stilt_house
from marketplace.demo.pictures.geometry import box, spline, stem, taper, widening
from marketplace.demo.pictures.growth import bamboo
from marketplace.demo.pictures.packs import tag
from marketplace.demo.pictures.paint import Sheet, Stroke
from marketplace.demo.pictures.palette import (
    CREAM,
    GOLD,
    INDIGO,
    INDIGO_DEEP,
    LEAF,
    LEAF_DEEP,
    MADDER,
    MADDER_DEEP,
    ROSE,
    TURMERIC,
    WHITE,
    WOOD_DARK,
    darker,
)
from marketplace.demo.pictures.staging import mound, sticker
from marketplace.demo.pictures.textiles import MONG, THAI, Row, brocade, folded, hanging, shoulder_bag, swirl_of_silk
from marketplace.demo.pictures.workshop import loom, string_line

THAI_RED: tuple[Row, ...] = (
    (40, MADDER_DEEP, TURMERIC, CREAM, "diamond"),
    (10, CREAM, CREAM, CREAM, "steps"),
    (70, MADDER, INDIGO_DEEP, GOLD, "star"),
    (16, INDIGO_DEEP, GOLD, CREAM, "zigzag"),
    (36, MADDER_DEEP, ROSE, CREAM, "hook"),
    (10, GOLD, GOLD, GOLD, "steps"),
)
THAI_GREEN: tuple[Row, ...] = (
    (60, LEAF_DEEP, GOLD, CREAM, "hook"),
    (12, CREAM, CREAM, CREAM, "steps"),
    (34, INDIGO_DEEP, LEAF, GOLD, "zigzag"),
    (48, LEAF_DEEP, ROSE, CREAM, "diamond"),
)


def scarves_folded() -> Sheet:
    """Three folded scarves on a wooden stool."""
    sheet = surfaces.table(texture.wood((150, 98, 62), 13), (232, 214, 180), 440, 140)
    sheet.put(folded(brocade((620, 700), THAI), 560, 210, 3, CREAM), 400, 830, foot=True)
    sheet.put(folded(brocade((460, 600), THAI_RED), 400, 170, 3, GOLD), 880, 850, foot=True)
    sheet.put(folded(brocade((460, 600), THAI_GREEN), 380, 120, 2, CREAM), 420, 540, foot=True)
    sheet.put(tag(sticker("Thổ cẩm\nLặn Ngoài", "dệt tay", "flower", MADDER, size=(180, 170))), 980, 520, angle=8)
    return sheet


def scarf_close() -> Sheet:
    """The weave close up, fringe to the right."""
    sheet = surfaces.flat(texture.wood(WOOD_DARK, 7))
    cloth = Sheet((1050, 900), brocade((1050, 900), THAI, 1.7)).image.convert("RGBA")
    sheet.put(cloth, 430, 470, angle=-7, height=16)
    rng = Random(4)
    fringe = [
        Stroke(
            stem(888 + (y + 41) * 0.123, y, 190, rng.uniform(-14, 2), rng.uniform(-14, 14), 5),
            7,
            (*rng.choice((CREAM, darker(CREAM, 0.15), MADDER, TURMERIC)), 255),
        )
        for y in range(-10, 920, 13)
    ]
    sheet.strokes(fringe)
    return sheet


def loom_at_pu_luong() -> Sheet:
    """A loom under the stilt house, terraces of Pù Luông beyond."""
    sheet = land.sky("mist", share=0.45)
    land.ridge(sheet, 330, 210, (126, 148, 148), 7, haze=land.HAZE["mist"])
    land.mist(sheet, 330)
    land.ridge(sheet, 410, 150, (92, 128, 102), 8, haze=land.HAZE["mist"])
    land.terraces(sheet, 380, 900, [(156, 178, 72), (204, 194, 92), (122, 160, 74)], 3)
    stilt_house(sheet, 60, 500, 260)
    bamboo(sheet, 1110, 640, 480, 3, 6)
    loom(sheet, 470, 850, 470, 470, brocade((620, 700), THAI))
    return sheet


def bag_on_table() -> Sheet:
    """An embroidered Mông bag from the front."""
    sheet = surfaces.table(texture.cloth((226, 206, 176), 3), (120, 150, 148), 520, 640)
    sheet.put(shoulder_bag(460, 400, MONG), 460, 880, foot=True)
    sheet.put(
        shoulder_bag(230, 210, MONG[2:] + MONG[:2], strap=INDIGO, tassels=((196, 36, 92), TURMERIC)),
        930,
        880,
        foot=True,
    )
    return sheet


def bag_flat() -> Sheet:
    """A bag on indigo cloth, thread and needle beside it."""
    sheet = surfaces.flat(texture.cloth(INDIGO_DEEP, 6))
    sheet.put(shoulder_bag(520, 440, MONG[3:] + MONG[:3], MONG, strap=(196, 36, 92)), 470, 450, angle=-8, height=16)
    for i, tone in enumerate(((196, 36, 92), (250, 214, 90), (60, 140, 150), WHITE, (232, 80, 60))):
        x, y = 920 + i % 2 * 130, 220 + i * 130
        sheet.shape((206, 160, 104), box(x - 50, y - 46, x + 50, y + 46, 8), depth=6)
        spool = sheet.shape(tone, box(x - 40, y - 34, x + 40, y + 34, 14), depth=14)
        sheet.strokes(
            [
                Stroke([(x - 60, y - 34 + k * 7), (x + 60, y - 40 + k * 7)], 2, (*darker(tone, 0.25), 255))
                for k in range(12)
            ],
            inside=spool,
        )
    return sheet


def cloth_on_the_line() -> Sheet:
    """Lengths of Mông cloth hung out above the clouds of Pù Nhi."""
    sheet = land.sky("dawn", share=0.65)
    land.ridge(sheet, 420, 230, (138, 140, 164), 41, haze=land.HAZE["dawn"], peaks=1.4)
    land.mist(sheet, 430, 70, 0.8)
    land.ridge(sheet, 560, 200, (104, 124, 136), 42, haze=land.HAZE["dawn"])
    land.mist(sheet, 570, 80, 0.85)
    land.ridge(sheet, 720, 170, (78, 112, 90), 43)
    land.ground(sheet, 760, (124, 142, 76), 4)
    line = string_line(sheet, 130, 40)
    for i, (x, rows, zoom) in enumerate(
        ((200, MONG, 0.8), (480, MONG[2:] + MONG[:2], 0.9), (760, THAI_GREEN, 0.9), (1020, MONG[3:] + MONG[:3], 0.7))
    ):
        y = min((abs(px - x), py) for px, py in line)[1]
        made = hanging(brocade((260, 540), rows, zoom), 230, 470 - i % 2 * 60, 2.5, None if i % 2 else CREAM)
        sheet.put(made, x, y + made.height / 2 - 8, shadow=0.25, height=12)
    return sheet


def silk_scarf() -> Sheet:
    """A madder silk scarf laid across dó paper in soft folds, cocoons beside it."""
    sheet = surfaces.flat(texture.paper((244, 226, 188), 14))
    silk = swirl_of_silk((620, 960), (176, 40, 44), 5, 6)
    sheet.put(hanging(silk, 560, 960, 1.6, (206, 70, 66), 0.3), 380, 430, angle=17, height=20)
    silk = swirl_of_silk((420, 620), (216, 158, 58), 8, 5)
    sheet.put(hanging(silk, 300, 560, 1.4, (236, 196, 110), 0.3), 850, 250, angle=-24, height=16)
    sheet.put(weave.tray(380), 960, 680, height=18)
    mound(sheet, "cocoon", 74, 3, (960, 680), (130, 130), 40, 16)
    return sheet


def silk_box() -> Sheet:
    """A gold and a jade scarf folded in a gift box."""
    sheet = surfaces.flat(texture.paper((206, 214, 200), 5))
    sheet.shape((250, 244, 230), box(150, 130, 1050, 770, 8), depth=14)
    sheet.shape((214, 200, 176), box(182, 162, 1018, 738, 4), depth=12)
    for x0, colour, seed in ((206, (226, 176, 70), 3), (480, (110, 156, 130), 6), (754, (206, 120, 130), 9)):
        silk = swirl_of_silk((244, 520), colour, seed, 4)
        sheet.shape(silk, box(x0, 190, x0 + 240, 708, 26), depth=16, dark=0.6, grain=0)
    sheet.put(
        sticker("Khăn nhiễu\nHồng Đô", "tơ tằm dệt tay", "lotus", MADDER_DEEP, "frame", (300, 230)), 600, 740, angle=-3
    )
    return sheet


def silk_village() -> Sheet:
    """Skeins of yellow silk drying by the mulberry gardens of Hồng Đô."""
    sheet = land.sky("gold", share=0.4, sun=(600, 150))
    land.hedge(sheet, 380, 50, LEAF_DEEP, 19)
    land.ground(sheet, 376, (170, 180, 96), 3)
    land.rows(sheet, 384, 600, shade_leaf((96, 140, 60)), 8, size=110, count=9, low=700)
    for y, high, x0, x1 in ((640, 210, 90, 560), (870, 330, 500, 1130)):
        weave.rack(sheet, x0, x1, y, high)
        for i in range(8):
            x = x0 + (x1 - x0) * (i + 0.5) / 8
            tone = (250, 214, 110) if i % 3 else (252, 240, 206)
            wide = (x1 - x0) / 11
            skein = sheet.shape(
                tone,
                taper(
                    spline([(x, y - high * 0.98), (x + 4, y - high * 0.6), (x, y - high * 0.2)]),
                    widening(wide * 0.7, wide),
                ),
                depth=wide * 0.2,
                shine=0.8,
            )
            sheet.strokes(
                [
                    Stroke([(x + k * wide * 0.3, y - high), (x + k * wide * 0.44, y)], 1.6, (*darker(tone, 0.2), 255))
                    for k in (-0.9, -0.5, -0.1, 0.3, 0.7)
                ],
                inside=skein,
            )
    sheet.put(weave.tray(330, 0.42), 260, 810)
    mound(sheet, "cocoon", 52, 4, (260, 790), (120, 44), 40, 6)
    return sheet


PICTURES = {
    "tho-cam-lan-ngoai": (scarves_folded, scarf_close, loom_at_pu_luong),
    "tho-cam-muong-lat": (bag_on_table, bag_flat, cloth_on_the_line),
    "nhieu-hong-do": (silk_scarf, silk_box, silk_village),
}
