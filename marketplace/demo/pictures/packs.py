"""Bags, boxes, tins and sleeves with hand-made labels, each a sprite that stands on its foot."""

from functools import lru_cache
from random import Random

from PIL import Image, ImageChops

from marketplace.demo.pictures import texture
from marketplace.demo.pictures.geometry import box, ellipse, even, lathe, spline, taper
from marketplace.demo.pictures.paint import Dab, Fill, Sheet, Stroke, across, down, turned
from marketplace.demo.pictures.palette import CREAM, LIGHT, SHADOW, STRAW, WHITE, Colour, darker, lighter, mix
from marketplace.demo.pictures.vessels import stick

KRAFT = (196, 152, 102)


def pouch(
    wide: int,
    high: int,
    colour: Colour = KRAFT,
    sticker: Image.Image | None = None,
    *,
    window: Image.Image | None = None,
    at: float = 0.45,
    clear: bool = False,
) -> Image.Image:
    """Return a sealed stand-up bag: kraft or coloured paper, with a window, or all clear."""
    sheet = Sheet((wide + 12, high + 14))
    knots = [(6, 6), (6, high * 0.1), (9, high * 0.5), (4, high * 0.92), (16, high + 4), (wide / 2 + 6, high + 8)]
    half = spline(knots, steps=5)
    outline = half + [(wide + 12 - x, y) for x, y in reversed(half)]
    base: Fill = window.resize(sheet.size) if clear and window else texture.paper(colour)
    stamp = sheet.shape(base, outline, depth=wide * 0.045, dark=0.45, grain=0.2)
    sheet.shape(
        across(darker(colour, 0.5), lighter(colour, 0.5), colour, lighter(colour, 0.2), darker(colour, 0.6)),
        outline,
        alpha=0.22,
        inside=stamp,
        grain=0,
    )
    if window and not clear:
        pane = ellipse(wide / 2 + 6, high * 0.8, wide * 0.3, high * 0.13)
        sheet.shape(darker(colour, 0.45), [(x - 2, y - 3) for x, y in pane])
        sheet.shape(window, pane, depth=4)
    sheet.shape(mix(colour, WHITE, 0.15), box(6, 6, wide + 6, high * 0.085), inside=stamp, depth=3)
    sheet.strokes(
        [
            Stroke([(0, high * k), (wide + 12, high * k)], 1.2, (*darker(colour, 0.3), 255))
            for k in (0.03, 0.045, 0.06, 0.085)
        ],
        inside=stamp,
    )
    if clear:
        _sheen(sheet, wide, high, stamp)
    if sticker:
        _label_on(sheet, sticker, wide / 2 + 6, high * at, wide * (0.74 if window and not clear else 0.72))
    return sheet.image


def _sheen(sheet: Sheet, wide: int, high: int, stamp: object) -> None:
    for x, w in ((0.14, 0.05), (0.8, 0.035), (0.88, 0.012)):
        path = spline([(wide * x, high * 0.12), (wide * (x + 0.02), high * 0.5), (wide * (x - 0.02), high * 0.92)])
        sheet.shape(WHITE, taper(path, even(wide * w)), alpha=0.42, soft=3, grain=0)


def _label_on(sheet: Sheet, sticker: Image.Image, x: float, y: float, wide: float) -> None:
    scale = wide / sticker.width
    sheet.put(sticker, x, y, scale=scale, shadow=0.35, height=3)


@lru_cache(maxsize=6)
def _face(size: tuple[int, int], colour: Colour) -> Image.Image:
    return texture.paper(colour).resize((1200, 900)).crop((0, 0, *size))


def carton(
    wide: int,
    high: int,
    deep: int,
    colour: Colour,
    sticker: Image.Image | None = None,
    *,
    trim: Image.Image | None = None,
    open_top: Image.Image | None = None,
    fit: float = 0.8,
) -> Image.Image:
    """Return a box seen from the front right and a little above; `trim` runs along its lower edge."""
    lean, rise = int(deep * 0.6), int(deep * 0.42)
    sheet = Sheet((wide + lean + 6, high + rise + 6))
    y0, y1 = rise + 2, rise + high + 2
    front = [(2, y0), (wide + 2, y0), (wide + 2, y1), (2, y1)]
    side = [(wide + 2, y0), (wide + lean + 2, 2), (wide + lean + 2, y1 - rise * 0.9), (wide + 2, y1)]
    lid = [(2, y0), (lean + 2, 2), (wide + lean + 2, 2), (wide + 2, y0)]
    sheet.shape(_face((wide + 40, high + 40), colour), front, depth=5, grain=0.3)
    sheet.shape(darker(colour, 0.34), side, depth=4)
    sheet.shape(lighter(colour, 0.22), lid, depth=3)
    if open_top:
        well = [(x + (wide / 2 + lean / 2 - x) * 0.07, y + ((y0 + 2) / 2 - y) * 0.16) for x, y in lid]
        sheet.shape(open_top, well, depth=8, dark=0.9)
    if trim:
        strip = trim.resize((wide, max(10, int(wide / trim.width * trim.height))))
        sheet.image.paste(strip, (2, int(y1 - strip.height - high * 0.05)))
    if sticker:
        tall = high * (0.72 if trim else 0.88)
        scale = min(wide * fit / sticker.width, tall / sticker.height)
        sheet.put(sticker, wide / 2 + 2, y0 + high * (0.41 if trim else 0.5), scale=scale, shadow=0.25, height=2)
    edges = [
        Stroke([(wide + 2, y0), (wide + 2, y1)], 1.4, (*lighter(colour, 0.4), 255)),
        Stroke([(2, y0), (wide + 2, y0)], 1.4, (*lighter(colour, 0.5), 255)),
    ]
    sheet.strokes(edges)
    return sheet.image


def tin(
    high: int,
    half: int,
    colour: Colour,
    sticker: Image.Image | None = None,
    lid: Colour | None = None,
    at: float = 0.6,
) -> Image.Image:
    """Return a round tin or paper tube with a lid and a label bent round it."""
    sheet = Sheet((half * 2 + 8, high + int(half * 0.4)))
    cx = half + 4
    sheet.shape(turned(colour, 0.3, 0.5), lathe(cx, [(half, half * 0.2), (half, high)], 0.16, smooth=0), grain=0.4)
    if sticker:
        stick(sheet, sticker, cx, high * at, half * 2 - 1)
    tone = lid or darker(colour, 0.2)
    sheet.shape(
        turned(tone, 0.4, 0.5),
        lathe(cx, [(half * 1.02, half * 0.18), (half * 1.02, high * 0.14 + half * 0.2)], 0.16, smooth=0),
        grain=0.3,
    )
    sheet.shape(down(lighter(tone, 0.4), tone), ellipse(cx, half * 0.18, half * 0.99, half * 0.155), grain=0.3)
    return sheet.image


def sack(
    wide: int, high: int, colour: Colour, sticker: Image.Image | None = None, tie: Colour = STRAW, seed: int = 1
) -> Image.Image:
    """Return a full cloth bag tied at the neck with string."""
    rng = Random(seed)
    sheet = Sheet((wide + 20, high + 10))
    cx, neck = wide / 2 + 10, high * 0.2
    left = [
        (cx - wide * 0.16, neck),
        (cx - wide * 0.34, high * 0.3),
        (cx - wide * 0.49, high * 0.58),
        (cx - wide * 0.47, high * 0.9),
        (cx - wide * 0.36, high),
    ]
    side = spline(left)
    body = side + [(2 * cx - x, y) for x, y in reversed(side)]
    ruffle = spline(
        [
            (cx - wide * 0.15, neck),
            (cx - wide * 0.3, high * 0.06),
            (cx - wide * 0.16, high * 0.03),
            (cx - wide * 0.04, high * 0.07),
            (cx + wide * 0.08, high * 0.01),
            (cx + wide * 0.2, high * 0.06),
            (cx + wide * 0.31, high * 0.04),
            (cx + wide * 0.15, neck),
        ]
    )
    sheet.shape(texture.cloth(darker(colour, 0.1)), ruffle, depth=8)
    stamp = sheet.shape(texture.cloth(colour), body, depth=wide * 0.14, dark=0.6)
    folds = [
        Stroke(
            spline(
                [
                    (cx + k * wide * 0.12, neck),
                    (cx + k * wide * 0.26 + rng.uniform(-6, 6), high * 0.36),
                    (cx + k * wide * 0.34, high * rng.uniform(0.46, 0.6)),
                ]
            ),
            3,
            (*darker(colour, 0.32), 110),
        )
        for k in (-1, -0.6, -0.2, 0.2, 0.6, 1)
    ]
    sheet.strokes(folds, inside=stamp)
    sheet.shape(
        tie,
        taper([(cx - wide * 0.18, neck), (cx, neck + 8), (cx + wide * 0.18, neck)], lambda t: high * 0.035),
        depth=3,
    )
    tails = [
        taper(
            spline([(cx, neck + 6), (cx + s * wide * 0.12, high * 0.32), (cx + s * wide * 0.1, high * 0.4)]),
            lambda t: high * 0.014,
        )
        for s in (-1, 1)
    ]
    sheet.shape(tie, *tails, depth=1.5)
    if sticker:
        _label_on(sheet, sticker, cx, high * 0.66, wide * 0.6)
    return sheet.image


@lru_cache(maxsize=6)
def sachet(size: int, colour: Colour = (236, 226, 198), seed: int = 1, thread: bool = True) -> Image.Image:
    """Return a small filled filter bag, with thread and tag for tea."""
    rng = Random(seed)
    sheet = Sheet((size + 10, int(size * 1.5)))
    top = size * 0.34
    stamp = sheet.shape(colour, box(8, top, size, top + size * 1.05, 8), depth=size * 0.09)
    crumbs = [
        Dab(
            ellipse(rng.uniform(8, size), rng.uniform(top + size * 0.4, top + size), rng.uniform(1.5, 4), 2),
            (*mix((120, 96, 54), colour, rng.uniform(0.2, 0.6)), 255),
        )
        for _ in range(90)
    ]
    sheet.dabs(crumbs, inside=stamp)
    sheet.strokes(
        [Stroke([(8, top + size * k), (size, top + size * k)], 1.6, (*darker(colour, 0.2), 255)) for k in (0.1, 0.13)],
        inside=stamp,
    )
    if thread:
        sheet.strokes(
            [
                Stroke(
                    spline([(size * 0.5, top + 4), (size * 0.62, top * 0.6), (size * 0.8, top * 0.3)]),
                    1.8,
                    (*CREAM, 255),
                )
            ]
        )
        sheet.shape((168, 44, 44), box(size * 0.7, 2, size * 0.98, top * 0.72, 3), depth=2)
    return sheet.image


def sleeve(thing: Image.Image, sticker: Image.Image, at: float = 0.5, share: float = 0.24) -> Image.Image:
    """Return a thing lying across with a paper band and its label round the middle."""
    sheet = Sheet(thing.size)
    sheet.image.alpha_composite(thing)
    wide = int(thing.width * share)
    x = int(thing.width * at - wide / 2)
    stripe = sticker.resize((wide, thing.height), Image.Resampling.LANCZOS)
    light = down(lighter(CREAM, 0.3), CREAM, darker(CREAM, 0.4)).fill(stripe.size)
    shaded = ImageChops.multiply(stripe.convert("RGB"), light)
    sheet.image.paste(
        shaded,
        (x, 0),
        ImageChops.multiply(thing.getchannel("A").crop((x, 0, x + wide, thing.height)), stripe.getchannel("A")),
    )
    return sheet.image


def tied(thing: Image.Image, colour: Colour = STRAW, rows: int = 2) -> Image.Image:
    """Return a stack tied up with string, once down and `rows` times across."""
    sheet = Sheet(thing.size)
    sheet.image.alpha_composite(thing)
    wide, high = thing.size
    paths = [[(wide * (i + 1) / (rows + 1), 3), (wide * (i + 1) / (rows + 1) + 3, high - 3)] for i in range(rows)]
    for path in paths:
        sheet.shape(colour, taper(path, lambda t: wide / 60 + 2), depth=2)
    return sheet.image


def glass(
    high: int,
    liquid: Colour,
    *,
    level: float = 0.25,
    ice: int = 0,
    straw: Colour | None = None,
    flare: float = 0.32,
) -> Image.Image:
    """Return a drinking glass filled with something, perhaps with ice and a bamboo straw."""
    half = high * flare
    sheet = Sheet((int(half * 2) + 40, high + 60))
    cx, top = half + 20, 50.0
    side = [(half, top), (half * 0.9, top + high * 0.5), (half * 0.78, top + high - 8)]
    if straw:
        sheet.shape(
            across(lighter(straw, 0.4), straw, darker(straw, 0.4)),
            taper([(cx + half * 0.5, 2), (cx - half * 0.2, top + high * 0.9)], lambda t: high * 0.055),
            depth=2,
        )
    body = sheet.shape((226, 234, 226), lathe(cx, side, 0.16), alpha=0.42, grain=0)
    y = top + high * level
    filled = sheet.shape(turned(liquid, 0.4, 0.4), box(0, y, sheet.size[0], high + 60), inside=body, alpha=0.9, grain=0)
    sheet.glow(
        lighter(liquid, 0.6),
        ellipse(cx + half * 0.2, top + high * 0.8, half * 0.4, high * 0.1),
        soft=high * 0.05,
        alpha=0.6,
    )
    sheet.shape(lighter(liquid, 0.35), ellipse(cx, y, half * (0.98 - 0.12 * level), half * 0.14), grain=0)
    rng = Random(ice)
    for _ in range(ice):
        x, z = cx + rng.uniform(-0.5, 0.5) * half, y + rng.uniform(0, 0.2) * high
        sheet.shape(
            WHITE,
            box(x - half * 0.24, z - half * 0.2, x + half * 0.24, z + half * 0.24, 6),
            alpha=0.5,
            depth=4,
            inside=filled,
            grain=0,
        )
    sheet.strokes([Stroke(ellipse(cx, top, half, half * 0.16), 2.2, (*WHITE, 210))])
    sheet.shape(
        WHITE,
        [
            (cx - half * 0.82, top + 14),
            (cx - half * 0.66, top + 14),
            (cx - half * 0.56, top + high * 0.9),
            (cx - half * 0.68, top + high * 0.9),
        ],
        alpha=0.4,
        soft=2,
        grain=0,
    )
    sheet.glow(LIGHT, ellipse(cx, top + high - 6, half * 0.5, 4), soft=3, alpha=0.5)
    return sheet.image


def tag(sticker: Image.Image, string: Colour = STRAW) -> Image.Image:
    """Return a label as a swing tag, with a hole and a loop of string."""
    sheet = Sheet((sticker.width + 4, sticker.height + 60))
    sheet.image.alpha_composite(sticker, (2, 56))
    x = sticker.width / 2 + 2
    sheet.shape(SHADOW, ellipse(x, 68, 6))
    sheet.strokes(
        [
            Stroke(spline([(x, 68), (x - 14, 34), (x + 4, 4)]), 3, (*string, 255)),
            Stroke(spline([(x, 68), (x + 10, 36), (x + 22, 6)]), 3, (*string, 255)),
        ]
    )
    return sheet.image
