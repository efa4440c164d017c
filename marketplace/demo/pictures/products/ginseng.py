"""Pictures of sâm Báo in all its forms: fresh roots, slices, tea, wine and syrup."""

from PIL import Image

from marketplace.demo.pictures import land, packs, surfaces, texture, vessels, weave
from marketplace.demo.pictures.botany import bloom, ginseng_leaf, shade_leaf
from marketplace.demo.pictures.buildings import tile_house
from marketplace.demo.pictures.geometry import ellipse
from marketplace.demo.pictures.growth import palm
from marketplace.demo.pictures.motifs import band
from marketplace.demo.pictures.paint import Sheet
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
    PAPER,
    ROSE,
    SEDGE,
    SOIL,
    STRAW,
    TEA,
    WHITE,
    WOOD,
    WOOD_DARK,
    Colour,
    lighter,
    mix,
)
from marketplace.demo.pictures.pieces import filled, pieces
from marketplace.demo.pictures.roots import ginseng
from marketplace.demo.pictures.staging import (
    ginseng_plant,
    leaf_mat,
    mound,
    nui_bao,
    plate,
    scatter,
    slice_tray,
    sticker,
    window,
)
from marketplace.demo.pictures.things import cup, steam, teapot


def roots_on_tray() -> Sheet:
    """Fresh roots on a bamboo tray, leaf and flower beside them."""
    sheet = surfaces.flat(texture.mat(SEDGE, MADDER))
    sheet.put(weave.tray(800), 560, 450, height=20)
    leaf_mat(sheet, [(560, 450, -16)], 600, 300)
    for i, (x, angle) in enumerate(((350, -24), (468, -9), (590, 5), (706, 16), (800, 30))):
        sheet.put(ginseng(560, i + 10, legs=2 + i % 3, soil=0.16), x, 450 + (i % 2) * 26, angle=angle, height=12)
    sheet.put(ginseng_leaf(270), 1060, 640, angle=34)
    sheet.put(bloom(210), 1060, 250)
    return sheet


def roots_in_basket() -> Sheet:
    """A sedge basket full of roots with a swing tag, on a garden table."""
    sheet = surfaces.open_table(texture.wood(WOOD), surfaces.garden(LEAF, 2), 520)
    crowd = [ginseng(400, i + 20, legs=2 + i % 3) for i in range(7)]
    sheet.put(weave.basket(520, 330, SEDGE, accent=LEAF_DEEP, handles="none", contents=crowd), 560, 850, foot=True)
    sheet.put(
        packs.tag(sticker("Củ tươi\nsâm Báo", "1 kg · núi Báo", "root", LEAF_DEEP, size=(220, 220))),
        900,
        690,
        angle=12,
    )
    sheet.put(ginseng(380, 31, legs=3, soil=0.2), 250, 770, angle=82, height=10)
    return sheet


def roots_at_the_mountain() -> Sheet:
    """Núi Báo and its rows in flower; roots just dug lie in front."""
    sheet = nui_bao("dawn")
    land.ground(sheet, 470, SOIL, 5)
    land.furrows(sheet, 470, 560, SOIL)
    land.rows(sheet, 470, 600, shade_leaf(LEAF), 6, bloom=ROSE, low=800)
    for i, (x, angle) in enumerate(((300, 70), (520, 96), (760, 84))):
        sheet.put(ginseng(430, i + 3, legs=3, soil=0.8, shoot=True), x, 790 + (i % 2) * 30, angle=angle, height=9)
    return sheet


def slices_on_cloth() -> Sheet:
    """A bowl of dried slices on indigo linen."""
    sheet = surfaces.flat(texture.cloth(INDIGO))
    sheet.put(weave.tray(620, 1.0, (196, 150, 92)), 640, 440, height=18)
    mound(sheet, "dry_slice", 104, 4, (640, 440), (225, 225), 90, 30, (190, 150, 90))
    scatter(sheet, "dry_slice", 104, 8, (170, 720), (120, 110), 7)
    sheet.put(ginseng(360, 14, mix(STRAW, WOOD, 0.3)), 1090, 640, angle=24)
    sheet.put(ginseng_leaf(220, LEAF_DEEP), 170, 190, angle=-30)
    return sheet


def slices_in_bag() -> Sheet:
    """A kraft bag with a window, slices and a cup of tea."""
    sheet = surfaces.table(texture.wood(WOOD), mix(PAPER, LEAF_PALE, 0.35), 470, 160)
    view = filled(pieces("dry_slice", 90), (320, 240), (190, 150, 90), 4, 60)
    bag = packs.pouch(
        440,
        640,
        packs.KRAFT,
        sticker("Sâm Báo khô thái lát", "túi 100 g · núi Báo", "root", MADDER, "bands", (320, 300)),
        window=view,
        at=0.42,
    )
    sheet.put(bag, 440, 840, foot=True)
    sheet.put(cup(240, WHITE, TEA), 890, 820, foot=True)
    steam(sheet, 870, 590, 150)
    scatter(sheet, "dry_slice", 90, 5, (830, 830), (300, 40), 7)
    return sheet


def slices_drying() -> Sheet:
    """Trays of slices drying in the sun below the mountain."""
    sheet = nui_bao("noon", 8, 400, 800)
    land.ground(sheet, 396, (196, 132, 96), 3, tufts=60)
    for row, (y, scale, count) in enumerate(((470, 0.4, 5), (590, 0.68, 4), (790, 1.1, 3))):
        for i in range(count):
            x = 1200 * (i + 0.5 + 0.2 * (row % 2)) / count - 40
            slice_tray(sheet, x, y, scale, row * 7 + i)
    return sheet


def tea_in_cup() -> Sheet:
    """A cup of tea with filter bags on dó paper."""
    sheet = surfaces.flat(texture.paper(mix(PAPER, GOLD, 0.25)))
    sheet.put(plate(430, (238, 230, 210), LEAF_DEEP, 1.0), 470, 450, height=16)
    sheet.shape((248, 243, 230), ellipse(470, 446, 150), depth=10)
    sheet.shape(TEA, ellipse(470, 450, 128), depth=26, dark=0.5, shine=0.4)
    sheet.glow(WHITE, ellipse(420, 396, 40, 16, tilt=-36), soft=8, alpha=0.6)
    for i, (x, y, a) in enumerate(((860, 300, 12), (940, 480, -8), (830, 620, 24))):
        sheet.put(packs.sachet(170, seed=i), x, y, angle=a)
    scatter(sheet, "root_slice", 80, 2, (200, 770), (170, 80), 6)
    sheet.put(bloom(180), 1070, 750, angle=20)
    sheet.put(ginseng_leaf(210), 150, 160, angle=-40)
    return sheet


def tea_box() -> Sheet:
    """The box of twenty filter bags."""
    sheet = surfaces.table(texture.mat(SEDGE, LEAF_DEEP), (222, 206, 176), 470, 620)
    strip = band((600, 60), MADDER, GOLD, CREAM, "diamond")
    tea_label = sticker("Trà sâm Báo\ntúi lọc", "hộp 20 túi", "root", MADDER, size=(420, 260))
    sheet.put(packs.carton(520, 360, 210, LEAF_DEEP, tea_label, trim=strip), 440, 830, foot=True)
    for i, (x, y, a) in enumerate(((880, 760, -14), (1010, 800, 16))):
        sheet.put(packs.sachet(190, seed=i + 3), x, y, angle=a)
    return sheet


def tea_at_the_window() -> Sheet:
    """A teapot on the sill, núi Báo outside."""
    view = nui_bao("gold", 12, 560, 600)
    land.ground(view, 560, (150, 160, 84), 4)
    sheet = window(view, (206, 178, 134))
    sheet.put(teapot(300, (150, 84, 56), CREAM), 440, 810, foot=True)
    sheet.put(cup(150, (238, 230, 208), TEA), 800, 830, foot=True)
    sheet.put(packs.sachet(110), 960, 800, angle=-10)
    steam(sheet, 800, 690, 120, 2)
    return sheet


def root_bottle(high: int, liquid: Colour = (226, 196, 126), name: str = "Rượu sâm Báo", seed: int = 11) -> Image.Image:
    """Return a round bottle with a whole root inside."""
    made = vessels.bottle(vessels.ROUND, high, liquid, cap=MADDER_DEEP, level=0.3)
    inside = ginseng(int(high * 0.62), seed, lighter(liquid, 0.35), legs=3)
    sheet = Sheet(made.size)
    sheet.image.alpha_composite(made)
    sheet.put(inside, made.width / 2, high * 0.66, shadow=0.25, height=5)
    sheet.shape(liquid, ellipse(made.width / 2, high * 0.66, high * 0.22, high * 0.3), alpha=0.22, soft=14)
    return sheet.image


def wine_bottle() -> Sheet:
    """A round bottle with a root in the wine and two small cups."""
    sheet = surfaces.table(texture.wood(WOOD_DARK, 6), (214, 188, 148), 500, 240)
    made = root_bottle(720)
    sheet.put(made, 470, 850, foot=True)
    sheet.put(packs.tag(sticker("Rượu\nsâm Báo", "chai 500 ml", "root", MADDER, size=(200, 190))), 640, 560, angle=8)
    for x, y in ((800, 830), (960, 780)):
        sheet.put(cup(130, (90, 60, 46), (228, 206, 146)), x, y, foot=True)
    scatter(sheet, "dry_slice", 76, 3, (1010, 850), (140, 26), 4)
    return sheet


def wine_jar() -> Sheet:
    """A large jar of roots steeping in rice wine."""
    sheet = surfaces.table(texture.wood(WOOD, 9), INDIGO, 560)
    jar = vessels.glass_jar(680, (218, 180, 104), None, cloth=MADDER)
    sheet.put(jar, 560, 850, foot=True)
    for i, (x, angle) in enumerate(((440, 10), (570, -8), (680, 6))):
        sheet.put(ginseng(430, 41 + i, (236, 206, 140), legs=3), x, 600 + i % 2 * 26, angle=angle, shadow=0.2, height=4)
    sheet.glow((210, 160, 70), ellipse(560, 640, 190, 210), soft=30, alpha=0.3)
    sheet.put(
        sticker("Rượu\nsâm Báo", "rượu gạo ngâm", "mountain", MADDER_DEEP, "round", (210, 210)), 800, 700, height=5
    )
    sheet.put(vessels.clay(vessels.POT, 170, (120, 74, 52), cover="cloth"), 1010, 850, foot=True)
    return sheet


def wine_yard() -> Sheet:
    """Wine jars resting under the eaves at dusk."""
    sheet = nui_bao("dusk", 5, 420, 300)
    land.ground(sheet, 420, (116, 88, 62), 3)
    tile_house(sheet, 640, 560, 520, (226, 196, 150))
    palm(sheet, 1120, 600, 460, -40)
    for i, (x, y, high) in enumerate(
        ((120, 800, 270), (360, 860, 320), (610, 820, 280), (860, 870, 330), (1090, 820, 270))
    ):
        sheet.put(
            vessels.clay(
                vessels.URN if i % 2 else vessels.CROCK,
                high,
                mix((150, 86, 56), SOIL, 0.2 * i),
                cover="cloth",
                seed=i,
            ),
            x,
            y,
            foot=True,
        )
    return sheet


def syrup_and_spoon() -> Sheet:
    """A small bottle of syrup with slices and a spoon."""
    sheet = surfaces.table(texture.cloth((70, 110, 84)), (236, 220, 186), 430, 140)
    body = vessels.bottle(
        vessels.SMALL,
        560,
        (132, 64, 18),
        sticker("Siro sâm Báo", "chai 120 ml", "root", LEAF_DEEP, "bands", (280, 300)),
        cap=WHITE,
        level=0.26,
        at=0.66,
    )
    sheet.put(body, 440, 830, foot=True)
    sheet.put(vessels.bowl(250, WHITE, AMBER, rim=LEAF_DEEP), 850, 810, foot=True)
    scatter(sheet, "root_slice", 96, 3, (830, 850), (300, 30), 7)
    sheet.put(ginseng(420, 17), 1060, 600, angle=24)
    return sheet


def syrup_boxed() -> Sheet:
    """Two bottles and their box on the mat, from the front."""
    sheet = surfaces.table(texture.mat(SEDGE), (178, 84, 74), 500)
    art = sticker("Siro sâm Báo", "cao sâm Báo", "flower", LEAF_DEEP, size=(260, 320))
    sheet.put(
        packs.carton(280, 500, 180, CREAM, art, trim=band((280, 40), LEAF_DEEP, GOLD, CREAM, "hook")),
        360,
        830,
        foot=True,
    )
    for x, y in ((740, 800), (960, 850)):
        sheet.put(
            vessels.bottle(
                vessels.SMALL,
                420,
                (110, 50, 16),
                sticker("Siro sâm Báo", "120 ml", "root", MADDER, "frame", (260, 240)),
                cap=(58, 46, 40),
                level=0.26,
                at=0.67,
            ),
            x,
            y,
            foot=True,
        )
    return sheet


def syrup_field() -> Sheet:
    """Sâm Báo in flower on the Triệu Sơn plain, núi Nưa behind."""
    sheet = land.sky("noon", share=0.5)
    land.clouds(sheet, 21, 6)
    land.mountain(sheet, 820, 480, 1100, 190, (110, 134, 128), 9, sharp=2.0)
    land.hedge(sheet, 480, 36, LEAF_DEEP, 7)
    land.ground(sheet, 476, (168, 176, 92), 4)
    land.rows(sheet, 500, 760, shade_leaf(LEAF), 3, bloom=(240, 200, 196), size=60)
    for x, y, high, seed in ((190, 900, 560, 3), (470, 920, 380, 8)):
        ginseng_plant(sheet, x, y, high, seed)
    return sheet


PICTURES = {
    "sam-bao-cu-tuoi": (roots_on_tray, roots_in_basket, roots_at_the_mountain),
    "sam-bao-kho-thai-lat": (slices_on_cloth, slices_in_bag, slices_drying),
    "tra-sam-bao": (tea_in_cup, tea_box, tea_at_the_window),
    "ruou-sam-bao": (wine_bottle, wine_jar, wine_yard),
    "siro-sam-bao": (syrup_and_spoon, syrup_boxed, syrup_field),
}
