"""The personal data stored about a visitor, and withdrawing consent."""

import pytest
from flask import Flask

from marketplace.core.actors import CUSTOMER, Actor
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from marketplace.people.purposes import ACCOUNT, CONTACT, IDENTITY, PAYMENT
from marketplace.people.queries import find_consent, list_traits
from marketplace.people.services import give_consent, keep_trait
from marketplace.sellers.models import BankAccount
from marketplace.sellers.queries import bank_account_of, list_papers
from marketplace.sellers.services import set_bank_account
from tests.builders import make_customer, make_shop
from tests.pages import Browser
from tests.sellers.applicants import make_submitted
from tests.visitors import Visitor


@pytest.fixture
def person(app: Flask) -> Person:
    with transaction():
        person = make_customer()
        for purpose in (ACCOUNT, IDENTITY, PAYMENT):
            give_consent(person, purpose, "v1")
        keep_trait(person, "id_number", "038190000001")
        set_bank_account(person, "970436", "1234567890", person.full_name, Actor(CUSTOMER, person.id))
    return person


def test_she_reads_what_is_kept_masked(person: Person, visitor: Visitor) -> None:
    page = Browser(visitor.sign_in(person)).open("/account/privacy")
    page.sees(
        "Trần Khách Hàng",
        "Số căn cước 038•••••0001",
        "Tài khoản ngân hàng",
        "7890",
        "Nhận tiền bán hàng",
        "Đang đồng ý",
    )
    assert "038190000001" not in page.html and "1234567890" not in page.html
    assert page.response is not None and page.response.headers["Cache-Control"] == "no-store"


def test_she_takes_one_back_and_what_rests_on_it_goes(person: Person, visitor: Visitor) -> None:
    visitor.sign_in(person)
    page = Browser(visitor).open("/account/privacy/withdraw?purpose=payment").sees("Rút lại: Nhận tiền bán hàng")
    page.sees("Các số tài khoản ngân hàng của chị sẽ bị xóa ngay")
    page.press("Rút lại và xóa").sees("Đã rút lại. Các số tài khoản ngân hàng của chị đã được xóa.")
    assert find_consent(person.id, PAYMENT) is None and find_consent(person.id, IDENTITY) is not None
    assert bank_account_of(person.id) is None and session.query(BankAccount).count() == 0
    assert list(list_traits(person.id)) == ["id_number"]
    assert visitor.post("/account/privacy/withdraw", {"purpose": "payment"}).status_code == 404


def test_an_applicant_takes_her_card_and_papers_back(app: Flask, visitor: Visitor) -> None:
    application = make_submitted()
    page = Browser(visitor.sign_in(application.person)).open("/account/privacy/withdraw?purpose=identity")
    page.sees("ảnh giấy tờ của chị sẽ bị xóa ngay", "hồ sơ bán hàng của chị chưa được duyệt")
    page.press("Rút lại và xóa").sees("ảnh giấy tờ của chị đã được xóa")
    session.expire_all()
    assert list_papers(application.id) == [] and list_traits(application.person_id) == {}


def test_where_nothing_is_kept_nothing_is_said_to_be_erased(app: Flask, visitor: Visitor) -> None:
    with transaction():
        person = make_customer()
        give_consent(person, CONTACT, "v1")
    page = Browser(visitor.sign_in(person)).open("/account/privacy/withdraw?purpose=contact").press("Rút lại")
    page.sees("Đã rút lại.")
    assert "xóa" not in page.text.partition("Thông tin về tôi")[0]
    assert find_consent(person.id, CONTACT) is None


def test_what_the_account_rests_on_stays(person: Person, visitor: Visitor) -> None:
    page = Browser(visitor.sign_in(person)).open("/account/privacy/withdraw?purpose=account")
    page.sees("Cần có chừng nào còn tài khoản")
    visitor.post("/account/privacy/withdraw", {"purpose": "account"})
    assert find_consent(person.id, ACCOUNT) is not None


def test_a_seller_keeps_what_the_law_asks_of_sellers(app: Flask, visitor: Visitor) -> None:
    with transaction():
        person = make_shop().seller.person
        give_consent(person, IDENTITY, "v1")
        keep_trait(person, "id_number", "038190000001")
    Browser(visitor.sign_in(person)).open("/account/privacy").sees("Luật yêu cầu chừng nào chị còn bán hàng")
    visitor.post("/account/privacy/withdraw", {"purpose": "identity"})
    assert find_consent(person.id, IDENTITY) is not None and "id_number" in list_traits(person.id)


def test_a_customer_may_take_identity_back(person: Person, visitor: Visitor) -> None:
    visitor.sign_in(person).post("/account/privacy/withdraw", {"purpose": "identity"})
    assert find_consent(person.id, IDENTITY) is None and "id_number" not in list_traits(person.id)


@pytest.mark.parametrize("purpose", ["", "khac", "programme' OR 1=1"])
def test_what_was_never_given_is_not_found(app: Flask, visitor: Visitor, purpose: str) -> None:
    with transaction():
        person = make_customer()
    assert (
        visitor.sign_in(person).get("/account/privacy/withdraw", query_string={"purpose": purpose}).status_code == 404
    )
