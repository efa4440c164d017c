"""Old Excel (.xls) and LibreOffice (.ods) books, read in a process of its own with bounds on memory and time.

How far their cells reach cannot be told before they are parsed, and the parser lays a sheet out as a full rectangle:
a file of 5 kB with a cell in the last corner of each sheet takes four gigabytes. The child takes that, and no more than
its bound, with it. Of a formula the stored result is read; none is evaluated.
"""

import io
import json
import sys
import zipfile
from typing import Any

from python_calamine import CalamineWorkbook, PasswordError

from marketplace.core.errors import Unavailable
from marketplace.imports.errors import FileRefused
from marketplace.imports.sheets import reasons
from marketplace.imports.sheets.archive import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, MOST_UNPACKED, unpacked
from marketplace.imports.sheets.workbooks import Sheet, is_shown, sheet_of
from marketplace.media.errors import PhotoRefused
from marketplace.media.pipeline.sandbox import ask_child, be_bounded

_CONTENT = "content.xml"
_MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_LOCKED = "EncryptedPackage".encode("utf-16-le")  # how Excel keeps a new book with a password in an old container


def is_open_document(data: bytes) -> bool:
    """Whether a zip is a book of LibreOffice: its first part says so."""
    return _MIMETYPE in data[:200]


def read_old_book(data: bytes) -> list[Sheet]:
    """The sheets of an .xls or .ods; FileRefused with the reason."""
    if _LOCKED in data:
        raise FileRefused(reason=reasons.ENCRYPTED)
    if is_open_document(data):
        _measure(data)
    try:
        told = json.loads(ask_child(__name__, data=data))
    except (PhotoRefused, Unavailable, ValueError) as fault:  # it took too much, or the parser came to grief
        raise FileRefused(reason=reasons.BROKEN) from fault
    if "reason" in told:
        raise FileRefused(**told)
    return [Sheet(name, rows) for name, rows in told["sheets"]]


def _measure(data: bytes) -> None:
    """The texts of an .ods unpacked within bounds, so that no zip bomb comes to the child."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked(archive, archive.getinfo(_CONTENT), MOST_UNPACKED)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, EOFError, OSError, ValueError) as fault:
        raise FileRefused(reason=reasons.BROKEN) from fault
    except RuntimeError as fault:  # zipfile's word for a password
        raise FileRefused(reason=reasons.ENCRYPTED) from fault


def _read(data: bytes) -> dict[str, Any]:
    """In the child: the texts of the sheets, or why they are refused, as what becomes JSON."""
    found, left = [], MOST_CELLS
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            for name in [each.name for each in book.sheets_metadata if is_shown(each)]:
                sheet = book.get_sheet_by_name(name)
                rows, columns = (last + 1 for last in sheet.end or (-1, -1))
                if rows > MOST_ROWS:
                    return {"reason": reasons.TOO_MANY_ROWS, "found": rows, "most": MOST_ROWS}
                if columns > MOST_COLUMNS:
                    return {"reason": reasons.TOO_MANY_COLUMNS, "found": columns, "most": MOST_COLUMNS}
                left -= rows * columns
                if left < 0:
                    return {"reason": reasons.TOO_LARGE}
                read = sheet_of(sheet, name)
                found.append([read.name, read.rows])
    except PasswordError:
        return {"reason": reasons.ENCRYPTED}
    except MemoryError:
        raise
    except BaseException:  # a panic of the parser is no Exception
        return {"reason": reasons.BROKEN}
    return {"sheets": found}


def main() -> None:
    """The child: bound itself, read a book from standard input, answer with its texts."""
    be_bounded()
    sys.stdout.buffer.write(json.dumps(_read(sys.stdin.buffer.read())).encode())


if __name__ == "__main__":
    main()
