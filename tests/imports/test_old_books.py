"""Old Excel and LibreOffice books: read as new ones are, and bounded in a process of their own."""

import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from marketplace.imports.errors import FileRefused
from marketplace.imports.sheets import MOST_ROWS, read_file, reasons

OLD_EXCEL = (
    Path(__file__).parent / "files/hoi-vien.xls"
)  # made with xlwt: merged cells, a day, a number, a hidden sheet
MIME = "application/vnd.oasis.opendocument.spreadsheet"
NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
END = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
LIST = [
    ["DANH SÁCH HỘI VIÊN"] * 5 + [""],
    ["TT", "Họ và tên", "Ngày sinh", "Thôn", "Số điện thoại", "Tuổi"],
    ["1", "LÊ THỊ MẬN", "12/03/1985", "Thôn Đông", "912345678", ""],
    ["2", "Trần Thị Hoa", "1990", "Thôn Đông", "", ""],
]


def ods(body: str, more: dict[str, bytes] | None = None) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", MIME, zipfile.ZIP_STORED)
        content = f"<office:document-content {NAMES}><office:body><office:spreadsheet>{body}</office:spreadsheet>"
        archive.writestr("content.xml", f"{content}</office:body></office:document-content>")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        for name, data in (more or {}).items():
            archive.writestr(name, data)
    return made.getvalue()


def row(*texts: str, repeated: int = 1) -> str:
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>'
        for text in texts
    )
    return f'<table:table-row table:number-rows-repeated="{repeated}">{cells}</table:table-row>'


def table(*rows: str) -> str:
    return f'<table:table table:name="Hội viên">{"".join(rows)}</table:table>'


def test_an_old_excel_book_is_read_as_people_see_it() -> None:
    [sheet] = read_file(OLD_EXCEL.read_bytes())
    assert (sheet.name, sheet.rows) == ("Hội viên", LIST)


def test_a_book_of_libreoffice_is_read_with_the_results_of_its_formulas() -> None:
    day = '<table:table-cell office:value-type="date" office:date-value="1985-03-12"/>'
    sum_of = '<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"/>'
    numbers = f"<table:table-row>{day}{sum_of}</table:table-row>"
    [sheet] = read_file(ods(table(row("Họ và tên", "Năm sinh"), numbers, END)))
    assert sheet.rows == [["Họ và tên", "Năm sinh"], ["12/03/1985", "2"]]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (table(row("x", repeated=MOST_ROWS + 1)), reasons.TOO_MANY_ROWS),
        (table(row(*"x" * 101)), reasons.TOO_MANY_COLUMNS),
        (table(row("a" * 50_000_000)), reasons.BOMB),
        ("</table:table>", reasons.BROKEN),
        (table(), reasons.EMPTY),
    ],
)
def test_what_would_take_too_much_is_refused(body: str, reason: str) -> None:
    with pytest.raises(FileRefused) as refused:
        read_file(ods(body))
    assert refused.value.reason == reason
