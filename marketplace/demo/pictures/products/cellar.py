"""Pictures of what is poured: rice wines, pressed oils and forest honey."""

from marketplace.demo.pictures import land, packs, surfaces, texture, vessels, weave
from marketplace.demo.pictures.botany import shade_leaf, simple_leaf
from marketplace.demo.pictures.buildings import tile_house
from marketplace.demo.pictures.geometry import box, ellipse, lathe, spline, taper
from marketplace.demo.pictures.growth import leaves_above, palm, rice, trellis, trunks
from marketplace.demo.pictures.motifs import band
from marketplace.demo.pictures.outdoors import bees, hive, sunbeams
from marketplace.demo.pictures.paint import Sheet, Stroke, down, turned
from marketplace.demo.pictures.palette import (
    CREAM,
    GOLD,
    LEAF,
    LEAF_DEEP,
    MADDER,
    MADDER_DEEP,
    SEDGE,
    TURMERIC,
    WHITE,
    WOOD,
    darker,
    mix,
)
from marketplace.demo.pictures.pieces import filled, pieces
from marketplace.demo.pictures.staging import mound, plate, scatter, sticker
from marketplace.demo.pictures.things import cup, steam
from marketplace.demo.pictures.workshop import dipper, honeycomb

CLEAR = (226, 232, 222)
HONEY = (206, 118, 18)


def nga_son_bottle() -> Sheet:
    """A clear bottle of rượu Nga Sơn with herb-leaf yeast balls."""
    sheet = surfaces.table(texture.wood((108, 70, 48), 19), (150, 172, 160), 500, 640)
    art = sticker("Rượu\nNga Sơn", "men lá · 500 ml", "sprig", LEAF_DEEP, "frame", (280, 220))
    sheet.put(
        vessels.bottle(vessels.CRUET, 680, CLEAR, art, cap=(178, 140, 90), level=0.4, at=0.8), 380, 850, foot=True
    )
    for x in (700, 850):
        sheet.put(cup(110, WHITE, (232, 236, 226)), x, 830, foot=True)
    for i in range(5):
        sheet.shape((226, 214, 190), ellipse(1000 + i % 3 * 62, 810 + i // 3 * 34 - i % 2 * 20, 40, 34), depth=14)
    for i in range(4):
        sheet.put(simple_leaf(170, LEAF_DEEP, 0.34), 900 + i * 70, 690, angle=-140 + i * 30)
    return sheet


def nga_son_jars() -> Sheet:
    """Two glazed demijohns with wooden stoppers on straw."""
    sheet = surfaces.table(texture.mat(SEDGE), (120, 78, 58), 560)
    for x, y, high, tone, art in ((360, 840, 520, (96, 112, 84), True), (800, 800, 400, (130, 96, 60), False)):
        made = vessels.clay(
            vessels.POT,
            high,
            tone,
            sticker("Rượu Nga Sơn", "rượu gạo men lá", "jar", LEAF_DEEP, "round", (230, 230)) if art else None,
            cover="lid",
            at=0.6,
        )
        sheet.put(made, x, y, foot=True)
    sheet.put(vessels.bowl(150, (110, 70, 50), CLEAR), 1060, 860, foot=True)
    mound(sheet, "gold_rice", 24, 3, (620, 850), (120, 30), 120, 12)
    return sheet


def nga_son_still() -> Sheet:
    """A copper still over a wood fire in a village kitchen."""
    sheet = surfaces.table(texture.tiles((120, 84, 66), 7), (104, 78, 62), 560)
    sheet.shape((92, 66, 54), box(130, 560, 620, 800, 16), depth=20, grain=1.0)
    sheet.shape((40, 26, 22), box(260, 650, 490, 800, 40))
    sheet.glow((255, 150, 50), ellipse(375, 760, 110, 60), soft=26, alpha=0.95)
    flames = [
        spline([(x - 26, 796), (x - 12, 730), (x, 676 + abs(x - 375) * 0.4), (x + 14, 730), (x + 26, 796)])
        for x in (310, 350, 390, 430)
    ]
    sheet.shape(down((255, 226, 120), (246, 130, 40)), *flames, soft=3, grain=0)
    copper = turned((190, 106, 66), 0.6, 0.6)
    sheet.shape(
        copper,
        spline([(180, 560), (150, 430), (240, 300), (330, 262), (420, 262), (510, 300), (600, 430), (570, 560)]),
        depth=10,
    )
    pipe = spline([(376, 262), (376, 150), (470, 110), (760, 180), (850, 330)])
    sheet.shape((180, 98, 60), taper(pipe, lambda t: 44 - 22 * t), depth=10, shine=0.9)
    sheet.put(vessels.clay(vessels.VAT, 330, (110, 84, 70), cover="open"), 860, 660, foot=True)
    sheet.strokes(
        [
            Stroke([(760, 640), (720, 690), (716, 740)], 12, (180, 98, 60, 255)),
            Stroke([(716, 740), (714, 800)], 5, (236, 240, 234, 255)),
        ]
    )
    sheet.put(vessels.bottle(vessels.ROUND, 170, CLEAR, None, cap=WHITE), 716, 880, foot=True)
    steam(sheet, 376, 130, 110)
    return sheet


def chi_ne_gourds() -> Sheet:
    """Gourd-shaped flasks of rượu Chi Nê on red cloth."""
    sheet = surfaces.table(texture.cloth((150, 44, 44), 7), (236, 214, 170), 520, 160)
    for x, y, high, tone in ((340, 850, 620, (156, 84, 44)), (640, 800, 440, (96, 58, 44))):
        _flask(sheet, x, y, high, tone)
    sheet.put(
        packs.tag(sticker("Rượu\nChi Nê", "chai 500 ml", "grain", MADDER_DEEP, size=(180, 180))), 470, 600, angle=10
    )
    for x, y in ((880, 830), (1020, 790)):
        sheet.put(cup(120, (156, 96, 60), CLEAR), x, y, foot=True)
    return sheet


def _flask(sheet: Sheet, x: float, y: float, high: int, tone: tuple[int, int, int]) -> None:
    made = Sheet((int(high * 0.6), high + 20))
    cx = made.size[0] / 2
    made.shape(turned(tone, 0.45, 0.6), lathe(cx, vessels.scaled(vessels.GOURD, high)), grain=0.5)
    made.shape((190, 150, 96), box(cx - high * 0.045, high * 0.03, cx + high * 0.045, high * 0.12, 6), depth=4)
    made.shape(
        MADDER,
        taper(ellipse(cx, high * 0.47, high * 0.09, high * 0.03, start=0, end=180), lambda t: high * 0.03),
        depth=3,
    )
    made.glow(
        WHITE, ellipse(cx - high * 0.1, high * 0.68, high * 0.03, high * 0.09, tilt=14), soft=high * 0.02, alpha=0.6
    )
    sheet.put(made.image, x, y, foot=True)


def chi_ne_bottle() -> Sheet:
    """A slim bottle, its box, and sticky rice."""
    sheet = surfaces.table(texture.wood((198, 150, 98), 23), (96, 60, 52), 520)
    strip = band((240, 50), MADDER, GOLD, CREAM, "star")
    sheet.put(
        packs.carton(
            230,
            600,
            150,
            MADDER_DEEP,
            sticker("Rượu\nChi Nê", "Hậu Lộc", "grain", MADDER_DEEP, size=(200, 330)),
            trim=strip,
        ),
        340,
        840,
        foot=True,
    )
    sheet.put(
        vessels.bottle(
            vessels.SLIM,
            640,
            CLEAR,
            sticker("Rượu\nChi Nê", "500 ml", "grain", MADDER, "bands", (200, 260)),
            cap=MADDER,
            level=0.36,
            at=0.73,
        ),
        660,
        860,
        foot=True,
    )
    sheet.put(
        vessels.bowl(240, (206, 190, 160), filled(pieces("rice", 22), (260, 160), (236, 228, 206), 3, 260), heap=0.3),
        940,
        840,
        foot=True,
    )
    return sheet


def chi_ne_fields() -> Sheet:
    """Rice ready to cut at Chi Nê, jars by the gate."""
    sheet = land.sky("noon", share=0.45)
    land.clouds(sheet, 25, 5)
    land.hedge(sheet, 410, 80, LEAF_DEEP, 13)
    tile_house(sheet, 640, 470, 420, (240, 214, 160))
    palm(sheet, 1120, 500, 330, -14)
    land.ground(sheet, 430, (222, 186, 84), 7)
    rice(sheet, 760, 250, (214, 172, 72), 4, 50)
    rice(sheet, 960, 380, (226, 186, 86), 5, 60)
    for x, high in ((230, 330), (450, 280)):
        sheet.put(vessels.clay(vessels.URN, high, (110, 66, 48), cover="cloth", seed=x), x, 880, foot=True)
    return sheet


def peanut_oil_bottle() -> Sheet:
    """A litre of golden peanut oil with shelled nuts."""
    sheet = surfaces.table(texture.wood((186, 138, 90), 20), (220, 226, 206), 480, 680)
    art = sticker("Dầu lạc\nHà Trung", "nguyên chất · 1 lít", "drop", (150, 90, 20), "frame", (280, 300))
    sheet.put(
        vessels.bottle(vessels.SQUARE, 700, (226, 170, 50), art, cap=(200, 60, 40), level=0.22, at=0.64),
        380,
        850,
        foot=True,
    )
    sheet.put(
        vessels.bowl(
            280, (150, 100, 66), filled(pieces("red_kernel", 34), (300, 180), (150, 80, 60), 3, 120), heap=0.24
        ),
        850,
        830,
        foot=True,
    )
    scatter(sheet, "peanut", 100, 4, (900, 860), (240, 24), 6)
    return sheet


def peanut_oil_pour() -> Sheet:
    """Oil poured into a dish, peanuts around, from above."""
    sheet = surfaces.flat(texture.wood((96, 62, 44), 24, 5))
    sheet.put(weave.tray(520), 350, 420, height=18)
    mound(sheet, "peanut", 92, 3, (350, 420), (190, 190), 70, 30, (200, 160, 100))
    sheet.shape(WHITE, ellipse(850, 500, 210), depth=14)
    sheet.shape((232, 176, 50), ellipse(850, 500, 180), depth=40, shine=0.8)
    sheet.glow(WHITE, ellipse(790, 420, 60, 20, tilt=-36), soft=10, alpha=0.7)
    sheet.shape(
        (236, 186, 70),
        taper(spline([(1010, -20), (930, 200), (858, 470)]), lambda t: 30 - 14 * t),
        depth=8,
        shine=0.9,
        alpha=0.92,
    )
    scatter(sheet, "red_kernel", 34, 6, (850, 790), (220, 60), 24)
    return sheet


def peanut_press() -> Sheet:
    """A wooden wedge press, oil dripping into a jar."""
    sheet = surfaces.table(texture.tiles((172, 120, 88), 10), (222, 196, 154), 620, 0)
    beam = texture.wood((150, 100, 60), 11, 3)
    sheet.shape(beam.crop((0, 0, 900, 200)), box(120, 320, 900, 500, 14), depth=16)
    sheet.shape((92, 60, 40), box(220, 366, 800, 452, 8), depth=10)
    wedges = [[(x, 250), (x + 54, 250), (x + 44, 452), (x + 10, 452)] for x in (240, 306, 640, 706)]
    sheet.shape((196, 150, 96), *wedges, depth=6, grain=0.9)
    for x in range(380, 640, 44):
        sheet.shape((206, 170, 104), box(x, 362, x + 38, 456, 6), depth=8)
        sheet.strokes(
            [Stroke([(x + 4, 370 + k * 14), (x + 34, 370 + k * 14)], 2, (150, 110, 60, 255)) for k in range(6)]
        )
    sheet.shape(darker(WOOD, 0.2), *[box(x, 490, x + 60, 800) for x in (160, 800)], depth=8, grain=1.0)
    sheet.shape((226, 170, 50), taper([(510, 496), (510, 690)], lambda t: 10 - 3 * t), depth=3, shine=0.9)
    sheet.put(vessels.clay(vessels.CROCK, 190, (130, 80, 56), cover="open"), 510, 850, foot=True)
    sheet.put(packs.sack(250, 290, (214, 196, 150)), 1030, 860, foot=True)
    scatter(sheet, "peanut", 84, 3, (880, 860), (100, 20), 5)
    return sheet


def sachi_bottle() -> Sheet:
    """A small dark bottle of sachi oil with star pods."""
    sheet = surfaces.table(texture.cloth((120, 140, 96), 9), (234, 226, 200), 500, 200)
    art = sticker("Dầu sachi\nLương Sơn", "ép lạnh · 250 ml", "flower", LEAF_DEEP, "bands", (240, 280))
    sheet.put(
        vessels.bottle(
            vessels.SQUARE, 560, (130, 116, 40), art, cap=(36, 36, 38), level=0.24, at=0.63, glass=(150, 160, 130)
        ),
        400,
        850,
        foot=True,
    )
    scatter(sheet, "pod", 150, 5, (830, 780), (170, 60), 8)
    scatter(sheet, "sachi_seed", 60, 6, (700, 850), (120, 20), 6)
    return sheet


def sachi_flat() -> Sheet:
    """Pods, seeds and a dish of oil laid out on dó paper."""
    sheet = surfaces.flat(texture.paper((236, 226, 196), 12))
    for i in range(4):
        sheet.put(
            simple_leaf(300, mix(LEAF, LEAF_DEEP, i / 4), 0.6, 10, 1), 170 + i * 30, 240 + i * 150, angle=-40 + i * 30
        )
    sheet.put(plate(480, (150, 104, 70), None, 1.0), 620, 440, height=16)
    mound(sheet, "sachi_seed", 62, 4, (620, 440), (140, 140), 50, 14, (80, 50, 34))
    scatter(sheet, "pod", 170, 7, (1010, 300), (110, 150), 6)
    sheet.shape((110, 72, 50), ellipse(1000, 690, 130), depth=14)
    sheet.shape((216, 180, 60), ellipse(1000, 690, 104), depth=24, shine=0.8)
    return sheet


def sachi_trellis() -> Sheet:
    """Sachi vines on wires in the hills of Lương Sơn."""
    sheet = land.sky("mist", share=0.45)
    land.ridge(sheet, 380, 220, (112, 140, 128), 51, haze=land.HAZE["mist"])
    land.ridge(sheet, 460, 130, (92, 128, 92), 52, haze=land.HAZE["mist"])
    land.ground(sheet, 450, (160, 140, 88), 13)
    trellis(sheet, 600, 130, (92, 130, 62), 4)
    trellis(sheet, 890, 350, (84, 128, 56), 9, (126, 150, 70))
    return sheet


def honey_bottle() -> Sheet:
    """A bottle of forest honey, comb and a dipper."""
    sheet = surfaces.table(texture.wood((160, 106, 62), 25), (246, 222, 160), 480, 640)
    art = sticker("Mật ong rừng\nYên Nhân", "chai 500 ml", "comb", (150, 80, 10), "frame", (320, 210))
    sheet.put(
        vessels.bottle(vessels.HONEY, 560, HONEY, art, cap=(120, 70, 40), level=0.27, at=0.66), 390, 850, foot=True
    )
    sheet.put(plate(440, WHITE, TURMERIC), 870, 790)
    sheet.put(honeycomb(300, 200), 860, 740, height=8)
    sheet.put(dipper(330), 900, 620, angle=28)
    scatter(sheet, "flower", 60, 3, (1050, 840), (90, 20), 5)
    return sheet


def honey_jar() -> Sheet:
    """Jars of honey in a window of green, honey running from the dipper."""
    sheet = surfaces.open_table(texture.wood((206, 164, 104), 26), surfaces.garden((96, 140, 70), 15), 540)
    sheet.put(
        vessels.glass_jar(
            430,
            turned((222, 136, 26), 0.5, 0.4),
            sticker("Mật ong\nYên Nhân", "hoa rừng", "comb", (150, 80, 10), "round", (260, 260)),
            cloth=SEDGE,
        ),
        330,
        850,
        foot=True,
    )
    sheet.put(vessels.bowl(340, WHITE, (214, 130, 24), rim=TURMERIC), 830, 850, foot=True)
    sheet.shape(
        (222, 142, 30), taper(spline([(836, 430), (832, 560), (834, 700)]), lambda t: 20 - 12 * t), depth=5, shine=0.9
    )
    sheet.put(dipper(430).rotate(-64, expand=True), 900, 300, height=10)
    return sheet


def honey_forest() -> Sheet:
    """Bee boxes among tall trees of Yên Nhân."""
    sheet = land.sky("gold", share=0.7)
    trunks(sheet, 560, [(150, 124, 92), (170, 150, 112)], 4, 12, 40)
    land.ground(sheet, 560, (112, 124, 62), 3)
    sunbeams(sheet, 40, -20, 3, 6)
    trunks(sheet, 640, [(112, 82, 60), (140, 106, 78)], 6, 4, 76)
    for x, y, wide in ((700, 680, 120), (380, 760, 190), (860, 830, 230)):
        hive(sheet, x, y, wide)
    bees(sheet, 3, 18, 600, 560, 200)
    leaves_above(sheet, 3, shade_leaf(LEAF), 170, 240)
    return sheet


PICTURES = {
    "ruou-nga-son": (nga_son_bottle, nga_son_jars, nga_son_still),
    "ruou-chi-ne": (chi_ne_gourds, chi_ne_bottle, chi_ne_fields),
    "dau-lac-ha-trung": (peanut_oil_bottle, peanut_oil_pour, peanut_press),
    "dau-sachi-luong-son": (sachi_bottle, sachi_flat, sachi_trellis),
    "mat-ong-yen-nhan": (honey_bottle, honey_jar, honey_forest),
}
