"""An XLSX is a stranger's zip: measured while it is unpacked, and only what was measured is packed anew for the parser.

The parser lays a sheet out as a full rectangle, so two cells far apart would cost all memory: how far cells reach is
read from the sheet's own text first.
"""

import io
import re
import zipfile
from dataclasses import dataclass, field

from marketplace.imports.errors import FileRefused
from marketplace.imports.sheets import reasons

MOST_FILE = 10 * 1024 * 1024
MOST_ENTRIES = 1_000
MOST_UNPACKED = 48 * 1024 * 1024
MOST_RATIO, RATIO_COUNTS_FROM = 150, 4 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS = 30_000, 100
MOST_CELLS = 1_200_000  # of all sheets, laid out
PIECE = 256 * 1024

_WANTED = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/workbook\.xml|xl/_rels/workbook\.xml\.rels|xl/sharedStrings\.xml"
    r"|xl/styles\.xml|xl/worksheets/[^/]+\.xml",
    re.I,
)
_SHEET = re.compile(r"xl/worksheets/", re.I)
_P = rb"(?:[\w.-]+:)?"
_CELL = re.compile(rb"<" + _P + rb"c(?=[\s/>])([^>]*)>")
_ADDRESS = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{1,3})([0-9]{1,7})[\"']")
_WHOLE_CELL = re.compile(rb"<" + _P + rb"c(?=[\s/>])([^>]*)(?<!/)>(.*?)</" + _P + rb"c>", re.S)
_FORMULA = re.compile(rb"<" + _P + rb"f[\s/>]")
_VALUE = re.compile(rb"<" + _P + rb"v>[^<]")
_IS_TEXT = re.compile(rb"\bt\s*=\s*[\"']str[\"']")
_OTHER_ENCODING = re.compile(rb"^\xff\xfe|^\xfe\xff|^\s*<\?xml[^>]*encoding\s*=\s*[\"'](?!utf-?8[\"'])", re.I)


@dataclass
class Measured:
    """A workbook that may be parsed, and where in which of its parts a formula stands without its result."""

    content: bytes
    valueless: dict[str, set[tuple[int, int]]] = field(default_factory=dict)  # part → row, column from 0


def measure(data: bytes) -> Measured:
    """Unpack what a parser needs, within bounds, and pack it anew; FileRefused with the reason."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _packed_anew(archive)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, OSError, ValueError) as fault:
        raise FileRefused(reason=reasons.BROKEN) from fault
    except RuntimeError as fault:  # zipfile's word for a password
        raise FileRefused(reason=reasons.ENCRYPTED) from fault


def _packed_anew(archive: zipfile.ZipFile) -> Measured:
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > MOST_ENTRIES or len({name.lower() for name in names}) < len(names):
        raise FileRefused(reason=reasons.BOMB)
    if any(name.lower() == "xl/workbook.bin" for name in names):
        raise FileRefused(reason=reasons.OLD_EXCEL)
    wanted = [entry for entry in entries if _WANTED.fullmatch(entry.filename)]
    if not any(entry.filename.lower() == "xl/workbook.xml" for entry in wanted):
        raise FileRefused(reason=reasons.OTHER_KIND)
    found, left, cells, buffer = Measured(b""), MOST_UNPACKED, MOST_CELLS, io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as kept:
        for entry in wanted:
            part = unpacked(archive, entry, left)
            left -= len(part)
            if _SHEET.match(entry.filename):
                cells -= _laid_out(part)
                found.valueless[entry.filename] = _valueless(part)
            if cells < 0:
                raise FileRefused(reason=reasons.TOO_LARGE)
            kept.writestr(entry.filename, part)
    found.content = buffer.getvalue()
    return found


def unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes:
    """The bytes of one part, unpacked piece by piece: what the zip says of their number is not believed."""
    found = bytearray()
    with archive.open(entry) as part:
        while piece := part.read(PIECE):
            found += piece
            is_dense = len(found) > RATIO_COUNTS_FROM and len(found) > MOST_RATIO * max(entry.compress_size, 1)
            if len(found) > left or is_dense:
                raise FileRefused(reason=reasons.BOMB)
    if b"<!DOCTYPE" in found or b"<!ENTITY" in found:
        raise FileRefused(reason=reasons.BOMB)
    if _OTHER_ENCODING.search(found[:200]):
        raise FileRefused(reason=reasons.BROKEN)
    return bytes(found)


def _laid_out(part: bytes) -> int:
    """How many cells the sheet has as a rectangle; FileRefused where it reaches too far."""
    last_row = last_column = 0
    for cell in _CELL.finditer(part):
        said = cell[1]
        if said.endswith(b"/"):
            continue  # formatted, but empty
        address = _ADDRESS.search(said)
        if address is None:
            raise FileRefused(reason=reasons.BROKEN)
        last_row = max(last_row, int(address[2]))
        last_column = max(last_column, _number_of(address[1]))
    if last_row > MOST_ROWS:
        raise FileRefused(reason=reasons.TOO_MANY_ROWS, found=last_row, most=MOST_ROWS)
    if last_column > MOST_COLUMNS:
        raise FileRefused(reason=reasons.TOO_MANY_COLUMNS, found=last_column, most=MOST_COLUMNS)
    return last_row * last_column


def _valueless(part: bytes) -> set[tuple[int, int]]:
    """Where a formula stands of which the file keeps no result: nobody evaluates it here."""
    if not _FORMULA.search(part):
        return set()
    found = set()
    for cell in _WHOLE_CELL.finditer(part):
        said, content = cell[1], cell[2]
        if _FORMULA.search(content) and not _VALUE.search(content) and not _IS_TEXT.search(said):
            address = _ADDRESS.search(said)
            if address is not None:
                found.add((int(address[2]) - 1, _number_of(address[1]) - 1))
    return found


def _number_of(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
