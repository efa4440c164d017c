"""Sheets as officers make them, written by code: what stands in a test is what stands in the cells."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

import openpyxl

HEADS = ("STT", "Họ và tên", "Năm sinh", "Thôn", "Số điện thoại", "Ngày vào Hội", "Chức vụ")
LINE = (1, "Lê Thị Mận", 1985, "Thôn Đông", "0912 345 678", "08/03/2015", "")


def workbook(
    rows: Iterable[Sequence[Any]],
    *,
    merged: Sequence[str] = (),
    title: str = "Danh sách",
    more: dict[str, Any] | None = None,
) -> bytes:
    """An XLSX of one sheet with rows, some ranges merged; `more` are further sheets by name."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    _fill(sheet, rows)
    for cells in merged:
        sheet.merge_cells(cells)
    for name, others in (more or {}).items():
        _fill(book.create_sheet(name), others)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def members(*lines: Sequence[Any]) -> bytes:
    """An ordinary list of members."""
    return workbook([HEADS, *(lines or (LINE,))])


def _fill(sheet: Any, rows: Iterable[Sequence[Any]]) -> None:
    for at, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            if value not in ("", None):
                sheet.cell(at, column, value)
