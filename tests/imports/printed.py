"""Lists as they are printed and photographed: drawn in the font of the project, turned a little, grained, shaded."""

import io
from collections.abc import Sequence

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from config import ROOT

FONTS = {name: str(ROOT / f"static/fonts/be-vietnam-pro-{name}.ttf") for name in ("regular", "bold")}
HEADS = ("TT", "Họ và tên", "Năm sinh", "Thôn", "Số điện thoại")
EDGES = (40, 100, 420, 560, 780, 980)
ROW, TOP = 52, 70
PAPER, INK = 245, 35


def page(*rows: Sequence[str], turn: float = 0.0, grain: int = 0, ruled: bool = True, title: str = "") -> bytes:
    """A photograph of a printed table, as JPEG."""
    lines = [HEADS, *rows]
    picture = Image.new("L", (1030, TOP + ROW * (len(lines) + 1)), PAPER)
    drawn = ImageDraw.Draw(picture)
    drawn.text((300, 20), title, font=ImageFont.truetype(FONTS["bold"], 22), fill=INK)
    for place, cells in enumerate(lines):
        font = ImageFont.truetype(FONTS["bold" if place == 0 else "regular"], 22)
        for left, text in zip(EDGES, cells, strict=False):
            drawn.text((left + 12, TOP + place * ROW + 10), text, font=font, fill=INK)
    if ruled:
        bottom = TOP + ROW * len(lines)
        for y in range(TOP, bottom + 1, ROW):
            drawn.line([(EDGES[0], y), (EDGES[-1], y)], fill=60, width=2)
        for x in EDGES:
            drawn.line([(x, TOP), (x, bottom)], fill=60, width=2)
    return _photographed(picture, turn, grain)


def strip(text: str, size: int = 30) -> Image.Image:
    """One printed line with some paper around, as a reader gets it."""
    font = ImageFont.truetype(FONTS["regular"], size)
    _left, _top, right, bottom = font.getbbox(text or " ")
    picture = Image.new("L", (int(right) + 20, int(bottom) + 20), PAPER)
    ImageDraw.Draw(picture).text((10, 10), text, font=font, fill=INK)
    return picture


def _photographed(picture: Image.Image, turn: float, grain: int) -> bytes:
    picture = picture.rotate(turn, Image.Resampling.BICUBIC, fillcolor=PAPER)
    if grain:
        picture = ImageChops.add(picture, Image.effect_noise(picture.size, grain), offset=-128)
        shade = Image.linear_gradient("L").resize(picture.size).point([value // 6 for value in range(256)])
        picture = ImageChops.subtract(picture, shade).filter(ImageFilter.GaussianBlur(0.6))
    made = io.BytesIO()
    picture.save(made, "JPEG", quality=85)
    return made.getvalue()
