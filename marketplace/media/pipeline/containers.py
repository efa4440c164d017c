"""Recognises the picture format of a file, finds where the picture ends, and detects files of two formats (polyglots).

Phones put harmless data after the picture (a gain map, a motion photo, the maker's notes), so bytes
that follow it are no ground for refusal by themselves: they are never decoded, copied or served. What is refused
is a file that also opens as something else: an archive, a document, a page, a program.
"""

import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """The picture formats accepted."""

    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    HEIC = "heic"
    AVIF = "avif"


_PNG_START = b"\x89PNG\r\n\x1a\n"
_BRANDS = dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"), Kind.HEIC)
_BRANDS |= {b"avif": Kind.AVIF, b"avis": Kind.AVIF}
_SEQUENCE_BRANDS = {b"hevc", b"hevx", b"hevm", b"hevs", b"msf1", b"avis"}
_PICTURE_BOXES = {b"ftyp", b"meta", b"mdat", b"moov"}
_JPEG_MARKER = re.compile(rb"\xff+([\x01-\xcf\xd8-\xfe])")  # stuffed zeros and restart marks are picture data
_JPEG_END, _JPEG_SCAN, _JPEG_BARE = 0xD9, 0xDA, {0x01, 0xD8}
_JPEG_FRAMES, _LAST_COEFFICIENT = {0xC0, 0xC1, 0xC2}, 63
_MOST_SCANS = 64  # cameras write 1 to 12; each costs a pass over the whole picture
_BOX_NAME = re.compile(rb"[0-9A-Za-z ]{4}")
_OTHER_FILE = re.compile(  # an archive's entry as archivers write it: its first four bytes stand in films by chance
    rb"PK\x03\x04[\x00-\x3f]\x00..[\x00\x08\x09\x0c\x0e\x5d\x5f\x63]\x00|%PDF-|Rar!\x1a\x07|7z\xbc\xaf\x27\x1c|\x7fELF[\x01\x02]|\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    rb"|<!doctype|<html|<head|<body|<script|<svg[\s>]|<iframe|<\?php|javascript:",
    re.IGNORECASE | re.DOTALL,
)
_PROGRAM_START = (b"MZ", b"#!", b"\xca\xfe\xba\xbe")
_ZIP_TAIL = 66_000  # the directory's end record lies within 65,557 bytes of the end
_PDF_HEAD = 1_024  # readers look for the PDF header this far


def kind_of(data: bytes) -> Kind | None:
    """The format by the file's first bytes, or None for any that is not accepted."""
    if data.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    if data.startswith(_PNG_START):
        return Kind.PNG
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Kind.WEBP
    return _kind_by_brand(data)


def is_sequence(data: bytes) -> bool:
    """Whether a HEIC or AVIF file announces moving pictures rather than one photo."""
    return data[4:8] == b"ftyp" and data[8:12] in _SEQUENCE_BRANDS


def bytes_beside_picture(kind: Kind, data: bytes) -> bytes | None:
    """What the file holds besides the picture (mostly b""); None when the picture stops before its end."""
    if kind in (Kind.HEIC, Kind.AVIF):
        return _beside_boxes(data)
    end = _ENDS[kind](data)
    return None if end is None else data[end:]


def open_end(kind: Kind, data: bytes) -> int | None:
    """Where the pixels of a JPEG begin that has no end mark; None for any other file.

    Some cameras and editors leave the mark out, and a transfer that broke off lacks it too: only the pixels tell.
    """
    if kind is not Kind.JPEG or has_endless_scans(kind, data) or not _lacks_only_its_end_mark(data):
        return None
    walk = _walk(data)
    return walk.last_scan if walk.end is None and (walk.last_scan or len(data)) < len(data) else None


def has_endless_scans(kind: Kind, data: bytes) -> bool:
    """Whether a JPEG makes its reader pass over the picture more often than any camera does."""
    return kind is Kind.JPEG and _walk(data).scans > _MOST_SCANS


def hides_another_file(data: bytes, beside: bytes) -> bool:
    """Whether the file would also open as an archive, a document, a page or a program."""
    return (
        b"%PDF-" in data[:_PDF_HEAD]
        or opens_as_archive(data)
        or beside.lstrip(b"\0\r\n\t ").startswith(_PROGRAM_START)
        or _OTHER_FILE.search(beside) is not None
    )


def opens_as_archive(data: bytes) -> bool:
    """Whether a ZIP reader, which looks from the end, would find a directory in the file."""
    return b"PK\x05\x06" in data[-_ZIP_TAIL:] and b"PK\x01\x02" in data


def _kind_by_brand(data: bytes) -> Kind | None:
    if data[4:8] != b"ftyp":
        return None
    size = int.from_bytes(data[:4])
    brands = [data[at : at + 4] for at in (8, *range(16, min(size, 256), 4))]  # the main one, then its fellows
    return next((_BRANDS[brand] for brand in brands if brand in _BRANDS), None)


def _jpeg_end(data: bytes) -> int | None:
    walk = _walk(data)
    return walk.end if walk.scans <= _MOST_SCANS else None


def _lacks_only_its_end_mark(data: bytes) -> bool:
    """Whether a JPEG announces every part of its picture and merely stops without its end mark (no pixel is seen).

    Some cameras, and senders that cut the last bytes, leave the mark out; scans that are missing are no such thing.
    """
    at, wanted, told = 2, set[int](), set[tuple[int, bool]]()
    while mark := _JPEG_MARKER.search(data, at):
        code, start = mark[1][0], mark.end()
        if code == _JPEG_END:
            return False
        body = data[start + 2 : start + max(2, int.from_bytes(data[start : start + 2]))]
        if code in _JPEG_FRAMES:
            wanted = {body[6 + 3 * place] for place in range((len(body) - 6) // 3)}
        elif code == _JPEG_SCAN:
            told |= _finished_by(body)
        at = start if code in _JPEG_BARE else start + 2 + len(body)
    return bool(wanted) and told >= {(part, is_rest) for part in wanted for is_rest in (False, True)}


def _finished_by(scan: bytes) -> set[tuple[int, bool]]:
    """The components of which a scan brings the last bit, as (id, whether of all but the mean)."""
    count = scan[0] if scan else 0
    if len(scan) < 4 + 2 * count or scan[3 + 2 * count] & 0x0F:
        return set()
    first, last = scan[1 + 2 * count], scan[2 + 2 * count]
    parts = [scan[1 + 2 * place] for place in range(count)]
    rest = [(part, True) for part in parts if last == _LAST_COEFFICIENT]
    return set(rest if first else [*((part, False) for part in parts), *rest])


class _Walk(NamedTuple):
    """What the marks of a JPEG say: where the picture ends, how many scans it has, where the last of them begins."""

    end: int | None
    scans: int
    last_scan: int | None


def _walk(data: bytes) -> _Walk:
    at, scans, last_scan = 2, 0, None
    while scans <= _MOST_SCANS and (mark := _JPEG_MARKER.search(data, at)):
        code, at = mark[1][0], mark.end()
        if code == _JPEG_END:
            return _Walk(at, scans, last_scan)
        if code not in _JPEG_BARE:
            at += max(2, int.from_bytes(data[at : at + 2]))
        if code == _JPEG_SCAN:
            scans, last_scan = scans + 1, at
    return _Walk(None, scans, last_scan)


def _png_end(data: bytes) -> int | None:
    at = len(_PNG_START)
    while at + 12 <= len(data):
        size, name = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        at += 12 + size
        if name == b"IEND":
            return at if at <= len(data) else None
    return None


def _webp_end(data: bytes) -> int | None:
    size = int.from_bytes(data[4:8], "little")
    return None if 8 + size > len(data) else 8 + size + size % 2


def _beside_boxes(data: bytes) -> bytes | None:
    beside, end = [], 0
    for name, start, end in _boxes(data):
        if name not in _PICTURE_BOXES:
            beside.append(data[start:end])
        elif end > len(data):
            return None
    return b"".join([*beside, data[end:]])


def _boxes(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Name, start and announced end of each outer box, as long as they look like boxes."""
    start = 0
    while start + 8 <= len(data) and _BOX_NAME.fullmatch(data, start + 4, start + 8):
        size = int.from_bytes(data[start : start + 4])
        if size == 1:
            size = int.from_bytes(data[start + 8 : start + 16])
        elif size == 0:
            size = len(data) - start
        if size < 8:
            return
        yield data[start + 4 : start + 8], start, start + size
        start += size


_ENDS: dict[Kind, Callable[[bytes], int | None]] = {
    Kind.JPEG: _jpeg_end,
    Kind.PNG: _png_end,
    Kind.WEBP: _webp_end,
}
