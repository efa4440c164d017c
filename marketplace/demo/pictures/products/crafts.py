"""Pictures of things made by hand for the house: sedge mats and baskets, wooden spoons, bamboo straws, a bell."""

from random import Random

from marketplace.demo.pictures import land, packs, surfaces, texture, vessels, weave
from marketplace.demo.pictures.botany import shade_leaf
from marketplace.demo.pictures.buildings import furnace
from marketplace.demo.pictures.fruit import ORANGE, citrus
from marketplace.demo.pictures.geometry import Point, box, ellipse, spline, stem, taper
from marketplace.demo.pictures.growth import leaves_above, trunks
from marketplace.demo.pictures.outdoors import boat, sunbeams
from marketplace.demo.pictures.paint import Dab, Sheet, Stroke
from marketplace.demo.pictures.palette import (
    BRONZE,
    INDIGO,
    LEAF,
    LEAF_DEEP,
    LEAF_PALE,
    MADDER,
    MADDER_DEEP,
    SEDGE,
    SHADOW,
    TURMERIC,
    WOOD,
    WOOD_DARK,
    darker,
    mix,
)
from marketplace.demo.pictures.roots import log_slice
from marketplace.demo.pictures.staging import scatter, sticker, vignette
from marketplace.demo.pictures.things import chopping_board, utensil
from marketplace.demo.pictures.water import river
from marketplace.demo.pictures.workshop import bell, tubes

PINE = (206, 160, 104)


def mats_rolled() -> Sheet:
    """Three rolled mats stacked on a wooden floor."""
    sheet = surfaces.table(texture.wood((140, 90, 58), 8, 5), (238, 220, 184), 400, 720)
    designs = [
        (MADDER, LEAF, "medallion", MADDER),
        (INDIGO, MADDER, "small", INDIGO),
        (LEAF_DEEP, TURMERIC, "small", MADDER),
    ]
    rolls = [
        weave.mat_roll(760, 210, weave.figured_mat(SEDGE, a, b, 5, kind), SEDGE, tie) for a, b, kind, tie in designs
    ]
    sheet.put(rolls[1], 420, 740, height=16)
    sheet.put(rolls[2], 760, 790, angle=-3, height=16)
    sheet.put(rolls[0], 590, 600, angle=2, height=16)
    sheet.put(
        packs.tag(sticker("Chiếu cói\nNga Sơn", "1,6 × 2 m", "flower", MADDER, size=(200, 190))), 1050, 560, angle=10
    )
    return sheet


def mat_spread() -> Sheet:
    """The figure of a mat from straight above, one corner turned up."""
    sheet = surfaces.flat(weave.figured_mat(SEDGE, MADDER, LEAF, 5, "medallion"))
    corner: list[Point] = [(1200, 560), (1200, 900), (800, 900)]
    sheet.shape(texture.wood(WOOD, 3).crop((0, 0, 460, 400)), corner, depth=10)
    sheet.glow(SHADOW, [(1200, 520), (780, 900), (820, 900), (1210, 560)], soft=14, alpha=0.6)
    fold: list[Point] = [(1200, 560), *spline([(1200, 560), (900, 620), (800, 900)])]
    sheet.shape(texture.mat(darker(SEDGE, 0.1), None, 4, 8), [*fold, (860, 700)], depth=18, dark=0.7)
    return sheet


def sedge_fields() -> Sheet:
    """The sedge fields of Nga Sơn, tall and green, with a boat on the dyke canal."""
    sheet = land.sky("noon", share=0.4)
    land.clouds(sheet, 6, 6, 30, 200)
    land.hedge(sheet, 370, 34, LEAF_DEEP, 5)
    land.ground(sheet, 366, (156, 182, 92), 4)
    river(sheet, 372, 640, (110, 160, 170), 60, 330)
    boat(sheet, 640, 560, 140, (112, 80, 56), flag=False)
    greens = [LEAF, mix(LEAF, LEAF_PALE, 0.5), LEAF_DEEP, (140, 170, 80)]
    rng = Random(4)
    for y, high, count in ((620, 200, 120), (760, 330, 150), (930, 520, 150)):
        lines = []
        for _ in range(count):
            x = rng.uniform(-30, 470) if rng.random() < 0.55 else rng.uniform(800, 1230)
            lines.append(
                Stroke(
                    stem(x, y, high * rng.uniform(0.75, 1.05), -90 + rng.gauss(0, 4), rng.gauss(0, 9), 5),
                    3 + high / 160,
                    (*rng.choice(greens), 255),
                )
            )
        sheet.strokes(lines)
    return sheet


def baskets_together() -> Sheet:
    """Three shopping baskets of different sizes with flowers."""
    sheet = surfaces.table(texture.wood((222, 190, 140), 4), (206, 216, 206), 500, 160)
    sheet.put(weave.basket(420, 300, SEDGE, accent=MADDER), 360, 830, foot=True)
    sheet.put(weave.basket(280, 330, (222, 190, 128), accent=INDIGO, handles="arch", bulge=0.2), 760, 800, foot=True)
    sheet.put(weave.basket(230, 130, SEDGE, accent=LEAF_DEEP, handles="none", lid=True), 1020, 850, foot=True)
    return sheet


def basket_close() -> Sheet:
    """One basket full of oranges, from the front."""
    sheet = surfaces.open_table(texture.mat((230, 200, 140), INDIGO), surfaces.garden((150, 170, 110), 7), 560)
    crowd = [citrus(170, ORANGE, leaves=i % 2, seed=i) for i in range(7)]
    sheet.put(
        weave.basket(640, 380, SEDGE, accent=TURMERIC, handles="none", contents=crowd, sunk=0.12), 560, 860, foot=True
    )
    sheet.put(
        packs.tag(sticker("Giỏ cói\nNga Sơn", "đan tay", "flower", LEAF_DEEP, size=(200, 180))), 1010, 660, angle=8
    )
    return sheet


def sedge_drying() -> Sheet:
    """Sheaves of sedge drying along the dyke, baskets half made."""
    sheet = land.sky("gold", share=0.42, sun=(220, 160))
    land.hedge(sheet, 400, 44, LEAF_DEEP, 11)
    land.ground(sheet, 396, (208, 182, 112), 7)
    land.path_to(sheet, 400, 760, (228, 200, 150), 200, 60)
    rng = Random(2)
    for row, (y, scale) in enumerate(((500, 0.34), (600, 0.52), (730, 0.78), (890, 1.1))):
        for i in range(7 - row):
            tones = [(214, 190, 110), (190, 180, 90), (226, 206, 140)]
            sheet.put(
                weave.stalks(340, 70, tones, row * 9 + i % 2, MADDER, 0.6),
                60 + i * (170 + row * 50) - row * 20 + rng.uniform(-10, 10),
                y,
                foot=True,
                scale=scale,
                shadow=0.35,
            )
    sheet.put(weave.basket(300, 190, SEDGE, accent=None, handles="none"), 1000, 870, foot=True)
    return sheet


def spoons_laid_out() -> Sheet:
    """Six wooden tools side by side on linen."""
    sheet = surfaces.flat(texture.cloth((204, 206, 190), 3))
    for i, (kind, tone) in enumerate(
        (
            ("spoon", PINE),
            ("ladle", WOOD),
            ("spatula", (186, 130, 80)),
            ("fork", PINE),
            ("paddle", (150, 100, 64)),
            ("chopsticks", WOOD_DARK),
        )
    ):
        sheet.put(utensil(kind, 720, tone, i), 190 + i * 165, 440 + (i % 2) * 24, angle=-90, height=12)
    scatter(sheet, "herb_leaf", 80, 5, (1090, 800), (80, 50), 5)
    return sheet


def spoons_in_pot() -> Sheet:
    """The tools standing in a clay pot by a board."""
    sheet = surfaces.table(texture.wood((232, 204, 160), 6), (112, 138, 112), 520, 0)
    for i, (kind, angle) in enumerate(
        (("spatula", -108), ("spoon", -98), ("fork", -88), ("ladle", -78), ("paddle", -68))
    ):
        sheet.put(
            utensil(kind, 520, (PINE, WOOD, (186, 130, 80))[i % 3], i + 9),
            430 + (i - 2) * 46,
            400,
            angle=angle,
            height=8,
        )
    sheet.put(
        vessels.clay(
            vessels.CROCK,
            330,
            (196, 116, 76),
            sticker("Bộ 6 món\nbằng gỗ", "Hà Trung", "sprig", LEAF_DEEP, "plain", (200, 180)),
            cover="open",
        ),
        430,
        850,
        foot=True,
    )
    sheet.put(chopping_board(430, 260), 930, 740, angle=-8, height=12)
    sheet.put(utensil("chopsticks", 360, WOOD_DARK), 930, 730, angle=-20)
    return sheet


def woodworker_bench() -> Sheet:
    """A bench with logs, shavings and half-carved spoons; woods outside."""
    sheet = land.sky("mist", share=0.5)
    trunks(sheet, 400, [(150, 120, 90), (120, 96, 74)], 8, 12, 40)
    leaves_above(sheet, 5, shade_leaf(LEAF), 130, 180)
    sunbeams(sheet, 60, -20, 4)
    board = texture.wood((176, 124, 78), 14, 5).crop((0, 0, 1200, 460))
    sheet.shape(board, box(-10, 470, 1210, 910), depth=12)
    sheet.put(log_slice(360, 170, (120, 84, 58)), 230, 560, angle=-6, height=16)
    sheet.put(log_slice(300, 130, (136, 96, 66), 3), 480, 620, angle=10, height=14)
    for i, (kind, x, y, a) in enumerate((("spoon", 800, 580, -12), ("ladle", 860, 700, 8), ("spatula", 520, 800, -16))):
        sheet.put(utensil(kind, 470, (PINE, (214, 172, 118), WOOD)[i], i + 20), x, y, angle=a, height=10)
    rng = Random(3)
    curls = [
        Stroke(
            ellipse(
                rng.uniform(300, 1180),
                rng.uniform(600, 890),
                rng.uniform(8, 22),
                rng.uniform(5, 14),
                tilt=rng.uniform(0, 180),
                start=0,
                end=300,
            ),
            6,
            (*rng.choice(((236, 206, 156), (214, 176, 120))), 255),
        )
        for _ in range(70)
    ]
    sheet.strokes(curls)
    return sheet


def straws_bundle() -> Sheet:
    """A tied bundle of bamboo straws with a brush, from above."""
    sheet = surfaces.flat(texture.cloth((92, 124, 84), 5))
    sheet.put(tubes(20, 560, 34, tie=MADDER), 470, 430, angle=-24, height=16)
    sheet.put(packs.tag(sticker("Ống hút tre", "bó 20 ống", "sprig", LEAF_DEEP, size=(200, 180))), 900, 320, angle=12)
    for i in range(4):
        sheet.put(tubes(1, 420, 34, seed=i + 5), 880 + i * 56, 650, angle=64 + i * 9, height=8)
    scatter(sheet, "herb_leaf", 90, 5, (170, 760), (90, 60), 6)
    return sheet


def straws_in_glass() -> Sheet:
    """Cool drinks with bamboo straws on a garden table."""
    sheet = surfaces.open_table(texture.wood((214, 176, 120), 19), surfaces.garden((120, 170, 90), 9), 520)
    for x, y, tone in ((300, 830, (240, 176, 60)), (560, 860, (196, 40, 60)), (820, 830, (150, 190, 90))):
        sheet.put(packs.glass(400, tone, ice=5, straw=(214, 190, 110), level=0.2, flare=0.27), x, y, foot=True)
    sheet.put(tubes(6, 260, 26, seed=3), 1060, 830, foot=True)
    scatter(sheet, "lime", 96, 3, (180, 860), (90, 20), 2)
    return sheet


def bamboo_grove() -> Sheet:
    """A grove of nứa and luồng in Thường Xuân, cut canes stacked."""
    sheet = land.sky("mist", share=0.6)
    trunks(sheet, 520, [(140, 160, 80), (160, 170, 96)], 5, 16, 60, jointed=True)
    leaves_above(sheet, 8, shade_leaf(LEAF), 260, 330, 60)
    land.ground(sheet, 560, (132, 130, 74), 6)
    trunks(sheet, 640, [(120, 150, 66), (150, 160, 80)], 12, 5, 84, jointed=True)
    for i in range(9):
        sheet.put(tubes(1, 620, 44, seed=i), 560 + i % 3 * 30, 720 + i * 17, angle=88 + i % 4 * 2, height=6)
    return sheet


def bell_on_table() -> Sheet:
    """A small bronze bell on red lacquer."""
    sheet = surfaces.table(texture.wood((120, 34, 30), 5), (214, 176, 110), 560, 640)
    sheet.shape((92, 26, 26), [(240, 800), (760, 800), (820, 870), (180, 870)], depth=10)
    sheet.put(bell(640), 500, 860, foot=True)
    sheet.put(sticker("Chuông đồng", "đúc tay Trà Đông", "flower", MADDER_DEEP, "frame", (230, 200)), 970, 690, angle=5)
    return sheet


def bells_hung() -> Sheet:
    """Bells of three sizes hanging from a beam."""
    sheet = surfaces.table(texture.wood(WOOD_DARK, 8), (88, 108, 112), 760)
    sheet.shape(texture.wood((110, 66, 44), 3, 8).crop((0, 0, 1200, 110)), box(0, 40, 1200, 120), depth=12)
    for x, size, tone in ((240, 340, BRONZE), (580, 480, (186, 140, 62)), (950, 400, (146, 112, 60))):
        sheet.strokes([Stroke([(x, 110), (x, 210)], 10, (*MADDER, 255))])
        sheet.put(bell(size, tone), x, 190 + size * 0.52, shadow=0.4, height=30)
    return sheet


def bronze_casting() -> Sheet:
    """The foundry at Trà Đông: furnace, crucible, moulds, glowing bronze."""
    sheet = surfaces.table(texture.tiles((96, 70, 58), 8), (84, 62, 54), 500)
    furnace(sheet, 300, 660, 460)
    sheet.shape((70, 56, 50), taper([(700, 520), (716, 640)], lambda t: 190 - 60 * t), depth=18)
    sheet.shape((255, 214, 110), ellipse(700, 520, 86, 26), depth=4)
    stream = spline([(770, 528), (830, 580), (846, 720)])
    sheet.glow((255, 170, 60), taper(stream, lambda t: 40), soft=22, alpha=0.8)
    sheet.shape((255, 226, 130), taper(stream, lambda t: 18 - 5 * t), depth=3, dark=0.2)
    for x, y in ((850, 840), (1060, 790)):
        sheet.shape((150, 108, 80), taper([(x, y - 150), (x, y)], lambda t: 150 + 60 * t), depth=16, grain=1.0)
        sheet.shape((70, 46, 38), ellipse(x, y - 150, 44, 14))
    sheet.glow((255, 190, 80), ellipse(846, 700, 40, 20), soft=14, alpha=0.9)
    sheet.put(bell(250), 560, 860, foot=True)
    rng = Random(3)
    sheet.dabs([Dab(ellipse(rng.gauss(840, 90), rng.gauss(640, 90), 3), (255, 220, 130, 220)) for _ in range(40)])
    vignette(sheet, 0.5)
    return sheet


PICTURES = {
    "chieu-coi-nga-son": (mats_rolled, mat_spread, sedge_fields),
    "gio-coi-nga-son": (baskets_together, basket_close, sedge_drying),
    "bo-dung-cu-nha-bep-go": (spoons_laid_out, spoons_in_pot, woodworker_bench),
    "ong-hut-tre-thuong-xuan": (straws_bundle, straws_in_glass, bamboo_grove),
    "duc-dong-tra-dong": (bell_on_table, bells_hung, bronze_casting),
}
