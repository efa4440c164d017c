"""A woman without a phone: her officer writes her application down beside her; it is decided like any other (8.16)."""

from typing import Any

import pytest
from flask import Flask

from marketplace.accounts.services.passwords import make_hash
from marketplace.accounts.services.registration import register
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.people.models import Consent, Person
from marketplace.sellers.models import Application, Seller
from marketplace.sellers.queries import find_seller_of
from tests.builders import BIEN_THUONG, HAC_THANH, make_customer, make_officer, make_operator, make_person
from tests.pages import Browser
from tests.visitors import Visitor

PAGE, SAVE = "/staff/applications/new", "Nộp hồ sơ"
GIVEN: dict[str, Any] = {
    "full_name": "Lê Thị Mận",
    "birth_date": "05/09/1975",
    "id_number": "038 175 000 001",
    "phone": "0912 345 678",
    "place": "Xã Biện Thượng",
    "commune": BIEN_THUONG,
    "address_line": "Thôn Bồng Thượng",
    "legal_form": "ca_nhan",
    "goods": ["nong_san_tuoi", "thuc_pham"],
    "saw_papers": "y",
    "agreed": "y",
}


@pytest.fixture
def officer(app: Flask) -> Browser:
    with transaction():
        person = make_officer(BIEN_THUONG)
    return Browser(Visitor(app).sign_in(person))


def applications() -> list[Application]:
    session.rollback()
    session.expire_all()
    return list(session.query(Application).order_by(Application.id))


def test_she_is_entered_looked_at_and_admitted(officer: Browser) -> None:
    officer.open("/staff/applications").follow("Ghi hồ sơ giúp một chị").press(SAVE, **GIVEN)
    officer.sees("Đã ghi và nộp hồ sơ.", "Cán bộ ghi và nộp hồ sơ giúp chị ấy", "Lê Thị Mận", "Thôn Bồng Thượng")
    officer.press("Đã xem bản gốc, đúng").press("Miễn, có lý do", note="Hội giúp mở tài khoản sau")
    officer.press("Duyệt hồ sơ", vouch=["person", "papers", "willing"]).sees("Đã duyệt.")
    officer.follow("Ghi lượt hỗ trợ cho chị")
    form = officer.form("Lưu lượt hỗ trợ")
    assert form.fields["kind"] == "shop" and form.fields["given_on"]
    officer.press("Lưu lượt hỗ trợ", programme="2415", aim="trade").sees("Đã ghi lượt hỗ trợ cho chị Lê Thị Mận.")
    [application] = applications()
    seller = find_seller_of(application.person_id)
    assert seller is not None and seller.status == "active" and application.person.birth_year == 1975
    assert {consent.channel for consent in session.query(Consent)} == {"paper"}


@pytest.mark.parametrize(("phone", "words"), [("0912345678", "Chị ấy được báo tin"), ("", "mời báo trực tiếp")])
def test_nobody_is_said_to_be_told_who_has_no_phone(officer: Browser, phone: str, words: str) -> None:
    officer.open(PAGE).press(SAVE, **{**GIVEN, "phone": phone}).press("Đã xem bản gốc, đúng")
    officer.press("Gửi đề nghị bổ sung", note="Mang thêm giấy cam kết").sees(words)


def test_with_a_phone_later_the_application_is_hers(app: Flask, officer: Browser) -> None:
    officer.open(PAGE).press(SAVE, **GIVEN)
    [application] = applications()
    with transaction():
        account = register("+84912345678", "Lê Thị Mận", make_hash("con trâu đi trước"))
    assert account.person_id == application.person_id
    woman = Browser(Visitor(app).sign_in(session.get_one(Person, application.person_id)))
    woman.open("/seller/application").sees(application.number)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"full_name": ""}, "Vui lòng nhập họ và tên"),
        ({"birth_date": "1975"}, "Mời chị ghi đủ ngày, tháng, năm sinh"),
        ({"birth_date": "05/09/2020"}, "đủ 18 tuổi"),
        ({"id_number": "123"}, "Số căn cước có đúng 12 chữ số."),
        ({"legal_form": None}, "Mời chọn một dòng."),
        ({"legal_form": "ho_kinh_doanh"}, "Vui lòng nhập tên cơ sở"),
        ({"goods": None}, "Mời chọn ít nhất một loại hàng."),
        ({"saw_papers": None}, "Chỉ ghi hồ sơ giúp khi chị ấy có mặt"),
        ({"agreed": None}, "Mời đọc cho chị ấy nghe từng điều"),
        ({"place": "Phường Hạc Thành", "commune": HAC_THANH}, "Nơi này ngoài địa bàn của chị."),
    ],
)
def test_what_is_wrong_is_said_and_nobody_is_made(officer: Browser, typed: dict[str, Any], words: str) -> None:
    before = session.query(Person).count()
    officer.open(PAGE).press(SAVE, **{**GIVEN, **typed}).sees(words, status=422)
    assert officer.form(SAVE).fields["address_line"] == "Thôn Bồng Thượng"
    assert applications() == [] and session.query(Person).count() == before


def test_who_may_be_known_is_asked_first_and_stays_one(officer: Browser) -> None:
    with transaction():
        known = make_person("Mận Lê", birth_year=1975, area_code=BIEN_THUONG)
    officer.open(PAGE).press(SAVE, **GIVEN).sees("Là chị Mận Lê", status=422)
    officer.press(SAVE, person=known.public_id).sees("Đã ghi và nộp hồ sơ.")
    assert [row.person_id for row in applications()] == [known.id]


def test_who_has_an_account_or_an_application_writes_it_herself(app: Flask, officer: Browser) -> None:
    with transaction():
        known = make_customer("Lê Thị Mận")
        known.area_code, known.birth_year = BIEN_THUONG, 1975
    officer.open(PAGE).press(SAVE, **GIVEN)
    officer.press(SAVE, person=known.public_id).sees("Chị ấy đã có tài khoản hoặc hồ sơ.", status=422)
    assert applications() == []


@pytest.mark.parametrize("who", ["operator", "customer"])
def test_only_officers_enter_applications(app: Flask, who: str) -> None:
    with transaction():
        person = make_operator() if who == "operator" else make_customer()
    visitor = Visitor(app).sign_in(person)
    assert visitor.get(PAGE).status_code == 403 and visitor.post(PAGE, GIVEN).status_code == 403
    assert applications() == [] and session.query(Seller).count() == 0
