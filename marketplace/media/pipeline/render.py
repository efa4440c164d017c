"""Encodes a decoded photo in the sizes and formats pages use, each without metadata."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from marketplace.media.pipeline.inspect import Decoded

WIDTHS = (160, 320, 480, 640, 960, 1440)
CARD_WIDTH = 480
CARD_BYTES = 20_000
_WEBP_STEPS = (78, 70, 62, 54, 46, 38, 30, 22)  # qualities to try for a card
_AVIF_STEPS = (55, 47, 39, 31, 23)
_NO_NOTES: dict[str, bytes] = {"exif": b"", "xmp": b"", "icc_profile": b""}

Encoder = Callable[[Image.Image], bytes]


@dataclass(frozen=True, slots=True)
class Rendered:
    """One encoded size of a photo, ready to be stored and served."""

    format: str  # webp, jpeg or avif: also the file extension
    width: int
    height: int
    data: bytes

    @property
    def mime(self) -> str:
        """The media type to serve it with."""
        return f"image/{self.format}"


def renditions(decoded: Decoded, widths: Sequence[int] = WIDTHS) -> list[Rendered]:
    """WebP and JPEG in each width up to the photo's own, narrow first; a WebP card weighs at most 20 kB.

    Only a very tall strip may weigh more.
    """
    return _encoded(decoded, widths, {"webp": _webp, "jpeg": _jpeg})


def first_rendition(decoded: Decoded) -> Rendered:
    """The widest WebP alone, quickly encoded: what pages show until the others are rendered."""
    [made] = _encoded(decoded, WIDTHS[-1:], {"webp": _quick_webp})
    return made


def jpeg_rendition(decoded: Decoded, width: int) -> Rendered:
    """One JPEG of at most this width."""
    [made] = _encoded(decoded, (width,), {"jpeg": _jpeg})
    return made


def avif_renditions(decoded: Decoded, widths: Sequence[int] = WIDTHS) -> list[Rendered]:
    """AVIF in the same widths: about a second of CPU for a large photo, so for the worker, not for a request."""
    return _encoded(decoded, widths, {"avif": _avif})


def average_colour(decoded: Decoded) -> str:
    """The photo's mean colour as #rrggbb, shown in its place until it has loaded."""
    return "#" + decoded.image.resize((1, 1), Image.Resampling.BOX).tobytes().hex()


def rendition_widths(width: int, widths: Sequence[int] = WIDTHS) -> list[int]:
    """The widths a photo of this width is rendered in: never enlarged; its own width when below the widest."""
    return sorted({min(width, wanted) for wanted in widths})


def _encoded(decoded: Decoded, widths: Sequence[int], encoders: dict[str, Encoder]) -> list[Rendered]:
    wanted = rendition_widths(min(decoded.width, decoded.image.width), widths)
    made = [
        Rendered(name, page.width, page.height, encode(page))
        for page in _cascade(decoded.image, wanted)
        for name, encode in encoders.items()
    ]
    return sorted(made, key=lambda rendered: rendered.width)


def _cascade(image: Image.Image, widths: Sequence[int]) -> Iterator[Image.Image]:
    """Fresh pages from wide to narrow, each drawn from the one before, so little is computed twice."""
    for width in sorted(widths, reverse=True):
        height = max(1, round(image.height * width / image.width))
        page = Image.new("RGB", (width, height))
        page.paste(image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=2.0))
        yield page
        image = page


def _webp(page: Image.Image) -> bytes:
    return _light(page, "WEBP", _WEBP_STEPS, method=4)


def _quick_webp(page: Image.Image) -> bytes:
    return _saved(page, "WEBP", quality=_WEBP_STEPS[0], method=0)


def _jpeg(page: Image.Image) -> bytes:
    return _saved(page, "JPEG", quality=78, optimize=True, progressive=True, comment=b"")


def _avif(page: Image.Image) -> bytes:
    return _light(page, "AVIF", _AVIF_STEPS, speed=8, max_threads=1)


def _light(page: Image.Image, name: str, steps: Sequence[int], **options: object) -> bytes:
    """The page at the first quality; a card at the first that fits its limit, or the last of them."""
    data = b""
    for picture, quality in _attempts(page, steps):
        data = _saved(picture, name, quality=quality, **options)
        if page.width > CARD_WIDTH or len(data) <= CARD_BYTES:
            break
    return data


def _attempts(page: Image.Image, steps: Sequence[int]) -> Iterator[tuple[Image.Image, int]]:
    """Ever lighter ways to draw a page; taking fine grain away is kinder to the eye than the lowest qualities."""
    yield from ((page, quality) for quality in steps)
    for grain in (2, 4):
        yield page.reduce(grain).resize(page.size, Image.Resampling.BICUBIC), steps[-1]


def _saved(page: Image.Image, name: str, **options: object) -> bytes:
    out = BytesIO()
    page.save(out, name, **_NO_NOTES, **options)
    return out.getvalue()
