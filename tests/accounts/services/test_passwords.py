"""Passwords: which may be chosen, how they are kept and compared."""

import unicodedata
from typing import Any

import pytest
from flask import Flask

from marketplace.accounts.errors import BadPassword
from marketplace.accounts.models import SignIn
from marketplace.accounts.services import passwords
from marketplace.accounts.services.passwords import (
    Hashed,
    check_password,
    common_passwords,
    make_hash,
    reason_against,
    require_good_password,
    set_password,
    wants_new_hash,
)
from marketplace.accounts.services.sessions import begin_sign_in
from marketplace.core.actors import SYSTEM_ACTOR
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.site.services import change_settings
from tests.builders import PASSWORD, make_account
from tests.codes import told

GOOD = [
    "con trâu đi trước",
    "Xy7&kq!w",
    "        cách        ",
    "рыбак рыбака",
    "🌾🌾🌾🌾🌾🌾lúa",
    "9f8e7d6c5b4a",
    "Mưa " * 16,
]


@pytest.mark.parametrize("password", GOOD)
def test_any_characters_will_do(password: str) -> None:
    assert reason_against(password) is None


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("ngắn quá"[:7], passwords.TOO_SHORT),
        ("", passwords.TOO_SHORT),
        ("x" * 1025, passwords.TOO_LONG),
        ("password", passwords.COMMON),
        ("PassWord", passwords.COMMON),
        ("12345678", passwords.COMMON),
        ("87654321", passwords.COMMON),
        ("abcdefgh", passwords.COMMON),
        ("matkhau123", passwords.COMMON),
        ("mật khẩu", passwords.COMMON),
        ("Anh Yêu Em 123".replace(" 123", ""), passwords.COMMON),
        ("iloveyou", passwords.COMMON),
        ("aaaaaaaa", passwords.COMMON),
        ("matkhau2031", passwords.COMMON),
        ("!!Mật khẩu 99", passwords.COMMON),
        ("anhyeuem@1998", passwords.COMMON),
        ("matkhaumatkhau", passwords.COMMON),
        ("hoiphunu2030", passwords.COMMON),
        ("ababababab", passwords.COMMON),
        ("Nguyễn Thị Hoa", passwords.OWN_WORDS),
        ("hoanguyen1990", passwords.OWN_WORDS),
        ("0937154826", passwords.OWN_WORDS),
        ("Gian hàng Phụ nữ xứ Thanh 2026", passwords.OWN_WORDS),
    ],
)
def test_what_is_tried_first_is_refused(password: str, reason: str) -> None:
    own = ("Nguyễn Thị Hoa", "+84937154826", "Gian hàng Phụ nữ xứ Thanh")
    assert reason_against(password, own) == reason


def test_the_list_holds_the_most_frequent_ones() -> None:
    assert len(common_passwords()) >= 3000
    assert {"password", "qwertyuiop", "anhyeuem123"} <= common_passwords()


def test_own_words_beside_others_are_fine() -> None:
    assert reason_against("Hoa thích trồng sâm", ("Nguyễn Thị Hoa",)) is None


def test_brand_and_association_are_own_words_always(app: Flask) -> None:
    with pytest.raises(BadPassword) as refused:
        require_good_password("Hội Liên hiệp Phụ nữ 1")
    assert refused.value.reason == passwords.OWN_WORDS


@pytest.mark.parametrize("password", ["12345678", "matkhau1", "Anhyeuem!", "0912345678", "password"])
def test_a_demo_refuses_what_everybody_tries_first_too(app: Flask, password: str) -> None:
    """Whoever tries the demo sees what the real one does; the printed password of its own accounts goes on working."""
    with transaction():
        change_settings({"is_demo": True}, actor=SYSTEM_ACTOR)
        account = make_account()
        set_password(account, "gian-hang")
    with pytest.raises(BadPassword):
        require_good_password(password)
    assert check_password(account, "gian-hang")


def test_a_password_is_compared_exactly_but_for_how_it_was_composed(app: Flask) -> None:
    with transaction():
        account = make_account()
        set_password(account, "Sông Mã mùa lũ")
    assert check_password(account, unicodedata.normalize("NFD", "Sông Mã mùa lũ"))
    for wrong in ("sông mã mùa lũ", "Sông Mã mùa lũ ", "Song Ma mua lu", "Sông Mã mùa l", ""):
        assert not check_password(account, wrong)


def test_a_megabyte_is_not_hashed(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    with transaction():
        account = make_account()

    def refuse(*_words: Any) -> bool:
        raise AssertionError("nothing of that size is hashed")

    monkeypatch.setattr(type(passwords._hasher()), "verify", refuse)
    assert not check_password(account, "x" * 1_000_000)


def test_nobody_and_somebody_without_password_never_match(app: Flask) -> None:
    with transaction():
        account = make_account()
        account.password_hash = None
    assert not check_password(None, "the password of nobody")
    assert not check_password(account, "the password of nobody")


def test_production_uses_the_advised_parameters() -> None:
    hasher = passwords._hasher_for("production")
    assert (hasher.type.name, hasher.time_cost, hasher.memory_cost, hasher.parallelism) == ("ID", 2, 19_456, 1)


def test_a_hash_of_other_parameters_is_renewed(app: Flask) -> None:
    with transaction():
        account = make_account()
    assert not wants_new_hash(account)
    account_hash = str(passwords._hasher_for("production").hash(PASSWORD))
    with transaction():
        account.password_hash = account_hash
    assert wants_new_hash(account) and check_password(account, PASSWORD)


def test_a_new_password_ends_every_other_session_and_is_told(app: Flask) -> None:
    with transaction():
        account = make_account()
        here, _ = begin_sign_in(account)
        there, _ = begin_sign_in(account)
    hashed = make_hash("con trâu đi trước")
    assert isinstance(hashed, Hashed)
    with transaction():
        set_password(account, hashed, keep=here)
    assert session.get_one(SignIn, here.id).ended_at is None
    assert session.get_one(SignIn, there.id).ended_why == "password_changed"
    assert told(account.id) == ["password"] and check_password(account, "con trâu đi trước")
