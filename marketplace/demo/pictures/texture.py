"""Grain, fibres and weave made from seeded noise, for everything the demo pictures are painted on."""

from functools import lru_cache
from random import Random

from PIL import Image, ImageChops, ImageOps

from marketplace.demo.pictures.palette import Colour, darker, lighter

SIZE = (1200, 900)


def speckle(size: tuple[int, int], seed: int) -> Image.Image:
    """Return grey noise, one random value a pixel."""
    return Image.frombytes("L", size, Random(seed).randbytes(size[0] * size[1]))


@lru_cache(maxsize=24)
def clouds(size: tuple[int, int], cell: tuple[int, int], seed: int) -> Image.Image:
    """Return soft grey noise whose patches are about `cell` pixels wide and high."""
    small = speckle((size[0] // cell[0] + 2, size[1] // cell[1] + 2), seed)
    return small.resize(size, Image.Resampling.BICUBIC)


@lru_cache(maxsize=1)
def tooth() -> Image.Image:
    """Return the paper's tooth: the fine grey relief that every painted shape shows a little of."""
    fine = clouds((1600, 1200), (2, 2), 11)
    broad = clouds((1600, 1200), (26, 18), 12)
    return Image.merge("RGB", [Image.blend(fine, broad, 0.3)] * 3)


def tinted(grey: Image.Image, low: Colour, high: Colour) -> Image.Image:
    """Return grey noise as a colour picture from `low` (black) to `high` (white)."""
    return ImageOps.colorize(ImageOps.autocontrast(grey, cutoff=1), low, high)


@lru_cache(maxsize=4)
def paper(colour: Colour, seed: int = 3) -> Image.Image:
    """Return a sheet of dó paper: soft patches and long pale fibres."""
    patches = Image.blend(clouds(SIZE, (150, 120), seed), clouds(SIZE, (3, 3), seed + 1), 0.35)
    sheet = tinted(patches, darker(colour, 0.07), lighter(colour, 0.25))
    fibres = clouds(SIZE, (60, 2), seed + 2).point(lambda v: max(0, v - 190))
    sheet.paste(lighter(colour, 0.6), (0, 0), fibres)
    return sheet


@lru_cache(maxsize=4)
def wood(colour: Colour, seed: int = 5, planks: int = 4) -> Image.Image:
    """Return a table of planks lying across, with grain, knots of tone and dark joints."""
    board = Image.new("RGB", SIZE)
    high = -(-SIZE[1] // planks)
    for i in range(planks):
        plank = _plank(colour, seed * 31 + i, high)
        board.paste(plank, (0, i * high))
        board.paste(darker(colour, 0.62), (0, i * high, SIZE[0], i * high + 3))
        board.paste(lighter(colour, 0.28), (0, i * high + 3, SIZE[0], i * high + 5))
    return board


def _plank(colour: Colour, seed: int, high: int) -> Image.Image:
    tone = Random(seed).uniform(-0.12, 0.14)
    base = darker(colour, tone) if tone > 0 else lighter(colour, -tone)
    return tinted(_grain(seed % 7, high), darker(base, 0.34), lighter(base, 0.2))


@lru_cache(maxsize=24)
def _grain(seed: int, high: int) -> Image.Image:
    long = clouds((SIZE[0] + 200, high), (420, 7), seed)
    fine = clouds((SIZE[0] + 200, high), (160, 2), seed + 7)
    bent = (0, 0, 40, high, SIZE[0] + 180, high, SIZE[0] + 120, 0)
    return Image.blend(long, fine, 0.42).transform((SIZE[0], high), Image.Transform.QUAD, bent)


@lru_cache(maxsize=4)
def mat(colour: Colour, stripe: Colour | None = None, seed: int = 7, straw: int = 10) -> Image.Image:
    """Return a woven sedge mat: shining straws across, jute warps down, with coloured bands if asked."""
    rows = _straw_rows(colour, stripe, seed, straw)
    across = clouds(SIZE, (46, 1), seed + 1).point(lambda v: 205 + v // 5)
    board = ImageChops.multiply(rows, Image.merge("RGB", [across] * 3))
    return ImageChops.multiply(board, _weave(straw))


def _straw_rows(colour: Colour, stripe: Colour | None, seed: int, straw: int) -> Image.Image:
    rng = Random(seed)
    column = Image.new("RGB", (1, SIZE[1] // straw + 1))
    for i in range(column.height):
        band = stripe is not None and i % 16 in (6, 7, 9, 10)
        base = stripe if band and stripe else colour
        column.putpixel((0, i), darker(lighter(base, 0.2), rng.uniform(0, 0.14)))
    return column.resize((SIZE[0], column.height * straw), Image.Resampling.NEAREST).crop((0, 0, *SIZE))


@lru_cache(maxsize=4)
def _weave(straw: int) -> Image.Image:
    tile = Image.new("L", (straw * 4, straw * 2))
    for y in range(tile.height):
        for x in range(tile.width):
            tile.putpixel((x, y), _straw_light(x, y, straw))
    return Image.merge("RGB", [_tiled(tile)] * 3)


def _straw_light(x: int, y: int, straw: int) -> int:
    across = abs((y % straw + 0.5) / straw - 0.42) * 2
    phase = (x + (straw * 2 if (y // straw) % 2 else 0)) % (straw * 4)
    dip = max(0.0, 1 - phase / (straw * 0.7), 1 - (straw * 4 - phase) / (straw * 0.7))
    return int(255 - 64 * across**2 - 58 * min(1.0, dip))


def _tiled(tile: Image.Image) -> Image.Image:
    board = Image.new("L", SIZE)
    for y in range(0, SIZE[1], tile.height):
        for x in range(0, SIZE[0], tile.width):
            board.paste(tile, (x, y))
    return board


@lru_cache(maxsize=4)
def cloth(colour: Colour, seed: int = 9, folds: float = 0.5) -> Image.Image:
    """Return hand-woven linen with broad soft folds."""
    weave = tinted(_threads(), darker(colour, 0.14), lighter(colour, 0.12))
    wave = _folds(seed % 4).point(lambda v: int(128 + (v - 128) * folds))
    return ImageChops.soft_light(weave, Image.merge("RGB", [wave] * 3))


@lru_cache(maxsize=1)
def _threads() -> Image.Image:
    return Image.blend(clouds(SIZE, (2, 14), 9), clouds(SIZE, (14, 2), 10), 0.5)


@lru_cache(maxsize=4)
def _folds(seed: int) -> Image.Image:
    wave = clouds((600, 450), (130, 42), seed + 90).rotate(24, Image.Resampling.BILINEAR)
    return wave.crop((150, 112, 450, 337)).resize(SIZE, Image.Resampling.BICUBIC)


@lru_cache(maxsize=3)
def tiles(colour: Colour, seed: int = 13, side: int = 150) -> Image.Image:
    """Return the terracotta tiles of a village drying yard."""
    rng = Random(seed)
    soft = Image.blend(clouds(SIZE, (40, 30), seed), clouds(SIZE, (3, 3), seed), 0.4)
    board = tinted(soft, darker(colour, 0.2), lighter(colour, 0.14))
    tone = Image.new("L", (SIZE[0] // side + 1, SIZE[1] // side + 1))
    tone.putdata([rng.randrange(96, 160) for _ in range(tone.width * tone.height)])
    plain = tone.resize((tone.width * side, tone.height * side), Image.Resampling.NEAREST).crop((0, 0, *SIZE))
    board = ImageChops.soft_light(board, Image.merge("RGB", [plain] * 3))
    for x in range(0, SIZE[0], side):
        board.paste(darker(colour, 0.45), (x, 0, x + 4, SIZE[1]))
    for y in range(0, SIZE[1], side):
        board.paste(darker(colour, 0.45), (0, y, SIZE[0], y + 4))
    return board
