"""Pictures of dry goods of the plain: sticky rice, rice noodles, arrowroot starch, green tea, foot-bath leaves."""

from random import Random

from marketplace.demo.pictures import food, land, packs, surfaces, texture, vessels, weave
from marketplace.demo.pictures.buildings import tile_house
from marketplace.demo.pictures.geometry import ellipse, spline, stem
from marketplace.demo.pictures.growth import palm, rice
from marketplace.demo.pictures.paint import Sheet, Stroke, down
from marketplace.demo.pictures.palette import (
    INDIGO,
    LEAF,
    LEAF_DEEP,
    MADDER,
    SEDGE,
    WHITE,
    darker,
    lighter,
)
from marketplace.demo.pictures.pieces import filled, pieces
from marketplace.demo.pictures.staging import mound, scatter, sticker
from marketplace.demo.pictures.things import steam

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


PICTURES = {
    "gao-nep-cai-hoa-vang-ha-long": (rice_heap, rice_bag, rice_field),
    "mien-gao-quy-loc": (quy_loc_bundles, quy_loc_bag, quy_loc_racks),
    "mien-gao-thang-long": (thang_long_skeins, thang_long_pack, thang_long_poles),
}
