"""A form that creates something creates it once, however often it is sent (8.3)."""

from typing import Any

import pytest
from flask import Flask

from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from marketplace.programme.models import SupportRecord
from marketplace.web.plumbing.once import FIELD
from tests.builders import BIEN_THUONG, make_officer, unit_of
from tests.pages import Browser
from tests.visitors import Visitor

PAGE, SAVE = "/staff/support/new", "Lưu lượt hỗ trợ"


@pytest.fixture
def officer(app: Flask) -> Browser:
    with transaction():
        person = make_officer(BIEN_THUONG)
    return Browser(Visitor(app).sign_in(person))


def filled(officer: Browser, **changes: Any) -> dict[str, Any]:
    given = {"full_name": "Lê Thị Mận", "programme": "2415", "kind": "training", "aim": "trade"}
    given["given_on"] = f"{today():%d/%m/%Y}"
    return {**officer.open(PAGE).form(SAVE).fields, **given, **changes}


def women() -> list[str]:
    session.rollback()
    names = session.query(Person.full_name).join(SupportRecord, SupportRecord.person_id == Person.id)
    return [name for (name,) in names.order_by(SupportRecord.id)]


def test_two_posts_make_one_and_lead_to_the_same_page(officer: Browser) -> None:
    form = filled(officer)
    first, second = (officer.visitor.send(PAGE, form) for _ in range(2))
    assert first.status_code == second.status_code == 303
    assert first.headers["Location"] == second.headers["Location"]
    assert women() == ["Lê Thị Mận"]
    officer.open(second.headers["Location"]).sees("Mẫu này đã được lưu ở lần gửi trước, không lưu thêm lần nữa.")


def test_a_form_that_came_back_keeps_its_key_and_creates_when_it_is_right(officer: Browser) -> None:
    key = officer.open(PAGE).form(SAVE).fields[FIELD]
    wrong = {"full_name": "", "programme": "2415", "kind": "training", "aim": "trade", "given_on": "x"}
    officer.press(SAVE, **wrong).sees("Vui lòng nhập họ và tên", status=422)
    assert officer.form(SAVE).fields[FIELD] == key
    officer.press(SAVE, full_name="Lê Thị Mận", given_on=f"{today():%d/%m/%Y}").sees("Đã ghi lượt hỗ trợ")
    assert women() == ["Lê Thị Mận"]


def test_the_page_of_before_with_other_words_is_another_form(officer: Browser) -> None:
    form = filled(officer)
    officer.visitor.send(PAGE, form)
    officer.visitor.send(PAGE, {**form, "full_name": "Trần Thị Na"})
    assert women() == ["Lê Thị Mận", "Trần Thị Na"]


def test_another_persons_key_is_not_hers(app: Flask, officer: Browser) -> None:
    form = filled(officer)
    officer.visitor.send(PAGE, form)
    with transaction():
        colleague = make_officer(BIEN_THUONG, name="Khác")
    other = Browser(Visitor(app).sign_in(colleague))
    answer = other.visitor.post(PAGE, {FIELD: form[FIELD], **{k: v for k, v in form.items() if k != "csrf_token"}})
    assert answer.status_code == 422  # she is asked whether it is the same woman, not led to another's page
    assert women() == ["Lê Thị Mận"]


@pytest.mark.parametrize("key", ["", "x", "ệ" * 20, "a" * 41])
def test_a_key_that_none_of_our_pages_made_counts_as_none(officer: Browser, key: str) -> None:
    fields = {"full_name": "Lê Thị Mận", "kind": "training", "aim": "trade", "programme": "2415"}
    fields["unit"] = unit_of(BIEN_THUONG).code
    given = {**fields, "given_on": f"{today():%d/%m/%Y}", FIELD: key}
    assert officer.visitor.post(PAGE, given).status_code == 303
    assert officer.visitor.post(PAGE, given).status_code == 422  # the woman is known now
    assert women() == ["Lê Thị Mận"]
