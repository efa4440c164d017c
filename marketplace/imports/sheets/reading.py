"""A file as its sheets: each a name and rows of plain texts; the first bytes say what kind of file it is."""

import html
import io
import re
import zipfile

from python_calamine import CalamineWorkbook, PasswordError

from marketplace.imports.errors import FileRefused
from marketplace.imports.sheets import reasons
from marketplace.imports.sheets.archive import MOST_FILE, measure
from marketplace.imports.sheets.old_books import is_open_document, read_old_book
from marketplace.imports.sheets.text_files import read_text
from marketplace.imports.sheets.workbooks import Sheet, is_shown, kept, sheet_of, trimmed
from marketplace.media.pipeline.containers import kind_of

MOST_SHEETS = 40
_OLE, _ZIP, _RTF = b"\xd0\xcf\x11\xe0", b"PK", b"{\\rtf"
_SHEET_TAG = re.compile(r"<(?:[\w.-]+:)?sheet\s([^>]*)>")
_RELATION = re.compile(r"<(?:[\w.-]+:)?Relationship\s([^>]*)>")
_ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*[\"']([^\"']*)[\"']")


def read_file(data: bytes) -> list[Sheet]:
    """The sheets of a file that have anything in them; FileRefused with the reason."""
    if len(data) > MOST_FILE:
        raise FileRefused(reason=reasons.TOO_LARGE, most=MOST_FILE // 1024 // 1024)
    if data.startswith(_OLE) or (data.startswith(_ZIP) and is_open_document(data)):
        sheets = read_old_book(data)
    elif data.startswith(_ZIP):
        sheets = _workbook(data)
    elif data.startswith((b"%PDF", _RTF, b"\x89PNG", b"\xff\xd8\xff", b"<html", b"<!DOC", b"<?xml")):
        raise FileRefused(reason=reasons.OTHER_KIND)
    else:
        sheets = [Sheet("", trimmed([[kept(cell) for cell in row] for row in read_text(data)]))]
    found = [sheet for sheet in sheets if sheet.rows]
    if not found:
        raise FileRefused(reason=reasons.EMPTY)
    return found[:MOST_SHEETS]


def is_picture(data: bytes) -> bool:
    """Whether a file is a picture, by its first bytes."""
    return kind_of(data) is not None


def _workbook(data: bytes) -> list[Sheet]:
    measured = measure(data)
    parts = _parts(measured.content)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(measured.content)) as book:
            return [
                sheet_of(book.get_sheet_by_name(name), name, measured.valueless.get(parts.get(name, ""), set()))
                for name in [each.name for each in book.sheets_metadata if is_shown(each)]
            ]
    except PasswordError as fault:
        raise FileRefused(reason=reasons.ENCRYPTED) from fault
    except (KeyboardInterrupt, SystemExit, MemoryError, FileRefused):
        raise
    except BaseException as fault:  # a panic of the parser is no Exception
        raise FileRefused(reason=reasons.BROKEN) from fault


def _parts(content: bytes) -> dict[str, str]:
    """Which part of the archive holds which sheet, by the sheet's name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = {name.lower(): name for name in archive.namelist()}
        book = archive.read(names["xl/workbook.xml"]).decode("utf-8", "replace")
        relations = names.get("xl/_rels/workbook.xml.rels")
        told = archive.read(relations).decode("utf-8", "replace") if relations else ""
    targets = {each.get("Id", ""): each.get("Target", "") for each in map(_attributes, _RELATION.findall(told))}
    found = {}
    for sheet in map(_attributes, _SHEET_TAG.findall(book)):
        key = next((value for name, value in sheet.items() if name.endswith(":id") or name == "id"), "")
        target = targets.get(key, "").lstrip("/")
        path = target if target.lower().startswith("xl/") else f"xl/{target}"
        found[html.unescape(sheet.get("name", ""))] = names.get(path.lower(), "")
    return found


def _attributes(text: str) -> dict[str, str]:
    return dict(_ATTRIBUTE.findall(text))
