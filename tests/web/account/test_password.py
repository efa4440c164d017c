"""A forgotten password, by phone or by e-mail."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from marketplace.accounts.models import SignIn
from marketplace.accounts.services.passwords import check_password
from marketplace.accounts.services.registration import confirm_email
from marketplace.accounts.services.second_factor import begin_factor, confirm_factor, number_now
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from tests.builders import PASSWORD, make_account
from tests.codes import count_sent, sent_code, told
from tests.pages import Browser
from tests.visitors import Visitor, text_of

PHONE, EMAIL, NEW = "+84912345678", "hoa@example.vn", "con trâu đi trước"


@pytest.fixture
def owner(app: Flask):  # type: ignore[no-untyped-def]
    with transaction():
        account = make_account(phone=PHONE)
        confirm_email(account, EMAIL)
        return account


def reached(visitor: Visitor, at: str = "0912345678", target: str = PHONE) -> Browser:
    page = Browser(visitor).open("/sign-in").follow("Quên mật khẩu?").press("Gửi mã cho tôi", reached_at=at)
    return page.press("Tiếp tục", code=sent_code(target))


@pytest.mark.parametrize(("at", "target"), [("0912 345 678", PHONE), (" Hoa@Example.vn ", EMAIL)])
def test_a_code_and_a_new_password_let_the_owner_sign_in_again(owner, visitor: Visitor, at: str, target: str) -> None:  # type: ignore[no-untyped-def]
    page = reached(visitor, at, target).sees("Đặt mật khẩu mới")
    page.press("Lưu mật khẩu mới", password=NEW).sees("Đã đặt mật khẩu mới", "Đăng nhập")
    assert check_password(owner, NEW) and not check_password(owner, PASSWORD)
    page.press("Đăng nhập", phone="0912345678", password=NEW).sees("Chào")
    assert told(owner.id)[:2] == ["email", "password"]


def test_every_session_ends(owner, visitor: Visitor, new_visitor) -> None:  # type: ignore[no-untyped-def]
    elsewhere = new_visitor().sign_in(owner.person)
    assert elsewhere.get("/account").status_code == 200
    reached(visitor).press("Lưu mật khẩu mới", password=NEW)
    assert elsewhere.get("/account").status_code == 303
    assert {row.ended_why for row in session.query(SignIn)} == {"password_changed"}


def test_the_second_step_stays(owner, visitor: Visitor) -> None:  # type: ignore[no-untyped-def]
    with time_machine.travel(now() - timedelta(minutes=5)), transaction():
        confirm_factor(owner, number_now(begin_factor(owner)))
    page = reached(visitor).press("Lưu mật khẩu mới", password=NEW)
    page.press("Đăng nhập", phone="0912345678", password=NEW).sees("Xác minh 2 bước")


def test_the_same_answer_whether_anybody_is_there_or_not(owner, new_visitor) -> None:  # type: ignore[no-untyped-def]
    pages = {}
    for at, shown in (
        ("0912345678", "0912•••678"),
        ("0987654321", "0987•••321"),
        (EMAIL, EMAIL),
        ("ai@example.vn", "ai@example.vn"),
    ):
        visitor = new_visitor()
        answer = visitor.post("/password/reset", {"reached_at": at})
        pages[at] = (answer.status_code, text_of(visitor.follow(answer)).replace(shown, "P"))
    assert len(set(pages.values())) == 1
    assert count_sent("ai@example.vn") == 0 and count_sent(EMAIL) == 1  # nobody else's mailbox is written to


def test_an_unconfirmed_address_reaches_nobody(app: Flask, visitor: Visitor) -> None:
    with transaction():
        make_account(email=EMAIL)
    visitor.post("/password/reset", {"reached_at": EMAIL})
    assert count_sent(EMAIL) == 0


@pytest.mark.parametrize(
    ("at", "words"), [("", "Vui lòng nhập số điện thoại"), ("hoa@", "xem lại email"), ("12", "thiếu chữ số")]
)
def test_bad_input_is_answered(app: Flask, visitor: Visitor, at: str, words: str) -> None:
    Browser(visitor).open("/password/reset").press("Gửi mã cho tôi", reached_at=at).sees(words, status=422)


def test_a_phone_without_account_may_open_one(app: Flask, visitor: Visitor) -> None:
    reached(visitor, "0987654321", "+84987654321").sees("Số này chưa có tài khoản", "Tên và mật khẩu")


def test_a_weak_one_is_refused_and_the_proof_stands(owner, visitor: Visitor) -> None:  # type: ignore[no-untyped-def]
    page = reached(visitor).press("Lưu mật khẩu mới", password="12345678").sees("dễ bị đoán", status=422)
    page.press("Lưu mật khẩu mới", password="").sees("Mời đặt một mật khẩu mới", status=422)
    page.press("Lưu mật khẩu mới", password=NEW).sees("Đã đặt mật khẩu mới")


def test_nobody_chooses_without_proof_and_no_proof_works_twice(owner, visitor: Visitor) -> None:  # type: ignore[no-untyped-def]
    assert visitor.get("/password/new").headers["Location"] == "/password/reset"
    page = reached(visitor)
    with visitor.client.session_transaction(base_url="http://localhost") as visit:
        kept = dict(visit)
    page.press("Lưu mật khẩu mới", password=NEW)
    with visitor.client.session_transaction(base_url="http://localhost") as visit:
        visit.update(kept)
    answer = visitor.post("/password/new", {"password": "mật khẩu của kẻ khác"})
    assert answer.headers["Location"] == "/password/reset" and check_password(owner, NEW)


def test_a_code_for_signing_in_sets_no_password(owner, visitor: Visitor) -> None:  # type: ignore[no-untyped-def]
    visitor.post("/sign-in/code", {"phone": "0912345678"})
    visitor.post("/code", {"code": sent_code(PHONE)})
    assert visitor.post("/password/new", {"password": NEW}).headers["Location"] == "/password/reset"
    assert check_password(owner, PASSWORD)


def test_a_forged_host_changes_no_address(owner, visitor: Visitor) -> None:  # type: ignore[no-untyped-def]
    answer = visitor.client.post(
        "/password/reset",
        data={"reached_at": "0912345678"},
        headers={"Host": "evil.example", "Origin": "http://evil.example"},
    )
    assert answer.status_code == 400 and count_sent(PHONE) == 0
