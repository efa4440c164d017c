"""Units through the pages."""

import pytest
from flask import Flask

from marketplace.association.models import Unit
from marketplace.association.queries import list_branches
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from tests.builders import BIEN_THUONG, HAC_THANH, make_officer, make_province_officer, unit_of
from tests.pages import Browser
from tests.visitors import Visitor


@pytest.fixture
def page(app: Flask, visitor: Visitor) -> Browser:
    with transaction():
        person = make_province_officer()
    return Browser(visitor.sign_in(person)).open("/staff/units")


def test_units_are_found_without_tone_marks(page: Browser) -> None:
    page.sees("167 đơn vị", "Hội LHPN tỉnh Thanh Hóa")
    page.press("Tìm", q="bien thuong").sees("1 đơn vị", "Hội LHPN xã Biện Thượng")
    page.press("Tìm", q="zzz").sees("Không thấy đơn vị nào")


def test_units_come_a_page_at_a_time(page: Browser) -> None:
    assert page.sees("167 đơn vị", "trang 1/7").html.count("<tr data-row>") == 25
    page.follow("Trang sau").sees("trang 2/7").follow("Trang trước").sees("trang 1/7")
    assert page.open("/staff/units?page=7").html.count("<tr data-row>") == 17
    assert not page.has_link("Trang sau")
    for typed in ("99", "0", "-1", "x"):
        page.open(f"/staff/units?page={typed}").sees("167 đơn vị")
    page.open("/staff/units?q=xa&page=2").sees("trang 2/").follow("Trang trước")
    assert "q=xa" in page.address


def test_a_contact_is_saved_and_shown(page: Browser) -> None:
    page.open(f"/staff/units/{unit_of(BIEN_THUONG).id}").sees("Hội LHPN xã Biện Thượng", "Chưa có cán bộ nào")
    page.press("Lưu liên hệ", contact_name="Bà Mẫu", contact_phone="0237 3852 123").sees("Đã lưu thông tin liên hệ")
    assert 'value="02373852123"' in page.html and unit_of(BIEN_THUONG).contact_phone == "+842373852123"
    page.open("/staff/units?q=bien+thuong").sees("Bà Mẫu", "0237 3852 123")


def test_a_bad_phone_is_answered_and_kept(page: Browser) -> None:
    page.open(f"/staff/units/{unit_of(BIEN_THUONG).id}")
    page.press("Lưu liên hệ", contact_name="Bà Mẫu", contact_phone="12").sees("còn thiếu chữ số", status=422)
    assert 'value="Bà Mẫu"' in page.html and unit_of(BIEN_THUONG).contact_name == ""


def test_branches_are_added_found_and_closed(page: Browser) -> None:
    unit = unit_of(BIEN_THUONG)
    page.open(f"/staff/units/{unit.id}").press("Thêm chi hội", name="Chi hội thôn Một").sees("Đã thêm chi hội")
    page.press("Thêm chi hội", name="chi hội thôn một").sees("đã có rồi", status=422)
    page.press("Thêm chi hội", name="").sees("Vui lòng nhập tên chi hội", status=422)
    page.open(f"/staff/units/{unit.id}").follow("Chi hội thôn Một").press("Đóng chi hội").sees(
        "Đã đóng Chi hội thôn Một"
    )
    assert list_branches(unit.id) == []


def test_a_province_has_no_branches_and_cannot_be_closed(page: Browser, visitor: Visitor) -> None:
    top = unit_of("38")
    assert not page.open(f"/staff/units/{top.id}").has_button("Thêm chi hội")
    assert visitor.post(f"/staff/units/{top.id}/branches", {"name": "Chi hội thôn Một"}).status_code == 422
    page.open(f"/staff/units/{top.id}")
    assert visitor.post(f"/staff/units/{top.id}/close").status_code == 303
    assert session.get_one(Unit, top.id).valid_to is None


def test_unknown_units_are_not_found(page: Browser, visitor: Visitor) -> None:
    assert visitor.get("/staff/units/999999").status_code == 404
    assert visitor.post("/staff/units/999999", {"contact_name": "x"}).status_code == 404


def test_a_commune_officer_stays_out(app: Flask, visitor: Visitor) -> None:
    with transaction():
        person = make_officer(HAC_THANH)
    unit = unit_of(HAC_THANH)
    visitor.sign_in(person)
    assert visitor.get("/staff/units").status_code == 403
    assert visitor.post(f"/staff/units/{unit.id}", {"contact_name": "x"}).status_code == 403
    assert unit_of(HAC_THANH).contact_name == ""
