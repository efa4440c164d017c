"""Decodes a file already known as a picture into plain pixels, within limits on size and shape."""

from dataclasses import dataclass
from io import BytesIO
from typing import NoReturn

import pi_heif
from PIL import Image

from marketplace.media.pipeline.canvas import fresh_canvas, orientation_of, upright_size
from marketplace.media.pipeline.containers import Kind
from marketplace.media.pipeline.errors import PhotoRefused, Reason

MAX_PIXELS = 40_000_000
MAX_PIXELS_WEBP = 24_000_000  # its decoder keeps three copies; no camera writes WebP
MIN_SIDE = 200
MAX_ASPECT = 10  # longer strips would not fit the encoders, nor a page
WORKING_SIDE = 1440  # the widest rendition

_PILLOW_NAMES = {
    Kind.JPEG: "JPEG",
    Kind.PNG: "PNG",
    Kind.WEBP: "WEBP",
    Kind.HEIC: "HEIF",
    Kind.AVIF: "AVIF",
}
_JPEG_END = b"\xff\xd9"
_MADE_UP = (b"", b"\x2a" * 4096, b"\xd5" * 4096)  # after a picture without end mark
_TOO_BIG = (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError)

pi_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=2)
Image.MAX_IMAGE_PIXELS = MAX_PIXELS


@dataclass(frozen=True, slots=True)
class Decoded:
    """An accepted photo: plain upright pixels, and the format of the file."""

    kind: Kind
    width: int  # of the photo as sent, upright, in pixels
    height: int
    image: Image.Image  # RGB, sRGB, reduced when large, without any notes of the camera

    @property
    def mime(self) -> str:
        """The media type of the file as sent."""
        return f"image/{self.kind}"


def decode(kind: Kind, data: bytes) -> Decoded:
    """The pixels of one picture file; PhotoRefused for whatever is wrong with it."""
    try:
        with Image.open(BytesIO(data), formats=[_PILLOW_NAMES[kind]]) as picture:
            return _draw(kind, picture)
    except Exception as error:  # Pillow raises nearly anything on a broken file, SyntaxError among it
        _refuse_for(error)


def decode_without_end(data: bytes) -> Decoded:
    """The pixels of a JPEG without end mark; PhotoRefused (damaged) where some of them are missing.

    The decoder makes up what a file does not hold: a whole picture is the same whatever bytes follow it.
    """
    found, *others = (decode(Kind.JPEG, data.rstrip(b"\xff") + after + _JPEG_END) for after in _MADE_UP)
    if any(other.image.tobytes() != found.image.tobytes() for other in others):
        raise PhotoRefused(Reason.DAMAGED)
    return found


def _draw(kind: Kind, picture: Image.Image) -> Decoded:
    size = picture.size
    _refuse_misfits(kind, picture)
    picture.draft(None, (WORKING_SIDE, WORKING_SIDE))  # JPEG only: decodes a large photo at a fraction of its size
    picture.load()
    canvas = fresh_canvas(picture, WORKING_SIDE)
    return Decoded(kind, *upright_size(size, orientation_of(picture)), canvas)


def _refuse_misfits(kind: Kind, picture: Image.Image) -> None:
    if picture.width * picture.height > (MAX_PIXELS_WEBP if kind is Kind.WEBP else MAX_PIXELS):
        raise PhotoRefused(Reason.TOO_MANY_PIXELS)
    if kind in (Kind.PNG, Kind.WEBP, Kind.AVIF) and getattr(picture, "is_animated", False):
        raise PhotoRefused(Reason.ANIMATED)
    if min(picture.size) < MIN_SIDE:
        raise PhotoRefused(Reason.TOO_SMALL)
    if max(picture.size) > MAX_ASPECT * min(picture.size):
        raise PhotoRefused(Reason.TOO_NARROW)


def _refuse_for(error: Exception) -> NoReturn:
    if isinstance(error, PhotoRefused):
        raise error
    raise PhotoRefused(Reason.TOO_MANY_PIXELS if isinstance(error, _TOO_BIG) else Reason.DAMAGED) from error
