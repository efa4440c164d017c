"""«Nhập danh sách»: a sheet is brought in, its columns corrected, rows mended and answered, written, and taken back."""

import io
from typing import Any

import openpyxl
import pytest
from flask import Flask

from marketplace.association.models import Membership, Unit
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.imports.models import ImportList, ImportRow, ImportSheet
from marketplace.people.models import Person
from tests.builders import BIEN_THUONG, HAC_THANH, make_person
from tests.imports.bringing import work
from tests.imports.messy import HEADS, LINE, members, workbook
from tests.outcomes import cells_of, signed_in
from tests.pages import Browser

NEW, READ, SEE, AGREE = "/staff/imports/new", "Đọc danh sách", "Đọc danh sách và xem trước", "Đồng ý ghi"
HOA = (2, "Trần Thị Hoa", 1985, "Thôn Tây", "", "", "")


@pytest.fixture
def officer(app: Flask) -> Browser:
    return signed_in(app, "commune")


def send(officer: Browser, data: bytes, name: str = "danh sách.xlsx") -> Browser:
    return officer.open(NEW).press(READ, kind="members", files={"file": (io.BytesIO(data), name)})


def rows(model: Any) -> list[Any]:
    session.rollback()
    session.expire_all()
    return list(session.query(model).order_by(model.id))


def page() -> str:
    return f"/staff/imports/{rows(ImportList)[-1].public_id}"


def test_a_list_is_seen_then_written_then_taken_back(officer: Browser) -> None:
    officer.open("/staff/imports").sees("Chưa nhập danh sách nào").follow("Nhập một danh sách")
    send(officer, members(LINE, HOA)).sees("Cột nào là gì", "Lê Thị Mận", "2 dòng đầu trong 2 dòng")
    officer.press(SEE).sees("Sẽ ghi 2 dòng", "Người mới (2)", "0912 345 678")
    assert rows(Membership) == []
    officer.press(AGREE).sees("Danh sách đã ghi xong.", "Đã ghi, người mới (2)")
    assert [row.person.full_name for row in rows(Membership)] == ["Lê Thị Mận", "Trần Thị Hoa"]
    assert rows(ImportSheet) == []
    officer.open("/staff/imports").sees("Đã ghi xong", "Lê Cán Bộ", "danh sách.xlsx")
    officer.open(page()).press("Rút lại tất cả").sees("Đã rút lại danh sách này.")
    assert rows(Membership) == [] and session.query(Person).filter_by(full_name="Trần Thị Hoa").all() == []


def test_columns_are_corrected(officer: Browser) -> None:
    heads = ("TT", "Chị em", "Sinh", "Nơi", "Máy")
    data = workbook([["Danh sách chị em"], heads, (1, "Lê Thị Mận", "85", "Đông", "912345678")], merged=["A1:E1"])
    send(officer, data).sees("Cột nào là gì")
    officer.press("Xem lại bảng", heading="2", lines="1").sees("Chị em")
    officer.press(SEE).sees("Mời chỉ ra cột nào là: Họ và tên", status=422)
    columns = {"column-1": "full_name", "column-2": "birth_year", "column-4": "phone", "all-village": "Thôn Đông"}
    officer.press(SEE, **columns).sees("Sẽ ghi 1 dòng", "Thôn Đông")
    officer.press("Chọn lại cột từ đầu").sees("Cột nào là gì")
    assert rows(ImportRow) == []
    officer.press("Bỏ hẳn").sees("Đã bỏ danh sách này")
    assert rows(ImportSheet) == []


def test_a_row_is_mended_in_the_browser_and_what_is_wrong_can_be_taken_along(officer: Browser) -> None:
    send(officer, members(LINE, (2, "Trần Thị Hoa", "", "Thôn Tây", "12", "", "")))
    officer.press(SEE).sees("Cần sửa (1)", "Người mới (1)")
    officer.open(f"{page()}?rows=refused").sees("Vui lòng ghi năm sinh", "Số điện thoại “12” chưa đúng")
    kind, sheet = officer.fetch(f"{page()}/left.xlsx")
    assert "spreadsheet" in kind and "Trần Thị Hoa" in {cell for row in cells_of(sheet) for cell in row}
    officer.follow("Sửa dòng 3").sees("Sửa dòng 3", "Xin xem lại các chỗ sau", "Vui lòng ghi năm sinh, ví dụ 1985.")
    assert "Chưa lưu được" not in officer.text
    officer.press("Lưu dòng này", birth_year="1985").sees("Chưa lưu được", "Số điện thoại “12” chưa đúng", status=422)
    assert officer.form("Lưu dòng này").fields["birth_year"] == "1985"
    officer.press("Lưu dòng này", phone="").sees("Đã sửa dòng 3.", "Người mới (2)")


def test_who_she_is_is_asked_before_anything_is_written(officer: Browser) -> None:
    with transaction():
        make_person("Lê Thị Mận", birth_year=1985, area_code=BIEN_THUONG, address_line="Thôn Đông")
        make_person("Trần Thị Hoa", birth_year=1985, area_code=BIEN_THUONG, address_line="Thôn Bắc")
    before = len(rows(Person))
    send(officer, members(LINE, HOA)).press(SEE)
    officer.sees(
        "Chưa rõ là ai (2)", "Là chị Trần Thị Hoa (1985, Thôn Bắc, Xã Biện Thượng)", "Không có dòng nào cần ghi"
    )
    officer.press("Nhận là đúng người").sees("Đã nhận 1 dòng là đúng người", "Ghi vào hồ sơ có sẵn (1)")
    officer.press("Người khác, ghi mới").sees("Sẽ ghi 2 dòng")
    officer.press(AGREE)
    assert len(rows(Person)) == before + 1 and len(rows(Membership)) == 2
    send(officer, members(LINE, HOA)).press(SEE).sees("Đã có đủ (2)", "Không có dòng nào cần ghi.")


def test_a_name_of_elsewhere_is_shown_without_its_facts(officer: Browser) -> None:
    with transaction():
        make_person("Lê Thị Mận", phone="+84912345678", birth_year=1985, area_code=HAC_THANH, address_line="Phố 1")
    send(officer, members(LINE)).press(SEE).sees("Là chị Lê Thị Mận (có hồ sơ ở nơi khác, cùng số điện thoại)")
    assert "Phố 1" not in officer.text


def test_a_province_says_the_commune_of_a_whole_list_once(app: Flask) -> None:
    officer = signed_in(app, "province")
    there = (2, "Trần Thị Hoa", 1985, "Phố 1, phường Hạc Thành", "", "", "")
    province = session.query(Unit).filter_by(level="province").one().code
    file = (io.BytesIO(members(LINE, there)), "danh sách.xlsx")
    officer.open(NEW).press(READ, kind="members", unit=province, files={"file": file})
    officer.press(SEE).sees("Cần sửa (1)", "Sẽ ghi 1 dòng").press("Chọn lại cột từ đầu")
    officer.press(SEE, **{"all-commune": "xã Biện Thượng"}).sees("Sẽ ghi 2 dòng").press(AGREE)
    assert {row.person.area_code for row in rows(Membership)} == {BIEN_THUONG, HAC_THANH}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "Mời chọn tệp danh sách."),
        (b"%PDF-1.7", "Đây không phải tệp Excel"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "Không đọc được tệp này."),
        (b"PK\x03\x04" + bytes(60), "Không đọc được tệp này."),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(officer: Browser, data: bytes, words: str) -> None:
    send(officer, data).sees(words, status=422)
    assert rows(ImportList) == []


def test_a_long_list_shows_how_far_it_is(officer: Browser) -> None:
    letters = "ABCDEGHIKLMNOPQRSTUVXY"
    many = [(n, f"Lê Thị {letters[n % 20]}{letters[n // 20].lower()}", 1950 + n % 40, f"Thôn {n}") for n in range(230)]
    send(officer, members(*many)).press(SEE).press(AGREE).sees("Danh sách đang được ghi.", "Đang ghi: 0/230")
    assert '<meta http-equiv="refresh"' in officer.html
    work()
    officer.open(page()).sees("Đã ghi xong", "Đã ghi, người mới (230)", "Trang sau")
    assert '<meta http-equiv="refresh"' not in officer.html


def test_a_template_is_filled_in_and_comes_back(officer: Browser) -> None:
    officer.open(NEW)
    _kind, sheet = officer.fetch("/staff/imports/templates/members.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(sheet))
    assert book.sheetnames == ["Danh sách", "Hướng dẫn"] and book["Danh sách"].data_validations.dataValidation
    send(officer, sheet).press(SEE).sees("Sẽ ghi 1 dòng", "Lê Thị Mận")


def test_a_stranger_finds_no_list_and_writes_none(app: Flask, officer: Browser) -> None:
    send(officer, members(LINE)).press(SEE)
    mine = page()
    stranger = signed_in(app, "commune", HAC_THANH)
    stranger.open("/staff/imports").sees("Chưa nhập danh sách nào")
    for path in (mine, f"{mine}/rows/2", f"{mine}/columns"):
        assert stranger.open(path).status == 404
    assert stranger.visitor.post(f"{mine}/write", data={}).status_code in (403, 404)
    assert rows(Membership) == [] and HEADS
