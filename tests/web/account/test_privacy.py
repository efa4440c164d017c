"""What is kept of her, and taking consent back."""

import pytest
from flask import Flask

from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from marketplace.people.purposes import ACCOUNT, IDENTITY, PROGRAMME
from marketplace.people.queries import has_consent, list_traits
from marketplace.people.services import give_consent, keep_trait
from tests.builders import make_customer, make_shop
from tests.pages import Browser
from tests.visitors import Visitor


@pytest.fixture
def person(app: Flask) -> Person:
    with transaction():
        person = make_customer()
        for purpose in (ACCOUNT, IDENTITY, PROGRAMME):
            give_consent(person, purpose, "v1")
        keep_trait(person, "id_number", "038190000001")
        keep_trait(person, "ethnicity", "Mường")
    return person


def test_she_reads_what_is_kept_masked(person: Person, visitor: Visitor) -> None:
    page = Browser(visitor.sign_in(person)).open("/account/privacy")
    page.sees("Trần Khách Hàng", "038•••••0001", "Dân tộc", "Tổng hợp kết quả các đề án", "Đang đồng ý")
    assert "038190000001" not in page.html and "Mường" not in page.html
    assert page.response is not None and page.response.headers["Cache-Control"] == "no-store"


def test_she_takes_one_back_and_what_rests_on_it_goes(person: Person, visitor: Visitor) -> None:
    visitor.sign_in(person)
    page = Browser(visitor).open("/account/privacy/withdraw?purpose=programme").sees("Rút lại: Tổng hợp kết quả")
    page.press("Rút lại và xóa").sees("Đã rút lại", "Đã rút lại")
    assert not has_consent(person.id, PROGRAMME) and has_consent(person.id, IDENTITY)
    assert list(list_traits(person.id)) == ["id_number"]
    assert visitor.post("/account/privacy/withdraw", {"purpose": "programme"}).status_code == 404


def test_what_the_account_rests_on_stays(person: Person, visitor: Visitor) -> None:
    page = Browser(visitor.sign_in(person)).open("/account/privacy/withdraw?purpose=account")
    page.sees("Cần có chừng nào còn tài khoản")
    visitor.post("/account/privacy/withdraw", {"purpose": "account"})
    assert has_consent(person.id, ACCOUNT)


def test_a_seller_keeps_what_the_law_asks_of_sellers(app: Flask, visitor: Visitor) -> None:
    with transaction():
        person = make_shop().seller.person
        give_consent(person, IDENTITY, "v1")
        keep_trait(person, "id_number", "038190000001")
    Browser(visitor.sign_in(person)).open("/account/privacy").sees("Luật yêu cầu chừng nào chị còn bán hàng")
    visitor.post("/account/privacy/withdraw", {"purpose": "identity"})
    assert has_consent(person.id, IDENTITY) and "id_number" in list_traits(person.id)


def test_a_customer_may_take_identity_back(person: Person, visitor: Visitor) -> None:
    visitor.sign_in(person).post("/account/privacy/withdraw", {"purpose": "identity"})
    assert not has_consent(person.id, IDENTITY) and "id_number" not in list_traits(person.id)


@pytest.mark.parametrize("purpose", ["", "khac", "programme' OR 1=1"])
def test_what_was_never_given_is_not_found(app: Flask, visitor: Visitor, purpose: str) -> None:
    with transaction():
        person = make_customer()
    assert (
        visitor.sign_in(person).get("/account/privacy/withdraw", query_string={"purpose": purpose}).status_code == 404
    )
