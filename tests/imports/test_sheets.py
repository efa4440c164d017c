"""Files as officers make them, and as strangers do: read as a person reads them, or refused with the reason."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from marketplace.imports.errors import FileRefused
from marketplace.imports.fields import BORN, FAMILY, GIVEN, NAME, PHONE, VILLAGE, WHO_SHE_IS
from marketplace.imports.sheets import MOST_ROWS, NO_VALUE, read_file, reasons
from marketplace.imports.sheets.text_files import decode
from marketplace.imports.tables import find_table, rows_of
from tests.imports.messy import HEADS, LINE, members, workbook

CSV = "STT;Họ và tên;Năm sinh;Thôn\n1;Lê Thị Mận;1985;Thôn Đông\n"
DECOMPOSED = "STT,Họ và tên,Năm sinh,Thôn\n1,Lê Thị Mận,1985,Thôn Đông\n".translate(
    {ord("ọ"): "o\u0323", ord("à"): "a\u0300", ord("ị"): "i\u0323", ord("ậ"): "â\u0323"}
)


def read_rows(data: bytes, sheet: int = 0) -> list[dict[str, str]]:
    """The rows of a file's table, by field."""
    rows = read_file(data)[sheet].rows
    table = find_table(rows, WHO_SHE_IS)
    return [typed for _place, typed in rows_of(rows, table.last, table.columns).rows]


def test_titles_two_heading_rows_merged_cells_totals_and_signatures_are_no_rows() -> None:
    data = workbook(
        [
            ("HỘI LHPN XÃ BIỆN THƯỢNG",),
            ("DANH SÁCH HỘI VIÊN NĂM 2026",),
            (),
            ("STT", "Họ và tên", "", "Năm sinh", "", "Địa chỉ", "ĐT"),
            ("", "", "", "Nam", "Nữ", "", ""),
            ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"),
            ("I", "Chi hội thôn Đông"),
            (1, "LÊ THỊ", "MẬN", "", 1985, "", 912345678),
            (),
            (2, "Hà Thị", "Ba", "", "12/3/85", "Thôn Tây, xã Biện Thượng", "0912.345.679"),
            ("", "Tổng cộng:", "", "", 2),
            ("", "", "", "", "", "Ngày 3 tháng 2 năm 2026"),
            ("", "", "", "", "", "NGƯỜI LẬP BIỂU"),
            ("", "", "", "", "", "Lê Thị Lập"),
        ],
        merged=("A1:G1", "A2:G2", "B4:C5", "D4:E4", "A4:A5", "F4:F5", "G4:G5", "B7:G7"),
    )
    assert read_rows(data) == [
        {BORN: "1985", VILLAGE: "Chi hội thôn Đông", PHONE: "912345678", NAME: "LÊ THỊ MẬN"},
        {BORN: "12/3/85", VILLAGE: "Thôn Tây, xã Biện Thượng", PHONE: "0912.345.679", NAME: "Hà Thị Ba"},
    ]


def test_a_village_merged_over_its_rows_is_said_of_each() -> None:
    rows = [HEADS[:4], (1, "Lê Thị Mận", 1985, "Thôn Đông"), (2, "Hà Thị Ba", 1990), (3, "Bùi Thị Tư", 1991)]
    assert [row[VILLAGE] for row in read_rows(workbook(rows, merged=("D2:D4",)))] == ["Thôn Đông"] * 3


def test_headings_without_marks_and_columns_told_by_what_stands_in_them() -> None:
    rows = [("TT", "HO VA TEN", "So"), (1, "LE THI MAN", "0912345678", 1985), (2, "HA THI BA", "0912345679", "1990")]
    table = find_table(read_file(workbook(rows))[0].rows, WHO_SHE_IS)
    assert table.columns == {NAME: 1, PHONE: 2, BORN: 3}
    bare = find_table(read_file(workbook(rows[1:]))[0].rows, WHO_SHE_IS)
    assert (bare.last, bare.columns) == (-1, {NAME: 1, PHONE: 2, BORN: 3})
    parted = find_table([["TT", "Họ đệm", "Tên", "Năm sinh"]], WHO_SHE_IS)
    assert parted.columns == {FAMILY: 1, GIVEN: 2, BORN: 3}


def test_days_are_days_and_numbers_are_written_as_people_write_them() -> None:
    [row] = read_rows(workbook([HEADS, (1, "Lê Thị Mận", date(1985, 3, 12), "Thôn Đông", 84912345678.0)]))
    assert (row[BORN], row[PHONE]) == ("12/03/1985", "84912345678")


def test_of_several_sheets_each_is_there_and_hidden_or_empty_ones_are_not() -> None:
    sheets = read_file(workbook([("Bìa",)], more={"Hội viên": [HEADS, LINE], "Trống": []}))
    assert [sheet.name for sheet in sheets] == ["Danh sách", "Hội viên"]


def test_a_formula_is_never_evaluated() -> None:
    rows = read_file(workbook([HEADS, (1, "=HYPERLINK(A1)", "=1980+5", "Thôn Đông")]))[0].rows
    assert rows[1][1:3] == [NO_VALUE, NO_VALUE]


@pytest.mark.parametrize(
    "data",
    [
        CSV.encode(),
        b"\xef\xbb\xbf" + CSV.encode(),
        CSV.encode("utf-16"),
        CSV.replace(";", "\t").encode("utf-16-le").join([b"\xff\xfe", b""]),
        DECOMPOSED.encode("cp1258"),
    ],
)
def test_texts_of_every_usual_encoding_say_the_same(data: bytes) -> None:
    assert read_rows(data) == [{NAME: "Lê Thị Mận", BORN: "1985", VILLAGE: "Thôn Đông"}]


def test_what_no_encoding_explains_is_refused() -> None:
    with pytest.raises(FileRefused):
        decode(b"a\0b")


def rezipped(data: bytes, change: Callable[[str, bytes], bytes], **more: bytes) -> bytes:
    """A workbook with some of its parts changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, content in more.items():
            new.writestr(name, content)
    return buffer.getvalue()


def in_sheet(old: bytes, new: bytes) -> Callable[[str, bytes], bytes]:
    return lambda name, part: part.replace(old, new) if "worksheets/" in name else part


FAR = b'<row r="90000"><c r="A90000" t="n"><v>1</v></c></row></sheetData>'
WIDE = b'<row r="9"><c r="XFD9" t="n"><v>1</v></c></row></sheetData>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (lambda: rezipped(members(), in_sheet(b"</sheetData>", FAR)), reasons.TOO_MANY_ROWS),
        (lambda: rezipped(members(), in_sheet(b"</sheetData>", WIDE)), reasons.TOO_MANY_COLUMNS),
        (lambda: rezipped(members(), in_sheet(b"<sheetData>", b" " * 30_000_000 + b"<sheetData>")), reasons.BOMB),
        (lambda: rezipped(members(), in_sheet(b"<worksheet", b"<!DOCTYPE x []><worksheet")), reasons.BOMB),
        (lambda: rezipped(members(), in_sheet(b' r="A1"', b"")), reasons.BROKEN),
        (lambda: rezipped(members(), lambda _n, part: part, **{f"x{n}": b"" for n in range(1200)}), reasons.BOMB),
        (lambda: rezipped(members(), lambda n, part: part[:99] if "worksheets/" in n else part), reasons.BROKEN),
        (lambda: members()[:-200], reasons.BROKEN),
        (lambda: b"\xd0\xcf\x11\xe0" + bytes(512), reasons.BROKEN),
        (lambda: b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), reasons.ENCRYPTED),
        (lambda: b"x" * 11_000_000, reasons.TOO_LARGE),
        (lambda: b"1;2\n" * 130_000, reasons.TOO_MANY_ROWS),
        (lambda: workbook([]), reasons.EMPTY),
    ],
)
def test_a_strangers_file_is_refused_before_it_costs_anything(data: Callable[[], bytes], reason: str) -> None:
    with pytest.raises(FileRefused) as refused:
        read_file(data())
    assert refused.value.reason == reason


def test_a_hundred_thousand_rows_are_refused_with_their_number() -> None:
    with pytest.raises(FileRefused) as refused:
        read_file(rezipped(members(), in_sheet(b"</sheetData>", FAR)))
    found: Any = refused.value.facts
    assert (found["found"], found["most"]) == (90_000, MOST_ROWS)


@pytest.mark.parametrize("is_merged", [True, False])
def test_sub_headings_are_headings_and_the_fuller_column_of_birth_is_taken(is_merged: bool) -> None:
    data = workbook(
        [
            ("DANH SÁCH HỘI VIÊN",),
            ("TT", "Họ và tên", "Ngày, tháng, năm sinh", "", "Thôn", "Số điện thoại"),
            ("", "", "Ngày sinh", "Năm sinh", "", ""),
            (1, "Lê Thị Mận", "", 1985, "Thôn Đông", "0912345678"),
            (2, "Hà Thị Ba", "", 1986, "Thôn Đông", ""),
            (3, "Bùi Thị Tư", "12/3", 1987, "Thôn Tây", ""),
        ],
        merged=("A2:A3", "B2:B3", "C2:D2", "E2:E3", "F2:F3") if is_merged else ("C2:D2",),
    )
    rows = read_file(data)[0].rows
    table = find_table(rows, WHO_SHE_IS)
    assert (table.first, table.last) == (1, 2)
    assert [row[BORN] for row in read_rows(data)] == ["1985", "1986", "1987"]
    assert [row[NAME] for row in read_rows(data)] == ["Lê Thị Mận", "Hà Thị Ba", "Bùi Thị Tư"]


def test_of_two_columns_of_birth_in_one_heading_the_fuller_is_taken() -> None:
    heads = ("TT", "Họ và tên", "Ngày sinh", "Năm sinh", "Thôn")
    lines = [(n, name, "", 1980 + n, "Thôn Đông") for n, name in enumerate(("Lê Thị Mận", "Hà Thị Ba"))]
    assert [row[BORN] for row in read_rows(workbook([heads, *lines]))] == ["1980", "1981"]
    days = [(n, name, f"12/03/198{n}", "", "Thôn Đông") for n, name in enumerate(("Lê Thị Mận", "Hà Thị Ba"))]
    assert [row[BORN] for row in read_rows(workbook([heads, *days]))] == ["12/03/1980", "12/03/1981"]


def test_a_first_row_without_a_number_is_no_heading() -> None:
    lines = [("", "Lê Thị Mận", "", "Thôn Đông"), (2, "Hà Thị Ba", 1986, "Thôn Đông")]
    assert [row[NAME] for row in read_rows(workbook([HEADS[:4], *lines]))] == ["Lê Thị Mận", "Hà Thị Ba"]


@pytest.mark.parametrize(
    ("above", "below", "cells"),
    [
        ("Ngày, tháng, năm sinh", ("Ngày, tháng", "Năm"), ("2/3", "1985")),
        ("Năm sinh", ("Nam", "Nữ"), ("", "1985")),
    ],
)
def test_parts_below_a_heading_merged_over_two_columns_belong_to_it(
    above: str, below: tuple[str, str], cells: tuple[str, str]
) -> None:
    women = [[str(n), name, *cells, "Đông"] for n, name in enumerate(("Lê Thị Hai", "Cao Thị Ba", "Hà Thị Tư"), 1)]
    rows = [["TT", "Họ và tên", above, above, "Thôn/bản"], ["", "", *below, ""], *women]
    table = find_table(rows, WHO_SHE_IS)
    assert (table.first, table.last, table.columns[BORN]) == (0, 1, 3)
    assert len(rows_of(rows, table.last, table.columns).rows) == len(women)
