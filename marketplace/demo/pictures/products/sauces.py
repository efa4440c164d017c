"""Pictures of the fermented sauces: mắm tôm, nước mắm, mắm tép, mắm cáy and tương."""

import math
from random import Random

from PIL import Image

from marketplace.demo.pictures import land, packs, surfaces, texture, vessels, weave
from marketplace.demo.pictures.botany import grass, herb, shade_leaf
from marketplace.demo.pictures.buildings import basket_boat, boat, jar_rows, tile_house
from marketplace.demo.pictures.geometry import box, ellipse, spline, stem, taper
from marketplace.demo.pictures.growth import palm, rice
from marketplace.demo.pictures.motifs import band
from marketplace.demo.pictures.paint import Dab, Sheet, Stroke, down
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
    SKY,
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
from marketplace.demo.pictures.staging import blurred, leaf_mat, mound, plate, scatter, sticker

PURPLE: Colour = (142, 96, 112)
FISH_SAUCE: Colour = (156, 66, 18)


def shrimp_paste_bowl() -> Sheet:
    """A bowl of mắm tôm with lime, chilli and tofu."""
    sheet = surfaces.flat(texture.cloth((226, 206, 170), 6))
    sheet.put(weave.tray(800, 1.0, (208, 168, 100)), 600, 450, height=18)
    leaf_mat(sheet, [(600, 470, -8)], 560, 380)
    sheet.shape(WHITE, ellipse(470, 400, 150), depth=14)
    sheet.shape(INDIGO, ellipse(470, 400, 134))
    sheet.shape(PURPLE, ellipse(470, 400, 126), depth=30, shine=0.6)
    _froth(sheet, 470, 400, 100, lighter(PURPLE, 0.4))
    scatter(sheet, "ring", 46, 2, (470, 390), (60, 50), 5)
    for i in range(5):
        x, y = 690 + i % 3 * 92, 380 + i // 3 * 100 + i % 2 * 14
        sheet.shape((240, 196, 96), box(x - 40, y - 36, x + 40, y + 36, 10), depth=14)
    scatter(sheet, "lime", 104, 5, (480, 640), (130, 40), 3)
    scatter(sheet, "chilli", 100, 6, (930, 250), (40, 80), 3)
    sheet.put(herb(230, LEAF), 300, 240, angle=-30)
    return sheet


def _froth(sheet: Sheet, cx: float, cy: float, reach: float, colour: Colour) -> None:
    rng = Random(4)
    bubbles = [
        ellipse(cx + rng.gauss(0, 0.5) * reach, cy + rng.gauss(0, 0.5) * reach, rng.uniform(2, 7)) for _ in range(46)
    ]
    sheet.dabs([Dab(b, (*colour, 170)) for b in bubbles])


def shrimp_paste_jar() -> Sheet:
    """A labelled earthen jar of mắm tôm."""
    sheet = surfaces.table(texture.wood((128, 84, 60), 11), (214, 198, 180), 500, 660)
    art = sticker("Mắm tôm\nHoằng Phụ", "Khúc Phụ · hũ 500 g", "wave", (110, 50, 76), "plain", (260, 230))
    sheet.put(vessels.clay(vessels.CROCK, 470, (150, 92, 66), art, cover="leaf", at=0.5), 420, 850, foot=True)
    sheet.put(vessels.bowl(250, (236, 232, 222), PURPLE, rim=INDIGO), 860, 840, foot=True)
    mound(sheet, "shrimp", 66, 4, (1010, 640), (110, 50), 22, 0)
    return sheet


def shrimp_paste_yard() -> Sheet:
    """Rows of jars under conical lids behind the beach of Hoằng Phụ."""
    sheet = land.sky("noon", share=0.4)
    land.clouds(sheet, 5, 6, 30, 190)
    land.water(sheet, 340, (70, 134, 152), 2, low=560)
    boat(sheet, 860, 430, 210)
    boat(sheet, 300, 400, 110, (150, 70, 50))
    land.surf(sheet, 520, (228, 204, 156), 3)
    jar_rows(sheet, 540, 3, lines=3, across_=5, size=280)
    return sheet


def khuc_phu_bottle() -> Sheet:
    """A bottle of nước mắm with a dipping bowl and anchovies."""
    sheet = surfaces.table(texture.mat(SEDGE, MADDER), (246, 224, 178), 480, 200)
    art = sticker("Nước mắm\nKhúc Phụ", "chai 500 ml", "fish", MADDER, "bands", (260, 300))
    sheet.put(vessels.bottle(vessels.TALL, 700, FISH_SAUCE, art, cap=MADDER_DEEP, level=0.31), 360, 850, foot=True)
    sheet.put(vessels.bowl(300, WHITE, AMBER, rim=INDIGO), 760, 830, foot=True)
    scatter(sheet, "ring", 40, 2, (760, 718), (70, 14), 5)
    scatter(sheet, "garlic", 84, 3, (1010, 800), (80, 30), 3)
    scatter(sheet, "fish", 120, 7, (940, 640), (190, 50), 9)
    return sheet


def khuc_phu_pair() -> Sheet:
    """Two bottles and a gift box on indigo."""
    sheet = surfaces.table(texture.cloth(INDIGO, 3), (58, 82, 122), 520)
    art = sticker("Nước mắm\nKhúc Phụ", "cá cơm ủ chượp", "wave", INDIGO, "frame", (240, 300))
    strip = band((300, 50), MADDER, GOLD, CREAM, "zigzag")
    sheet.put(
        packs.carton(
            300,
            560,
            190,
            MADDER,
            sticker("Nước mắm\nKhúc Phụ", "hộp quà 2 chai", "fish", MADDER, size=(250, 330)),
            trim=strip,
        ),
        330,
        840,
        foot=True,
    )
    for x, y in ((720, 800), (960, 860)):
        sheet.put(vessels.bottle(vessels.TALL, 600, (170, 78, 22), art, cap=GOLD, level=0.31), x, y, foot=True)
    return sheet


def khuc_phu_vats() -> Sheet:
    """Jars open to the sun before the village, anchovies drying on trays."""
    sheet = land.sky("gold", share=0.45, sun=(980, 140))
    land.water(sheet, 330, (150, 160, 150), 8, low=430, sky_tone=(254, 236, 196))
    boat(sheet, 420, 400, 150, (70, 96, 110))
    tile_house(sheet, 760, 500, 420, (226, 196, 146))
    palm(sheet, 700, 510, 330, -20)
    land.ground(sheet, 430, (212, 178, 128), 12)
    for i, (x, y, high) in enumerate(((150, 720, 230), (380, 760, 260), (960, 760, 260), (130, 900, 290))):
        sheet.put(
            vessels.clay(vessels.VAT, high, (132, 80, 56), cover="open" if i % 2 else "hat", seed=i),
            x,
            y,
            foot=True,
        )
    for x, y, s in ((560, 660, 0.7), (700, 810, 1.0)):
        sheet.put(weave.tray(400, 0.4), x, y, scale=s)
        mound(sheet, "fish", int(84 * s), int(x), (x, y - 12), (150 * s, 48 * s), 60)
    return sheet


def ba_lang_bottle() -> Sheet:
    """A square bottle of nước mắm Ba Làng with greens."""
    sheet = surfaces.open_table(texture.wood((190, 140, 92), 4), surfaces.garden((110, 156, 150), 5), 480)
    art = sticker("Nước mắm\nBa Làng", "chai 500 ml", "fish", INDIGO, "block", (300, 340))
    sheet.put(
        vessels.bottle(vessels.SQUARE, 660, (120, 44, 16), art, cap=(40, 40, 44), level=0.24, at=0.62),
        420,
        850,
        foot=True,
    )
    sheet.put(plate(420, (236, 230, 214), LEAF_DEEP), 880, 760)
    for i in range(6):
        sheet.put(herb(210, mix(LEAF, LEAF_PALE, i / 8), 5, 0.4, i), 770 + i * 44, 690, angle=-50 + i * 20, shadow=0.3)
    sheet.put(vessels.bowl(170, INDIGO, AMBER), 1050, 860, foot=True)
    return sheet


def ba_lang_drop() -> Sheet:
    """Nước mắm trickling from the spout of a wooden vat into a jug."""
    sheet = surfaces.table(texture.tiles((150, 98, 74), 9), (150, 112, 80), 640)
    staves = texture.wood((150, 100, 62), 6, 12).rotate(90, expand=True).crop((0, 0, 900, 640))
    sheet.shape(staves, [(330, -10), (1240, -10), (1200, 620), (380, 620)], depth=30)
    for y in (90, 330, 560):
        sheet.shape(down((190, 160, 110), STRAW, (120, 90, 56)), box(320, y, 1230, y + 34), depth=6)
    spout = [(410, 470), (330, 488), (250, 486)]
    sheet.shape((196, 166, 104), taper(spout, lambda t: 44 - 10 * t), depth=8)
    sheet.shape(AMBER, taper(spline([(256, 500), (236, 560), (234, 700)]), lambda t: 12 - 3 * t), depth=4, shine=0.9)
    sheet.put(vessels.glass_jar(270, (164, 74, 20), None, cap=(164, 74, 20), profile=vessels.JAR), 236, 880, foot=True)
    sheet.put(
        sticker("Nước mắm Ba Làng", "ủ chượp trong thùng gỗ", "drop", MADDER_DEEP, "plain", (360, 260)),
        790,
        280,
        angle=-2,
    )
    return sheet


def ba_lang_beach() -> Sheet:
    """Boats and round basket boats drawn up at Ba Làng."""
    sheet = land.sky("dawn", share=0.5, sun=(260, 250))
    land.ridge(sheet, 400, 130, (110, 130, 150), 22, haze=land.HAZE["dawn"], peaks=1.2)
    land.water(sheet, 390, (92, 136, 160), 5, low=700, sky_tone=(252, 220, 176))
    for x, y, s, c in ((880, 450, 150, INDIGO), (640, 510, 260, (44, 110, 120)), (1060, 570, 300, (150, 60, 46))):
        boat(sheet, x, y, s, c)
    land.surf(sheet, 640, (230, 200, 150), 9)
    for x, y, wide in ((250, 700, 290), (620, 790, 340)):
        basket_boat(sheet, x, y, wide)
    sheet.put(weave.basket(230, 120, (190, 150, 96), accent=None, handles="none"), 980, 870, foot=True)
    mound(sheet, "fish", 70, 6, (980, 736), (90, 18), 26, 20)
    return sheet


def small_shrimp_bowl() -> Sheet:
    """Mắm tép cooked with pork, in a clay pot, with rice and banana blossom."""
    sheet = surfaces.flat(texture.wood((120, 78, 54), 13))
    sheet.shape((120, 66, 44), ellipse(480, 450, 270), depth=24)
    sheet.shape((70, 44, 34), ellipse(480, 450, 240), depth=16)
    sheet.shape((196, 92, 56), ellipse(480, 454, 226), depth=20)
    mound(sheet, "shrimp", 52, 3, (480, 454), (190, 180), 90, 0)
    scatter(sheet, "red_kernel", 36, 5, (480, 454), (170, 160), 24)
    scatter(sheet, "herb_leaf", 40, 6, (480, 454), (170, 160), 14)
    sheet.shape(WHITE, ellipse(930, 330, 170), depth=14)
    mound(sheet, "rice", 24, 4, (930, 330), (130, 120), 420, 26, (236, 230, 214))
    scatter(sheet, "lime", 96, 4, (950, 680), (110, 70), 4)
    scatter(sheet, "chilli", 96, 4, (790, 790), (80, 40), 3)
    return sheet


def small_shrimp_jar() -> Sheet:
    """A glass jar of mắm tép with a cloth lid."""
    sheet = surfaces.table(texture.mat((224, 196, 140)), (174, 190, 150), 500, 160)
    art = sticker("Mắm tép\nHà Yên", "hũ 500 g", "jar", (176, 72, 40), "round", (300, 300))
    sheet.put(
        vessels.glass_jar(580, down((206, 112, 70), (186, 88, 52), (150, 60, 40)), art, cloth=(190, 74, 50)),
        470,
        850,
        foot=True,
    )
    scatter(sheet, "shrimp", 76, 3, (900, 800), (150, 50), 9)
    scatter(sheet, "gold_rice", 22, 4, (950, 690), (120, 30), 30)
    return sheet


def small_shrimp_field() -> Sheet:
    """The wet fields of Hà Yên with bamboo traps."""
    sheet = land.sky("rain", share=0.45)
    land.ridge(sheet, 380, 130, (110, 134, 126), 18, haze=land.HAZE["rain"])
    land.hedge(sheet, 390, 40, LEAF_DEEP, 8)
    land.water(sheet, 386, (124, 150, 146), 6, sky_tone=(222, 226, 214))
    rng = Random(5)
    clumps: list[Dab] = []
    for _ in range(46):
        share = rng.random() ** 1.3
        x, y = rng.uniform(-20, 1220), 420 + 480 * share
        clumps += grass(
            rng,
            x - 24 * share,
            x + 24 * share,
            y,
            26 + 120 * share,
            shade_leaf((120, 166, 80)),
            12,
            6 + 20 * share,
        )
    sheet.dabs(clumps)
    for x, y, high in ((330, 760, 230), (700, 860, 290), (960, 700, 190)):
        _trap(sheet, x, y, high)
    return sheet


def _trap(sheet: Sheet, x: float, y: float, high: float) -> None:
    """A bell-shaped bamboo fish trap standing in the water."""
    ribs = [
        Stroke(
            spline([(x + k * high * 0.14, y - high), (x + k * high * 0.3, y - high * 0.55), (x + k * high * 0.46, y)]),
            5,
            (*mix(STRAW, WOOD, 0.3 + 0.3 * abs(k)), 255),
        )
        for k in (i / 7 - 1 for i in range(15))
    ]
    rings = [
        Stroke(ellipse(x, y - high * h, high * (0.46 - 0.3 * h), high * 0.05), 4, (*darker(STRAW, 0.3), 255))
        for h in (0.02, 0.3, 0.6, 0.96)
    ]
    sheet.strokes(ribs + rings)
    sheet.glow(darker((124, 150, 146), 0.5), ellipse(x + 10, y + 8, high * 0.5, high * 0.07), soft=8, alpha=0.5)


def crab(size: int, seed: int = 1) -> Image.Image:
    """Return a small cáy crab from above."""
    sheet = Sheet((size, size))
    c, tone = size / 2, mix((120, 76, 66), (150, 60, 50), seed % 3 / 2)
    legs = [
        Stroke(
            spline(
                [
                    (c + s * size * 0.2, c + k * size * 0.1),
                    (c + s * size * 0.4, c + (k * 0.16 - 0.08) * size),
                    (c + s * size * 0.44, c + (k * 0.2 + 0.08) * size),
                ]
            ),
            size / 26,
            (*tone, 255),
        )
        for s in (-1, 1)
        for k in (-0.6, 0.2, 1.0)
    ]
    claws = [
        Stroke(
            stem(c + s * size * 0.2, c - size * 0.1, size * 0.26, -90 + s * 50, -s * 60),
            size / 15,
            (196, 84, 60, 255),
        )
        for s in (-1, 1)
    ]
    sheet.strokes(legs + claws)
    sheet.shape(
        tone, box(c - size * 0.26, c - size * 0.2, c + size * 0.26, c + size * 0.2, size * 0.12), depth=size * 0.08
    )
    sheet.shape(
        (206, 96, 66),
        *[ellipse(c + s * size * 0.22, c - size * 0.38, size * 0.09, size * 0.06, tilt=s * 40) for s in (-1, 1)],
        depth=3,
    )
    sheet.dabs([Dab(ellipse(c + s * size * 0.09, c - size * 0.2, size * 0.03), (24, 20, 20, 255)) for s in (-1, 1)])
    return sheet.image


def crab_sauce_bottle() -> Sheet:
    """A slim bottle of mắm cáy with boiled greens."""
    sheet = surfaces.table(texture.cloth((206, 184, 140), 8), (120, 146, 140), 500, 620)
    art = sticker("Mắm cáy\nQuảng Phúc", "chai 500 ml", "wave", (120, 60, 46), "frame", (220, 260))
    sheet.put(
        vessels.bottle(
            vessels.SLIM, 700, (132, 84, 74), art, cap=(190, 150, 90), level=0.36, at=0.72, sediment=(104, 60, 54)
        ),
        330,
        850,
        foot=True,
    )
    sheet.put(plate(470, (240, 236, 224), (150, 80, 60)), 780, 770)
    rng = Random(4)
    greens = [
        Stroke(
            stem(
                780 + rng.uniform(-150, 110),
                740 + rng.uniform(-40, 30),
                rng.uniform(60, 140),
                rng.uniform(-40, 40),
                rng.uniform(-80, 80),
            ),
            9,
            (*rng.choice(shade_leaf(LEAF)), 255),
        )
        for _ in range(60)
    ]
    sheet.strokes(greens)
    sheet.put(vessels.bowl(180, WHITE, (132, 84, 74)), 1060, 860, foot=True)
    return sheet


def crab_sauce_flat() -> Sheet:
    """A dish of mắm cáy ringed by crabs, garlic and chilli."""
    sheet = surfaces.flat(texture.tiles((168, 128, 98), 6, 220))
    sheet.put(weave.tray(560, 1.0, (196, 150, 92)), 600, 450, height=16)
    sheet.shape((236, 230, 214), ellipse(600, 450, 190), depth=16)
    sheet.shape((140, 88, 76), ellipse(600, 450, 160), depth=26, shine=0.5)
    scatter(sheet, "ring", 44, 2, (600, 450), (90, 80), 6)
    _froth(sheet, 600, 450, 110, (206, 160, 140))
    for i in range(7):
        a = math.tau * i / 7
        sheet.put(crab(170, i), 600 + 430 * math.cos(a), 450 + 330 * math.sin(a), angle=math.degrees(a) + 90)
    scatter(sheet, "garlic", 80, 6, (180, 160), (80, 60), 3)
    return sheet


def crab_river() -> Sheet:
    """Mangroves on the brackish river Yên, crabs on the mud."""
    sheet = land.sky("dusk", share=0.42, sun=(880, 250))
    land.ridge(sheet, 360, 60, (120, 104, 120), 28, haze=land.HAZE["dusk"])
    land.water(sheet, 350, (150, 120, 110), 9, low=660, sky_tone=(250, 206, 150))
    rng = Random(3)
    for x in (40, 200, 1010, 1150, 330):
        roots = [
            Stroke(
                spline([(x, 470), (x + k * 50, 500), (x + k * 74, 600 + rng.uniform(-10, 20))]),
                8,
                (86, 66, 54, 255),
            )
            for k in (-1, -0.5, 0, 0.5, 1)
        ]
        sheet.strokes(roots)
        from marketplace.demo.pictures.botany import bush

        bush(sheet, rng, x, 410, 120, 80, shade_leaf((84, 116, 66)), 22)
    sheet.shape(
        down((120, 96, 80), (92, 70, 58)),
        [*spline([(-20, 640), (300, 600), (640, 660), (960, 620), (1220, 650)]), (1220, 910), (-20, 910)],
        grain=1.0,
        depth=14,
    )
    for i in range(9):
        sheet.put(crab(90 + i % 3 * 40, i), rng.uniform(60, 1140), rng.uniform(690, 850), angle=rng.uniform(0, 360))
    return sheet


def soy_bowl() -> Sheet:
    """A bowl of tương with boiled greens and soybeans."""
    sheet = surfaces.flat(texture.mat(SEDGE, LEAF_DEEP, 7, 12))
    sheet.shape((118, 74, 50), ellipse(640, 430, 240), depth=22)
    sheet.shape((86, 52, 36), ellipse(640, 430, 210), depth=14)
    sheet.shape((166, 104, 44), ellipse(640, 434, 200), depth=34, shine=0.5)
    mound(sheet, "soy", 30, 3, (640, 430), (150, 140), 60)
    sheet.put(weave.tray(360), 210, 660, height=12)
    mound(sheet, "soy", 34, 8, (210, 660), (130, 130), 190, 20, (210, 170, 96))
    leaf_mat(sheet, [(1010, 720, -30)], 380, 220)
    scatter(sheet, "bean", 40, 4, (1010, 710), (110, 60), 20)
    scatter(sheet, "garlic", 80, 4, (1040, 200), (70, 60), 3)
    return sheet


def soy_bottle() -> Sheet:
    """A wide bottle of tương làng Xuân Phả."""
    sheet = surfaces.table(texture.wood((170, 116, 70), 17), (226, 190, 120), 500, 700)
    art = sticker("Tương làng\nXuân Phả", "chai 500 ml", "grain", (140, 74, 24), "bands", (300, 300))
    sheet.put(
        vessels.bottle(vessels.MILK, 660, (170, 104, 40), art, cap=MADDER, level=0.22, at=0.66, sediment=(140, 76, 28)),
        400,
        850,
        foot=True,
    )
    sheet.put(packs.sack(260, 300, (226, 206, 164), tie=MADDER), 960, 840, foot=True)
    mound(sheet, "soy", 32, 2, (720, 830), (110, 40), 60, 24, (210, 170, 96))
    return sheet


def soy_yard() -> Sheet:
    """Round crocks of tương ripening in a village yard under areca palms."""
    sheet = land.sky("noon", share=0.5)
    land.clouds(sheet, 31, 4, 40, 160)
    land.hedge(sheet, 400, 90, LEAF, 21)
    tile_house(sheet, 330, 520, 620, (236, 206, 150))
    for x, lean in ((90, 16), (210, -10), (1060, -20)):
        palm(sheet, x, 560, 470, lean)
    sheet.image.paste(texture.tiles((190, 116, 84), 3, 100).crop((0, 0, 1200, 390)), (0, 510))
    jar_rows(sheet, 560, 8, kind="crock", cover="lid", colour=(120, 66, 44), lines=2, across_=4, size=300)
    return sheet


PICTURES = {
    "mam-tom-hoang-phu": (shrimp_paste_bowl, shrimp_paste_jar, shrimp_paste_yard),
    "nuoc-mam-khuc-phu": (khuc_phu_bottle, khuc_phu_pair, khuc_phu_vats),
    "nuoc-mam-ba-lang": (ba_lang_bottle, ba_lang_drop, ba_lang_beach),
    "mam-tep-ha-yen": (small_shrimp_bowl, small_shrimp_jar, small_shrimp_field),
    "mam-cay-quang-phuc": (crab_sauce_bottle, crab_sauce_flat, crab_river),
    "tuong-xuan-pha": (soy_bowl, soy_bottle, soy_yard),
}
