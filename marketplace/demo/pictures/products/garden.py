"""Pictures of starch, green tea and foot-bath leaves."""

import math
from random import Random

from marketplace.demo.pictures import land, packs, surfaces, texture, weave
from marketplace.demo.pictures.botany import herb, simple_leaf
from marketplace.demo.pictures.buildings import stilt_house
from marketplace.demo.pictures.geometry import box, ellipse, even, spline, taper
from marketplace.demo.pictures.growth import tree
from marketplace.demo.pictures.motifs import band
from marketplace.demo.pictures.paint import Dab, Sheet, Stroke
from marketplace.demo.pictures.palette import (
    CREAM,
    GOLD,
    INDIGO,
    LEAF,
    LEAF_DEEP,
    LEAF_PALE,
    MADDER,
    SEDGE,
    WHITE,
    darker,
    lighter,
    mix,
)
from marketplace.demo.pictures.pieces import filled, pieces
from marketplace.demo.pictures.roots import tuber
from marketplace.demo.pictures.staging import mound, plate, scatter, sticker
from marketplace.demo.pictures.things import cup, steam, teapot


def starch_lumps() -> Sheet:
    """White lumps of arrowroot starch in a wooden bowl."""
    sheet = surfaces.flat(texture.cloth((110, 128, 150), 13))
    sheet.shape((140, 94, 60), ellipse(560, 440, 330), depth=26)
    sheet.shape((110, 72, 46), ellipse(560, 440, 294), depth=16)
    mound(sheet, "chunk", 92, 3, (560, 440), (230, 220), 90, 30, (220, 216, 206))
    sheet.put(simple_leaf(260, LEAF, 0.8, 6), 1040, 250, angle=-30)
    sheet.put(simple_leaf(200, LEAF_DEEP, 0.8, 6), 1090, 420, angle=40)
    sheet.put(tuber(420, (132, 96, 66), 3), 990, 740, angle=-14)
    return sheet


def starch_box() -> Sheet:
    """A box of starch and a cool glass."""
    sheet = surfaces.table(texture.wood((182, 140, 98), 17), (188, 208, 206), 500, 180)
    art = sticker("Tinh bột\nsắn dây", "Ngọc Lặc · 500 g", "sprig", INDIGO, "frame", (330, 280))
    sheet.put(
        packs.carton(400, 470, 180, WHITE, art, trim=band((400, 50), INDIGO, GOLD, CREAM, "hook")), 370, 840, foot=True
    )
    sheet.put(packs.glass(330, (232, 230, 216), level=0.16, ice=4), 800, 850, foot=True)
    mound(sheet, "chunk", 76, 4, (1020, 830), (90, 34), 22, 26)
    return sheet


def starch_settling() -> Sheet:
    """Basins where the starch settles white, roots washed beside them."""
    sheet = land.sky("rain", share=0.4)
    land.ridge(sheet, 340, 200, (104, 132, 116), 71, haze=land.HAZE["rain"])
    land.hedge(sheet, 360, 70, LEAF, 43)
    stilt_house(sheet, 820, 460, 300)
    sheet.image.paste(texture.tiles((160, 140, 120), 5, 120).crop((0, 0, 1200, 470)), (0, 430))
    for x, y, rx in ((260, 560, 190), (700, 590, 210), (440, 780, 280)):
        sheet.shape((120, 128, 134), ellipse(x, y + 20, rx, rx * 0.34), depth=10)
        sheet.shape((156, 164, 168), ellipse(x, y, rx, rx * 0.32), depth=8)
        sheet.shape((250, 248, 240), ellipse(x, y + 4, rx * 0.9, rx * 0.27), depth=10, dark=0.3)
        sheet.strokes([Stroke(ellipse(x, y + 4, rx * k, rx * 0.3 * k), 2, (222, 220, 210, 255)) for k in (0.3, 0.55)])
    for i in range(5):
        sheet.put(tuber(330, (150, 112, 78), i), 950 + i % 2 * 40, 700 + i * 44, angle=-10 + i * 7, height=8)
    return sheet


def tea_leaves() -> Sheet:
    """Curled dry tea, fresh buds and a cup, from above."""
    sheet = surfaces.flat(texture.wood((150, 108, 72), 18))
    sheet.put(weave.tray(600), 410, 450, height=18)
    mound(sheet, "tea", 46, 3, (410, 450), (220, 220), 320, 30, (56, 62, 40))
    sheet.put(plate(330, WHITE, LEAF_DEEP, 1.0), 930, 330, height=14)
    sheet.shape(WHITE, ellipse(930, 330, 112), depth=8)
    sheet.shape((166, 178, 62), ellipse(930, 330, 96), depth=20, dark=0.4)
    for i in range(3):
        sheet.put(herb(250, LEAF, 2, 0.38, i, LEAF_PALE), 850 + i * 110, 690 + i % 2 * 40, angle=-30 + i * 34)
    return sheet


def tea_pack() -> Sheet:
    """A green bag of tea with pot and cups."""
    sheet = surfaces.table(texture.wood((116, 76, 52), 6), (196, 206, 160), 500, 200)
    bag = packs.pouch(
        330,
        520,
        (66, 104, 62),
        sticker("Chè xanh\nBình Sơn", "sao tay · 200 g", "sprig", LEAF_DEEP, "frame", (280, 290)),
        at=0.5,
    )
    sheet.put(bag, 280, 840, foot=True)
    sheet.put(teapot(280, (222, 226, 206), LEAF_DEEP), 720, 830, foot=True)
    for x in (960, 1090):
        sheet.put(cup(110, (222, 226, 206), (166, 178, 62)), x, 850, foot=True)
    steam(sheet, 960, 750, 100, 2)
    return sheet


def tea_hills() -> Sheet:
    """Clipped tea rows winding over the hills of Bình Sơn."""
    sheet = land.sky("dawn", share=0.4, sun=(880, 190))
    land.ridge(sheet, 340, 130, (128, 150, 150), 81, haze=land.HAZE["dawn"])
    rng = Random(3)
    for i in range(13):
        share = (i / 12) ** 1.5
        y = 340 + 600 * share
        thick = 20 + 84 * share
        edge = [(1200 * k / 16, y + (30 + 90 * share) * math.sin(k / 16 * 5 + i * 0.22 + 1)) for k in range(-1, 18)]
        tone = mix((74, 120, 58), LEAF_PALE, 0.12 * (i % 3))
        row = sheet.shape(tone, taper(spline(edge, steps=3), even(thick)), depth=thick * 0.36, dark=0.7, shine=0.5)
        leaves = []
        for _ in range(90):
            x, z = rng.choice(edge)
            leaves.append(
                Dab(
                    ellipse(
                        x + rng.uniform(-50, 50),
                        z + rng.uniform(-0.5, 0.5) * thick,
                        3 + 7 * share,
                        2 + 3 * share,
                        tilt=rng.uniform(-60, 60),
                    ),
                    (*rng.choice((lighter(tone, 0.3), darker(tone, 0.25), LEAF_PALE)), 220),
                )
            )
        sheet.dabs(leaves, inside=row)
    tree(sheet, 250, 430, 150, LEAF_DEEP, 3)
    sheet.put(weave.basket(250, 180, SEDGE, accent=None, handles="two"), 980, 880, foot=True)
    return sheet


def bath_leaves() -> Sheet:
    """A wooden basin of warm water with leaves, ginger and sachets."""
    sheet = surfaces.flat(texture.tiles((126, 140, 130), 7, 200))
    sheet.shape((150, 100, 62), ellipse(500, 450, 330), depth=24, grain=0.9)
    sheet.shape((104, 66, 44), ellipse(500, 450, 300), depth=10)
    sheet.shape((156, 130, 70), ellipse(500, 452, 286), depth=40, dark=0.5, shine=0.3)
    sheet.strokes(
        [
            Stroke(ellipse(500, 450, r, r * 0.96, start=a, end=a + 120), 3, (206, 186, 130, 160))
            for r, a in ((120, 200), (190, 20), (240, 120))
        ]
    )
    scatter(sheet, "herb_leaf", 100, 3, (500, 450), (190, 190), 12)
    scatter(sheet, "ginger", 92, 4, (500, 450), (170, 170), 6)
    scatter(sheet, "flower", 60, 5, (480, 450), (190, 190), 7)
    for i, (x, y) in enumerate(((930, 260), (1010, 480), (920, 690))):
        sheet.put(packs.sachet(190, (206, 190, 150), i + 4, thread=False), x, y, angle=-14 + i * 16)
    return sheet


def bath_pack() -> Sheet:
    """A cloth bag of ten sachets by a basin."""
    sheet = surfaces.table(texture.wood((160, 124, 90), 27), (150, 166, 140), 500, 660)
    art = sticker("Lá ngâm chân\nthảo dược", "túi 10 gói", "sprig", LEAF_DEEP, "plain", (300, 240))
    sheet.put(
        packs.pouch(
            420,
            560,
            (190, 178, 130),
            art,
            window=filled(pieces("dry_leaf", 50), (320, 240), (90, 80, 50), 3, 120),
            at=0.42,
        ),
        350,
        850,
        foot=True,
    )
    sheet.put(packs.sachet(170, (214, 200, 160), 2, thread=False), 700, 790, angle=-8)
    for i in range(4):
        sheet.put(herb(260, (112, 132, 84), 6, 0.24, i), 850 + i * 80, 740, angle=-24 + i * 16)
    scatter(sheet, "ginger", 90, 6, (960, 850), (150, 20), 5)
    return sheet


def bath_garden() -> Sheet:
    """Bunches of herbs drying under the eaves, the herb beds beyond."""
    sheet = land.sky("mist", share=0.45)
    land.hedge(sheet, 380, 70, LEAF, 47)
    land.ground(sheet, 376, (150, 150, 90), 21)
    land.rows(sheet, 384, 700, [(104, 140, 76), (140, 160, 100)], 4, size=90, count=9)
    sheet.shape(texture.wood((110, 74, 50), 3, 10).crop((0, 0, 1200, 110)), box(0, 0, 1200, 96), depth=12)
    tones = ((104, 124, 66), (140, 128, 72), (92, 116, 84), (128, 100, 60), (116, 140, 70))
    for i in range(7):
        tone = tones[i % 5]
        made = weave.stalks(360, 74, [tone, lighter(tone, 0.25), darker(tone, 0.2)], i, MADDER, 0.9).rotate(180)
        sheet.put(made, 100 + i * 170, 270 + i % 2 * 24, height=16)
    sheet.put(weave.tray(440, 0.42), 330, 790)
    mound(sheet, "dry_leaf", 54, 3, (330, 770), (160, 56), 90, 14)
    sheet.put(weave.tray(380, 0.42), 850, 830)
    mound(sheet, "ginger", 64, 3, (850, 810), (140, 50), 46, 4)
    return sheet


PICTURES = {
    "bot-san-day-ngoc-lac": (starch_lumps, starch_box, starch_settling),
    "che-xanh-binh-son": (tea_leaves, tea_pack, tea_hills),
    "la-ngam-chan-quang-xuong": (bath_leaves, bath_pack, bath_garden),
}
