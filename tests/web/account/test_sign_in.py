"""Signing in and out through the pages."""

import re
from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from marketplace.accounts.models import SignIn
from marketplace.accounts.queries import find_account_of
from marketplace.accounts.services import codes
from marketplace.accounts.services.second_factor import begin_factor, confirm_factor, number_now
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.web.plumbing.gate import FIELD
from marketplace.web.plumbing.visitor import COOKIE
from tests.builders import PASSWORD, make_account, make_customer, make_officer, make_operator, make_shop
from tests.codes import count_sent, sent_code, told
from tests.pages import Browser
from tests.visitors import ORIGIN, Visitor, text_of

PHONE = "+84912345678"


@pytest.fixture
def owner(app: Flask):  # type: ignore[no-untyped-def]
    with transaction():
        return make_account(phone=PHONE)


def sign_in(visitor: Visitor, phone: str = "0912 345 678", password: str = PASSWORD, **more: str) -> Browser:
    return Browser(visitor).open(f"/sign-in{more.get('query', '')}").press("Đăng nhập", phone=phone, password=password)


def session_token(visitor: Visitor) -> str:
    cookie = visitor.client.get_cookie(COOKIE, domain="localhost")
    return cookie.value if cookie else ""


def test_phone_and_password_lead_to_the_account(owner, visitor: Visitor) -> None:  # type: ignore[no-untyped-def]
    sign_in(visitor).sees("Chào Nguyễn Thị Mẫu", "0912 345 678")
    assert visitor.get("/sign-in").headers["Location"] == "/account"


def test_however_the_phone_is_written(owner, new_visitor) -> None:  # type: ignore[no-untyped-def]
    for written in ("0912345678", "+84 912 345 678", "0912.345.678", "84912345678"):
        sign_in(new_visitor(), phone=written).sees("Chào")


@pytest.mark.parametrize(
    ("phone", "password", "words"),
    [
        ("", PASSWORD, "Vui lòng nhập số điện thoại."),
        ("0912 345 678", "", "Vui lòng nhập mật khẩu."),
        ("0912", PASSWORD, "còn thiếu chữ số"),
        ("01212345678", PASSWORD, "11 chữ số đã đổi"),
        ("0237 3852 123", PASSWORD, "Số máy bàn không nhận được tin nhắn"),
    ],
)
def test_bad_input_is_answered_at_the_field(owner, visitor: Visitor, phone: str, password: str, words: str) -> None:  # type: ignore[no-untyped-def]
    page = sign_in(visitor, phone, password).sees("Chưa gửi được", words, status=422)
    assert f'value="{phone}"' in page.html and PASSWORD not in page.html


def test_a_wrong_password_and_an_unknown_phone_get_the_same_answer(owner, new_visitor) -> None:  # type: ignore[no-untyped-def]
    known = sign_in(new_visitor(), password="sai rồi nhé").sees("chưa đúng", status=422)
    unknown = sign_in(new_visitor(), phone="0987 654 321", password="sai rồi nhé").sees("chưa đúng", status=422)
    assert known.text == unknown.text
    assert _plain(known.html) == _plain(unknown.html)


def _plain(html: str) -> str:
    """A page without what differs by nature: the form's token and the typed phone."""
    html = re.sub(r'name="csrf_token" value="[^"]*"', "", html)
    return html.replace("0912 345 678", "P").replace("0987 654 321", "P")


def test_many_tries_are_asked_to_wait(owner, visitor: Visitor) -> None:  # type: ignore[no-untyped-def]
    for _ in range(10):
        sign_in(visitor, password="sai rồi nhé")
    sign_in(visitor).sees("Đã thử nhiều lần. Mời đợi đến", status=422)


def test_each_role_arrives_where_its_work_is(app: Flask, new_visitor) -> None:  # type: ignore[no-untyped-def]
    with transaction():
        customer, seller = make_customer(), make_shop().seller.person
        officer = make_officer()
    for person, home in ((customer, "/account"), (seller, "/seller"), (officer, "/staff")):
        account = find_account_of(person.id)
        assert account is not None
        visitor = new_visitor()
        answer = visitor.post("/sign-in", {"phone": "0" + account.phone[3:], "password": PASSWORD})
        assert answer.headers["Location"] == home


def test_the_visitor_goes_on_to_the_page_she_wanted(owner, visitor: Visitor) -> None:  # type: ignore[no-untyped-def]
    gate = visitor.get("/account/security")
    assert gate.status_code == 303
    page = Browser(visitor).open(gate.headers["Location"]).sees("Vui lòng đăng nhập để tiếp tục.")
    page.press("Đăng nhập", phone="0912345678", password=PASSWORD).sees("Thiết bị đang đăng nhập")


def test_a_new_token_and_a_new_form_token_at_every_sign_in(owner, visitor: Visitor) -> None:  # type: ignore[no-untyped-def]
    visitor.client.set_cookie(COOKIE, "a-token-chosen-by-somebody-else", domain="localhost")
    with visitor.client.session_transaction(base_url=ORIGIN) as visit:
        visit[FIELD] = "fixed"
    sign_in(visitor)
    first = session_token(visitor)
    assert first not in ("", "a-token-chosen-by-somebody-else")
    with visitor.client.session_transaction(base_url=ORIGIN) as visit:
        assert visit.get(FIELD) != "fixed"
    visitor.post("/sign-in", {"phone": "0912345678", "password": PASSWORD})
    assert session_token(visitor) not in ("", first)
    assert session.query(SignIn).filter(SignIn.ended_at.is_(None)).count() == 1  # the one before was replaced


def test_the_cookie_is_for_the_server_alone(owner, visitor: Visitor) -> None:  # type: ignore[no-untyped-def]
    answer = visitor.post("/sign-in", {"phone": "0912345678", "password": PASSWORD})
    cookie = next(c for c in answer.headers.getlist("Set-Cookie") if c.startswith("sid="))
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Path=/" in cookie
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_captured_cookie_is_worth_nothing_after_signing_out(owner, visitor: Visitor, new_visitor) -> None:  # type: ignore[no-untyped-def]
    sign_in(visitor)
    captured = session_token(visitor)
    thief = new_visitor()
    thief.client.set_cookie(COOKIE, captured, domain="localhost")
    assert thief.get("/account").status_code == 200
    answer = visitor.post("/sign-out")
    assert answer.headers["Location"] == "/" and "cache" in answer.headers["Clear-Site-Data"]
    assert session_token(visitor) == ""
    assert thief.get("/account").headers["Location"].startswith("/sign-in")
    visitor.client.set_cookie(COOKIE, captured, domain="localhost")
    assert visitor.get("/account").status_code == 303


def test_signing_out_forgets_the_visit_but_not_the_language(owner, visitor: Visitor) -> None:  # type: ignore[no-untyped-def]
    sign_in(visitor)
    with visitor.client.session_transaction(base_url=ORIGIN) as visit:
        visit["order_keys"], visit["locale"] = {"DH1": "k"}, "en"
    visitor.post("/sign-out")
    with visitor.client.session_transaction(base_url=ORIGIN) as visit:
        assert "order_keys" not in visit and visit["locale"] == "en"


def test_an_ended_role_is_felt_at_the_next_request(app: Flask, visitor: Visitor, new_visitor) -> None:  # type: ignore[no-untyped-def]
    with transaction():
        operator, other = make_operator(), make_operator("Khác")
    first, second = visitor.sign_in(operator), new_visitor().sign_in(other)
    assert first.get("/staff/outbox").status_code == 200
    Browser(second).open(f"/staff/roles/{operator.public_id}/operator/end").press("Lấy lại quyền")
    assert first.get("/staff/outbox").headers["Location"].startswith("/sign-in")


def test_a_suspended_account_is_told_only_after_proof(owner, visitor: Visitor) -> None:  # type: ignore[no-untyped-def]
    with transaction():
        owner.status = "suspended"
    assert "tạm khóa" not in sign_in(visitor, password="sai rồi nhé").text
    sign_in(visitor).sees("đang tạm khóa", status=422)
    assert session_token(visitor) == ""


def test_a_code_instead_of_a_password(owner, visitor: Visitor) -> None:  # type: ignore[no-untyped-def]
    page = Browser(visitor).open("/sign-in").follow("Nhận mã về điện thoại")
    page.press("Gửi mã cho tôi", phone="0912345678").sees("Nhập mã", "0912•••678")
    page.press("Tiếp tục", code=sent_code(PHONE)).sees("Chào Nguyễn Thị Mẫu")


def test_a_code_for_a_phone_without_account_opens_one(app: Flask, visitor: Visitor) -> None:
    page = Browser(visitor).open("/sign-in/code").press("Gửi mã cho tôi", phone="0987654321")
    page.press("Tiếp tục", code=sent_code("+84987654321")).sees("Số này chưa có tài khoản", "Tên và mật khẩu")


def test_asking_for_a_code_says_the_same_for_every_phone(owner, new_visitor) -> None:  # type: ignore[no-untyped-def]
    pages = []
    for number, phone in (("0912345678", PHONE), ("0987654321", "+84987654321")):
        visitor = new_visitor()
        answer = visitor.post("/sign-in/code", {"phone": number})
        assert answer.status_code == 303 and count_sent(phone) == 1
        pages.append(text_of(visitor.follow(answer)).replace(f"{number[:4]}•••{number[-3:]}", "P"))
    assert pages[0] == pages[1]


def test_a_known_browser_enters_while_strangers_are_kept_waiting(owner, visitor: Visitor, new_visitor) -> None:  # type: ignore[no-untyped-def]
    sign_in(visitor)
    visitor.post("/sign-out")
    for _ in range(4):
        stranger = new_visitor()
        for _ in range(10):
            stranger.post("/sign-in", {"phone": "0912345678", "password": "sai"})
    assert new_visitor().post("/sign-in", {"phone": "0912345678", "password": PASSWORD}).status_code == 422
    assert visitor.post("/sign-in", {"phone": "0912345678", "password": PASSWORD}).status_code == 303


def test_a_new_device_is_told_to_its_owner_and_a_known_one_is_not(owner, visitor: Visitor) -> None:  # type: ignore[no-untyped-def]
    sign_in(visitor)
    visitor.post("/sign-out")
    sign_in(visitor)
    assert told(owner.id) == ["new_device"]


def test_with_a_second_step_the_password_alone_opens_nothing(owner, visitor: Visitor) -> None:  # type: ignore[no-untyped-def]
    with time_machine.travel(now() - timedelta(minutes=5)), transaction():
        secret = begin_factor(owner)
        confirm_factor(owner, number_now(secret))
    page = sign_in(visitor, query="?next=/account/privacy").sees("Xác minh 2 bước")
    assert session_token(visitor) == "" and visitor.get("/account").status_code == 303
    page.press("Tiếp tục", digits="000000" if number_now(secret) != "000000" else "111111").sees(
        "chưa đúng hoặc đã dùng rồi", status=422
    )
    page.press("Tiếp tục", digits=number_now(secret)).sees("Dữ liệu của tôi")
    row = session.query(SignIn).one()
    assert row.second_factor_at is not None


def test_the_first_step_is_forgotten_after_ten_minutes_or_a_new_password(owner, visitor: Visitor) -> None:  # type: ignore[no-untyped-def]
    with transaction():
        confirm_factor(owner, number_now(begin_factor(owner)))
    sign_in(visitor).sees("Xác minh 2 bước")
    with time_machine.travel(now() + timedelta(minutes=10, seconds=5)):
        assert visitor.get("/second-step").headers["Location"] == "/sign-in"
    assert visitor.get("/second-step").status_code == 200
    with transaction():
        owner.password_hash = "changed"
    assert visitor.get("/second-step").headers["Location"] == "/sign-in"


def test_no_code_is_looked_at_after_its_time(owner, visitor: Visitor) -> None:  # type: ignore[no-untyped-def]
    page = Browser(visitor).open("/sign-in/code").press("Gửi mã cho tôi", phone="0912345678")
    code = sent_code(PHONE)
    with time_machine.travel(now() + codes.LIFE + timedelta(seconds=5)):
        page.press("Tiếp tục", code=code).sees("không còn dùng được", status=422)


def test_opening_an_account_stands_before_the_form(visitor: Visitor) -> None:
    page = Browser(visitor).open("/sign-in?next=/seller/apply")
    assert page.text.index("Mở tài khoản mới") < page.text.index("Mật khẩu")
