"""Wide pictures for the head of a stall: the country of its place, over a woven band."""

from collections.abc import Callable
from zlib import crc32

from marketplace.demo.pictures import land
from marketplace.demo.pictures.botany import shade_leaf
from marketplace.demo.pictures.buildings import citadel_gate, iron_bridge, stilt_house, tile_house
from marketplace.demo.pictures.fruit import POMELO
from marketplace.demo.pictures.growth import bamboo, banana, leaves_above, palm, reeds, rice, tree, trunks
from marketplace.demo.pictures.motifs import band
from marketplace.demo.pictures.outdoors import basket_boat, bees, birds, boat, hive, jar_rows, sunbeams
from marketplace.demo.pictures.paint import Sheet, Stroke
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
    ROSE,
    SOIL,
    TURMERIC,
    Colour,
)
from marketplace.demo.pictures.water import river, surf, water
from marketplace.demo.pictures.weave import rack

SIZE = (1600, 700)


def _sky(kind: str, seed: int, share: float = 0.5, sun: tuple[float, float] | None = None) -> Sheet:
    sheet = land.sky(kind, SIZE, share, sun)
    land.clouds(sheet, seed + 5, 6, 30, 170)
    return sheet


def bien_thuong(seed: int) -> Sheet:
    """Núi Báo over rows of sâm Báo in flower."""
    sheet = _sky("dawn", seed, 0.5, (1280, 130))
    land.ridge(sheet, 330, 120, (124, 142, 150), seed + 3, haze=land.HAZE["dawn"], peaks=3)
    land.mountain(sheet, 620, 356, 1000, 270, (82, 118, 90), seed + 4, haze=land.HAZE["dawn"])
    land.hedge(sheet, 362, 36, LEAF_DEEP, seed)
    land.ground(sheet, 354, SOIL, seed + 5)
    land.furrows(sheet, 354, 800, SOIL)
    land.rows(sheet, 354, 820, shade_leaf(LEAF), seed + 6, bloom=ROSE, count=15)
    return sheet


def vinh_loc(seed: int) -> Sheet:
    """The stone gate of Thành Nhà Hồ in its fields."""
    sheet = _sky("gold", seed, 0.5, (260, 120))
    land.ridge(sheet, 330, 90, (150, 150, 118), seed + 6, haze=land.HAZE["gold"], peaks=3)
    land.hedge(sheet, 360, 60, LEAF_DEEP, seed + 2)
    citadel_gate(sheet, 520, 440, 660)
    land.ground(sheet, 430, (168, 174, 94), seed)
    land.path_to(sheet, 430, 850, (222, 192, 142), 260, 50)
    rice(sheet, 740, 200, (214, 178, 84), seed + 3, 60)
    return sheet


def hac_thanh(seed: int) -> Sheet:
    """The bridge of Hàm Rồng at sunset."""
    sheet = _sky("dusk", seed, 0.5, (420, 240))
    land.ridge(sheet, 350, 150, (112, 92, 116), seed + 5, haze=land.HAZE["dusk"], peaks=2.4)
    water(sheet, 346, (158, 104, 92), seed + 4, sky_tone=(250, 204, 140))
    iron_bridge(sheet, 336, -20, 1620)
    boat(sheet, 1180, 560, 170, (96, 58, 46))
    birds(sheet, seed + 3, 12, 700, 40, 1500, 200)
    return sheet


def nga_son(seed: int) -> Sheet:
    """Tall sedge and drying sheaves under a wide sky."""
    sheet = _sky("noon", seed, 0.45)
    land.hedge(sheet, 330, 34, LEAF_DEEP, seed + 5)
    land.ground(sheet, 326, (170, 188, 96), seed + 4)
    river(sheet, 330, 860, (110, 160, 172), 90, 330)
    reeds(sheet, 560, 190, [LEAF, LEAF_PALE, (140, 170, 80)], seed + 8, 170)
    reeds(sheet, 730, 330, [LEAF, LEAF_DEEP, (130, 160, 76)], seed + 9, 190)
    return sheet


def hoang_thanh(seed: int) -> Sheet:
    """Boats off the beach, jars of fish sauce in rows."""
    sheet = _sky("noon", seed + 3, 0.45)
    water(sheet, 280, (74, 136, 154), seed + 2, low=480)
    for x, y, long, hull in ((1180, 370, 220, (44, 92, 126)), (420, 340, 130, (150, 70, 50)), (780, 320, 90, INDIGO)):
        boat(sheet, x, y, long, hull)
    surf(sheet, 440, (228, 204, 156), seed + 3)
    basket_boat(sheet, 1380, 520, 220)
    jar_rows(sheet, 450, seed + 3, lines=2, across_=7, size=200)
    return sheet


def pu_luong(seed: int) -> Sheet:
    """Terraces and stilt houses of Pù Luông in the mist."""
    sheet = _sky("mist", seed, 0.45)
    land.ridge(sheet, 260, 210, (126, 148, 148), seed + 7, haze=land.HAZE["mist"], peaks=2.6)
    land.mist(sheet, 270)
    land.ridge(sheet, 330, 130, (92, 128, 102), seed + 8, haze=land.HAZE["mist"], peaks=3)
    land.terraces(sheet, 300, 700, [(156, 178, 72), (204, 194, 92), (122, 160, 74)], seed + 3, levels=8)
    for x, y, wide in ((180, 420, 240), (460, 390, 160), (1180, 440, 270)):
        stilt_house(sheet, x, y, wide)
    palm(sheet, 1120, 460, 240, 14)
    return sheet


def pu_nhi(seed: int) -> Sheet:
    """Ridge behind ridge above the clouds of Pù Nhi."""
    sheet = _sky("dawn", seed + 1, 0.7, (980, 170))
    for i, (base, high, tone) in enumerate(
        (
            (320, 210, (142, 142, 168)),
            (430, 180, (116, 128, 148)),
            (530, 150, (92, 116, 120)),
            (640, 120, (74, 106, 84)),
        )
    ):
        land.ridge(sheet, base, high, tone, seed + 41 + i, haze=land.HAZE["dawn"], peaks=1.6 + i * 0.6)
        land.mist(sheet, base + 6, 60, 0.75)
    land.ground(sheet, 610, (120, 142, 78), seed + 4)
    stilt_house(sheet, 1240, 640, 190)
    return sheet


def tho_xuan(seed: int) -> Sheet:
    """Red pomelo orchards of Thọ Xuân."""
    sheet = _sky("dawn", seed + 2, 0.5, (220, 140))
    land.ridge(sheet, 320, 80, (126, 146, 140), seed + 9, haze=land.HAZE["dawn"], peaks=3)
    land.ground(sheet, 316, (152, 160, 82), seed + 1)
    for i, (x, y, high) in enumerate(
        (
            (420, 400, 180),
            (820, 410, 200),
            (1240, 400, 190),
            (180, 560, 370),
            (660, 640, 440),
            (1120, 580, 380),
            (1500, 640, 440),
        )
    ):
        tree(sheet, x, y, high, LEAF_DEEP if i % 2 else LEAF, seed + i, POMELO, 16, 0.042)
    return sheet


def xuan_hoa(seed: int) -> Sheet:
    """A village among palms and bananas by the river Chu."""
    sheet = _sky("mist", seed + 4, 0.45)
    land.ridge(sheet, 300, 100, (142, 162, 152), seed + 14, haze=land.HAZE["mist"], peaks=3)
    land.hedge(sheet, 310, 50, LEAF, seed + 9)
    land.ground(sheet, 304, (152, 172, 94), seed + 5)
    river(sheet, 308, 1050, (122, 162, 170), 160, 420)
    for x, y, wide in ((160, 430, 330), (560, 400, 240)):
        tile_house(sheet, x, y, wide)
    palm(sheet, 520, 450, 300, 20)
    palm(sheet, 120, 440, 260, -12)
    banana(sheet, 420, 560, 280, seed + 4)
    return sheet


def thuong_xuan(seed: int) -> Sheet:
    """Cinnamon and bamboo woods of Thường Xuân."""
    sheet = _sky("mist", seed + 6, 0.6)
    trunks(sheet, 420, [(150, 112, 84), (170, 136, 104)], seed + 24, 20, 36)
    land.ground(sheet, 430, (124, 122, 68), seed + 23)
    sunbeams(sheet, 300, -20, seed + 9, 6)
    trunks(sheet, 500, [(126, 84, 58), (146, 98, 66)], seed + 28, 7, 64)
    bamboo(sheet, 1440, 690, 640, seed + 3)
    leaves_above(sheet, seed + 14, shade_leaf(LEAF_DEEP), 220, 200, 50)
    return sheet


def yen_nhan(seed: int) -> Sheet:
    """Bee boxes in the flowering forest of Yên Nhân."""
    sheet = _sky("gold", seed, 0.7)
    trunks(sheet, 420, [(150, 124, 92), (170, 150, 112)], seed + 4, 18, 38)
    land.ground(sheet, 420, (116, 128, 64), seed + 3)
    sunbeams(sheet, 60, -20, seed + 3, 8)
    for x, y, wide in ((420, 500, 120), (1160, 520, 130), (700, 600, 190), (1000, 650, 210)):
        hive(sheet, x, y, wide)
    bees(sheet, seed + 3, 20, 820, 420, 200)
    leaves_above(sheet, seed + 3, shade_leaf(LEAF), 220, 190)
    return sheet


def thang_binh(seed: int) -> Sheet:
    """Rice noodles drying on poles before a village."""
    sheet = _sky("gold", seed + 7, 0.5, (1300, 120))
    land.hedge(sheet, 300, 60, LEAF, seed + 41)
    tile_house(sheet, 180, 380, 320)
    palm(sheet, 560, 390, 280, 14)
    land.ground(sheet, 350, (208, 168, 116), seed + 19, tufts=200)
    for y, high, x0, x1 in ((440, 140, 620, 1540), (560, 190, 90, 1200), (690, 250, 420, 1580)):
        rack(sheet, x0, x1, y, high)
        tones = ((238, 228, 202), (250, 244, 226), (206, 190, 156))
        sheet.strokes(
            [
                Stroke(
                    [(x, y - high * 0.96), (x + 3 - x % 7, y - high * (0.16 + (x * 7 % 11) / 90))],
                    2.6,
                    (*tones[x % 3], 255),
                )
                for x in range(x0 + 20, x1 - 20, 4)
            ]
        )
    return sheet


def trieu_son(seed: int) -> Sheet:
    """The plain of Triệu Sơn below núi Nưa, rice and sâm Báo side by side."""
    sheet = _sky("noon", seed + 9, 0.5)
    land.mountain(sheet, 1050, 340, 1500, 170, (110, 134, 128), seed + 9, sharp=2.0)
    land.hedge(sheet, 342, 34, LEAF_DEEP, seed + 7)
    land.ground(sheet, 338, (176, 180, 94), seed + 4)
    tile_house(sheet, 1240, 392, 220)
    land.rows(sheet, 350, 980, shade_leaf(LEAF), seed + 3, bloom=ROSE, size=66, count=15)
    rice(sheet, 730, 230, (220, 182, 80), seed + 5, 40)
    return sheet


Cover = Callable[[int], Sheet]

COVERS: dict[str, Cover] = {
    "bien-thuong": bien_thuong,
    "vinh-loc": vinh_loc,
    "hac-thanh": hac_thanh,
    "nga-son": nga_son,
    "hoang-thanh": hoang_thanh,
    "pu-luong": pu_luong,
    "pu-nhi": pu_nhi,
    "tho-xuan": tho_xuan,
    "xuan-hoa": xuan_hoa,
    "thuong-xuan": thuong_xuan,
    "yen-nhan": yen_nhan,
    "thang-binh": thang_binh,
    "trieu-son": trieu_son,
}

_BANDS: tuple[tuple[Colour, Colour, Colour, str], ...] = (
    (MADDER_DEEP, GOLD, CREAM, "diamond"),
    (INDIGO_DEEP, CREAM, MADDER, "hook"),
    (LEAF_DEEP, GOLD, CREAM, "star"),
    (MADDER, CREAM, TURMERIC, "zigzag"),
)


def cover(key: str, seed: int) -> Sheet:
    """Return the cover of a place; a key without its own picture is given one of the others, always the same."""
    number = crc32(key.encode())
    chosen = COVERS.get(key) or list(COVERS.values())[number % len(COVERS)]
    sheet = chosen(seed)
    ground, figure, accent, kind = _BANDS[number % len(_BANDS)]
    sheet.image.paste(band((1600, 40), ground, figure, accent, kind), (0, 660))
    sheet.image.paste(figure, (0, 655, 1600, 660))
    return sheet
