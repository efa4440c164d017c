"""The lettering of the demo pictures: Be Vietnam Pro, as shipped for printed pages."""

from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

SHIPPED = Path(__file__).parents[3] / "static" / "fonts" / "print"


@lru_cache(maxsize=128)
def lettering(size: int, bold: bool = False) -> ImageFont.FreeTypeFont:
    """Return the typeface at a size in pixels; OSError when the shipped font file is missing."""
    name = "BeVietnamPro-Bold.ttf" if bold else "BeVietnamPro-Regular.ttf"
    return ImageFont.truetype(str(SHIPPED / name), size)
