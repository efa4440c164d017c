"""«Việc Hội giao, hỗ trợ của chị»: her mentor's phone, her next steps and conditions; nothing that is not for her."""

from datetime import timedelta

import pytest
from flask import Flask

from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.programme.models import FundingCondition, SupportVisit
from marketplace.programme.services import add_condition
from marketplace.sellers.models import Seller
from tests.builders import make_customer, make_person, make_seller, make_shop
from tests.pages import Browser
from tests.programme.making import BY, make_granted, make_mentor, make_visit
from tests.visitors import Visitor

TITLE = "Việc Hội giao, hỗ trợ của chị"


@pytest.fixture
def seller(app: Flask) -> Seller:
    with transaction():
        seller = make_seller()
        make_shop(seller=seller)
        mentor = make_person("Trần Thị Dìu", phone="+84987654321")
        make_mentor(seller.person, mentor)
        told = {"seen": "Bếp còn bẩn", "next_step": "Chụp lại ảnh ba món", "next_due_on": today() - timedelta(days=1)}
        make_visit(seller.person, mentor, **told)
        add_condition(make_granted(seller.person), text="Nộp hóa đơn mua nồi", due_on=today(), **BY)
        return seller


def test_she_sees_what_was_agreed_and_says_that_it_is_done(app: Flask, seller: Seller) -> None:
    page = Browser(Visitor(app).sign_in(seller.person)).open("/seller")
    page.sees(TITLE, "Trần Thị Dìu", "0987 654 321", "Chụp lại ảnh ba món", "Đã quá ngày", "Nộp hóa đơn mua nồi")
    assert "Bếp còn bẩn" not in page.html
    page.press("Đúng, việc này đã xong: Chụp lại ảnh").sees("Chị làm xong rồi. Cán bộ Hội đã thấy.")
    assert "Chụp lại ảnh" not in page.text
    page.press("Đúng, việc này đã xong: Nộp hóa đơn").sees("Chị đã báo xong ngày", "Cán bộ Hội sẽ xem.")
    session.expire_all()
    assert session.query(SupportVisit).one().step_done_by == "seller"
    assert session.query(FundingCondition).one().said_done_at is not None


def test_twice_is_once_and_a_stranger_is_refused(app: Flask, seller: Seller) -> None:
    step, condition = session.query(SupportVisit).one().id, session.query(FundingCondition).one().id
    paths = (f"/seller/steps/{step}/done", f"/seller/conditions/{condition}/done")
    with transaction():
        stranger = make_customer()
    visitor = Visitor(app).sign_in(stranger)
    assert [visitor.post(path, {}).status_code for path in paths] == [404, 404]
    session.expire_all()
    assert session.query(SupportVisit).one().step_done_on is None
    hers = Visitor(app).sign_in(seller.person)
    assert [hers.post(path, {}).status_code for path in (*paths, *paths)] == [303] * 4
    Browser(hers).open("/seller").sees("Việc này chị đã báo xong trước đó.")


def test_whoever_has_nothing_with_the_union_sees_nothing_of_it(app: Flask) -> None:
    with transaction():
        seller = make_seller()
        make_shop(seller=seller)
    page = Browser(Visitor(app).sign_in(seller.person)).open("/seller")
    assert TITLE not in page.text
