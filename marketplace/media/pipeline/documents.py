"""Validates uploaded documents: a photo of a paper, or a PDF without scripts, actions, forms or attachments."""

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from marketplace.media.pipeline.containers import kind_of, opens_as_archive
from marketplace.media.pipeline.errors import PhotoRefused, Reason
from marketplace.media.pipeline.inspect import Decoded, open_photo
from marketplace.media.pipeline.locks import NeedsPassword, opened_object_streams

MAX_PDF_BYTES = 10 * 1024 * 1024
MAX_STREAMS = 20_000
MAX_PACKED = 2 * 1024 * 1024  # of one object stream; real ones hold some ten kilobytes
MAX_UNPACKED = 32 * 1024 * 1024  # of all object streams together
_NEARBY = 1_000
_CHUNK, _ZLIB_HEADER = 1_024, 2
_HEAD = 1_024  # readers look for the beginning this far
_BOM, _PADDING = b"\xef\xbb\xbf", b"\0\t\n\x0c\r \x1a"
_TAIL = 2_048  # where the end mark must lie
_PACKED = re.compile(rb"stream[ \r\n]{0,3}(?=[\x08\x18\x28\x38\x48\x58\x68\x78])")  # a zlib header follows
_OBJECT_TABLE = re.compile(rb"(?:\s|%[^\r\n]*[\r\n])*\d+\s+\d+\s")  # how the objects in a stream are announced
_OBJECT_STREAM = re.compile(rb"/ObjStm\b")
_ODD_PACKING = re.compile(rb"/(?:ASCIIHex|ASCII85|LZW|RunLength)Decode|/(?:AHx|A85|LZW|RL)\b|/Crypt\b")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_LOCK = re.compile(rb"/Encrypt(?![A-Za-z])")
_ACTS = re.compile(
    rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|GoToE|Rendition)(?![A-Za-z])"
)
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """An accepted document."""

    kind: Literal["pdf", "photo"]
    mime: str
    pages: int | None = None  # of a PDF
    photo: Decoded | None = None  # of a photo: its clean pixels


def check_document(data: bytes) -> DocumentInfo:
    """Accept a photo or a plain PDF of at most 10 MB; PhotoRefused says why not."""
    if not data:
        raise PhotoRefused(Reason.EMPTY)
    if (inner := _without_padding(data)).startswith(b"%PDF-"):
        return _check_pdf(inner)
    if kind_of(data) is None:
        raise PhotoRefused(Reason.NOT_A_DOCUMENT)
    photo = open_photo(data)
    return DocumentInfo("photo", photo.mime, photo=photo)


def _without_padding(data: bytes) -> bytes:
    """The file without the byte order mark, line breaks and zeros that scanners and mailers put around it."""
    head = len(data[:_HEAD]) - len(data[:_HEAD].removeprefix(_BOM).lstrip(_PADDING))
    return data[head:].rstrip(_PADDING)


def _check_pdf(data: bytes) -> DocumentInfo:
    if len(data) > MAX_PDF_BYTES:
        raise PhotoRefused(Reason.TOO_LARGE_DOCUMENT)
    if b"%%EOF" not in data[-_TAIL:] or b"startxref" not in data:
        raise PhotoRefused(Reason.DAMAGED)
    if opens_as_archive(data):
        raise PhotoRefused(Reason.HIDDEN_CONTENT)
    text = _readable(data)
    if _LOCK.search(text):
        text = b"\n".join([text, *_unlocked(data)])
    return DocumentInfo("pdf", "application/pdf", pages=_count_pages(text))


def _unlocked(data: bytes) -> Iterator[bytes]:
    """What the object streams of an encrypted file hold, where it opens without a password; PhotoRefused elsewhere."""
    left, announced = MAX_UNPACKED, len(_OBJECT_STREAM.findall(_spelt_out(data)))
    try:
        streams = list(opened_object_streams(data, MAX_STREAMS))
    except (NeedsPassword, ValueError) as fault:
        raise PhotoRefused(Reason.LOCKED) from fault
    if len(streams) != announced:
        raise PhotoRefused(Reason.HIDDEN_CONTENT)
    for stream in streams:
        text = _unpack(stream, 0, left)
        left -= len(text)
        if left <= 0 or not _OBJECT_TABLE.match(text):
            raise PhotoRefused(Reason.HIDDEN_CONTENT)
        yield _spelt_out(text)


def _count_pages(text: bytes) -> int:
    if _ACTS.search(text):
        raise PhotoRefused(Reason.ACTIVE_CONTENT)
    pages = len(_PAGE.findall(text))
    if not pages:
        raise PhotoRefused(Reason.DAMAGED)
    return pages


def _readable(data: bytes) -> bytes:
    """The file with escaped names spelt out, followed by what its packed object streams hold."""
    plain = _spelt_out(data)
    for stream in _no_more_than(MAX_STREAMS, _OBJECT_STREAM.finditer(plain)):
        _refuse_odd_packing(plain, stream.start())
    return b"\n".join([plain, *map(_spelt_out, _unpacked(data))])


def _spelt_out(text: bytes) -> bytes:
    """Names with `#4a` for `J` as readers see them, so that /J#61vaScript does not slip by."""
    return _ESCAPED.sub(lambda escape: bytes([int(escape[1], 16)]), text)


def _no_more_than(most: int, found: Iterator[re.Match[bytes]]) -> Iterator[re.Match[bytes]]:
    for count, match in enumerate(found):
        if count >= most:
            raise PhotoRefused(Reason.HIDDEN_CONTENT)
        yield match


def _refuse_odd_packing(plain: bytes, at: int) -> None:
    """Writers pack object streams with zlib alone; any other packing is there to hide something."""
    start = max(plain.rfind(b"obj", max(0, at - _NEARBY), at), at - _NEARBY, 0)
    end = plain.find(b"stream", at + len("/ObjStm"), at + _NEARBY)
    if _ODD_PACKING.search(plain, start, end if end > 0 else at + _NEARBY):
        raise PhotoRefused(Reason.HIDDEN_CONTENT)


def _unpacked(data: bytes) -> Iterator[bytes]:
    """What the packed object streams hold; page contents and pictures are left alone."""
    left = MAX_UNPACKED
    for start in _no_more_than(MAX_STREAMS, _PACKED.finditer(data)):
        text = _unpack(data, start.end(), 256)
        if _OBJECT_TABLE.match(text):
            text = _unpack(data, start.end(), left)
            left -= len(text)
            yield text
        if left <= 0:
            raise PhotoRefused(Reason.HIDDEN_CONTENT)


def _unpack(data: bytes, at: int, most: int) -> bytes:
    """Up to about `most` bytes of the zlib stream at `at`; a broken one gives what precedes the break."""
    unpacker, text = zlib.decompressobj(-zlib.MAX_WBITS), bytearray()
    with suppress(zlib.error):
        for start in range(at + _ZLIB_HEADER, min(at + MAX_PACKED, len(data)), _CHUNK):
            text += unpacker.decompress(data[start : start + _CHUNK], most)
            if unpacker.eof or len(text) >= most:
                break
    return bytes(text)
