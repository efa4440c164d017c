"""Reading the trail."""

import pytest
from flask import Flask

from marketplace.accounts.queries import find_account_of
from marketplace.audit.services import record
from marketplace.core.actors import OPERATOR, SYSTEM_ACTOR, Actor
from marketplace.core.transactions import transaction
from marketplace.programme.queries import get_programme
from marketplace.rules.queries import get_policy
from tests.builders import make_customer, make_operator, make_province_officer
from tests.pages import Browser
from tests.visitors import Visitor


@pytest.fixture
def page(app: Flask, visitor: Visitor) -> Browser:
    with transaction():
        person = make_operator()
        record(
            "role.granted", "person", make_customer().id, by=Actor(OPERATOR, person.id), details={"role": "operator"}
        )
        record("policy.published", "policy", None, by=SYSTEM_ACTOR, details={"slug": "chu-so-huu", "version": 2})
        record("programme.exported", "programme", get_programme("2415").id, by=SYSTEM_ACTOR)
    return Browser(visitor.sign_in(person)).open("/staff/audit")


def test_deeds_are_told_in_words_with_names(page: Browser) -> None:
    page.sees("Giao quyền", "Vũ Vận Hành", "Trần Khách Hàng", "Công bố quy định mới", "Hệ thống")
    page.sees("Người: Trần Khách Hàng", f"Quy định: {get_policy('chu-so-huu', 'vi').title}", "Đề án: 2415")


def test_it_is_narrowed_by_deed_thing_and_person(page: Browser) -> None:
    rows = lambda: page.text.count("Xem Xem") or page.html.count("data-row")  # noqa: E731
    page.press("Lọc", action="role.granted")
    assert rows() == 1
    page.press("Lọc", action="", kind="policy")
    assert rows() == 1
    page.press("Lọc", action="officer.appointed", kind="").sees("Không có dòng nào")


def test_a_person_is_found_by_phone_or_link(page: Browser) -> None:
    page.press("Lọc", who="0987654321").sees("Không có tài khoản nào với số này")
    page.open("/staff/audit").follow("Vũ Vận Hành").sees("Giao quyền")
    assert "Hệ thống" not in page.text


def test_long_lists_go_on(page: Browser) -> None:
    with transaction():
        for number in range(60):
            record("settings.changed", "site", None, by=SYSTEM_ACTOR, details={"n": number})
    page.open("/staff/audit")
    assert page.html.count("data-row") == 50
    page.follow("Trang sau")
    assert page.html.count("data-row") == 13


@pytest.mark.parametrize(
    "query", ["before=x", "before=-1", "before=99999999999999999999999", "kind=%27", "who=%20", "action=%25"]
)
def test_odd_filters_are_borne(page: Browser, query: str) -> None:
    assert page.visitor.get(f"/staff/audit?{query}").status_code == 200


def test_it_is_the_operators(app: Flask, new_visitor) -> None:  # type: ignore[no-untyped-def]
    with transaction():
        officer, customer = make_province_officer(), make_customer()
    assert find_account_of(customer.id) is not None
    for person in (officer, customer):
        assert new_visitor().sign_in(person).get("/staff/audit").status_code == 403
