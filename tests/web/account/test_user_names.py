"""Password managers find the same user name on every page that asks for a password: her phone as people type it."""

import re

import pytest
from flask import Flask

from config import ROOT
from marketplace.accounts.queries import find_account
from marketplace.accounts.services.phone_changes import KNOWN, Check, ask_for_phone_change
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.transactions import transaction
from tests.builders import make_account, make_officer
from tests.codes import sent_code, sent_phone_change
from tests.pages import Browser
from tests.visitors import Visitor

PHONE, TYPED, NEW, NEW_TYPED = "+84912345678", "0912345678", "+84987654321", "0987654321"
PASSWORD_FIELD = re.compile(r'<input[^>]*type="password"[^>]*>')
NAME_FIELD = re.compile(r'<input[^>]*autocomplete="username"[^>]*>')
PAGES = sorted(
    path.relative_to(ROOT / "templates").as_posix()
    for path in (ROOT / "templates").rglob("*.html")
    if re.search(r"\{\{ password\(", path.read_text()) and path.name not in ("forms.html", "gallery.html")
)


def named(page: Browser) -> str:
    """The one user name of a page that asks for a password."""
    assert PASSWORD_FIELD.search(page.html), page.address
    [field] = NAME_FIELD.findall(page.html)
    return re.search(r'value="([^"]*)"', field).group(1)  # type: ignore[union-attr]


def test_each_page_with_a_password_has_one() -> None:
    assert len(PAGES) >= 6
    for page in PAGES:
        html = (ROOT / "templates" / page).read_text()
        assert html.count("{{ user_name(") + html.count('autocomplete="username"') == 1, page


@pytest.mark.parametrize("path", ["/account/security/password", "/prove"])
def test_it_is_her_phone_where_she_is_known(app: Flask, visitor: Visitor, path: str) -> None:
    with transaction():
        account = make_account(phone=PHONE)
    assert named(Browser(visitor.sign_in(account.person)).open(path)) == TYPED


def test_it_is_the_phone_she_types_where_she_is_not(app: Flask, visitor: Visitor) -> None:
    page = Browser(visitor).open("/sign-in").press("Đăng nhập", phone=TYPED, password="không phải")
    assert named(page) == TYPED


def test_it_is_the_phone_she_proved_when_she_opens_an_account(app: Flask, visitor: Visitor) -> None:
    page = Browser(visitor).open("/sign-up").press("Gửi mã cho tôi", phone=TYPED)
    assert named(page.press("Tiếp tục", code=sent_code(PHONE))) == TYPED


def test_it_is_the_accounts_phone_when_she_sets_a_new_password(app: Flask, visitor: Visitor) -> None:
    with transaction():
        make_account(phone=PHONE)
    page = Browser(visitor).open("/password/reset").press("Gửi mã cho tôi", reached_at=TYPED)
    assert named(page.press("Tiếp tục", code=sent_code(PHONE))) == TYPED


def test_it_is_the_new_phone_when_she_moves_to_it(app: Flask, visitor: Visitor) -> None:
    with transaction():
        account, officer = make_account(phone=PHONE), make_officer()
        ask_for_phone_change(
            account.id, NEW, Check(KNOWN, "Gặp ở nhà chị ấy", in_person=True), Actor(OFFICER, officer.id)
        )
    page = Browser(visitor).open(f"/phone-change/{sent_phone_change(NEW)}").press("Đúng là tôi, gửi mã cho tôi")
    assert named(page.press("Tiếp tục", code=sent_code(NEW))) == NEW_TYPED
    assert find_account(PHONE) is not None
