"""CSV and tab-separated texts: which encoding, which sign between the cells, how many rows."""

import csv
import io
import unicodedata

from marketplace.imports.errors import FileRefused
from marketplace.imports.sheets import reasons
from marketplace.imports.sheets.archive import MOST_COLUMNS, MOST_ROWS

SIGNS = ("\t", ";", ",", "|")
MOST_CELL = 4_000  # characters
LOOKED_AT = 40  # lines, to tell the sign between cells


def read_text(data: bytes) -> list[list[str]]:
    """The rows of a text file; FileRefused where it is no text or has too many of anything."""
    text = decode(data)
    lines = text.count("\n") + 1
    if lines > MOST_ROWS * 4:
        raise FileRefused(reason=reasons.TOO_MANY_ROWS, found=lines, most=MOST_ROWS)
    rows: list[list[str]] = []
    csv.field_size_limit(MOST_CELL)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=_sign(text)):
            rows.append(row)
            if len(rows) > MOST_ROWS:
                raise FileRefused(reason=reasons.TOO_MANY_ROWS, found=lines, most=MOST_ROWS)
            if len(row) > MOST_COLUMNS:
                raise FileRefused(reason=reasons.TOO_MANY_COLUMNS, found=len(row), most=MOST_COLUMNS)
    except csv.Error as fault:
        raise FileRefused(reason=reasons.BROKEN) from fault
    return rows


def decode(data: bytes) -> str:
    """A text in UTF-8 or UTF-16 with their marks, UTF-8 without, else Windows' Vietnamese code page, composed."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _composed(_strict(data, "utf-16"))
    if data[:3] == b"\xef\xbb\xbf":
        return _composed(_strict(data, "utf-8-sig"))
    if b"\0" in data:
        raise FileRefused(reason=reasons.NOT_TEXT)
    try:
        return _composed(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _composed(_strict(data, "cp1258"))


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as fault:
        raise FileRefused(reason=reasons.NOT_TEXT) from fault


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _sign(text: str) -> str:
    """The sign that stands equally often in most of the first lines."""
    lines = [line for line in text.splitlines()[:LOOKED_AT] if line.strip()]
    return max(SIGNS, key=lambda sign: _regular(lines, sign)) if lines else ","


def _regular(lines: list[str], sign: str) -> int:
    counts = [line.count(sign) for line in lines]
    usual = max((count for count in set(counts) if count), key=counts.count, default=0)
    return counts.count(usual) * usual if usual else 0
