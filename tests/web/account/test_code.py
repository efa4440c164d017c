"""The page where a code is typed."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from marketplace.accounts.services import codes
from marketplace.core.clock import now
from tests.codes import count_sent, sent_code
from tests.pages import Browser
from tests.visitors import Visitor

PHONE = "+84912345678"


def asked(visitor: Visitor) -> Browser:
    return Browser(visitor).open("/sign-up").press("Gửi mã cho tôi", phone="0912345678")


def test_without_a_running_proof_it_leads_away(app: Flask, visitor: Visitor) -> None:
    assert visitor.get("/code").headers["Location"] == "/sign-in"
    assert visitor.post("/code", {"code": "123456"}).headers["Location"] == "/sign-in"
    assert visitor.post("/code/again").headers["Location"] == "/sign-in"


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "１２３４５６", "12 34", "<b>1</b>"])
def test_what_is_no_code_costs_no_try(app: Flask, visitor: Visitor, typed: str) -> None:
    page = asked(visitor)
    for _ in range(7):
        assert page.press("Tiếp tục", code=typed).status == 422
    page.press("Tiếp tục", code=sent_code(PHONE)).sees("Tên và mật khẩu")


def test_blanks_and_dots_are_borne(app: Flask, visitor: Visitor) -> None:
    page = asked(visitor)
    code = sent_code(PHONE)
    page.press("Tiếp tục", code=f" {code[:3]} {code[3:]} ").sees("Tên và mật khẩu")


def test_wrong_ones_are_counted_down_and_then_a_new_one_is_needed(app: Flask, visitor: Visitor) -> None:
    page = asked(visitor)
    wrong = f"{(int(sent_code(PHONE)) + 1) % 10**6:06d}"
    page.press("Tiếp tục", code=wrong).sees("Còn 4 lần thử", status=422)
    for _ in range(4):
        page.press("Tiếp tục", code=wrong)
    page.sees("Mời nhận mã mới", status=422)
    page.press("Tiếp tục", code=sent_code(PHONE)).sees("không còn dùng được", status=422)


def test_a_new_code_ends_the_old_one(app: Flask, visitor: Visitor) -> None:
    with time_machine.travel(now(), tick=False) as clock:
        page = asked(visitor)
        old = sent_code(PHONE)
        page.press("Gửi lại mã").sees("Đã thử nhiều lần")
        clock.shift(31)
        page.press("Gửi lại mã").sees("Đã gửi mã mới")
        assert count_sent(PHONE) == 2
        if old != sent_code(PHONE):
            page.press("Tiếp tục", code=old).sees("Mã chưa đúng", status=422)
        page.press("Tiếp tục", code=sent_code(PHONE)).sees("Tên và mật khẩu")


def test_the_same_click_twice_goes_on(app: Flask, visitor: Visitor) -> None:
    page = asked(visitor)
    form = {**page.form("Tiếp tục").fields, "code": sent_code(PHONE)}
    assert visitor.send("/code", form).headers["Location"] == "/sign-up/details"
    assert visitor.send("/code", form).headers["Location"] == "/sign-up/details"


def test_a_code_in_another_browser_proves_nothing(app: Flask, visitor: Visitor, new_visitor) -> None:  # type: ignore[no-untyped-def]
    asked(visitor)
    stranger = new_visitor()
    stranger.post("/sign-up", {"phone": "0987654321"})
    assert stranger.post("/code", {"code": sent_code(PHONE)}).status_code == 422


def test_the_page_is_never_stored_and_tells_no_whole_number(app: Flask, visitor: Visitor) -> None:
    page = asked(visitor)
    assert page.response is not None and page.response.headers["Cache-Control"] == "no-store"
    assert "0912345678" not in page.html and "912345678" not in page.address


def test_a_proof_left_lying_for_an_hour_begins_anew(app: Flask, visitor: Visitor) -> None:
    page = asked(visitor)
    page.press("Tiếp tục", code=sent_code(PHONE)).sees("Tên và mật khẩu")
    with time_machine.travel(now() + codes.PROOF_LIFE + timedelta(minutes=1)):
        page.press("Mở tài khoản", full_name="Hoa", password="con trâu đi trước", agrees="y").sees("Mở tài khoản")
        assert page.address.endswith("/sign-up")


def test_the_way_back_says_what_can_be_changed(app: Flask, visitor: Visitor) -> None:
    page = asked(visitor)
    page.follow("Ghi sai số điện thoại? Quay lại sửa")
    assert page.address == "/sign-up"
