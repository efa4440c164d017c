"""The staff's first page: what waits, and what an operator has yet to set up."""

from flask import Flask

from marketplace.core import outbox
from marketplace.core.actors import SYSTEM_ACTOR
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.site.services import change_settings
from tests.builders import BIEN_THUONG, HAC_THANH, make_customer, make_officer, make_operator, make_province_officer
from tests.pages import Browser
from tests.visitors import Visitor


def test_each_part_sees_her_places_only(app: Flask, new_visitor) -> None:  # type: ignore[no-untyped-def]
    with transaction():
        commune, province, operator = make_officer(), make_province_officer(), make_operator()
    page = Browser(new_visitor().sign_in(commune)).open("/staff").sees("Chào Lê Cán Bộ", "Hội LHPN xã Biện Thượng")
    assert page.has_link("Các Đề án") and not page.has_link("Đơn vị Hội") and not page.has_link("Cài đặt")
    page = Browser(new_visitor().sign_in(province)).open("/staff")
    assert page.has_link("Đơn vị Hội") and page.has_link("Quyền hạn") and not page.has_link("Cài đặt")
    page = Browser(new_visitor().sign_in(operator)).open("/staff").sees("Người vận hành")
    assert all(page.has_link(words) for words in ("Cài đặt", "Tin gửi đi", "Nhật ký", "Quy định, chính sách"))


def test_every_place_opens(app: Flask, visitor: Visitor) -> None:
    with transaction():
        operator = make_operator()
    visitor.sign_in(operator)
    page = Browser(visitor).open("/staff")
    places = {href for href, _text in page._read.links if href.startswith("/staff")}
    assert len(places) >= 10
    for href in sorted(places):
        assert visitor.get(href).status_code == 200, href


def test_an_operator_is_reminded_of_what_lacks(app: Flask, visitor: Visitor) -> None:
    with transaction():
        operator = make_operator()
    page = Browser(visitor.sign_in(operator)).open("/staff")
    page.sees(
        "Chưa ghi đơn vị vận hành", "Chưa ghi số đăng ký", "Chưa có số điện thoại hỗ trợ", "Chưa nối cổng tin nhắn"
    )
    values = {
        "owner_name": "Hội",
        "owner_address": "Thanh Hóa",
        "registration_number": "1",
        "registration_date": "01/07/2026",
        "hotline": "0237 3852 123",
    }
    with transaction():
        change_settings(values, actor=SYSTEM_ACTOR)
    page = Browser(visitor).open("/staff")
    assert "Chưa ghi" not in page.text and "Chưa có số" not in page.text


def test_parked_work_is_a_task(app: Flask, visitor: Visitor) -> None:
    with transaction():
        operator = make_operator()
        session.add(outbox.OutboxRow(work="marketplace.x:y", payload={}, state=outbox.PARKED))
    Browser(visitor.sign_in(operator)).open("/staff").sees("1 tin chưa gửi được")


def test_nothing_waiting_is_said_kindly(app: Flask, visitor: Visitor) -> None:
    with transaction():
        officer = make_officer(HAC_THANH)
    Browser(visitor.sign_in(officer)).open("/staff").sees("Không có việc nào đang chờ")
    assert BIEN_THUONG != HAC_THANH


def test_strangers_stay_out(app: Flask, new_visitor) -> None:  # type: ignore[no-untyped-def]
    with transaction():
        customer = make_customer()
    assert new_visitor().sign_in(customer).get("/staff").status_code == 403
    assert new_visitor().get("/staff").headers["Location"] == "/sign-in?next=/staff"
