"""Draws a VietQR code: as SVG to stand in a page, as PNG to save and open in a banking app."""

from io import BytesIO
from math import ceil

import segno

from marketplace.payments.vietqr.payload import Payload, encode

SMALLEST_PIXELS = 300
QUIET_ZONE = 4


def qr_svg(payload: Payload) -> str:
    """The code as an SVG element to write into a page: 300 px or more, black on white in any colour scheme."""
    code = _code(payload)
    side = code.symbol_size(scale=_scale(code), border=QUIET_ZONE)[0]
    drawn: str = code.svg_inline(
        scale=_scale(code), border=QUIET_ZONE, light="#fff", svgclass=None, lineclass=None, omitsize=True
    )
    # The drawing library writes a size or a viewBox; with both, a narrow screen can shrink the code whole.
    return drawn.replace("<svg ", f'<svg width="{side}" height="{side}" ', 1)


def qr_png(payload: Payload) -> bytes:
    """The code as a PNG file, at least 300 px wide."""
    code = _code(payload)
    file = BytesIO()
    code.save(file, kind="png", scale=_scale(code), border=QUIET_ZONE)
    return file.getvalue()


def _code(payload: Payload) -> segno.QRCode:
    return segno.make_qr(encode(payload), error="m", boost_error=False)


def _scale(code: segno.QRCode) -> int:
    modules, _ = code.symbol_size(scale=1, border=QUIET_ZONE)
    return ceil(SMALLEST_PIXELS / modules)
