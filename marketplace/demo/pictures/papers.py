"""Sample papers: certificates and scans for the demo, stamped across so that none can pass for a real one."""

from random import Random
from zlib import crc32

from PIL import Image, ImageDraw

from marketplace.demo.pictures import surfaces, texture
from marketplace.demo.pictures.fonts import lettering
from marketplace.demo.pictures.geometry import box, ellipse
from marketplace.demo.pictures.labels import fitted
from marketplace.demo.pictures.motifs import band, emblem
from marketplace.demo.pictures.paint import Sheet
from marketplace.demo.pictures.palette import (
    CREAM,
    GOLD,
    INDIGO,
    INK,
    LEAF_DEEP,
    MADDER,
    MADDER_DEEP,
    PAPER,
    WOOD,
    Colour,
    mix,
)

STAMP = "MẪU – KHÔNG CÓ GIÁ TRỊ"
SAMPLE_NUMBER = "MAU-"
PAGE = (1000, 1414)
CARD = (860, 542)

_INKS: tuple[Colour, ...] = (MADDER_DEEP, INDIGO, LEAF_DEEP, (120, 76, 30))
_MARKS = ("flower", "sprig", "gate", "mountain", "lotus", "grain")
_KINDS = ("diamond", "hook", "star", "zigzag")


def certificate(kind: str, title: str, number: str) -> Sheet:
    """Return a sample certificate; ValueError unless its number begins with MAU-."""
    if not number.startswith(SAMPLE_NUMBER):
        raise ValueError(f"a sample certificate's number must begin with {SAMPLE_NUMBER}: {number!r}")
    looks = crc32(kind.encode())
    ink = _INKS[looks % len(_INKS)]
    sheet = Sheet(PAGE, texture.paper(CREAM, 31).resize(PAGE))
    _border(sheet, ink, _KINDS[looks // 7 % len(_KINDS)])
    pen = ImageDraw.Draw(sheet.image)
    _centred(pen, 150, "GIẤY TỜ MẪU DÙNG ĐỂ TRÌNH DIỄN", 30, ink, bold=True)
    sheet.image.paste(
        emblem(_MARKS[looks // 3 % len(_MARKS)], 170, ink),
        (415, 220),
        emblem(_MARKS[looks // 3 % len(_MARKS)], 170, ink),
    )
    rows, size = fitted(title, 760, 260)
    for i, row in enumerate(rows):
        _centred(pen, 430 + i * int(size * 1.2), row, size, ink, bold=True)
    y = 470 + len(rows) * int(size * 1.2)
    _centred(pen, y, f"Số: {number}", 40, INK, bold=True)
    _blank_lines(sheet, y + 90, looks)
    _seal(sheet, 730, 1160, ink)
    _stamped(sheet, 58)
    return sheet


def _centred(pen: ImageDraw.ImageDraw, y: int, text: str, size: int, ink: Colour, bold: bool = False) -> None:
    pen.text((PAGE[0] / 2, y), text, font=lettering(size, bold), fill=ink, anchor="ma")


def _border(sheet: Sheet, ink: Colour, kind: str) -> None:
    wide, high = sheet.size
    pen = ImageDraw.Draw(sheet.image)
    across = band((wide - 80, 34), ink, GOLD, CREAM, kind)
    upright = band((high - 80, 34), ink, GOLD, CREAM, kind).transpose(Image.Transpose.ROTATE_90)
    for y in (40, high - 74):
        sheet.image.paste(across, (40, y))
    for x in (40, wide - 74):
        sheet.image.paste(upright, (x, 40))
    pen.rectangle((90, 90, wide - 90, high - 90), outline=ink, width=3)


def _blank_lines(sheet: Sheet, y: int, looks: int) -> None:
    """Grey bars instead of words: a sample tells nothing that could be believed."""
    rng = Random(looks)
    pen = ImageDraw.Draw(sheet.image)
    for i in range(7):
        pen.rounded_rectangle((150, y + i * 58, 340, y + i * 58 + 16), 8, fill=mix(INK, PAPER, 0.6))
        pen.rounded_rectangle(
            (370, y + i * 58, 370 + rng.randrange(220, 480), y + i * 58 + 16), 8, fill=mix(INK, PAPER, 0.78)
        )


def _seal(sheet: Sheet, x: int, y: int, ink: Colour) -> None:
    pen = ImageDraw.Draw(sheet.image)
    for r, width in ((92, 6), (78, 2)):
        pen.ellipse((x - r, y - r, x + r, y + r), outline=MADDER, width=width)
    pen.text((x, y - 2), "MẪU", font=lettering(52, bold=True), fill=MADDER, anchor="mm")
    pen.line((180, y + 60, 460, y + 60), fill=ink, width=2)


def _stamped(sheet: Sheet, size: int) -> None:
    """Write the warning aslant over the whole paper, largest and strongest across its middle."""
    wide, high = sheet.size
    layer = Image.new("L", (int(wide * 1.6), int(high * 1.6)))
    pen = ImageDraw.Draw(layer)
    middle = (layer.width / 2, layer.height / 2)
    for i in (-2, -1, 1, 2):
        place = (middle[0], middle[1] + i * high * 0.3)
        pen.text(place, STAMP, font=lettering(int(size * 0.8), bold=True), fill=84, anchor="mm")
    pen.text(middle, STAMP, font=lettering(int(size * 1.25), bold=True), fill=168, anchor="mm")
    slanting = layer.rotate(32, Image.Resampling.BICUBIC)
    left, top = (layer.width - wide) // 2, (layer.height - high) // 2
    sheet.image.paste(MADDER, (0, 0), slanting.crop((left, top, left + wide, top + high)))


def evidence(kind: str, seed: int) -> Sheet:
    """Return a neutral sample photograph of a paper on a table: a card for kinds beginning with `id`, else a page."""
    rng = Random(f"{kind}/{seed}")
    ground = rng.choice((texture.wood(WOOD), texture.cloth((120, 134, 140)), texture.wood((206, 170, 120), 4)))
    sheet = surfaces.flat(ground)
    paper = _card(kind, rng) if kind.startswith("id") else _page(rng)
    image = paper.image.convert("RGBA")
    scale = 1.0 if kind.startswith("id") else 0.58
    sheet.put(
        image, 600 + rng.uniform(-30, 30), 450 + rng.uniform(-20, 20), angle=rng.uniform(-7, 7), scale=scale, height=12
    )
    return sheet


def _card(kind: str, rng: Random) -> Sheet:
    """A card of the usual size with a woven square where a portrait would be."""
    sheet = Sheet(CARD, texture.paper((222, 232, 222), 33).resize(CARD))
    ink = rng.choice(_INKS)
    pen = ImageDraw.Draw(sheet.image)
    sheet.image.paste(band((CARD[0], 36), ink, GOLD, CREAM, rng.choice(_KINDS)), (0, 0))
    pen.text(
        (CARD[0] / 2, 70),
        "THẺ MẪU – MẶT SAU" if "back" in kind else "THẺ MẪU – MẶT TRƯỚC",
        font=lettering(36, True),
        fill=ink,
        anchor="ma",
    )
    sheet.shape(texture.mat((226, 206, 160)), box(60, 150, 290, 440, 10), depth=4)
    mark = emblem(rng.choice(_MARKS), 150, ink)
    sheet.image.paste(mark, (100, 220), mark)
    for i in range(5):
        pen.rounded_rectangle(
            (340, 168 + i * 56, 340 + rng.randrange(240, 460), 186 + i * 56), 8, fill=mix(INK, PAPER, 0.72)
        )
    pen.text((60, 470), f"Số: {SAMPLE_NUMBER}{rng.randrange(10**6):06d}", font=lettering(30, True), fill=INK)
    _stamped(sheet, 44)
    return sheet


def _page(rng: Random) -> Sheet:
    number = f"{SAMPLE_NUMBER}{rng.randrange(10**5):05d}"
    sheet = Sheet(PAGE, texture.paper((250, 248, 240), 35).resize(PAGE))
    pen = ImageDraw.Draw(sheet.image)
    _centred(pen, 120, "BẢN CHỤP MẪU", 60, INK, bold=True)
    _centred(pen, 210, f"Số: {number}", 36, INK)
    for part in range(2):
        _blank_lines(sheet, 320 + part * 440, rng.randrange(1000))
    _seal(sheet, 720, 1230, INDIGO)
    sheet.shape(MADDER, ellipse(200, 1240, 4))
    _stamped(sheet, 58)
    return sheet
