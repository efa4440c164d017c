"""Photos as templates draw them: one address in every size and format a screen may ask for."""

from dataclasses import dataclass

from marketplace.media.pipeline.render import WIDTHS, rendition_widths
from marketplace.media.urls import photo_url

CARD, FULL = 480, 1440


@dataclass(frozen=True)
class Picture:
    """What the `photo` and `gallery` macros take."""

    src: str
    width: int
    height: int
    alt: str
    webp: str
    jpeg: str
    avif: str = ""
    full: str = ""


def picture(
    public_id: str | None, alt: str = "", width: int = 1200, height: int = 1200, has_avif: bool = False
) -> Picture | None:
    """A photo by its public id, `width` × `height` as sent; None without one, which draws the woven place-holder."""
    if not public_id:
        return None
    return Picture(
        src=photo_url(public_id, min(CARD, width), "jpg"),
        width=width,
        height=height,
        alt=alt,
        webp=_srcset(public_id, width, "webp"),
        jpeg=_srcset(public_id, width, "jpg"),
        avif=_srcset(public_id, width, "avif") if has_avif else "",
        full=photo_url(public_id, min(FULL, width), "webp"),
    )


def _srcset(public_id: str, width: int, kind: str) -> str:
    widths = rendition_widths(width, WIDTHS)
    return ", ".join(f"{photo_url(public_id, w, kind)} {w}w" for w in widths)


CARD_WIDTHS = (160, 320, 480, 640)


def card_picture(public_id: str | None, width: int | None, height: int | None) -> Picture | None:
    """A photo in the few sizes a card needs."""
    if not public_id or not width:
        return None
    widths = rendition_widths(width, CARD_WIDTHS)
    webp = ", ".join(f"{photo_url(public_id, w)} {w}w" for w in widths)
    return Picture(photo_url(public_id, widths[-1], "jpg"), width, height or width, "", webp, "")
