"""Validates a photo by decoding it to plain pixels; anything else is refused with a reason."""

from threading import Lock

from marketplace.media.pipeline.containers import (
    Kind,
    bytes_beside_picture,
    has_endless_scans,
    hides_another_file,
    is_sequence,
    kind_of,
    open_end,
)
from marketplace.media.pipeline.decode import Decoded, decode, decode_without_end, takes_much
from marketplace.media.pipeline.errors import PhotoRefused, Reason
from marketplace.media.pipeline.sandbox import decode_in_sandbox

__all__ = ["Decoded", "Kind", "PhotoRefused", "Reason", "open_photo"]

MAX_BYTES = 15 * 1024 * 1024
_SANDBOXED = (Kind.HEIC, Kind.AVIF)
_DECODING = Lock()  # one photo at a time in each process bounds the memory that decoding takes


def open_photo(data: bytes) -> Decoded:
    """Decode a JPEG, PNG, WebP, HEIC or AVIF photo of at most 15 MB and 40 megapixels; PhotoRefused otherwise."""
    kind = _recognise(data)
    is_open = _refuse_stowaways(kind, data)
    with _DECODING:
        read = decode_in_sandbox if kind in _SANDBOXED or takes_much(kind, data) else decode
        return decode_without_end(kind, data, read) if is_open else read(kind, data)


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
    """Refuse what is no lone picture; gives whether its end mark is missing while its pixels may be whole."""
    beside, pixels_at = bytes_beside_picture(kind, data), open_end(kind, data)
    if hides_another_file(data, beside or data[pixels_at or len(data) :]):
        raise PhotoRefused(Reason.HIDDEN_CONTENT)
    if is_sequence(data):
        raise PhotoRefused(Reason.ANIMATED)
    if beside is None and pixels_at is None:
        raise PhotoRefused(Reason.DAMAGED if has_endless_scans(kind, data) else Reason.CUT_SHORT)
    return beside is None
