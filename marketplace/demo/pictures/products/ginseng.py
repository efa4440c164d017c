"""Pictures of sâm Báo in all its forms: fresh roots, slices, tea, wine and syrup."""

from random import Random

from marketplace.demo.pictures import land, packs, surfaces, texture, vessels, weave
from marketplace.demo.pictures.botany import bloom, ginseng_leaf, shade_leaf
from marketplace.demo.pictures.buildings import tile_house
from marketplace.demo.pictures.geometry import blob, ellipse
from marketplace.demo.pictures.growth import palm, tree
from marketplace.demo.pictures.motifs import band
from marketplace.demo.pictures.paint import Sheet
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
    ROSE,
    SEDGE,
    SKY,
    SOIL,
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
from marketplace.demo.pictures.pieces import filled, pieces
from marketplace.demo.pictures.roots import ginseng
from marketplace.demo.pictures.staging import (
    blurred,
    ginseng_plant,
    leaf_mat,
    mound,
    nui_bao,
    plate,
    scatter,
    sticker,
    window,
)
from marketplace.demo.pictures.things import cup, steam, teapot

TEA = (206, 150, 56)


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
            _slice_tray(sheet, x, y, scale, row * 7 + i)
    return sheet


def _slice_tray(sheet: Sheet, x: float, y: float, scale: float, seed: int) -> None:
    sheet.put(weave.tray(380, 0.42), x, y, scale=scale)
    mound(
        sheet,
        "dry_slice",
        int(58 * scale) + 6,
        seed,
        (x, y - 10 * scale),
        (150 * scale, 56 * scale),
        46,
        0,
        (190, 150, 90),
    )


def tea_in_cup() -> Sheet:
    """A cup of tea with filter bags on dó paper."""
    sheet = surfaces.flat(texture.paper(mix(PAPER, GOLD, 0.25)))
    sheet.put(plate(430, (238, 230, 210), LEAF_DEEP, 1.0), 470, 450, height=16)
    sheet.shape(down_cup(), ellipse(470, 446, 150), depth=10)
    sheet.shape(TEA, ellipse(470, 450, 128), depth=26, dark=0.5, shine=0.4)
    sheet.glow(WHITE, ellipse(420, 396, 40, 16, tilt=-36), soft=8, alpha=0.6)
    for i, (x, y, a) in enumerate(((860, 300, 12), (940, 480, -8), (830, 620, 24))):
        sheet.put(packs.sachet(170, seed=i), x, y, angle=a)
    scatter(sheet, "root_slice", 80, 2, (200, 770), (170, 80), 6)
    sheet.put(bloom(180), 1070, 750, angle=20)
    sheet.put(ginseng_leaf(210), 150, 160, angle=-40)
    return sheet


def down_cup() -> Colour:
    """Return the glaze of the tea cup."""
    return (248, 243, 230)


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


def root_bottle(high: int, liquid: Colour = (226, 196, 126), name: str = "Rượu sâm Báo", seed: int = 11) -> object:
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
    from PIL import Image

    sheet = surfaces.table(texture.wood(WOOD_DARK, 6), (214, 188, 148), 500, 240)
    made = root_bottle(720)
    assert isinstance(made, Image.Image)
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


def _straw(rng: Random):  # type: ignore[no-untyped-def]
    from marketplace.demo.pictures.geometry import stem
    from marketplace.demo.pictures.paint import Stroke

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
    from marketplace.demo.pictures.things import chopping_board

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
            _slice_tray(sheet, x0 + (x1 - x0) * (i + 0.5) / 3, y - high - 8, (x1 - x0) / 1150, i + 3)
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
    "sam-bao-cu-tuoi": (roots_on_tray, roots_in_basket, roots_at_the_mountain),
    "sam-bao-kho-thai-lat": (slices_on_cloth, slices_in_bag, slices_drying),
    "tra-sam-bao": (tea_in_cup, tea_box, tea_at_the_window),
    "ruou-sam-bao": (wine_bottle, wine_jar, wine_yard),
    "siro-sam-bao": (syrup_and_spoon, syrup_boxed, syrup_field),
    "sam-bao-trieu-son-cu-tuoi": (trieu_son_bunch, trieu_son_box, trieu_son_harvest),
    "sam-bao-trieu-son-thai-lat": (fresh_slices, slices_in_jar, slices_before_the_house),
    "tra-sam-bao-trieu-son": (tea_tin, tea_bags_from_above, flower_close),
}
