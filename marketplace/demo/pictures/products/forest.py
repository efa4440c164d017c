"""Pictures of what the hills and coast give: quế, linh chi, măng khô, yến sào, lạp sườn, vịt Cổ Lũng."""

import math

from marketplace.demo.pictures import land, packs, surfaces, texture, vessels, weave
from marketplace.demo.pictures.botany import shade_leaf, simple_leaf
from marketplace.demo.pictures.geometry import box, ellipse
from marketplace.demo.pictures.growth import leaves_above, trunks
from marketplace.demo.pictures.motifs import band
from marketplace.demo.pictures.outdoors import sunbeams
from marketplace.demo.pictures.paint import Sheet, Stroke, down
from marketplace.demo.pictures.palette import (
    CREAM,
    GOLD,
    LEAF,
    LEAF_DEEP,
    STRAW,
)
from marketplace.demo.pictures.pieces import filled, pieces
from marketplace.demo.pictures.roots import cinnamon_curl, dried_shoot, fresh_shoot, log_slice, reishi
from marketplace.demo.pictures.staging import scatter, sticker
from marketplace.demo.pictures.things import cup


def cinnamon_rolls() -> Sheet:
    """Large rolls of bark, sticks and powder."""
    sheet = surfaces.flat(texture.cloth((222, 202, 166), 16))
    for i in range(4):
        sheet.put(cinnamon_curl(700, i), 450 + i * 14, 200 + i * 132, angle=-7 + i * 4, height=14)
    sheet.shape((120, 76, 50), ellipse(970, 300, 150), depth=14)
    sheet.shape((174, 96, 48), ellipse(970, 300, 124), depth=26, grain=1.0)
    scatter(sheet, "bark", 170, 4, (980, 680), (110, 130), 9)
    return sheet


def cinnamon_bag() -> Sheet:
    """A kraft bag of quế Thường Xuân with sticks tied in a bundle."""
    sheet = surfaces.table(texture.wood((96, 62, 46), 21), (196, 150, 108), 500, 680)
    art = sticker("Quế thanh\nThường Xuân", "túi 200 g", "sprig", (110, 50, 26), "bands", (300, 270))
    view = filled(pieces("bark", 110), (330, 240), (110, 62, 38), 3, 50)
    sheet.put(packs.pouch(390, 570, packs.KRAFT, art, window=view, at=0.42), 340, 850, foot=True)
    for i in range(9):
        sheet.put(pieces("bark", 330)[0], 850 + (i - 4) * 4, 700 + i % 5 * 30, height=5)
    sheet.shape(STRAW, box(820, 660, 850, 850, 8), depth=6)
    sheet.put(simple_leaf(230, LEAF_DEEP, 0.36), 1040, 560, angle=-40)
    return sheet


def cinnamon_forest() -> Sheet:
    """Straight cinnamon trunks, bark stacked to dry."""
    sheet = land.sky("mist", share=0.7)
    trunks(sheet, 500, [(150, 112, 84), (170, 136, 104)], 24, 15, 36)
    land.ground(sheet, 520, (120, 116, 64), 23)
    sunbeams(sheet, 260, -20, 9, 4)
    trunks(sheet, 600, [(126, 84, 58), (146, 98, 66)], 28, 6, 66)
    leaves_above(sheet, 14, shade_leaf(LEAF_DEEP), 190, 260, 54)
    for i in range(7):
        sheet.put(cinnamon_curl(560, i + 10), 800 + i % 2 * 50, 640 + i * 38, angle=-2 + i % 3 * 3, height=8)
    return sheet


def reishi_group() -> Sheet:
    """Linh chi mushrooms on a dark board with slices."""
    sheet = surfaces.flat(texture.wood((84, 58, 44), 30))
    for x, y, size, a, seed in (
        (360, 380, 480, -14, 1),
        (760, 330, 400, 12, 3),
        (640, 650, 340, -4, 5),
        (1000, 620, 300, 26, 7),
    ):
        sheet.put(reishi(size, seed), x, y, angle=a, height=16)
    scatter(sheet, "herb_leaf", 70, 4, (180, 760), (110, 70), 5)
    return sheet


def reishi_box() -> Sheet:
    """A gift box of linh chi and a cup of its tea."""
    sheet = surfaces.table(texture.mat((226, 196, 136), (150, 60, 40)), (92, 110, 90), 520, 0)
    art = sticker("Nấm linh chi\nNhư Thanh", "hộp 200 g", "flower", (130, 44, 26), "frame", (400, 300))
    sheet.put(
        packs.carton(440, 330, 220, (126, 40, 30), art, trim=band((440, 44), (126, 40, 30), GOLD, CREAM, "hook")),
        370,
        820,
        foot=True,
    )
    sheet.put(reishi(280, 11), 840, 730, angle=12, height=12)
    sheet.put(cup(150, (226, 214, 190), (150, 74, 30)), 1050, 860, foot=True)
    return sheet


def reishi_logs() -> Sheet:
    """Mushrooms growing on logs in a shaded house."""
    sheet = Sheet(texture.SIZE, down((84, 100, 84), (116, 124, 96), (72, 58, 46)).fill(texture.SIZE))
    nets = [Stroke([(x, 0), (x + 60, 500)], 2, (104, 124, 104, 120)) for x in range(-60, 1240, 26)]
    sheet.strokes(nets)
    sunbeams(sheet, 100, -20, 5, 5)
    land.ground(sheet, 470, (96, 78, 58), 25)
    for row, (y, scale) in enumerate(((520, 0.5), (640, 0.8), (840, 1.25))):
        for i in range(4 - row):
            x = 180 + i * 330 * scale + row * 20
            sheet.put(log_slice(300, 120, (104, 78, 58), i), x, y, scale=scale, height=10)
            for k in range(3):
                sheet.put(
                    reishi(150, row * 9 + i * 3 + k),
                    x + (k - 1) * 84 * scale,
                    y - 96 * scale,
                    scale=scale,
                    angle=-14 + k * 14,
                    height=6,
                )
    return sheet


def shoots_laid() -> Sheet:
    """Dried bamboo shoots in a fan on a tray."""
    sheet = surfaces.flat(texture.cloth((70, 92, 84), 2))
    sheet.put(weave.tray(720, 1.0, (190, 140, 84)), 580, 450, height=20)
    for i in range(11):
        a = -150 + i * 27
        sheet.put(
            dried_shoot(330, i),
            580 + 150 * math.cos(math.radians(a)),
            450 + 150 * math.sin(math.radians(a)),
            angle=a,
            height=10,
        )
    sheet.put(dried_shoot(420, 20), 1010, 760, angle=-26)
    sheet.put(simple_leaf(260, LEAF, 0.16, 10), 180, 170, angle=20)
    sheet.put(simple_leaf(240, LEAF_DEEP, 0.16, 10), 1060, 180, angle=150)
    return sheet


def shoots_bag() -> Sheet:
    """A clear bag of dried shoots and a bowl of them soaking."""
    sheet = surfaces.table(texture.wood((172, 122, 76), 31), (206, 190, 150), 500, 640)
    ground = Sheet((440, 620), (186, 140, 80))
    for i in range(16):
        ground.put(
            dried_shoot(380, i), 220 + (i % 3 - 1) * 40, 20 + i * 40, angle=-16 + i * 37 % 34, shadow=0.4, height=5
        )
    bag = packs.pouch(
        400,
        600,
        (186, 140, 80),
        sticker("Măng khô\nQuan Hóa", "gói 500 g", "mountain", LEAF_DEEP, "frame", (300, 250)),
        window=ground.image,
        clear=True,
        at=0.42,
    )
    sheet.put(bag, 360, 850, foot=True)
    sheet.put(vessels.bowl(330, (96, 62, 46), (206, 184, 130)), 850, 840, foot=True)
    for i in range(4):
        sheet.put(dried_shoot(220, i + 30), 810 + i * 30, 690 + i % 2 * 10, angle=-30 + i * 24, height=5)
    return sheet


def shoots_forest() -> Sheet:
    """Young shoots pushing up in the vầu forest."""
    sheet = land.sky("mist", share=0.7)
    trunks(sheet, 520, [(146, 160, 96), (160, 170, 110)], 31, 14, 52, jointed=True)
    leaves_above(sheet, 4, shade_leaf((110, 146, 70)), 200, 260, 56)
    land.ground(sheet, 550, (134, 110, 70), 27)
    trunks(sheet, 620, [(118, 142, 70), (142, 150, 84)], 36, 4, 80, jointed=True)
    for x, y, high, seed in ((230, 800, 300, 1), (480, 880, 430, 2), (780, 820, 330, 3), (1040, 890, 400, 4)):
        sheet.put(fresh_shoot(high, seed), x, y, foot=True)
    scatter(sheet, "dry_leaf", 80, 6, (600, 860), (600, 40), 26)
    return sheet


PICTURES = {
    "que-thuong-xuan": (cinnamon_rolls, cinnamon_bag, cinnamon_forest),
    "nam-linh-chi-nhu-thanh": (reishi_group, reishi_box, reishi_logs),
    "mang-kho-quan-hoa": (shoots_laid, shoots_bag, shoots_forest),
}
