"""A reader that knows a few words by their shape: each strip is the word that it looks most like."""

from collections.abc import Sequence
from functools import cache

from PIL import Image, ImageChops, ImageStat

from marketplace.imports.shape import Line, ReaderWords
from tests.imports.printed import HEADS, strip

KNOWN = (
    *HEADS, *"123456", "DANH SÁCH", "Lê Thị Mận", "Trần Thị Hoa", "Hà Thị Ba", "Lê Thị Mân", "1985", "1990", "1979",
    "Thôn Đông", "Thôn Tây", "Thôn Đổng", "0912345678", "O912345679",
)  # fmt: skip
SIZE = (96, 24)


class AFewWords:
    code = "a_few_words"
    words = ReaderWords("Bộ đọc vài chữ")
    sure = 0.75

    def is_there(self) -> bool:
        return True

    def read(self, strips: Sequence[Image.Image]) -> list[Line]:
        return [_read(one) for one in strips]


def _read(one: Image.Image) -> Line:
    shape = _shape(one)
    if shape is None:
        return Line("", 1.0)
    likeness, text = max((_likeness(shape, known), text) for text, known in _known().items())
    return Line(text, likeness)


@cache
def _known() -> dict[str, tuple[Image.Image, float]]:
    found = {text: _shape(strip(text)) for text in KNOWN}
    return {text: shape for text, shape in found.items() if shape is not None}


def _shape(picture: Image.Image) -> tuple[Image.Image, float] | None:
    low, high = picture.getextrema()
    if high - low < 80:
        return None
    ink = picture.point([255 if value < (low + high) // 2 else 0 for value in range(256)])
    word = ink.crop(ink.getbbox())
    return word.resize(SIZE, Image.Resampling.BOX), word.width / word.height


def _likeness(one: tuple[Image.Image, float], other: tuple[Image.Image, float]) -> float:
    differs = ImageStat.Stat(ImageChops.difference(one[0], other[0])).mean[0] / 255
    longer = max(one[1], other[1]) / min(one[1], other[1])
    return max(0.0, 1.0 - differs - (longer - 1))


plug = AFewWords()
