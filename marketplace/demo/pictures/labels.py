"""Hand-made paper labels with the product's Vietnamese name, fitted to whatever they are stuck on."""

from functools import lru_cache

from PIL import Image, ImageChops, ImageDraw

from marketplace.demo.pictures import texture
from marketplace.demo.pictures.fonts import lettering
from marketplace.demo.pictures.geometry import box, ellipse
from marketplace.demo.pictures.motifs import band, emblem
from marketplace.demo.pictures.paint import Ramp, Sheet
from marketplace.demo.pictures.palette import CREAM, INK, MADDER, TURMERIC, Colour, darker


@lru_cache(maxsize=128)
def label(
    title: str,
    line: str,
    size: tuple[int, int],
    *,
    ink: Colour = MADDER,
    ground: Colour = CREAM,
    mark: str = "flower",
    style: str = "frame",
) -> Image.Image:
    """Return a label as a sprite; styles: frame, bands, block, round, plain."""
    sheet = Sheet(size)
    whole = (
        ellipse(size[0] / 2, size[1] / 2, size[0] / 2 - 1, size[1] / 2 - 1) if style == "round" else box(0, 0, *size, 6)
    )
    sheet.shape(texture.paper(ground), whole, grain=0)
    inner = _DRESS[style](sheet, ink, ground)
    _written(sheet, title, line, inner, ink if style != "block" else ground, mark)
    return sheet.image


Inner = tuple[int, int, int, int]


def _frame(sheet: Sheet, ink: Colour, ground: Colour) -> Inner:
    wide, high = sheet.size
    pen = ImageDraw.Draw(sheet.image)
    gap = max(5, wide // 34)
    pen.rectangle((gap, gap, wide - gap, high - gap), outline=ink, width=max(2, wide // 90))
    pen.rectangle((gap * 1.8, gap * 1.8, wide - gap * 1.8, high - gap * 1.8), outline=ink, width=1)
    return (int(gap * 3), int(gap * 2.2), int(wide - gap * 3), int(high - gap * 2.2))


def _bands(sheet: Sheet, ink: Colour, ground: Colour) -> Inner:
    wide, high = sheet.size
    strip = band((wide, max(10, high // 7)), ink, ground, TURMERIC, "diamond")
    sheet.image.paste(strip, (0, 0))
    sheet.image.paste(strip, (0, high - strip.height))
    return (wide // 9, int(strip.height * 1.25), wide - wide // 9, high - int(strip.height * 1.25))


def _block(sheet: Sheet, ink: Colour, ground: Colour) -> Inner:
    wide, high = sheet.size
    sheet.shape(ink, box(0, 0, wide, high, 6))
    strip = band((wide, max(8, high // 10)), ink, TURMERIC, ground, "zigzag")
    sheet.image.paste(strip, (0, high - strip.height - high // 24))
    return (wide // 9, high // 14, wide - wide // 9, high - strip.height - high // 10)


def _round(sheet: Sheet, ink: Colour, ground: Colour) -> Inner:
    wide, high = sheet.size
    pen = ImageDraw.Draw(sheet.image)
    pen.ellipse((6, 6, wide - 7, high - 7), outline=ink, width=max(2, wide // 60))
    pen.ellipse((12, 12, wide - 13, high - 13), outline=TURMERIC, width=2)
    return (wide // 6, high // 7, wide - wide // 6, high - high // 7)


def _plain(sheet: Sheet, ink: Colour, ground: Colour) -> Inner:
    wide, high = sheet.size
    ImageDraw.Draw(sheet.image).line(
        (wide // 5, high - high // 9, wide - wide // 5, high - high // 9), fill=ink, width=3
    )
    return (wide // 14, high // 14, wide - wide // 14, high - high // 7)


_DRESS = {"frame": _frame, "bands": _bands, "block": _block, "round": _round, "plain": _plain}


def _written(sheet: Sheet, title: str, line: str, inner: Inner, ink: Colour, mark: str) -> None:
    x0, y0, x1, y1 = inner
    wide, high = x1 - x0, y1 - y0
    picture = int(min(wide * 0.42, high * 0.3)) if mark else 0
    small = max(9, min(int(high * 0.1), wide // 9))
    rows, size = fitted(title, wide, high - picture - int(small * 1.7))
    y = y0 + max(0, (high - picture - int(size * 1.22) * len(rows) - int(small * 1.6)) // 2)
    if mark:
        sheet.image.alpha_composite(emblem(mark, picture, ink), (x0 + (wide - picture) // 2, y))
    y += picture
    pen = ImageDraw.Draw(sheet.image)
    for row in rows:
        pen.text((x0 + wide / 2, y), row, font=lettering(size, bold=True), fill=ink, anchor="ma")
        y += int(size * 1.22)
    fine = min(small, fitted(line, wide, small * 2, most=1)[1])
    tone = INK if sum(ink) < 560 else ink
    pen.text((x0 + wide / 2, y + small * 0.25), line, font=lettering(fine), fill=tone, anchor="ma")


@lru_cache(maxsize=256)
def fitted(text: str, wide: int, high: int, most: int = 3) -> tuple[list[str], int]:
    """Return the text in rows, and the largest letter size at which they fit the area."""
    best: tuple[list[str], int] = ([text], 8)
    words = text.split()
    set_ = text.split("\n") if "\n" in text else None
    for count in [len(set_)] if set_ else range(1, min(most, len(words)) + 1):
        rows = set_ or _rows(words, count)
        longest = max(lettering(100, bold=True).getlength(row) for row in rows)
        size = int(min(100 * wide / longest, high / (1.22 * count)))
        if size > best[1]:
            best = (rows, size)
    return best


def _rows(words: list[str], count: int) -> list[str]:
    """Split words into rows of nearly equal length."""
    if count == 1:
        return [" ".join(words)]
    cuts = range(1, len(words) - count + 2)
    options = [[" ".join(words[:cut]), *_rows(words[cut:], count - 1)] for cut in cuts]
    return min(options, key=lambda rows: max(len(row) for row in rows))


def bent(picture: Image.Image, depth: float = 0.3) -> Image.Image:
    """Return a label shaded as if it went round a bottle."""
    dim = darker((255, 255, 255), depth)
    stops = (
        (0.0, dim),
        (0.22, (255, 253, 246)),
        (0.45, (255, 253, 248)),
        (0.8, darker((255, 255, 255), depth * 0.5)),
        (1.0, dim),
    )
    light = Ramp(stops, across=True).fill(picture.size)
    round_ = ImageChops.multiply(picture.convert("RGB"), light)
    round_.putalpha(picture.getchannel("A"))
    return round_
