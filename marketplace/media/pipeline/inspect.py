"""Validates a photo by decoding it to plain pixels; anything else is refused with a reason."""

from threading import Lock

from marketplace.media.pipeline.containers import (
    Kind,
    bytes_beside_picture,
    hides_another_file,
    is_sequence,
    kind_of,
    lacks_only_its_end_mark,
)
from marketplace.media.pipeline.decode import Decoded, decode, decode_without_end
from marketplace.media.pipeline.errors import PhotoRefused, Reason
from marketplace.media.pipeline.sandbox import decode_in_sandbox

__all__ = ["Decoded", "Kind", "PhotoRefused", "Reason", "open_photo"]

MAX_BYTES = 15 * 1024 * 1024
_SANDBOXED = (Kind.HEIC, Kind.AVIF)
_DECODING = Lock()  # one photo at a time in each process bounds the memory that decoding takes


def open_photo(data: bytes) -> Decoded:
    """Decode a JPEG, PNG, WebP, HEIC or AVIF photo of at most 15 MB and 40 megapixels; PhotoRefused otherwise."""
    kind = _recognise(data)
    is_whole = _refuse_stowaways(kind, data)
    with _DECODING:
        if not is_whole:
            return decode_without_end(data)
        return decode_in_sandbox(kind, data) if kind in _SANDBOXED else decode(kind, data)


def _recognise(data: bytes) -> Kind:
    if not data:
        raise PhotoRefused(Reason.EMPTY)
    kind = kind_of(data)
    if kind is None:
        raise PhotoRefused(Reason.NOT_A_PHOTO)
    if len(data) > MAX_BYTES:
        raise PhotoRefused(Reason.TOO_LARGE_FILE)
    return kind


def _refuse_stowaways(kind: Kind, data: bytes) -> bool:
    """Refuse what holds more than a picture, or less; False for a JPEG that lacks nothing but its end mark."""
    beside = bytes_beside_picture(kind, data)
    if hides_another_file(data, beside or b""):
        raise PhotoRefused(Reason.HIDDEN_CONTENT)
    if is_sequence(data):
        raise PhotoRefused(Reason.ANIMATED)
    if beside is None and not (kind is Kind.JPEG and lacks_only_its_end_mark(data)):
        raise PhotoRefused(Reason.DAMAGED)
    return beside is not None
