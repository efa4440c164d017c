"""A file as its sheets: each a name and rows of plain texts; the first bytes say what kind of file it is."""

import html
import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from marketplace.core.folding import tidy
from marketplace.imports.errors import FileRefused
from marketplace.imports.sheets import reasons
from marketplace.imports.sheets.archive import MOST_FILE, measure
from marketplace.imports.sheets.text_files import read_text
from marketplace.media.pipeline.containers import kind_of

NO_VALUE = "\ufffc"  # stands in a cell whose formula has no result in the file
MOST_SHEETS = 40
MOST_TEXT = 500  # characters of a cell
MOST_MERGES, MOST_FILLED = 20_000, 200_000
_OLE, _ZIP, _RTF = b"\xd0\xcf\x11\xe0", b"PK", b"{\\rtf"
_SHEET_TAG = re.compile(r"<(?:[\w.-]+:)?sheet\s([^>]*)>")
_RELATION = re.compile(r"<(?:[\w.-]+:)?Relationship\s([^>]*)>")
_ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*[\"']([^\"']*)[\"']")


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, and its rows as texts from the very first row and column of it on."""

    name: str
    rows: list[list[str]]


def read_file(data: bytes) -> list[Sheet]:
    """The sheets of a file that have anything in them; FileRefused with the reason."""
    if len(data) > MOST_FILE:
        raise FileRefused(reason=reasons.TOO_LARGE, most=MOST_FILE // 1024 // 1024)
    if data.startswith(_OLE):
        raise FileRefused(reason=reasons.OLD_EXCEL)
    if data.startswith(_ZIP):
        sheets = _workbook(data)
    elif data.startswith((b"%PDF", _RTF, b"\x89PNG", b"\xff\xd8\xff", b"<html", b"<!DOC", b"<?xml")):
        raise FileRefused(reason=reasons.OTHER_KIND)
    else:
        sheets = [Sheet("", _trimmed([[_kept(cell) for cell in row] for row in read_text(data)]))]
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
            shown = [each for each in book.sheets_metadata if _is_shown(each)]
            return [_sheet(book, each.name, measured.valueless.get(parts.get(each.name, ""), set())) for each in shown]
    except PasswordError as fault:
        raise FileRefused(reason=reasons.ENCRYPTED) from fault
    except (KeyboardInterrupt, SystemExit, MemoryError, FileRefused):
        raise
    except BaseException as fault:  # a panic of the parser is no Exception
        raise FileRefused(reason=reasons.BROKEN) from fault


def _is_shown(sheet: Any) -> bool:
    return bool(sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible)


def _sheet(book: CalamineWorkbook, name: str, valueless: set[tuple[int, int]]) -> Sheet:
    sheet = book.get_sheet_by_name(name)
    rows = [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    for row, column in valueless:
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = NO_VALUE
    _fill_merged(rows, sheet.merged_cell_ranges or [])
    return Sheet(tidy(name)[:80], _trimmed(rows))


def _fill_merged(rows: list[list[str]], merged: Any) -> None:
    """Let every cell of a merged range say what its first one says, as people read it."""
    left = MOST_FILLED
    for (top, first), (bottom, last) in merged[:MOST_MERGES]:
        if top >= len(rows) or first >= len(rows[top]) or not rows[top][first]:
            continue
        for row in rows[top : bottom + 1]:
            for column in range(first, min(last + 1, len(row))):
                row[column] = row[column] or rows[top][first]
                left -= 1
                if left < 0:
                    return


def _text(value: Any) -> str:
    """A stored value as people write it: whole numbers without a point, days day first."""
    if isinstance(value, str):
        return _kept(value) if value else ""
    if isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        return str(int(value))
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    return str(value)


def _kept(text: str) -> str:
    return tidy(text[: MOST_TEXT + 1])


def _trimmed(rows: list[list[str]]) -> list[list[str]]:
    """Rows of one length, without what is empty at the end."""
    while rows and not any(rows[-1]):
        rows.pop()
    width = max((last + 1 for row in rows for last in (_last(row),)), default=0)
    return [[*row[:width], *[""] * (width - len(row))] for row in rows] if width else []


def _last(row: list[str]) -> int:
    return max((place for place, cell in enumerate(row) if cell), default=-1)


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
