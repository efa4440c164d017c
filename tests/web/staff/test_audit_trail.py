"""Reading the trail."""

import ast

import pytest
from flask import Flask

from config import ROOT
from marketplace.accounts.queries import find_account_of
from marketplace.audit.services import record
from marketplace.catalog.states import PRODUCT, RELEASE
from marketplace.core.actors import OFFICER, OPERATOR, SYSTEM_ACTOR, Actor
from marketplace.core.transactions import transaction
from marketplace.orders.states import SHOP_ORDER, SHOP_ORDER_MONEY
from marketplace.payments.states import PAYMENT, REFUND
from marketplace.sellers.states import APPLICATION, STANDING
from marketplace.shops.states import SHOP
from marketplace.web.audit_words import action_words, details_words, subject_words
from tests.builders import make_customer, make_operator, make_province_officer
from tests.pages import Browser
from tests.visitors import Visitor

MACHINES = (PRODUCT, RELEASE, SHOP_ORDER, SHOP_ORDER_MONEY, PAYMENT, REFUND, APPLICATION, STANDING, SHOP)


@pytest.fixture
def page(app: Flask, visitor: Visitor) -> Browser:
    with transaction():
        person = make_operator()
        record(
            "role.granted", "person", make_customer().id, by=Actor(OPERATOR, person.id), details={"role": "operator"}
        )
        record("policy.published", "policy", None, by=SYSTEM_ACTOR, details={"version": 2})
    return Browser(visitor.sign_in(person)).open("/staff/audit")


def test_deeds_are_told_in_words_with_names(page: Browser) -> None:
    page.sees("Giao quyền", "Vũ Vận Hành", "Trần Khách Hàng", "Công bố quy định mới", "Hệ thống")


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
    assert page.html.count("data-row") == 12


@pytest.mark.parametrize(
    "query", ["before=x", "before=-1", "before=99999999999999999999999", "kind=%27", "who=%20", "action=%25"]
)
def test_odd_filters_are_borne(page: Browser, query: str) -> None:
    assert page.visitor.get(f"/staff/audit?{query}").status_code == 200


def test_what_was_before_and_after_stand_side_by_side() -> None:
    assert details_words({"before": {"brand": "A"}, "after": {"brand": "B"}}) == ["brand: A → B"]
    assert details_words({"role": "operator", "none": None}) == ["role: operator"]
    assert len(details_words({"x": "y" * 500})[0]) < 100


def test_every_recorded_deed_and_thing_has_words(app: Flask) -> None:
    with app.test_request_context():
        known, things = set(action_words()), set(subject_words())
    assert {deed for deed, _ in _recorded()} <= known
    assert {thing for _, thing in _recorded()} <= things


def test_every_move_that_staff_may_make_has_words(app: Flask) -> None:
    with app.test_request_context():
        known, things = set(action_words()), set(subject_words())
    staff = {OFFICER, OPERATOR}
    moves = {(m.kind, to) for m in MACHINES for (_before, to), may in m.moves.items() if may & staff}
    assert {f"{kind}.{to}" for kind, to in moves} <= known and {kind for kind, _to in moves} <= things


def _recorded() -> list[tuple[str, str]]:
    found = []
    for path in (ROOT / "marketplace").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "record" and len(node.args) >= 2:
                words = [a.value for a in node.args[:2] if isinstance(a, ast.Constant) and isinstance(a.value, str)]
                if len(words) == 2:
                    found.append((words[0], words[1]))
    assert len(found) > 25
    return found


def test_it_is_the_operators(app: Flask, new_visitor) -> None:  # type: ignore[no-untyped-def]
    with transaction():
        officer, customer = make_province_officer(), make_customer()
    assert find_account_of(customer.id) is not None
    for person in (officer, customer):
        assert new_visitor().sign_in(person).get("/staff/audit").status_code == 403
