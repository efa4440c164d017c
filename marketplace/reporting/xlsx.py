"""A report as an XLSX workbook: numbers stay numbers, text never becomes a formula, A4 landscape."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from marketplace.reporting.report import DAY, DONG, NUMBER, PERCENT, YEAR, Column, Percent, Report, plain

FONT = {"font_name": "Times New Roman", "font_size": 12}
FORMATS = {NUMBER: "#,##0", DONG: "#,##0", DAY: "dd/mm/yyyy", YEAR: "0", PERCENT: '0.0"%"'}
BLANK_ROWS = 2_000  # in which a form offers its choices
MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def to_xlsx(report: Report) -> bytes:
    """The workbook's bytes: one sheet, headings frozen, a row of column numbers as the Union's annexes have."""
    import xlsxwriter  # 14 MB that only a process asked for a report needs

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Báo cáo")
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    row = _write_head(book, sheet, report)
    row = _write_rows(book, sheet, report, row)
    for note in report.notes:
        row += 1
        sheet.write_string(row, 0, plain(note), book.add_format({**FONT, "italic": True, "font_size": 11}))
    book.close()
    return buffer.getvalue()


def blank_form(
    columns: Sequence[Column], example: Sequence[str], choices: Mapping[int, list[str]], notes: list[str]
) -> bytes:
    """A workbook to be filled in: headings, an example row, choices to pick from by column, notes on a second sheet."""
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet, told = book.add_worksheet("Danh sách"), book.add_worksheet("Hướng dẫn")
    head = book.add_format({**FONT, "bold": True, "border": 1, "align": "center", "text_wrap": True})
    text = book.add_format({**FONT, "num_format": "@"})  # as typed: phones keep their zero
    for index, column in enumerate(columns):
        sheet.set_column(index, index, column.width, text)
        sheet.write_string(0, index, plain(column.heading), head)
        sheet.write_string(1, index, plain(example[index]), text)
        if index in choices:
            sheet.data_validation(1, index, BLANK_ROWS, index, {"validate": "list", "source": choices[index]})
    sheet.freeze_panes(1, 0)
    told.set_column(0, 0, 90, book.add_format({**FONT, "text_wrap": True}))
    for row, note in enumerate(notes):
        told.write_string(row, 0, plain(note))
    book.close()
    return buffer.getvalue()


def _write_head(book: Any, sheet: Any, report: Report) -> int:
    last = max(len(report.columns) - 1, 1)
    title = book.add_format({**FONT, "bold": True, "font_size": 14, "align": "center"})
    sheet.merge_range(0, 0, 0, last, plain(report.title), title)
    for row, subtitle in enumerate(report.subtitles, start=1):
        sheet.merge_range(
            row, 0, row, last, plain(subtitle), book.add_format({**FONT, "italic": True, "align": "center"})
        )
    row = len(report.subtitles) + 2
    boxed = {**FONT, "border": 1, "align": "center", "valign": "vcenter"}
    head = book.add_format({**boxed, "bold": True, "text_wrap": True})
    small = book.add_format({**boxed, "font_size": 10})
    for index, column in enumerate(report.columns):
        sheet.set_column(index, index, column.width)
        sheet.write_string(row, index, plain(column.heading), head)
        sheet.write_string(row + 1, index, f"({index + 1})", small)
    sheet.freeze_panes(row + 2, 0)
    return row + 2


def _write_rows(book: Any, sheet: Any, report: Report, row: int) -> int:
    formats = [_format(book, column) for column in report.columns]
    bold = [_format(book, column, bold=True) for column in report.columns]
    share = _format(book, Column("", PERCENT))
    if report.total is not None:
        _write_row(sheet, row, report.total, bold)
        row += 1
    for cells in report.rows:
        kinds = [share if isinstance(value, Percent) else usual for value, usual in zip(cells, formats, strict=True)]
        _write_row(sheet, row, cells, kinds)
        row += 1
    return row


def _write_row(sheet: Any, row: int, cells: Any, formats: list[Any]) -> None:
    for index, value in enumerate(cells):
        if value is None:
            sheet.write_blank(row, index, None, formats[index])
        elif isinstance(value, str):
            sheet.write_string(row, index, plain(value), formats[index])
        elif isinstance(value, int | float):
            sheet.write_number(row, index, value, formats[index])
        else:
            sheet.write_datetime(row, index, value, formats[index])


def _format(book: Any, column: Column, *, bold: bool = False) -> Any:
    shape: dict[str, Any] = {**FONT, "border": 1, "valign": "top", "bold": bold}
    if column.kind in FORMATS:
        shape["num_format"] = FORMATS[column.kind]
    else:
        shape["text_wrap"] = True
    return book.add_format(shape)
