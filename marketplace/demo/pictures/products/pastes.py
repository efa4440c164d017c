"""Pictures of the thick sauces: mắm tép, mắm cáy and tương."""

import math
from random import Random

from PIL import Image

from marketplace.demo.pictures import land, packs, surfaces, texture, vessels, weave
from marketplace.demo.pictures.botany import bush, grass, shade_leaf
from marketplace.demo.pictures.buildings import tile_house
from marketplace.demo.pictures.geometry import box, ellipse, spline, stem
from marketplace.demo.pictures.growth import palm
from marketplace.demo.pictures.outdoors import jar_rows
from marketplace.demo.pictures.paint import Dab, Sheet, Stroke, down
from marketplace.demo.pictures.palette import (
    LEAF,
    LEAF_DEEP,
    MADDER,
    SEDGE,
    STRAW,
    WHITE,
    WOOD,
    darker,
    mix,
)
from marketplace.demo.pictures.staging import froth, leaf_mat, mound, plate, scatter, sticker
from marketplace.demo.pictures.water import water


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
    water(sheet, 386, (124, 150, 146), 6, sky_tone=(222, 226, 214))
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
    froth(sheet, 600, 450, 110, (206, 160, 140))
    for i in range(7):
        a = math.tau * i / 7
        sheet.put(crab(170, i), 600 + 430 * math.cos(a), 450 + 330 * math.sin(a), angle=math.degrees(a) + 90)
    scatter(sheet, "garlic", 80, 6, (180, 160), (80, 60), 3)
    return sheet


def crab_river() -> Sheet:
    """Mangroves on the brackish river Yên, crabs on the mud."""
    sheet = land.sky("dusk", share=0.42, sun=(880, 250))
    land.ridge(sheet, 360, 60, (120, 104, 120), 28, haze=land.HAZE["dusk"])
    water(sheet, 350, (150, 120, 110), 9, low=660, sky_tone=(250, 206, 150))
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
    "mam-tep-ha-yen": (small_shrimp_bowl, small_shrimp_jar, small_shrimp_field),
    "mam-cay-quang-phuc": (crab_sauce_bottle, crab_sauce_flat, crab_river),
    "tuong-xuan-pha": (soy_bowl, soy_bottle, soy_yard),
}
