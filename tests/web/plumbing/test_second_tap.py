"""A second tap on a proof, sent with the cookie of before, keeps its owner signed in; nobody else gains by it (8.8)."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask

from marketplace.accounts.models import SignIn
from marketplace.accounts.queries import find_account_of
from marketplace.accounts.services.second_factor import begin_factor, confirm_factor, number_now
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from marketplace.web.plumbing.visitor import COOKIE, cookie_name
from tests.builders import PASSWORD, make_customer, make_operator
from tests.pages import Browser
from tests.visitors import ORIGIN, Visitor

LATER = timedelta(minutes=16)


def tapped_twice(visitor: Visitor, page: Browser, button: str, **typed: Any) -> Any:
    """Both answers of one form sent twice from the same page: the browser takes in the second alone."""
    form = page.form(button)
    cookies = [visitor.client.get_cookie(name, domain="localhost") for name in (cookie_name(COOKIE), "visit")]
    path, data = form.action, {**form.fields, **typed}
    first = visitor.send(path, data)
    for name, cookie in zip((cookie_name(COOKIE), "visit"), cookies, strict=True):
        visitor.client.delete_cookie(name, domain="localhost")
        if cookie is not None:
            visitor.client.set_cookie(name, cookie.value, domain="localhost")
    return first, visitor.send(path, data)


def with_factor() -> tuple[Person, str]:
    with transaction():
        person = make_operator()
        account = find_account_of(person.id)
        assert account is not None
        secret = begin_factor(account)
        confirm_factor(account, number_now(secret))
    return person, secret


def test_a_password_proven_twice(app: Flask, visitor: Visitor) -> None:
    with transaction():
        person = make_customer()
    visitor.sign_in(person)
    with time_machine.travel(now() + LATER):
        page = Browser(visitor).open("/account/security/phone")
        first, second = tapped_twice(visitor, page, "Xác nhận", password=PASSWORD)
        assert first.headers["Location"] == second.headers["Location"] == "/account/security/phone"
        assert visitor.get("/account/security/phone").status_code == 200
    assert session.query(SignIn).filter_by(ended_at=None).count() == 1


def test_a_number_of_the_second_step_proven_twice(app: Flask, visitor: Visitor) -> None:
    person, secret = with_factor()
    visitor.sign_in(person)
    with time_machine.travel(now() + LATER):
        page = Browser(visitor).open("/staff/settings/money")
        typed = {"password": PASSWORD, "digits": number_now(secret)}
        first, second = tapped_twice(visitor, page, "Xác nhận", **typed)
        assert first.status_code == second.status_code == 303
        assert visitor.get("/staff/settings/money").status_code == 200


def test_signing_in_with_the_second_step_twice_is_one_session(app: Flask, visitor: Visitor) -> None:
    person, secret = with_factor()
    account = find_account_of(person.id)
    assert account is not None
    with time_machine.travel(now() + LATER):
        page = Browser(visitor).open("/sign-in?next=/staff/settings")
        page.press("Đăng nhập", phone=account.phone, password=PASSWORD)
        first, second = tapped_twice(visitor, page, "Tiếp tục", digits=number_now(secret))
        assert first.headers["Location"] == second.headers["Location"] == "/staff/settings"
        assert visitor.get("/staff/settings").status_code == 200
    assert session.query(SignIn).count() == 1


@pytest.mark.parametrize("changed", ["password", "time"])
def test_another_form_or_a_later_one_opens_nothing(app: Flask, visitor: Visitor, changed: str) -> None:
    with transaction():
        person = make_customer()
    visitor.sign_in(person)
    with time_machine.travel(now() + LATER, tick=False) as clock:
        form = Browser(visitor).open("/account/security/phone").form("Xác nhận")
        old = visitor.client.get_cookie(cookie_name(COOKIE), domain="localhost")
        assert old is not None
        visitor.send(form.action, {**form.fields, "password": PASSWORD})
        thief = Visitor(app)
        thief.client.set_cookie(cookie_name(COOKIE), old.value, domain="localhost")
        clock.shift(timedelta(seconds=61) if changed == "time" else timedelta(0))
        typed = {**form.fields, "password": PASSWORD if changed == "time" else "sai"}
        answer = thief.client.post(form.action, data=typed, headers={"Origin": ORIGIN})
        assert answer.headers["Location"].startswith("/sign-in")
        assert thief.get("/account").headers["Location"].startswith("/sign-in")
