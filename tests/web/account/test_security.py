"""Password, phone, e-mail and devices through the pages."""

import pytest
from flask import Flask

from marketplace.accounts.models import Account, SignIn
from marketplace.accounts.queries import find_account
from marketplace.accounts.services.passwords import check_password
from marketplace.accounts.services.sessions import begin_sign_in
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from tests.builders import PASSWORD, make_account
from tests.codes import count_sent, sent_code
from tests.pages import Browser
from tests.visitors import Visitor

PHONE, OTHER, NEW = "+84912345678", "+84987654321", "con trâu đi trước"


@pytest.fixture
def owner(app: Flask) -> Account:
    with transaction():
        return make_account(phone=PHONE)


@pytest.fixture
def page(owner: Account, visitor: Visitor) -> Browser:
    return Browser(visitor.sign_in(owner.person)).open("/account/security")


def test_it_shows_how_the_visitor_signs_in(page: Browser) -> None:
    page.sees("0912 345 678", "Đã xác nhận", "Thiết bị này", "Không có thiết bị nào khác.")


def test_the_password_changes_with_the_old_one_and_others_are_signed_out(
    page: Browser,
    owner: Account,
    new_visitor,  # type: ignore[no-untyped-def]
) -> None:
    elsewhere = new_visitor().sign_in(owner.person)
    page.follow("Đổi mật khẩu").press("Đổi mật khẩu", password=PASSWORD, new_password=NEW)
    page.sees("Đã đổi mật khẩu", "Thiết bị này")
    assert check_password(owner, NEW) and elsewhere.get("/account").status_code == 303


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("sai", NEW, "Mật khẩu đang dùng chưa đúng"),
        ("", NEW, "Vui lòng nhập mật khẩu đang dùng"),
        (PASSWORD, "", "Mời đặt một mật khẩu mới"),
        (PASSWORD, "12345678", "dễ bị đoán"),
        (PASSWORD, "0912345678", "dễ bị đoán"),
    ],
)
def test_a_bad_change_changes_nothing(page: Browser, owner: Account, old: str, new: str, words: str) -> None:
    page.open("/account/security/password").press("Đổi mật khẩu", password=old, new_password=new)
    page.sees(words, status=422)
    assert check_password(owner, PASSWORD)


def test_the_phone_moves_once_the_new_one_is_proven(page: Browser, new_visitor) -> None:  # type: ignore[no-untyped-def]
    owner = find_account(PHONE)
    assert owner is not None
    elsewhere = new_visitor().sign_in(owner.person)
    page.follow("Đổi số điện thoại").press("Gửi mã tới số mới", phone="0987 654 321").sees("0987•••321")
    assert find_account(PHONE) is not None and count_sent(PHONE) == 0
    page.press("Tiếp tục", code=sent_code(OTHER)).sees("Đã đổi số điện thoại", "0987 654 321")
    assert find_account(OTHER) is not None and find_account(PHONE) is None
    assert elsewhere.get("/account").status_code == 303


def test_anothers_phone_and_ones_own_are_refused(page: Browser) -> None:
    with transaction():
        make_account(phone=OTHER)
    page.open("/account/security/phone").press("Gửi mã tới số mới", phone="0912345678")
    page.sees("Đây đang là số đăng nhập", status=422)
    page.press("Gửi mã tới số mới", phone="0987654321").press("Tiếp tục", code=sent_code(OTHER))
    page.sees("Số này đã dùng cho một tài khoản khác")
    assert find_account(PHONE) is not None


def test_a_proof_of_one_account_moves_no_other(page: Browser, visitor: Visitor) -> None:
    page.open("/account/security/phone").press("Gửi mã tới số mới", phone="0987654321")
    form = {**page.form("Tiếp tục").fields, "code": sent_code(OTHER)}
    with transaction():
        other = make_account()
    visitor.sign_in(other.person)
    assert visitor.send("/code", form).status_code == 403
    assert find_account(OTHER) is None


def test_an_address_is_confirmed_by_a_code_changed_and_removed(page: Browser, owner: Account) -> None:
    page.follow("Thêm email").press("Gửi mã", email="Hoa@Example.vn").sees("hoa@example.vn")
    page.press("Tiếp tục", code=sent_code("hoa@example.vn")).sees("Đã xác nhận email")
    session.refresh(owner)
    assert owner.email == "hoa@example.vn" and owner.email_verified_at is not None
    page.press("Bỏ email này").sees("Đã bỏ email")
    session.refresh(owner)
    assert owner.email is None


def test_a_bad_address_is_answered_and_kept(page: Browser) -> None:
    page.open("/account/security/email").press("Gửi mã", email="hoa@").sees("Mời xem lại email", status=422)
    assert 'value="hoa@"' in page.html


def test_devices_are_listed_and_ended_one_or_all(page: Browser, owner: Account) -> None:
    with transaction():
        rows = [
            begin_sign_in(owner, device=name)[0]
            for name in ("Chrome · Android", "Safari · iPhone", "Firefox · Windows")
        ]
    page.open("/account/security").sees("Chrome · Android", "Safari · iPhone", "Firefox · Windows")
    page.press("Đăng xuất thiết bị này").sees("Đã đăng xuất thiết bị đó.")
    assert session.query(SignIn).filter(SignIn.ended_at.is_not(None)).count() == 1
    page.press("Đăng xuất mọi thiết bị khác").sees("Không có thiết bị nào khác.")
    assert session.query(SignIn).filter(SignIn.ended_at.is_(None)).count() == 1
    assert all(session.get_one(SignIn, row.id).ended_at for row in rows)


def test_anothers_session_is_not_found(page: Browser, visitor: Visitor) -> None:
    with transaction():
        foreign, _ = begin_sign_in(make_account())
    assert visitor.post(f"/account/security/devices/{foreign.id}/end").status_code == 404
    assert session.get_one(SignIn, foreign.id).ended_at is None


def test_it_is_nobody_elses(app: Flask, visitor: Visitor) -> None:
    for path in ("", "/password", "/phone", "/email"):
        assert visitor.get(f"/account/security{path}").headers["Location"].startswith("/sign-in")
