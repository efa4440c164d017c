"""OWASP ASVS 5.0, chapter 7 (session management), row by row: each test bears the number of its requirement.

Not applicable: 7.1.3 and 7.6 (no federated sign-in). 7.2.2: tokens are made for each session, see 7.2.4.
"""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from config import ROOT
from marketplace.accounts import exchanges
from marketplace.accounts.models import Account, SignIn
from marketplace.accounts.queries import find_account_of
from marketplace.accounts.services import codes
from marketplace.accounts.services import sessions as limits
from marketplace.accounts.services.registration import confirm_email
from marketplace.accounts.services.roles import suspend
from marketplace.accounts.services.second_factor import TRIES, begin_factor, number_now, pending_secret
from marketplace.association.jobs import end_sessions_that_are_over
from marketplace.core.actors import SYSTEM_ACTOR
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.web.plumbing.access import AccessRule
from marketplace.web.plumbing.routing import who_may
from marketplace.web.plumbing.visitor import COOKIE
from tests.builders import PASSWORD, make_account, make_officer, make_operator, make_shop
from tests.codes import sent_code
from tests.pages import Browser
from tests.visitors import ORIGIN, Visitor

PHONE, OTHER, EMAIL, NEW = "+84912345678", "+84987654321", "hoa@example.vn", "con trâu đi trước"
LATER = timedelta(minutes=5)  # a number of the second step is not good twice


@pytest.fixture
def owner(app: Flask) -> Account:
    with transaction():
        return make_account(phone=PHONE)


def token_of(visitor: Visitor) -> str:
    cookie = visitor.client.get_cookie(COOKIE, domain="localhost")
    return cookie.value if cookie else ""


def copy_of(visitor: Visitor) -> Visitor:
    """Another browser with a copy of the session's cookie."""
    thief = Visitor(visitor.app)
    thief.client.set_cookie(COOKIE, token_of(visitor), domain="localhost")
    return thief


def is_in(visitor: Visitor, path: str = "/account") -> bool:
    return visitor.get(path).status_code == 200


def sign_in(visitor: Visitor, password: str = PASSWORD) -> Visitor:
    assert visitor.post("/sign-in", {"phone": "0912345678", "password": password}).status_code == 303
    return visitor


def with_factor(account: Account) -> str:
    """Her second step, turned on a while ago; gives its secret."""
    with time_machine.travel(now() - LATER):
        with transaction():
            secret = begin_factor(account)
        exchanges.confirm_factor(account.id, number_now(secret))
    return secret


def test_7_1_1_and_7_1_2_time_outs_and_numbers_are_written_down_as_they_are() -> None:
    page = (ROOT / "docs/sessions.md").read_text()
    own, staff = limits.OWN_DEVICE, limits.STAFF
    assert f"on their own device | {own.idle.days} days | {own.whole.days} days |" in page
    half_hour, eight = staff.idle.seconds // 60, staff.whole.seconds // 3600
    assert f"officers and operators | {half_hour} minutes | {eight} hours |" in page
    assert f"at most {limits.MOST_SESSIONS} sessions" in page
    assert f"fresh for {limits.FRESH.seconds // 60} minutes" in page
    tries = (exchanges.PER_PHONE_AND_NETWORK, exchanges.PER_PHONE, exchanges.PER_ADDRESS, exchanges.PER_NETWORK)
    assert "{} a phone and network, {} a phone, {} a line, {} a network, 3,000 in all | 10 a".format(*tries) in page
    sent = (codes.PER_PHONE_AND_NETWORK, codes.PER_PHONE, codes.PER_ADDRESS, codes.PER_NETWORK)
    assert "{} a phone and network, {} a phone, {} a line, {} a network, 3,000 in all | 10 |".format(*sent) in page
    assert (exchanges.IN_ALL, codes.IN_ALL, exchanges.PER_DEVICE, exchanges.PROOFS) == (3000, 3000, 10, 10)
    assert (codes.PER_KNOWN, codes.MOST_TRIES, TRIES) == (10, 5, 8)


@pytest.mark.parametrize("token", ["", "x", "a" * 43, "eyJhbGciOiJub25lIn0.eyJhY2NvdW50IjoxfQ."])
def test_7_2_1_a_token_is_checked_by_the_server_alone(owner: Account, visitor: Visitor, token: str) -> None:
    visitor.client.set_cookie(COOKIE, token, domain="localhost")
    assert not is_in(visitor)


def test_7_2_3_a_token_is_random_of_256_bits_and_stands_in_no_database(owner: Account, new_visitor) -> None:  # type: ignore[no-untyped-def]
    tokens = {token_of(sign_in(new_visitor())) for _ in range(5)}
    assert len(tokens) == 5 and all(re.fullmatch(r"[\w-]{43}", token) for token in tokens)
    assert tokens.isdisjoint(row.token_hash for row in session.query(SignIn))


def test_7_2_4_a_new_token_at_each_sign_in_and_each_new_proof(owner: Account, visitor: Visitor) -> None:
    visitor.client.set_cookie(COOKIE, "a-token-planted-beforehand", domain="localhost")
    seen = ["a-token-planted-beforehand", token_of(sign_in(visitor)), token_of(sign_in(visitor))]
    before = copy_of(visitor)
    Browser(visitor).open("/prove").press("Xác nhận", password=PASSWORD)
    seen.append(token_of(visitor))
    Browser(visitor).open("/prove").press("Gửi mã về điện thoại của tôi").press("Tiếp tục", code=sent_code(PHONE))
    seen.append(token_of(visitor))
    assert len(set(seen)) == 5 and is_in(visitor) and not is_in(before)


def test_7_2_4_the_second_step_begins_a_new_session_too(app: Flask, visitor: Visitor) -> None:
    with transaction():
        officer = make_officer()
        account = find_account_of(officer.id)
    assert account is not None
    secret = with_factor(account)
    visitor.sign_in(officer, second_factor=False)
    half = copy_of(visitor)
    Browser(visitor).open("/second-step").press("Tiếp tục", digits=number_now(secret))
    assert is_in(visitor, "/staff") and not is_in(half)


@pytest.mark.parametrize(
    ("make", "path", "idle"),
    [(make_account, "/account", limits.OWN_DEVICE.idle), (make_officer, "/staff", limits.STAFF.idle)],
)
def test_7_3_1_left_lying_it_ends_and_no_clock_revives_it(
    app: Flask, visitor: Visitor, make: Callable[[], object], path: str, idle: timedelta
) -> None:
    with transaction():
        made = make()
    visitor.sign_in(getattr(made, "person", made))  # type: ignore[arg-type]
    with time_machine.travel(now() + idle - timedelta(minutes=1)):
        assert is_in(visitor, path)
        used_at = now()
    with time_machine.travel(used_at + idle + timedelta(minutes=1)):
        assert not is_in(visitor, path)
    assert not is_in(visitor, path), "the clock was set back"
    assert session.query(SignIn).one().ended_why == limits.IDLE


@pytest.mark.parametrize(
    ("make", "path", "step", "whole"),
    [
        (make_account, "/account", timedelta(days=10), limits.OWN_DEVICE.whole),
        (make_officer, "/staff", timedelta(minutes=29), limits.STAFF.whole),
    ],
)
def test_7_3_2_however_busy_it_ends_after_its_whole_time(
    app: Flask, visitor: Visitor, make: Callable[[], object], path: str, step: timedelta, whole: timedelta
) -> None:
    with transaction():
        made = make()
    visitor.sign_in(getattr(made, "person", made))  # type: ignore[arg-type]
    began = now()
    with time_machine.travel(began, tick=False) as clock:
        while now() + step < began + whole:
            clock.shift(step)
            assert is_in(visitor, path)
        clock.move_to(began + whole + timedelta(seconds=2))
        assert not is_in(visitor, path)
    assert not is_in(visitor, path) and session.query(SignIn).one().ended_why == limits.TOO_OLD


def test_7_3_the_end_is_written_down_also_where_nobody_comes_back(app: Flask, visitor: Visitor) -> None:
    with transaction():
        officer = make_officer()
    visitor.sign_in(officer)
    with time_machine.travel(now() + timedelta(minutes=31)), transaction():
        end_sessions_that_are_over()
    assert not is_in(visitor, "/staff") and session.query(SignIn).one().ended_why == limits.IDLE


def test_7_4_1_after_sign_out_a_kept_copy_is_worth_nothing(owner: Account, visitor: Visitor) -> None:
    thief = copy_of(sign_in(visitor))
    assert is_in(thief)
    answer = visitor.post("/sign-out")
    assert token_of(visitor) == "" and "storage" in answer.headers["Clear-Site-Data"]
    assert not is_in(thief)


def test_7_4_2_a_closed_account_has_no_session(owner: Account, visitor: Visitor) -> None:
    sign_in(visitor)
    with transaction():
        suspend(owner.person, SYSTEM_ACTOR, "thử")
    assert not is_in(visitor) and session.query(SignIn).one().ended_why == "suspended"
    assert visitor.post("/sign-in", {"phone": "0912345678", "password": PASSWORD}).status_code == 422


def change_password(page: Browser, owner: Account) -> None:
    page.open("/account/security/password").press("Đổi mật khẩu", password=PASSWORD, new_password=NEW)
    page.sees("Đã đổi mật khẩu")


def turn_on(page: Browser, owner: Account) -> None:
    page.open("/second-step/set-up")
    session.refresh(owner)
    page.press("Bật xác minh 2 bước", digits=number_now(pending_secret(owner))).sees("Mười mã này")


def turn_off(page: Browser, owner: Account) -> None:
    page.open("/account/security").press("Tắt xác minh 2 bước").sees("Đã tắt xác minh 2 bước")


def change_codes(page: Browser, owner: Account) -> None:
    page.open("/account/security").press("Lấy mã dự phòng mới").sees("Mười mã này")


def change_phone(page: Browser, owner: Account) -> None:
    page.open("/account/security/phone").press("Gửi mã tới số mới", phone="0987654321")
    page.press("Tiếp tục", code=sent_code(OTHER)).sees("Đã đổi số điện thoại")


def add_email(page: Browser, owner: Account) -> None:
    page.open("/account/security/email").press("Gửi mã", email=EMAIL).press("Tiếp tục", code=sent_code(EMAIL))
    page.sees("Đã xác nhận email")


def remove_email(page: Browser, owner: Account) -> None:
    page.open("/account/security").press("Bỏ email này").sees("Đã bỏ email")


CHANGES = [change_password, turn_on, turn_off, change_codes, change_phone, add_email, remove_email]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_7_4_3_a_change_of_how_she_signs_in_ends_all_others_and_every_copy(
    owner: Account, visitor: Visitor, new_visitor: Callable[[], Visitor], change: Callable[[Browser, Account], None]
) -> None:
    if change in (turn_off, change_codes):
        with_factor(owner)
    if change is remove_email:
        with transaction():
            confirm_email(owner, EMAIL)
    visitor.sign_in(owner.person)
    elsewhere, thief = new_visitor().sign_in(owner.person), copy_of(visitor)
    assert is_in(elsewhere) and is_in(thief)
    change(Browser(visitor), owner)
    assert is_in(visitor) and not is_in(elsewhere) and not is_in(thief)
    assert session.query(SignIn).filter(SignIn.ended_at.is_(None)).count() == 1


def test_7_4_4_the_way_out_stands_on_every_page_of_hers(app: Flask, new_visitor) -> None:  # type: ignore[no-untyped-def]
    with transaction():
        account, seller, officer = make_account(), make_shop().seller.person, make_officer()
    for person, paths in (
        (account.person, ["/account", "/account/security", "/account/orders"]),
        (seller, ["/seller/more"]),
        (officer, ["/staff", "/staff/applications"]),
    ):
        visitor = new_visitor().sign_in(person)
        for path in paths:
            assert 'action="/sign-out"' in visitor.get(path).get_data(as_text=True), path
    seller_page = new_visitor().sign_in(seller).get("/seller").get_data(as_text=True)
    assert 'href="/seller/more"' in seller_page


def test_7_4_5_an_operator_ends_the_sessions_of_another(owner: Account, visitor: Visitor, new_visitor) -> None:  # type: ignore[no-untyped-def]
    with transaction():
        operator = make_operator()
    sign_in(visitor)
    page = Browser(new_visitor().sign_in(operator)).open(f"/staff/roles/accounts/{owner.person.public_id}")
    page.press("Tạm khóa tài khoản", why="Máy của chị bị lấy mất")
    assert not is_in(visitor)


FRESH_FOR_HERSELF = [
    "account.security.phone",
    "account.security.email",
    "account.security.forget_email",
    "account.security.recovery_codes",
    "account.security.drop_second_step",
    "account.second_step.set_up",
]


def rule(app: Flask, endpoint: str) -> AccessRule:
    found = who_may(app, endpoint, "POST")
    assert found is not None, endpoint
    return found


@pytest.mark.parametrize("endpoint", FRESH_FOR_HERSELF)
def test_7_5_1_what_changes_how_she_signs_in_asks_for_proof_anew(app: Flask, endpoint: str) -> None:
    assert rule(app, endpoint).needs_fresh


def test_7_5_1_a_new_password_asks_for_the_old_one(owner: Account, visitor: Visitor) -> None:
    page = Browser(sign_in(visitor)).open("/account/security/password")
    page.press("Đổi mật khẩu", password="sai rồi nhé", new_password=NEW).sees("chưa đúng", status=422)


def test_7_5_2_she_sees_her_sessions_and_ends_one_or_all(owner: Account, visitor: Visitor, new_visitor) -> None:  # type: ignore[no-untyped-def]
    others = [sign_in(new_visitor()) for _ in range(3)]
    page = Browser(sign_in(visitor)).open("/account/security").sees("Thiết bị này")
    page.press("Đăng xuất thiết bị này")
    assert sum(is_in(other) for other in others) == 2
    thief = copy_of(visitor)
    page.press("Đăng xuất mọi thiết bị khác").sees("Không có thiết bị nào khác")
    assert not any(is_in(other) for other in (*others, thief)) and is_in(visitor)


@pytest.mark.parametrize(
    "endpoint",
    [
        "seller.transfers.confirm",
        "seller.transfers.refund_sent",
        "seller.shop.save_bank",
        "staff.applications.reveal_fact",
    ],
)
def test_7_5_3_money_and_sealed_facts_ask_for_proof_anew(app: Flask, endpoint: str) -> None:
    assert rule(app, endpoint).needs_fresh


def test_7_5_proof_goes_stale_and_a_clock_set_back_renews_none(owner: Account, visitor: Visitor) -> None:
    sign_in(visitor)
    began = now()
    path = "/account/security/phone"
    assert is_in(visitor, path)
    with time_machine.travel(began + limits.FRESH + timedelta(minutes=1)):
        assert visitor.get(path).headers["Location"].startswith("/prove")
    with time_machine.travel(began + timedelta(minutes=5)):
        assert visitor.get(path).headers["Location"].startswith("/prove")


def test_the_cookie_of_a_renewed_session_is_for_the_server_alone(owner: Account, visitor: Visitor) -> None:
    sign_in(visitor)
    page = Browser(visitor).open("/prove")
    answer = visitor.client.post(
        "/prove", data={**page.form("Xác nhận").fields, "password": PASSWORD}, headers={"Origin": ORIGIN}
    )
    [cookie] = [line for line in answer.headers.getlist("Set-Cookie") if line.startswith(f"{COOKIE}=")]
    assert all(word in cookie for word in ("HttpOnly", "SameSite=Lax", "Path=/")) and "Domain" not in cookie
