"""Pictures of dry goods of the plain: sticky rice, rice noodles, arrowroot starch, green tea, foot-bath leaves."""

import math
from random import Random

from marketplace.demo.pictures import food, land, packs, surfaces, texture, vessels, weave
from marketplace.demo.pictures.botany import herb, shade_leaf, simple_leaf
from marketplace.demo.pictures.buildings import stilt_house, tile_house
from marketplace.demo.pictures.geometry import box, ellipse, spline, stem, taper
from marketplace.demo.pictures.growth import bamboo, palm, rice, tree, trellis
from marketplace.demo.pictures.motifs import band
from marketplace.demo.pictures.paint import Dab, Sheet, Stroke, across, down, turned
from marketplace.demo.pictures.palette import (
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
    SKY,
    SOIL,
    STRAW,
    TURMERIC,
    WHITE,
    WOOD,
    WOOD_DARK,
    darker,
    lighter,
    mix,
)
from marketplace.demo.pictures.pieces import filled, pieces
from marketplace.demo.pictures.roots import tuber
from marketplace.demo.pictures.staging import leaf_mat, mound, plate, scatter, sticker, window
from marketplace.demo.pictures.things import cup, steam, string_line, teapot

NOODLE = (238, 228, 202)
BROWN_NOODLE = (214, 190, 150)


def rice_heap() -> Sheet:
    """A tray heaped with sticky rice, golden ears beside it."""
    sheet = surfaces.flat(texture.cloth((124, 54, 48), 4))
    sheet.put(weave.tray(760), 560, 460, height=20)
    mound(sheet, "rice", 26, 3, (560, 460), (290, 280), 900, 60, (236, 226, 200))
    for i in range(7):
        _ear(sheet, 950 + i * 26, 860, 560, -118 + i * 9, i)
    return sheet


def _ear(sheet: Sheet, x: float, y: float, long: float, angle: float, seed: int) -> None:
    rng = Random(seed)
    spine = stem(x, y, long, angle, 40 if angle > -90 else -30, 20)
    sheet.strokes([Stroke(spine, 5, (196, 164, 84, 255))])
    grains = pieces("gold_rice", 34)
    for px, py in spine[9:]:
        for _ in range(3):
            sheet.put(rng.choice(grains), px + rng.uniform(-16, 16), py + rng.uniform(-10, 12), shadow=0.25, height=3)


def rice_bag() -> Sheet:
    """A two-kilo cloth bag and a bowl of steamed sticky rice."""
    sheet = surfaces.table(texture.mat(SEDGE, MADDER), (206, 214, 186), 480, 660)
    art = sticker("Gạo nếp cái\nhoa vàng", "Hà Long · túi 2 kg", "grain", MADDER, "bands", (300, 270))
    sheet.put(packs.sack(440, 560, (244, 234, 208), art, tie=MADDER), 380, 850, foot=True)
    sheet.put(
        vessels.bowl(300, INDIGO, filled(pieces("rice", 26), (330, 220), (240, 230, 206), 4, 420), heap=0.36),
        880,
        840,
        foot=True,
    )
    steam(sheet, 870, 640, 160)
    return sheet


def rice_field() -> Sheet:
    """Golden fields of Hà Long under a wide sky."""
    sheet = land.sky("dawn", share=0.5, sun=(600, 250))
    land.ridge(sheet, 430, 120, (120, 134, 150), 61, haze=land.HAZE["dawn"])
    land.hedge(sheet, 444, 44, LEAF_DEEP, 33)
    land.ground(sheet, 440, (226, 190, 90), 17, tufts=900)
    rice(sheet, 780, 230, (220, 178, 74), 14, 70)
    rice(sheet, 960, 420, (230, 190, 88), 15, 90)
    return sheet


def quy_loc_bundles() -> Sheet:
    """Straight bundles of noodles tied with red on a dark table."""
    sheet = surfaces.flat(texture.wood((92, 58, 42), 28))
    for i in range(5):
        sheet.put(food.noodles(640, 128, NOODLE, i), 520 + i % 2 * 60, 170 + i * 140, angle=-4 + i * 3, height=12)
    sheet.put(
        packs.tag(sticker("Miến gạo\nQuý Lộc", "gói 500 g", "grain", MADDER, size=(210, 190))), 1040, 330, angle=9
    )
    scatter(sheet, "rice", 24, 4, (1050, 700), (100, 90), 60)
    return sheet


def quy_loc_bag() -> Sheet:
    """A clear bag of noodles and a bowl of soup."""
    sheet = surfaces.table(texture.wood((214, 172, 120), 29), (176, 92, 76), 500, 0)
    view = food.noodles(640, 400, NOODLE, 5, ties=0).rotate(90, expand=True)
    ground = Sheet((460, 660), NOODLE)
    ground.put(view, 230, 330, shadow=0)
    bag = packs.pouch(
        400,
        620,
        NOODLE,
        sticker("Miến gạo\nQuý Lộc", "phơi nắng · 500 g", "grain", MADDER, "bands", (300, 260)),
        window=ground.image,
        clear=True,
        at=0.46,
    )
    sheet.put(bag, 360, 850, foot=True)
    _soup(sheet, 850, 840)
    return sheet


def _soup(sheet: Sheet, x: float, y: float) -> None:
    bowl = vessels.bowl(400, WHITE, (230, 206, 150), rim=INDIGO)
    sheet.put(bowl, x, y, foot=True)
    top = y - bowl.height + 66
    rng = Random(3)
    loops = [
        Stroke(
            ellipse(
                x + rng.gauss(0, 60),
                top + rng.gauss(0, 14),
                rng.uniform(20, 60),
                rng.uniform(6, 18),
                tilt=rng.uniform(-20, 20),
            ),
            4,
            (*rng.choice((WHITE, NOODLE, darker(NOODLE, 0.15))), 255),
        )
        for _ in range(40)
    ]
    sheet.strokes(loops)
    scatter(sheet, "herb_leaf", 46, 4, (x, top - 6), (80, 18), 6)
    scatter(sheet, "ring", 34, 5, (x, top), (90, 18), 4)
    steam(sheet, x, top - 40, 170)


def quy_loc_racks() -> Sheet:
    """Sheets of noodles drying on slanting bamboo racks in the sun."""
    sheet = land.sky("noon", share=0.45)
    land.clouds(sheet, 27, 5)
    land.hedge(sheet, 390, 60, LEAF_DEEP, 37)
    tile_house(sheet, 60, 470, 380)
    land.ground(sheet, 440, (214, 186, 130), 9, tufts=160)
    for row, (y, wide, high) in enumerate(((520, 190, 60), (660, 290, 100), (880, 420, 160))):
        for i in range(5 - row):
            x = 120 + i * wide * 1.16 - row * 60
            frame = [(x + wide * 0.1, y - high), (x + wide * 1.04, y - high), (x + wide * 0.94, y), (x, y)]
            panel = sheet.shape(down(lighter(NOODLE, 0.3), NOODLE), frame, depth=5)
            sheet.strokes(
                [
                    Stroke(
                        [(x + wide * (0.1 + 0.94 * k / 26), y - high), (x + wide * 0.94 * k / 26, y)],
                        2,
                        (*darker(NOODLE, 0.16 + 0.12 * (k % 2)), 255),
                    )
                    for k in range(27)
                ],
                inside=panel,
            )
            sheet.strokes(
                [
                    Stroke([*frame, frame[0]], 5 + row, (190, 150, 90, 255)),
                    Stroke([(x + wide * 0.2, y), (x + wide * 0.2, y + high * 0.26)], 6 + row, (150, 112, 70, 255)),
                    Stroke([(x + wide * 0.84, y), (x + wide * 0.84, y + high * 0.26)], 6 + row, (150, 112, 70, 255)),
                ]
            )
    return sheet


def thang_long_skeins() -> Sheet:
    """Looped skeins of pale brown noodles in a basket."""
    sheet = surfaces.table(texture.wood((132, 88, 62), 14), (230, 214, 178), 480, 640)
    crowd = [food.noodles(300, 96, BROWN_NOODLE, i, INDIGO, True, 1).rotate(76 + i * 7, expand=True) for i in range(5)]
    sheet.put(weave.basket(520, 260, SEDGE, accent=INDIGO, handles="none", contents=crowd), 430, 850, foot=True)
    for i in range(3):
        sheet.put(
            food.noodles(360, 110, BROWN_NOODLE, i + 8, INDIGO, True, 1),
            930 - i * 16,
            820 - i * 84,
            angle=-3 + i * 4,
            height=10,
        )
    return sheet


def thang_long_pack() -> Sheet:
    """A paper-banded bundle on blue cloth, from above."""
    sheet = surfaces.flat(texture.cloth((78, 108, 134), 11))
    band_label = sticker("Miến gạo\nThăng Long", "gói 500 g", "grain", INDIGO, "frame", (260, 300))
    made = packs.sleeve(food.noodles(860, 330, BROWN_NOODLE, 12, ties=0), band_label, 0.5, 0.34)
    sheet.put(made, 560, 380, angle=-6, height=16)
    sheet.shape((122, 82, 56), ellipse(940, 720, 150), depth=14)
    mound(sheet, "dry_leaf", 60, 3, (940, 720), (100, 100), 50, 8, (70, 56, 40))
    scatter(sheet, "garlic", 84, 3, (260, 730), (110, 60), 4)
    scatter(sheet, "chilli", 100, 4, (540, 760), (90, 50), 4)
    return sheet


def thang_long_poles() -> Sheet:
    """Noodles hung over bamboo poles like curtains in a yard."""
    sheet = land.sky("gold", share=0.45, sun=(1000, 140))
    land.hedge(sheet, 380, 80, LEAF, 41)
    palm(sheet, 160, 480, 360, 14)
    land.ground(sheet, 440, (206, 164, 112), 19, tufts=200)
    rng = Random(4)
    for y, high, x0, x1 in ((540, 180, 330, 1160), (700, 270, 60, 1000), (900, 390, 240, 1240)):
        weave.rack(sheet, x0, x1, y, high)
        lines = []
        for _ in range(int((x1 - x0) / 4)):
            x = rng.uniform(x0 + 20, x1 - 20)
            lines.append(
                Stroke(
                    spline(
                        [(x, y - high * 0.97), (x + 3, y - high * 0.6), (x - 2, y - high * rng.uniform(0.16, 0.24))],
                        steps=4,
                    ),
                    2.4,
                    (*rng.choice((NOODLE, lighter(NOODLE, 0.4), darker(NOODLE, 0.2), BROWN_NOODLE)), 255),
                )
            )
        sheet.strokes(lines)
    return sheet


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
        row = sheet.shape(
            tone, taper(spline(edge, steps=3), lambda t, w=thick: w), depth=thick * 0.36, dark=0.7, shine=0.5
        )
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
    "gao-nep-cai-hoa-vang-ha-long": (rice_heap, rice_bag, rice_field),
    "mien-gao-quy-loc": (quy_loc_bundles, quy_loc_bag, quy_loc_racks),
    "mien-gao-thang-long": (thang_long_skeins, thang_long_pack, thang_long_poles),
    "bot-san-day-ngoc-lac": (starch_lumps, starch_box, starch_settling),
    "che-xanh-binh-son": (tea_leaves, tea_pack, tea_hills),
    "la-ngam-chan-quang-xuong": (bath_leaves, bath_pack, bath_garden),
}
