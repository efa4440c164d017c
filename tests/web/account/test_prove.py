"""A fresh sign-in before acts on money, roles and sealed facts (promise A6)."""

from datetime import timedelta

import time_machine
from flask import Flask

from marketplace.accounts.queries import find_account_of
from marketplace.accounts.services.second_factor import begin_factor, confirm_factor, number_now
from marketplace.core.clock import now
from marketplace.core.transactions import transaction
from tests.builders import PASSWORD, make_customer, make_operator
from tests.codes import count_sent, sent_code
from tests.pages import Browser
from tests.visitors import Visitor

LATER = timedelta(minutes=16)


def test_an_older_session_is_asked_for_the_password_and_goes_on(app: Flask, visitor: Visitor) -> None:
    with transaction():
        person = make_customer()
    visitor.sign_in(person)
    assert visitor.get("/account/security/phone").status_code == 200
    with time_machine.travel(now() + LATER):
        page = Browser(visitor).open("/account/security/phone").sees("Gõ mật khẩu để xác nhận")
        page.press("Xác nhận", password="").sees("Vui lòng nhập mật khẩu", status=422)
        page.press("Xác nhận", password="sai").sees("Mật khẩu chưa đúng", status=422)
        page.press("Xác nhận", password=PASSWORD).sees("Đổi số điện thoại")
        assert visitor.get("/account/security/phone").status_code == 200


def test_a_change_needs_it_too(app: Flask, visitor: Visitor) -> None:
    with transaction():
        person = make_customer()
    visitor.sign_in(person)
    with time_machine.travel(now() + LATER):
        for path in ("/account/security/phone", "/account/security/email/remove", "/account/security/second-step/off"):
            answer = visitor.post(path, {"phone": "0987654321"})
            assert answer.headers["Location"].startswith("/prove"), path
    assert count_sent("+84987654321") == 0


def test_staff_prove_the_second_factor_as_well(app: Flask, visitor: Visitor) -> None:
    with transaction():
        person = make_operator()
        account = find_account_of(person.id)
        assert account is not None
        secret = begin_factor(account)
        confirm_factor(account, number_now(secret))
    visitor.sign_in(person)
    with time_machine.travel(now() + LATER):
        page = Browser(visitor).open("/staff/settings/money").sees("Gõ mật khẩu để xác nhận")
        assert not page.has_button("Gửi mã về điện thoại")
        page.press("Xác nhận", password=PASSWORD, digits="").sees("Vui lòng nhập 6 chữ số", status=422)
        page.press("Xác nhận", password=PASSWORD, digits="12").sees("chưa đúng hoặc đã dùng", status=422)
        page.press("Xác nhận", password=PASSWORD, digits=number_now(secret)).sees("Dòng tiền và cách thanh toán")
        answer = visitor.post("/prove/code")
        assert answer.status_code == 422 and count_sent(account.phone) == 0  # no way round the second factor


def test_without_a_remembered_password_a_code_will_do(app: Flask, visitor: Visitor) -> None:
    with transaction():
        person = make_customer()
    account = find_account_of(person.id)
    assert account is not None
    visitor.sign_in(person)
    with time_machine.travel(now() + LATER):
        page = Browser(visitor).open("/account/security/phone").press("Gửi mã về điện thoại của tôi")
        page.sees("Nhập mã").press("Tiếp tục", code=sent_code(account.phone)).sees("Đổi số điện thoại")


def test_many_wrong_passwords_are_asked_to_wait(app: Flask, visitor: Visitor) -> None:
    with transaction():
        person = make_customer()
    visitor.sign_in(person)
    page = Browser(visitor).open("/prove")
    for _ in range(10):
        page.press("Xác nhận", password="sai")
    page.press("Xác nhận", password=PASSWORD).sees("Đã thử nhiều lần", status=422)


def test_who_is_not_signed_in_proves_nothing(app: Flask, visitor: Visitor) -> None:
    assert visitor.get("/prove").headers["Location"].startswith("/sign-in")
    assert visitor.post("/prove/code").headers["Location"].startswith("/sign-in")
