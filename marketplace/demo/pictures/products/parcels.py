"""Pictures of what is wrapped in leaves or cut into bars: nem chua, bánh gai, bánh lá, chè lam, kẹo lạc."""

from random import Random

from marketplace.demo.pictures import land, leafwraps, packs, surfaces, sweets, texture, vessels, weave
from marketplace.demo.pictures.botany import banana_leaf, herb, shade_leaf, simple_leaf
from marketplace.demo.pictures.buildings import citadel_gate, iron_bridge, tile_house
from marketplace.demo.pictures.geometry import box
from marketplace.demo.pictures.growth import banana, palm
from marketplace.demo.pictures.motifs import band
from marketplace.demo.pictures.outdoors import birds, boat
from marketplace.demo.pictures.paint import Sheet, Stroke, down
from marketplace.demo.pictures.palette import (
    CREAM,
    GOLD,
    INDIGO,
    LEAF,
    LEAF_DEEP,
    MADDER,
    SEDGE,
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
from marketplace.demo.pictures.staging import leaf_mat, mound, plate, scatter, sticker
from marketplace.demo.pictures.things import cup, steam, teapot
from marketplace.demo.pictures.water import river, water

NUTS = (((238, 206, 146), 0.9), ((206, 160, 100), 0.4))


def nem_on_leaf() -> Sheet:
    """Nem chua in rows on banana leaf, one opened, chilli and garlic around."""
    sheet = surfaces.flat(texture.mat(SEDGE))
    leaf_mat(sheet, [(430, 330, -10), (760, 560, 8)], 840, 380, (156, 184, 104))
    for i in range(8):
        x, y = 250 + i % 4 * 190, 240 + i // 4 * 130 + i % 4 * 12
        sheet.put(leafwraps.nem(236, i, (70, 104, 48)), x, y, angle=-58 + i % 3 * 5)
    sheet.put(leafwraps.open_nem(440), 830, 620, angle=-8, height=10)
    scatter(sheet, "chilli", 110, 3, (320, 700), (160, 70), 5)
    scatter(sheet, "garlic", 92, 4, (1060, 330), (70, 110), 4)
    scatter(sheet, "herb_leaf", 76, 5, (1060, 780), (110, 70), 7)
    return sheet


def nem_strings() -> Sheet:
    """Strings of ten hanging at a stall, label on each."""
    sheet = surfaces.table(texture.wood((150, 98, 62), 9), (240, 214, 166), 640, 140)
    sheet.shape(down(lighter(STRAW, 0.2), STRAW, darker(STRAW, 0.4)), box(-10, 60, 1210, 92, 12), depth=6)
    for c, x in enumerate((190, 420, 650)):
        sheet.strokes([Stroke([(x + d, 76), (x + d, 560)], 4, (*darker(STRAW, 0.3), 255)) for d in (-34, 34)])
        for r in range(5):
            sheet.put(
                leafwraps.nem(210, c * 5 + r), x + (-10 if r % 2 else 10), 170 + r * 96, angle=4 - r % 3 * 5, height=8
            )
    box_label = sticker("Nem chua\nThanh Hóa", "chục 10 quả", "sprig", LEAF_DEEP, "bands", (380, 280))
    sheet.put(packs.carton(330, 240, 150, (196, 60, 48), box_label), 950, 850, foot=True)
    sheet.put(leafwraps.nem(190, 31), 640, 830, angle=-8)
    sheet.put(leafwraps.nem(190, 32), 470, 850, angle=14)
    return sheet


def nem_town() -> Sheet:
    """The bridge of Hàm Rồng at sunset; a plate of nem on the rail."""
    sheet = land.sky("dusk", sun=(330, 290), share=0.5)
    land.ridge(sheet, 430, 130, (116, 92, 112), 5, haze=land.HAZE["dusk"])
    water(sheet, 426, (160, 104, 90), 4, sky_tone=(250, 204, 140))
    iron_bridge(sheet, 410)
    boat(sheet, 820, 600, 150, (90, 56, 44))
    birds(sheet, 3, 9, 500, 60, 1100, 240)
    sheet.shape(texture.wood(WOOD_DARK, 2).crop((0, 0, 1200, 220)), box(0, 700, 1200, 900), depth=6)
    sheet.put(plate(540, (236, 226, 204), INDIGO), 380, 790)
    for i in range(4):
        sheet.put(leafwraps.nem(190, i + 40), 260 + i * 82, 740 + i % 2 * 24, angle=-60 + i * 10, height=5)
    sheet.put(leafwraps.open_nem(300, 4), 880, 780, angle=6)
    return sheet


def banh_gai_pile() -> Sheet:
    """Bánh gai in dry leaf piled on a tray, one cut open."""
    sheet = surfaces.flat(texture.wood((176, 126, 78), 3))
    sheet.put(weave.tray(720), 450, 450, height=18)
    for i, (x, y) in enumerate(((320, 330), (520, 300), (420, 470), (620, 460), (330, 610), (540, 620), (440, 400))):
        sheet.put(leafwraps.banh_gai(200, i), x, y, angle=-20 + i * 17, height=12)
    sheet.put(banana_leaf(440, 280, (150, 116, 66), 4), 960, 620, angle=-12)
    sheet.put(leafwraps.cut_banh_gai(330), 960, 600, height=10)
    mound(sheet, "mung", 22, 3, (1030, 230), (80, 60), 140, 12, (220, 180, 80))
    scatter(sheet, "sesame", 13, 5, (860, 250), (60, 40), 40)
    return sheet


def banh_gai_box() -> Sheet:
    """A gift box of ten and a plate with a cup of tea."""
    sheet = surfaces.table(texture.mat(SEDGE, INDIGO), (190, 94, 76), 470)
    art = sticker("Bánh gai\nTứ Trụ", "chục 10 chiếc", "lotus", MADDER, size=(420, 280))
    sheet.put(
        packs.carton(500, 300, 240, CREAM, art, trim=band((500, 50), MADDER, GOLD, CREAM, "star")),
        420,
        790,
        foot=True,
    )
    sheet.put(plate(380), 900, 770)
    sheet.put(leafwraps.cut_banh_gai(240), 880, 730, height=6)
    sheet.put(leafwraps.banh_gai(130, 9), 1060, 830, angle=12)
    sheet.put(cup(140, (220, 226, 210), (150, 160, 60)), 640, 850, foot=True)
    return sheet


def banh_gai_river() -> Sheet:
    """Gai leaves growing by the river Chu."""
    sheet = land.sky("mist", share=0.45)
    land.ridge(sheet, 400, 120, (140, 162, 152), 14, haze=land.HAZE["mist"])
    land.hedge(sheet, 410, 46, LEAF, 9)
    land.ground(sheet, 404, (150, 170, 92), 5)
    river(sheet, 408, 760, (120, 160, 168), 150, 380)
    tile_house(sheet, 140, 500, 260)
    palm(sheet, 440, 520, 300, 20)
    rng = Random(6)
    for _ in range(46):
        x, y = rng.uniform(-40, 560), rng.uniform(640, 900)
        size = int(150 + (y - 640) * 0.4)
        sheet.put(
            simple_leaf(size, mix(LEAF, LEAF_DEEP, rng.random()), 0.7, 8, 1),
            x,
            y,
            angle=rng.uniform(-150, -30),
            shadow=0.25,
            height=6,
        )
    return sheet


def che_lam_plate() -> Sheet:
    """Bars of chè lam dusted with flour, ginger and peanuts beside them."""
    sheet = surfaces.table(texture.wood(WOOD, 3), (226, 208, 178), 360, 600)
    sheet.put(plate(760, (238, 228, 206), MADDER), 520, 660)
    for i, (x, y) in enumerate(((360, 660), (560, 680), (430, 590), (640, 600), (500, 520))):
        sheet.put(sweets.bar(240, 92, (190, 138, 78), i, NUTS, 0.5), x, y, height=7)
    scatter(sheet, "ginger", 100, 2, (1020, 640), (90, 90), 4)
    scatter(sheet, "peanut", 90, 6, (980, 830), (150, 40), 5)
    sheet.put(teapot(200, (96, 70, 58)), 1010, 520, foot=True)
    return sheet


def che_lam_box() -> Sheet:
    """A box of chè lam with its lid off, seen from above."""
    sheet = surfaces.flat(texture.cloth((150, 48, 46), 4))
    sheet.shape((214, 176, 116), box(170, 190, 760, 720, 10), depth=12)
    sheet.shape((146, 104, 62), box(196, 216, 734, 694, 6), depth=12)
    for i in range(8):
        x, y = 290 + i % 2 * 270 - 0, 286 + i // 2 * 112
        sheet.put(sweets.bar(210, 76, (196, 146, 86), i + 10, NUTS, 0.42, 0.3), x + 10, y + 6, height=4)
    sheet.put(sticker("Chè lam\nPhủ Quảng", "hộp 400 g", "gate", MADDER, "frame", (340, 300)), 970, 330, angle=5)
    scatter(sheet, "ginger", 92, 8, (960, 700), (120, 70), 5)
    sheet.put(herb(190, LEAF_DEEP), 1080, 560, angle=30)
    return sheet


def che_lam_citadel() -> Sheet:
    """The stone gate of Thành Nhà Hồ, chè lam on a leaf in front."""
    sheet = land.sky("gold", share=0.6, sun=(930, 130))
    land.clouds(sheet, 9, 4)
    land.ridge(sheet, 430, 110, (150, 150, 120), 6, haze=land.HAZE["gold"])
    land.hedge(sheet, 470, 70, LEAF_DEEP, 5)
    citadel_gate(sheet, 230, 560, 740)
    land.ground(sheet, 545, (164, 170, 92), 3)
    land.path_to(sheet, 545, 600, (220, 190, 140))
    sheet.put(banana_leaf(560, 220, LEAF, 3), 330, 780, angle=-8)
    for i in range(4):
        sheet.put(sweets.bar(190, 74, (190, 138, 78), i + 30, NUTS, 0.45), 190 + i * 90, 800 - i * 16, height=5)
    return sheet


def brittle_discs() -> Sheet:
    """Discs of peanut brittle fanned out on dó paper."""
    sheet = surfaces.flat(texture.paper((244, 222, 178), 8))
    sheet.put(banana_leaf(760, 380, (104, 146, 74), 2), 560, 470, angle=-14)
    for i, (x, y) in enumerate(((340, 560), (480, 420), (650, 500), (800, 350), (560, 640), (760, 590))):
        sheet.put(sweets.brittle(330, i), x, y, angle=i * 24 - 40, height=9)
    scatter(sheet, "peanut", 96, 3, (220, 230), (150, 110), 6)
    scatter(sheet, "red_kernel", 30, 4, (1050, 740), (90, 90), 22)
    scatter(sheet, "sesame", 13, 4, (1000, 200), (140, 80), 60)
    return sheet


def brittle_box() -> Sheet:
    """A jar and a box of brittle on a blue table."""
    sheet = surfaces.table(texture.wood((88, 104, 120), 5), (248, 226, 176), 500, 760)
    art = sticker("Kẹo lạc\nVĩnh Lộc", "hộp 350 g", "gate", (150, 84, 20), "block", (420, 260))
    sheet.put(packs.carton(460, 250, 200, TURMERIC, art), 380, 800, foot=True)
    view = filled(pieces("pale_kernel", 46), (400, 400), (196, 112, 34), 3, 130)
    sheet.put(vessels.glass_jar(430, view, None, cap=MADDER), 860, 800, foot=True)
    for i in range(3):
        sheet.put(sweets.brittle(190, i + 20, False), 620 + i * 190, 840, angle=i * 30, height=6)
    return sheet


def peanut_field() -> Sheet:
    """Peanuts pulled from sandy soil, the field behind."""
    sheet = land.sky("noon", share=0.4)
    land.clouds(sheet, 3, 5, 30, 160)
    land.karst(sheet, 360, 200, (120, 146, 136), 8, 6, land.HAZE["noon"])
    land.hedge(sheet, 366, 36, LEAF_DEEP, 9)
    land.ground(sheet, 360, (206, 168, 116), 6)
    land.rows(sheet, 366, 420, shade_leaf(LEAF), 4, bloom=TURMERIC, size=66, low=760)
    for x, y, a in ((300, 720, 160), (640, 760, 184), (960, 730, 200)):
        sheet.put(herb(330, LEAF, 5, 0.5, int(x)), x, y - 70, angle=a - 180, shadow=0.4)
        scatter(sheet, "peanut", 84, int(x), (x, y + 80), (110, 46), 7)
    return sheet


def slim_parcels() -> Sheet:
    """Bánh lá răng bừa on a blue plate, one opened, with fish sauce."""
    sheet = surfaces.flat(texture.mat((226, 196, 132), LEAF_DEEP))
    sheet.put(plate(640, (236, 240, 236), INDIGO, 1.0), 480, 460, height=16)
    for i in range(6):
        sheet.put(leafwraps.slim_parcel(400, i), 480 + (i - 2.5) * 8, 290 + i * 62, angle=-18 + i * 7, height=9)
    sheet.put(leafwraps.open_slim_cake(470), 900, 680, angle=-14, height=10)
    sheet.put(vessels.bowl(210, WHITE, (190, 104, 30), flat=0.6, deep=0.3), 1010, 270)
    scatter(sheet, "ring", 40, 4, (1010, 250), (40, 16), 4)
    scatter(sheet, "chilli", 90, 8, (850, 180), (70, 50), 3)
    return sheet


def slim_steamed() -> Sheet:
    """Parcels steaming in a basket over a pot."""
    sheet = surfaces.table(texture.tiles((176, 110, 80), 4), (206, 190, 160), 540)
    sheet.put(vessels.clay(vessels.POT, 330, (84, 62, 52), cover="open"), 480, 850, foot=True)
    crowd = [leafwraps.slim_parcel(300, i).rotate(84 + i * 4, expand=True) for i in range(7)]
    sheet.put(
        weave.basket(430, 180, (214, 176, 110), accent=None, handles="none", contents=crowd),
        480,
        640,
        foot=True,
        shadow=0,
    )
    steam(sheet, 480, 260, 230, 4)
    pack = packs.tag(sticker("Bánh lá\nrăng bừa", "Hà Lai · 10 chiếc", "sprig", LEAF_DEEP, size=(260, 240)))
    sheet.put(pack, 930, 470, angle=6)
    for i in range(3):
        sheet.put(leafwraps.slim_parcel(330, i + 20), 930 + i * 14, 720 + i * 52, angle=-6 + i * 6, height=7)
    return sheet


def slim_village() -> Sheet:
    """Rice fields and dong leaves of Hà Lai."""
    sheet = land.sky("dawn", share=0.46, sun=(240, 190))
    land.ridge(sheet, 410, 90, (130, 150, 150), 44, haze=land.HAZE["dawn"])
    land.hedge(sheet, 420, 60, LEAF_DEEP, 31)
    tile_house(sheet, 700, 470, 300)
    banana(sheet, 1070, 510, 240, 4)
    land.terraces(sheet, 430, 900, [(150, 178, 84), (176, 194, 100)], 6, levels=7, bulge=14)
    rng = Random(9)
    for _ in range(30):
        x, y = rng.uniform(-60, 420), rng.uniform(600, 900)
        sheet.put(
            simple_leaf(int(240 + (y - 600) * 0.3), mix(LEAF, LEAF_DEEP, rng.random()), 0.34, 12),
            x,
            y,
            angle=rng.uniform(-120, -40),
            shadow=0.25,
            height=7,
        )
    sheet.put(leafwraps.slim_parcel(300, 44), 700, 790, angle=-8)
    sheet.put(leafwraps.slim_parcel(300, 45), 830, 840, angle=6)
    return sheet


PICTURES = {
    "nem-chua-thanh-hoa": (nem_on_leaf, nem_strings, nem_town),
    "banh-gai-tu-tru": (banh_gai_pile, banh_gai_box, banh_gai_river),
    "che-lam-phu-quang": (che_lam_plate, che_lam_box, che_lam_citadel),
    "keo-lac-vinh-loc": (brittle_discs, brittle_box, peanut_field),
    "banh-la-ha-lai": (slim_parcels, slim_steamed, slim_village),
}
