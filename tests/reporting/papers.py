"""Papers as a phone sees them: the codes that are printed on a page of a PDF."""

import pypdf
import zxingcpp
from PIL import Image, ImageDraw


def codes_on(page: pypdf.PageObject) -> list[str]:
    """What the codes on a page say."""
    return [code.text for code in zxingcpp.read_barcodes(_filled_rectangles(page))]


def _filled_rectangles(page: pypdf.PageObject, dots: float = 4.0) -> Image.Image:
    """The page with the rectangles alone that are filled: so many dots a point."""
    contents = page.get_contents()
    assert contents is not None
    height = float(page.mediabox.height)
    picture = Image.new("L", (int(float(page.mediabox.width) * dots), int(height * dots)), 255)
    draw = ImageDraw.Draw(picture)
    for operands, operator in contents.operations:
        if operator == b"re":
            x, y, wide, high = map(float, operands)
            box = x, height - y, x + wide, height - y - high
            last = [box[0], min(box[1], box[3]), box[2], max(box[1], box[3])]
        elif operator in (b"f", b"F", b"f*"):
            draw.rectangle([side * dots for side in last], fill=0)
    return picture
