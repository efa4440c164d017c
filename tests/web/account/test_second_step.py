"""The second step through the pages: staff must, everyone may."""

import re
from datetime import timedelta

import time_machine
from flask import Flask

from marketplace.accounts.demo_factor import DEMO_TOTP_SECRET
from marketplace.accounts.models import Account
from marketplace.accounts.queries import find_account_of
from marketplace.accounts.services.registration import open_demo_account
from marketplace.accounts.services.roles import grant_role
from marketplace.accounts.services.second_factor import begin_factor, confirm_factor, number_now, pending_secret
from marketplace.core.actors import SYSTEM_ACTOR
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from marketplace.site.services import change_settings
from tests.builders import PASSWORD, make_customer, make_officer, make_operator
from tests.pages import Browser
from tests.visitors import Visitor

GATES = ("/staff", "/staff/units", "/staff/settings/brand", "/staff/audit", "/staff/listings")


def account_of(person: Person) -> Account:
    account = find_account_of(person.id)
    assert account is not None
    return account


def secret_of(person: Person) -> str:
    return pending_secret(account_of(person))


def with_factor(person: Person) -> str:
    with time_machine.travel(now() - timedelta(minutes=5)), transaction():
        secret = begin_factor(account_of(person))
        confirm_factor(account_of(person), number_now(secret))
    return secret


def test_staff_without_it_open_nothing_of_the_staff(app: Flask, visitor: Visitor) -> None:
    with transaction():
        person = make_operator()
    visitor.sign_in(person, second_factor=False)
    for path in GATES:
        assert visitor.get(path).headers["Location"].startswith("/second-step"), path


def test_the_first_sign_in_of_staff_sets_it_up(app: Flask, visitor: Visitor) -> None:
    with transaction():
        person = make_officer()
    phone = "0" + account_of(person).phone[3:]
    page = Browser(visitor).open("/sign-in").press("Đăng nhập", phone=phone, password=PASSWORD)
    page.sees("Bật xác minh 2 bước", "cài ứng dụng xác thực", "Khóa")
    assert "<svg" in page.html and "otpauth://totp/" in page.html
    page.press("Bật xác minh 2 bước", digits="12").sees("Số này chưa đúng", status=422)
    assert secret_of(person).replace(" ", "") in page.html.replace(" ", "")  # the same picture again
    page.press("Bật xác minh 2 bước", digits=number_now(secret_of(person))).sees("Mã dự phòng", "Mười mã này")
    assert len(re.findall(r"\b[2-9A-Z]{5}-[2-9A-Z]{5}\b", page.text)) == 10
    page.follow("Tôi đã cất kỹ, tiếp tục").sees("Chào Lê Cán Bộ")


def test_later_sign_ins_ask_for_the_number(app: Flask, visitor: Visitor) -> None:
    with transaction():
        person = make_officer()
    secret = with_factor(person)
    visitor.sign_in(person, second_factor=False)
    page = Browser(visitor).open("/staff").sees("ghi 6 chữ số đang hiện")
    page.press("Tiếp tục", digits="").sees("Vui lòng nhập 6 chữ số", status=422)
    page.press("Tiếp tục", digits=number_now(secret)).sees("Chào Lê Cán Bộ")
    assert page.address == "/staff"


def test_a_number_seen_over_the_shoulder_is_refused(app: Flask, new_visitor) -> None:  # type: ignore[no-untyped-def]
    with transaction():
        person = make_officer()
    secret = with_factor(person)
    with time_machine.travel(now(), tick=False):
        number = number_now(secret)
        first = Browser(new_visitor().sign_in(person, second_factor=False)).open("/staff")
        first.press("Tiếp tục", digits=number).sees("Chào Lê Cán Bộ")
        second = Browser(new_visitor().sign_in(person, second_factor=False)).open("/staff")
        second.press("Tiếp tục", digits=number).sees("chưa đúng hoặc đã dùng rồi", status=422)


def test_a_recovery_code_opens_once(app: Flask, new_visitor) -> None:  # type: ignore[no-untyped-def]
    with transaction():
        person = make_officer()
        codes = confirm_factor(account_of(person), number_now(begin_factor(account_of(person))))
    first = Browser(new_visitor().sign_in(person, second_factor=False)).open("/staff")
    first.press("Tiếp tục", digits=codes[3]).sees("Chào Lê Cán Bộ")
    second = Browser(new_visitor().sign_in(person, second_factor=False)).open("/staff")
    second.press("Tiếp tục", digits=codes[3]).sees("đã dùng rồi", status=422)


def test_tries_are_limited(app: Flask, visitor: Visitor) -> None:
    with transaction():
        person = make_officer()
    secret = with_factor(person)
    visitor.sign_in(person, second_factor=False)
    page = Browser(visitor).open("/staff")
    wrong = f"{(int(number_now(secret)) + 1) % 10**6:06d}"
    for _ in range(8):
        page.press("Tiếp tục", digits=wrong)
    page.press("Tiếp tục", digits=number_now(secret)).sees("Đã thử nhiều lần", status=422)


def test_nobody_in_particular_is_sent_to_sign_in(app: Flask, visitor: Visitor) -> None:
    assert visitor.get("/second-step").headers["Location"] == "/sign-in"
    assert visitor.get("/second-step/set-up").headers["Location"].startswith("/sign-in")
    assert visitor.post("/second-step", {"digits": "123456"}).headers["Location"] == "/sign-in"


def test_everyone_may_have_it_and_turn_it_off_and_staff_may_not(app: Flask, new_visitor) -> None:  # type: ignore[no-untyped-def]
    with transaction():
        customer, officer = make_customer(), make_officer()
    page = Browser(new_visitor().sign_in(customer)).open("/account/security").follow("Bật xác minh 2 bước")
    page.press("Bật xác minh 2 bước", digits=number_now(secret_of(customer)))
    page.open("/account/security").sees("Đang bật", "Còn 10 mã dự phòng")
    page.press("Tắt xác minh 2 bước").sees("Đã tắt xác minh 2 bước")
    assert account_of(customer).totp_sealed is None
    with_factor(officer)
    visitor = new_visitor().sign_in(officer)
    assert not Browser(visitor).open("/account/security").has_button("Tắt bước xác nhận")
    answer = visitor.post("/account/security/second-step/off")
    assert answer.status_code == 303 and account_of(officer).totp_sealed is not None


def test_new_recovery_codes_are_shown_once(app: Flask, visitor: Visitor) -> None:
    with transaction():
        person = make_customer()
    with_factor(person)
    page = Browser(visitor.sign_in(person)).open("/account/security").press("Lấy mã dự phòng mới")
    assert len(re.findall(r"\b[2-9A-Z]{5}-[2-9A-Z]{5}\b", page.text)) == 10
    assert page.response is not None and page.response.headers["Cache-Control"] == "no-store"
    with transaction():
        other = make_customer()
    assert visitor.sign_in(other).post("/account/security/second-step/codes").status_code == 303


def test_demo_staff_read_the_number_on_the_page_and_real_staff_never(app: Flask, new_visitor) -> None:  # type: ignore[no-untyped-def]
    with transaction():
        change_settings({"is_demo": True}, actor=SYSTEM_ACTOR)
        demo = open_demo_account("+84912000001", "Cán bộ Mẫu", "demo", staff=True)
        grant_role(demo.person, "operator", SYSTEM_ACTOR)
        real = make_operator()
    with_factor(real)
    page = Browser(new_visitor().sign_in(demo.person, second_factor=False)).open("/staff")
    page.sees("Cán bộ mẫu dùng chung", number_now(DEMO_TOTP_SECRET))
    Browser(new_visitor()).open("/sign-in").press("Đăng nhập", phone="0912000001", password="demo").sees("mẫu")
    assert "mẫu dùng chung" not in Browser(new_visitor().sign_in(real, second_factor=False)).open("/staff").text
    with transaction():
        change_settings({"is_demo": False}, actor=SYSTEM_ACTOR)
    assert "mẫu dùng chung" not in Browser(new_visitor().sign_in(demo.person, second_factor=False)).open("/staff").text
    assert session.query(Account).filter_by(is_demo=True).count() == 1
