"""/favicon.ico: the mark of the market, for whatever asks for it without reading a page first."""

from flask import Response, send_file

from config import ROOT

KEPT_SECONDS = 24 * 3600


def favicon() -> Response:
    """The icon in three sizes."""
    return send_file(ROOT / "static" / "icons" / "favicon.ico", mimetype="image/x-icon", max_age=KEPT_SECONDS)
