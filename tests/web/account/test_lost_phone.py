"""Confirming a new number: whose account, a code there, a new password, and an end for everything that is over."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from marketplace.accounts.models import PhoneChange
from marketplace.accounts.queries import find_account, find_account_of
from marketplace.accounts.services import codes
from marketplace.accounts.services.passwords import check_password
from marketplace.accounts.services.phone_changes import (
    ID_CARD,
    LIFE,
    Check,
    ask_for_phone_change,
    stop_phone_change,
    withdraw_phone_change,
)
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.shops.models import Shop
from tests.builders import make_account, make_officer, make_person, make_seller, make_shop
from tests.codes import count_sent, sent_code, sent_phone_change
from tests.pages import Browser
from tests.visitors import Visitor

OLD, NEW, PASSWORD = "+84912345678", "+84987654321", "con trâu đi trước"
CHECK = Check(ID_CARD, "Gặp ở nhà văn hóa thôn 2, sáng 21/11", in_person=True)


@pytest.fixture
def shop(app: Flask) -> Shop:
    with transaction():
        shop = make_shop("Sâm Báo chị Hoa", seller=make_seller("Hoàng Thị Hoa"))
        account = find_account_of(shop.seller.person_id)
        assert account is not None
        account.phone = account.person.phone = shop.phone = OLD
        return shop


def officer() -> Actor:
    return Actor(OFFICER, make_officer(name="Lê Thị Hằng").id)


def asked(shop: Shop, phone: str = NEW) -> str:
    account = find_account_of(shop.seller.person_id)
    assert account is not None
    with transaction():
        ask_for_phone_change(account.id, phone, CHECK, officer())
    return sent_phone_change(phone)


def at_password(visitor: Visitor, token: str) -> Browser:
    page = Browser(visitor).open(f"/phone-change/{token}").press("Đúng là tôi, gửi mã cho tôi")
    return page.press("Tiếp tục", code=sent_code(NEW)).sees("Đặt mật khẩu mới")


def test_she_sees_whose_it_is_proves_the_number_and_comes_in_again(visitor: Visitor, shop: Shop, app: Flask) -> None:
    at_home = Visitor(app).sign_in(shop.seller.person)
    page = Browser(visitor).open(f"/phone-change/{asked(shop)}")
    page.sees("Hoàng Thị Hoa", "Sâm Báo chị Hoa", "Lê Thị Hằng", "0912•••678", "0987•••321")
    page.sees("Cán bộ Hội không bao giờ hỏi mã này")
    page.press("Đúng là tôi, gửi mã cho tôi").sees("không bao giờ hỏi mã này", "0987•••321")
    page.press("Tiếp tục", code=sent_code(NEW)).press("Đổi số và lưu mật khẩu", password=PASSWORD)
    page.sees("Đã đổi số điện thoại", "Gian hàng vẫn ghi số cũ", "0912•••678")
    account = find_account(NEW)
    assert account is not None and account.person_id == shop.seller.person_id and check_password(account, PASSWORD)
    assert find_account(OLD) is None and shop.phone == OLD
    assert at_home.get("/account").status_code == 303
    page.follow("Đăng nhập bằng số mới").press("Đăng nhập", phone="0987654321", password=PASSWORD).open(
        "/seller"
    ).sees()


def test_a_shop_with_another_number_is_not_spoken_of(visitor: Visitor, shop: Shop) -> None:
    with transaction():
        session.get_one(Shop, shop.id).phone = "+84912000111"
    page = at_password(visitor, asked(shop)).press("Đổi số và lưu mật khẩu", password=PASSWORD)
    assert "Gian hàng vẫn ghi số cũ" not in page.sees("Đã đổi số điện thoại").text


def test_reading_the_link_sends_nothing(visitor: Visitor, shop: Shop) -> None:
    token = asked(shop)
    for _ in range(3):
        assert visitor.get(f"/phone-change/{token}").headers["Cache-Control"] == "no-store"
    assert count_sent(NEW) == 0


def test_without_the_code_there_is_no_password_page(visitor: Visitor, new_visitor, shop: Shop) -> None:  # type: ignore[no-untyped-def]
    token = asked(shop)
    path = f"/phone-change/{token}/password"
    assert visitor.get(path).headers["Location"] == f"/phone-change/{token}"
    at_password(visitor, token)
    other = new_visitor()
    assert other.post(path, {"password": PASSWORD}).headers["Location"] == f"/phone-change/{token}"
    assert find_account(OLD) is not None


def test_a_code_of_one_link_opens_no_other(visitor: Visitor, shop: Shop) -> None:
    with transaction():
        stranger = make_account(make_person("Người khác"), phone="+84912000222")
        ask_for_phone_change(stranger.id, NEW, CHECK, officer())
    first = sent_phone_change(NEW)
    second = asked(shop)
    at_password(visitor, first)
    answer = visitor.post(f"/phone-change/{second}/password", {"password": PASSWORD})
    assert answer.headers["Location"] == f"/phone-change/{second}" and find_account(OLD) is not None


def test_a_wrong_code_and_a_weak_password_are_said(visitor: Visitor, shop: Shop) -> None:
    token = asked(shop)
    page = Browser(visitor).open(f"/phone-change/{token}").press("Đúng là tôi, gửi mã cho tôi")
    wrong = f"{(int(sent_code(NEW)) + 1) % 10**6:06d}"
    page.press("Tiếp tục", code=wrong).sees("Mã chưa đúng", status=422)
    page = page.press("Tiếp tục", code=sent_code(NEW)).press("Đổi số và lưu mật khẩu", password="12345678")
    page.sees("dễ bị đoán", status=422).press("Đổi số và lưu mật khẩu", password="0987654321").sees(
        "Mật khẩu", status=422
    )
    assert find_account(OLD) is not None
    page.press("Đổi số và lưu mật khẩu", password=PASSWORD).sees("Đã đổi số điện thoại")


def test_used_twice_it_says_that_it_is_done(visitor: Visitor, shop: Shop) -> None:
    token = asked(shop)
    page = at_password(visitor, token)
    page.press("Đổi số và lưu mật khẩu", password=PASSWORD)
    for path in (f"/phone-change/{token}", f"/phone-change/{token}/password"):
        page.open(path).sees("Đã đổi số xong rồi", "Đăng nhập", status=410)
    assert visitor.post(f"/phone-change/{token}/code").status_code == 410


@pytest.mark.parametrize("how", ["stopped", "withdrawn", "replaced", "expired"])
def test_each_end_has_its_page_even_after_the_code(visitor: Visitor, shop: Shop, how: str) -> None:
    token = asked(shop)
    page, later = at_password(visitor, token), now()
    row = session.query(PhoneChange).one()
    with transaction():
        if how == "stopped":
            stop_phone_change(row.id)
        elif how == "withdrawn":
            withdraw_phone_change(row.id, Actor(OFFICER, row.asked_by))
    if how == "replaced":
        asked(shop, "+84987000111")
    elif how == "expired":
        with transaction():
            session.get_one(PhoneChange, row.id).expires_at = later - timedelta(seconds=1)
    words = {
        "stopped": "Việc đổi số đã được dừng",
        "withdrawn": "Việc đổi số đã được rút lại",
        "replaced": "Đã có đường dẫn mới hơn",
        "expired": "Đường dẫn đã quá hạn",
    }[how]
    page.press("Đổi số và lưu mật khẩu", password=PASSWORD).sees(words, status=410)
    page.open(f"/phone-change/{token}").sees(words, status=410)
    assert find_account(OLD) is not None


def test_a_number_that_got_an_account_meanwhile_is_refused_without_harm(visitor: Visitor, shop: Shop) -> None:
    token = asked(shop)
    page = at_password(visitor, token)
    with transaction():
        other = make_account(phone=NEW)
    page.press("Đổi số và lưu mật khẩu", password=PASSWORD).sees("Số này đã có tài khoản khác", status=409)
    page.open(f"/phone-change/{token}").press("Đúng là tôi, gửi mã cho tôi").sees("vẫn nguyên như cũ", status=409)
    assert find_account(OLD) is not None and find_account(NEW) is other


def test_a_proof_too_old_begins_again(visitor: Visitor, shop: Shop) -> None:
    page = at_password(visitor, asked(shop))
    with time_machine.travel(now() + codes.PROOF_LIFE + timedelta(minutes=1)):
        page.press("Đổi số và lưu mật khẩu", password=PASSWORD).sees("Xác nhận số điện thoại mới")
    assert find_account(OLD) is not None


def test_a_day_later_and_guessing_lead_nowhere(visitor: Visitor, shop: Shop) -> None:
    token = asked(shop)
    with time_machine.travel(now() + LIFE + timedelta(seconds=1)):
        Browser(visitor).open(f"/phone-change/{token}").sees("Đường dẫn đã quá hạn", status=410)
    for guess in ("x", "a" * 43, "..%2f"):
        assert visitor.get(f"/phone-change/{guess}").status_code == 404
    assert visitor.get("/phone-change/done").headers["Location"] == "/sign-in"
