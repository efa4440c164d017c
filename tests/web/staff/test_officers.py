"""Officers through the pages: appointed, invited, dismissed."""

import re
from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from marketplace.accounts.queries import find_account_of, list_open_invitations
from marketplace.association.queries import list_offices
from marketplace.core.clock import now
from marketplace.core.transactions import transaction
from tests.builders import (
    BIEN_THUONG,
    HAC_THANH,
    make_account,
    make_officer,
    make_operator,
    make_person,
    make_province_officer,
    unit_of,
)
from tests.codes import sent_invitation
from tests.pages import Browser
from tests.visitors import Visitor

PHONE = "+84912345678"


@pytest.fixture
def page(app: Flask, visitor: Visitor) -> Browser:
    with transaction():
        person = make_province_officer()
    return Browser(visitor.sign_in(person)).open("/staff/officers")


def test_a_phone_with_account_is_appointed_at_once(page: Browser) -> None:
    with transaction():
        account = make_account(make_person("Lê Thị Hoa"), phone=PHONE)
    page.follow("Phân công cán bộ").press("Phân công", phone="0912 345 678", unit=str(unit_of(BIEN_THUONG).id))
    page.sees("Đã giao việc cho Lê Thị Hoa tại Hội LHPN xã Biện Thượng", "Cán bộ Hội xã, phường")
    assert len(list_offices(account.person_id)) == 1


def test_another_phone_gets_a_link_that_is_shown_once(page: Browser) -> None:
    page.open("/staff/officers/new").press("Phân công", phone="0912345678", unit=str(unit_of(HAC_THANH).id))
    page.sees("Đã gửi lời mời", "0912 345 678", "Đường dẫn")
    assert f"/invitation/{sent_invitation(PHONE)}" in page.html
    page.open("/staff/officers").sees("Lời mời chưa trả lời", "Hội LHPN phường Hạc Thành")
    assert sent_invitation(PHONE) not in page.html
    page.press("Rút lời mời").sees("Đã rút lời mời")
    assert list_open_invitations(("commune_officer",)) == []


def test_from_a_unit_that_unit_is_chosen(page: Browser) -> None:
    unit = unit_of(BIEN_THUONG)
    page.open(f"/staff/units/{unit.id}").follow("Phân công cán bộ")
    assert re.search(rf'<option selected value="{unit.id}">', page.html)


def test_no_unit_is_chosen_for_her(page: Browser) -> None:
    """Left as it stands, the form gives nobody power anywhere (8.4)."""
    form = page.open("/staff/officers/new").form("Phân công")
    assert form.fields["unit"] == ""
    page.press("Phân công", phone="0912345678").sees("Mời chọn đơn vị mà cán bộ này làm việc.", status=422)
    assert list_open_invitations(("commune_officer", "province_officer")) == []


@pytest.mark.parametrize(("phone", "words"), [("", "Vui lòng nhập số điện thoại"), ("02373852123", "Số máy bàn")])
def test_bad_input_is_answered(page: Browser, phone: str, words: str) -> None:
    page.open("/staff/officers/new").press("Phân công", phone=phone).sees(words, status=422)


def test_province_officers_fill_communes_only(page: Browser, visitor: Visitor) -> None:
    form = page.open("/staff/officers/new").form("Phân công")
    assert str(unit_of("38").id) not in form.choices["unit"] and len(form.choices["unit"]) == 167
    answer = visitor.post("/staff/officers/new", {"phone": "0912345678", "unit": str(unit_of("38").id)})
    assert answer.status_code == 422
    assert list_open_invitations(("province_officer",)) == []


def test_an_operator_fills_the_province_too(app: Flask, visitor: Visitor) -> None:
    with transaction():
        operator = make_operator()
        account = make_account(phone=PHONE)
    page = Browser(visitor.sign_in(operator)).open("/staff/officers/new")
    page.press("Phân công", phone="0912345678", unit=str(unit_of("38").id)).sees("Cán bộ Hội cấp tỉnh")
    assert [o.role for o in list_offices(account.person_id)] == ["province_officer"]


def test_nobody_appoints_or_dismisses_herself(app: Flask, visitor: Visitor) -> None:
    with transaction():
        person = make_province_officer()
        own = list_offices(person.id)[0]
        account = make_account(make_person("Khác"))
    mine = find_account_of(person.id)
    assert mine is not None and account is not None
    visitor.sign_in(person)
    page = (
        Browser(visitor)
        .open("/staff/officers/new")
        .press("Phân công", phone="0" + mine.phone[3:], unit=str(unit_of(BIEN_THUONG).id))
    )
    page.sees("Đây là số của chính chị", status=422)
    page.open(f"/staff/officers/{own.id}/end").press("Kết thúc nhiệm vụ").sees("Không ai tự kết thúc nhiệm vụ của mình")
    assert len(list_offices(person.id)) == 1


def test_a_dismissed_officer_is_out_at_her_next_request(page: Browser, new_visitor) -> None:  # type: ignore[no-untyped-def]
    with transaction():
        officer = make_officer(BIEN_THUONG)
    officers_visit = new_visitor().sign_in(officer)
    assert officers_visit.get("/staff").status_code == 200
    office = list_offices(officer.id)[0]
    page.open(f"/staff/officers/{office.id}/end").sees("Kết thúc nhiệm vụ của Lê Cán Bộ?")
    page.press("Kết thúc nhiệm vụ").sees("Đã kết thúc nhiệm vụ")
    assert officers_visit.get("/staff").headers["Location"].startswith("/sign-in")
    assert list_offices(officer.id) == []


def test_ending_an_office_again_says_that_it_is_over(page: Browser) -> None:
    with transaction():
        office = list_offices(make_officer(BIEN_THUONG).id)[0]
    page.open(f"/staff/officers/{office.id}/end").press("Kết thúc nhiệm vụ").sees("Đã kết thúc nhiệm vụ")
    page.open(f"/staff/officers/{office.id}/end").sees("Nhiệm vụ này đã kết thúc rồi")


def test_a_colleague_of_the_province_is_not_the_officers_to_dismiss(page: Browser) -> None:
    with transaction():
        colleague = make_province_officer("Đồng nghiệp")
    office = list_offices(colleague.id)[0]
    page.open(f"/staff/officers/{office.id}/end").press("Kết thúc nhiệm vụ").sees("Việc này do quản trị hệ thống làm")
    assert len(list_offices(colleague.id)) == 1


def test_an_older_session_needs_a_fresh_sign_in_first(page: Browser, visitor: Visitor) -> None:
    with time_machine.travel(now() + timedelta(minutes=16)):
        assert visitor.get("/staff/officers/new").headers["Location"].startswith("/prove")
        answer = visitor.post("/staff/officers/new", {"phone": "0912345678", "unit": str(unit_of(BIEN_THUONG).id)})
        assert answer.headers["Location"].startswith("/prove")
    assert list_open_invitations(("commune_officer",)) == []


def test_a_commune_officer_stays_out(app: Flask, visitor: Visitor) -> None:
    with transaction():
        person, other = make_officer(BIEN_THUONG), make_officer(BIEN_THUONG, name="Khác")
    visitor.sign_in(person)
    for path in ("/staff/officers", "/staff/officers/new"):
        assert visitor.get(path).status_code == 403
    assert visitor.post(f"/staff/officers/{list_offices(other.id)[0].id}/end").status_code == 403
    assert len(list_offices(other.id)) == 1
