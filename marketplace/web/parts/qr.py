"""QR codes drawn into a page as SVG, so that they print sharp and need no picture of their own."""

import segno
from markupsafe import Markup


def qr_svg(text: str) -> Markup:
    """The code of a text; drawn by us from our own address."""
    svg = segno.make_qr(text, error="m").svg_inline(omitsize=True, border=3, svgclass=None, lineclass=None)
    return Markup(svg)  # noqa: S704 - drawn by us from our own address
