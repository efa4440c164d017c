"""Pictures of the fermented sauces: mắm tôm, nước mắm, mắm tép, mắm cáy and tương."""

from marketplace.demo.pictures import land, packs, surfaces, texture, vessels, weave
from marketplace.demo.pictures.botany import herb
from marketplace.demo.pictures.buildings import tile_house
from marketplace.demo.pictures.geometry import box, ellipse, spline, taper
from marketplace.demo.pictures.growth import palm
from marketplace.demo.pictures.motifs import band
from marketplace.demo.pictures.outdoors import basket_boat, boat, jar_rows
from marketplace.demo.pictures.paint import Sheet, down
from marketplace.demo.pictures.palette import (
    AMBER,
    CREAM,
    GOLD,
    INDIGO,
    LEAF,
    LEAF_DEEP,
    LEAF_PALE,
    MADDER,
    MADDER_DEEP,
    SEDGE,
    STRAW,
    WHITE,
    Colour,
    lighter,
    mix,
)
from marketplace.demo.pictures.staging import froth, leaf_mat, mound, plate, scatter, sticker
from marketplace.demo.pictures.water import surf, water

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
    froth(sheet, 470, 400, 100, lighter(PURPLE, 0.4))
    scatter(sheet, "ring", 46, 2, (470, 390), (60, 50), 5)
    for i in range(5):
        x, y = 690 + i % 3 * 92, 380 + i // 3 * 100 + i % 2 * 14
        sheet.shape((240, 196, 96), box(x - 40, y - 36, x + 40, y + 36, 10), depth=14)
    scatter(sheet, "lime", 104, 5, (480, 640), (130, 40), 3)
    scatter(sheet, "chilli", 100, 6, (930, 250), (40, 80), 3)
    sheet.put(herb(230, LEAF), 300, 240, angle=-30)
    return sheet


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
    water(sheet, 340, (70, 134, 152), 2, low=560)
    boat(sheet, 860, 430, 210)
    boat(sheet, 300, 400, 110, (150, 70, 50))
    surf(sheet, 520, (228, 204, 156), 3)
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
    scatter(sheet, "fish", 120, 7, (1010, 660), (130, 50), 8)
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
    water(sheet, 330, (150, 160, 150), 8, low=430, sky_tone=(254, 236, 196))
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
    water(sheet, 390, (92, 136, 160), 5, low=700, sky_tone=(252, 220, 176))
    for x, y, s, c in ((880, 450, 150, INDIGO), (640, 510, 260, (44, 110, 120)), (1060, 570, 300, (150, 60, 46))):
        boat(sheet, x, y, s, c)
    surf(sheet, 640, (230, 200, 150), 9)
    for x, y, wide in ((250, 700, 290), (620, 790, 340)):
        basket_boat(sheet, x, y, wide)
    sheet.put(weave.basket(230, 120, (190, 150, 96), accent=None, handles="none"), 980, 870, foot=True)
    mound(sheet, "fish", 70, 6, (980, 736), (90, 18), 26, 20)
    return sheet


PICTURES = {
    "mam-tom-hoang-phu": (shrimp_paste_bowl, shrimp_paste_jar, shrimp_paste_yard),
    "nuoc-mam-khuc-phu": (khuc_phu_bottle, khuc_phu_pair, khuc_phu_vats),
    "nuoc-mam-ba-lang": (ba_lang_bottle, ba_lang_drop, ba_lang_beach),
}
