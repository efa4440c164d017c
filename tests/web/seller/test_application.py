"""The applicant's page of her application: its state, who helps, what to add, and her own papers only."""

from typing import Any

import pytest
from flask import Flask

from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from marketplace.sellers.models import Application
from marketplace.sellers.queries import find_application_of, list_papers
from marketplace.sellers.services import ask_for_more, decline_application
from tests.builders import BIEN_THUONG, make_customer, make_officer, unit_of
from tests.sellers.applicants import make_approved, make_draft, make_submitted, officer
from tests.visitors import Visitor, text_of

PAGE = "/seller/application"


@pytest.fixture
def clerk(app: Flask) -> Person:
    with transaction():
        unit = unit_of(BIEN_THUONG)
        unit.contact_name, unit.contact_phone = "Chị Hằng", "+84912000111"
        return make_officer()


def _read(visitor: Visitor, application: Application) -> str:
    return text_of(visitor.sign_in(application.person).get(PAGE))


def test_without_an_application_a_woman_is_led_to_begin(visitor: Visitor, app: Flask) -> None:
    with transaction():
        woman = make_customer()
    assert visitor.sign_in(woman).get(PAGE).headers["Location"] == "/seller/apply"


def test_a_draft_says_how_far_the_applicant_is(visitor: Visitor, clerk: Person) -> None:
    page = _read(visitor, make_draft())
    assert "Chị đã xong 7/8 bước" in page and "Làm tiếp hồ sơ" in page


def test_while_it_waits_the_applicant_reads_when_and_who_helps(visitor: Visitor, clerk: Person) -> None:
    application = make_submitted()
    page = _read(visitor, application)
    assert application.due_at is not None
    assert "Hội đang xem hồ sơ" in page and "chậm nhất ngày" in page
    assert "Hội LHPN xã Biện Thượng" in page and "Chị Hằng" in page and "Gọi 0912 000 111" in page
    assert "Thẻ căn cước" in page or "thẻ căn cước" in page


def test_where_the_commune_has_no_phone_the_province_helps(visitor: Visitor, app: Flask) -> None:
    with transaction():
        province = unit_of("38")
        province.contact_name, province.contact_phone = "Văn phòng Hội", "+842373851234"
    page = _read(visitor, make_submitted())
    assert "Hội LHPN tỉnh Thanh Hóa" in page and "tel:+842373851234" in visitor.get(PAGE).get_data(as_text=True)


def test_asked_for_more_the_applicant_mends_and_hands_in_again(visitor: Visitor, clerk: Person) -> None:
    application = make_submitted()
    with transaction():
        ask_for_more(application, "Hội gọi chị nhé", {"identity": "Ảnh mờ, chị chụp lại"}, officer(clerk))
    page = _read(visitor, application)
    assert "Hội gọi chị nhé" in page and "Ảnh mờ, chị chụp lại" in page and "Sửa chỗ này" in page
    assert "Nộp lại hồ sơ" not in page
    question = text_of(visitor.get("/seller/apply/card"))
    assert "Cán bộ Hội nhắn Ảnh mờ, chị chụp lại" in question
    assert visitor.post("/seller/apply/card", {"id_number": ""}).headers["Location"] == PAGE
    whole = text_of(visitor.get(PAGE))
    assert "Đủ rồi, chị bấm “Nộp lại hồ sơ”" in whole and "bổ sung giúp những điều sau" not in whole
    visitor.post("/seller/apply/review")
    session.expire_all()
    assert application.status == "submitted"


def test_declined_the_applicant_reads_why_and_tries_again(visitor: Visitor, clerk: Person) -> None:
    application = make_submitted()
    with transaction():
        decline_application(application, "thieu_giay_to", "Chị xin giấy ở Ủy ban xã", officer(clerk))
    page = _read(visitor, application)
    assert "Chưa đủ điều kiện: Còn thiếu giấy tờ phải có" in page and "Chị xin giấy ở Ủy ban xã" in page
    assert visitor.post(f"{PAGE}/reopen").headers["Location"] == "/seller/apply/review"
    assert "Nguyễn Thị Mẫu, sinh ngày 01/02/1990" in text_of(visitor.get("/seller/apply/review"))


def test_approved_the_applicant_opens_her_shop(visitor: Visitor, clerk: Person) -> None:
    seller = make_approved(clerk)
    page = text_of(visitor.sign_in(seller.person).get(PAGE))
    assert "Chúc mừng chị!" in page and "Mở gian hàng" in page


def test_she_takes_it_back_once_and_hands_it_in_again(visitor: Visitor, clerk: Person) -> None:
    application = make_submitted()
    visitor.sign_in(application.person)
    for _ in range(2):
        assert visitor.post(f"{PAGE}/withdraw").status_code == 303
    assert "Chị đã rút hồ sơ này" in text_of(visitor.get(PAGE))
    visitor.post(f"{PAGE}/reopen")
    visitor.post("/seller/apply/review")
    session.expire_all()
    assert application.status == "submitted"


def test_what_was_approved_is_not_taken_back(visitor: Visitor, clerk: Person) -> None:
    seller = make_approved(clerk)
    assert visitor.sign_in(seller.person).post(f"{PAGE}/withdraw").status_code == 409
    application = find_application_of(seller.person_id)
    assert application is not None and application.status == "approved"


def test_an_applicants_papers_are_hers_alone(visitor: Visitor, new_visitor: Any, clerk: Person) -> None:
    application, other = make_draft(), make_draft()
    paper = list_papers(application.id)[0]
    address = f"{PAGE}/papers/{paper.id}"
    shown = visitor.sign_in(application.person).get(address)
    assert (shown.status_code, shown.mimetype) == (200, "application/pdf")
    assert shown.headers["Cache-Control"] == "no-store"
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert new_visitor().sign_in(other.person).get(address).status_code == 404
    assert new_visitor().get(address).status_code == 303
    with transaction():
        nobody = make_customer()
    assert new_visitor().sign_in(nobody).get(address).status_code == 404
