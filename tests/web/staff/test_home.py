"""The staff's first page: what waits, and what an operator has yet to set up."""

from datetime import timedelta

from flask import Flask

from marketplace.association.scope import Scope
from marketplace.core import outbox
from marketplace.core.actors import OFFICER, SYSTEM_ACTOR, Actor
from marketplace.core.clock import now, today
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.programme.queries import get_programme
from marketplace.programme.services import record_support
from marketplace.site.services import change_settings
from tests.builders import (
    BIEN_THUONG,
    HAC_THANH,
    make_customer,
    make_officer,
    make_operator,
    make_province_officer,
    unit_of,
)
from tests.pages import Browser
from tests.sellers.applicants import make_submitted
from tests.visitors import Visitor


def test_each_role_sees_its_places_only(app: Flask, new_visitor) -> None:  # type: ignore[no-untyped-def]
    with transaction():
        commune, province, operator = make_officer(), make_province_officer(), make_operator()
    page = Browser(new_visitor().sign_in(commune)).open("/staff").sees("Chào Lê Cán Bộ", "Hội LHPN xã Biện Thượng")
    assert page.has_link("Các Đề án") and not page.has_link("Đơn vị Hội") and not page.has_link("Cài đặt")
    page = Browser(new_visitor().sign_in(province)).open("/staff")
    assert page.has_link("Đơn vị Hội") and page.has_link("Phân quyền") and not page.has_link("Cài đặt")
    page = Browser(new_visitor().sign_in(operator)).open("/staff").sees("Quản trị hệ thống")
    assert all(page.has_link(words) for words in ("Cài đặt", "Tin gửi đi", "Nhật ký", "Quy định, chính sách"))


def test_name_language_and_way_out_stand_in_the_menu_of_a_phone_too(app: Flask, visitor: Visitor) -> None:
    with transaction():
        officer = make_officer()
    menu = Browser(visitor.sign_in(officer)).open("/staff").html.split('class="staff-menu"')[1].split("</details>")[0]
    assert "Lê Cán Bộ" in menu and 'action="/language"' in menu and 'action="/sign-out"' in menu


def test_a_place_has_one_name(app: Flask, visitor: Visitor) -> None:
    with transaction():
        officer = make_officer()
    page = Browser(visitor.sign_in(officer)).open("/staff").follow("Duyệt sản phẩm")
    assert "<h1>Duyệt sản phẩm</h1>" in page.html


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
    page.sees("Việc này do người cài máy chủ làm.")
    assert page.has_link("Ghi bây giờ") and page.has_link("Xem cách nối")
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


def test_a_task_says_how_long_the_most_urgent_still_has_and_the_nearest_files_are_linked(
    app: Flask, visitor: Visitor
) -> None:
    files = [make_submitted(name={"full_name": f"Bùi Thị {n}"}) for n in ("Một", "Hai", "Ba", "Bốn")]
    with transaction():
        officer = make_officer()
        for hours, application in zip((24, 40, 60, 80), files, strict=True):
            application.due_at = now() + timedelta(hours=hours)
    page = Browser(visitor.sign_in(officer)).open("/staff")
    page.sees("4 hồ sơ chờ trả lời", "Gấp nhất: còn 1 ngày", "Hồ sơ gần hạn nhất", "Bùi Thị Ba")
    assert "Bùi Thị Bốn" not in page.text
    page.follow("Bùi Thị Một").sees(files[0].number)
    with transaction():
        files[3].due_at = now() - timedelta(days=2)
    Browser(visitor).open("/staff").sees("Gấp nhất: quá hạn 2 ngày", "Bùi Thị Bốn")


def test_this_months_figures_are_counted_and_lead_to_their_lists(app: Flask, visitor: Visitor) -> None:
    with transaction():
        officer = make_officer()
        woman, by = make_customer(), Actor(OFFICER, officer.id)
        unit, day = unit_of(BIEN_THUONG), today()
        scope = Scope(paths=(unit.path,))
        record_support(get_programme("2415"), woman, unit, kind="training", given_on=day, actor=by, scope=scope)
    page = Browser(visitor.sign_in(officer)).open("/staff")
    page.sees(f"Đề án 2415 · Tháng {today().month} năm {today().year}", "0 triệu", "1 Số phụ nữ được hỗ trợ")
    page.follow("1Số phụ nữ được hỗ trợ").sees("Số phụ nữ được hỗ trợ", woman.full_name)


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
