"""Being invited: a link, a code to the invited phone, and the role with a new or an old account."""

from datetime import timedelta

import time_machine
from flask import Flask

from marketplace.accounts.queries import find_account, list_roles
from marketplace.accounts.services.invitations import invite
from marketplace.association.queries import list_offices
from marketplace.core.actors import OFFICER, SYSTEM_ACTOR, Actor
from marketplace.core.clock import now
from marketplace.core.transactions import transaction
from tests.builders import BIEN_THUONG, make_account, make_province_officer, unit_of
from tests.codes import count_sent, sent_code
from tests.pages import Browser
from tests.visitors import Visitor

PHONE, PASSWORD = "+84912345678", "con trâu đi trước"


def invited(role: str = "operator", area: str | None = None) -> str:
    with transaction():
        return invite(PHONE, role, SYSTEM_ACTOR, unit_id=unit_of(area).id if area else None)[1]


def test_a_new_person_opens_an_account_and_sets_up_her_second_step(app: Flask, visitor: Visitor) -> None:
    page = (
        Browser(visitor)
        .open(f"/invitation/{invited()}")
        .sees("Chị được mời tham gia", "Quản trị hệ thống", "0912•••678")
    )
    page.press("Nhận lời và gửi mã cho tôi").press("Tiếp tục", code=sent_code(PHONE)).sees("Tên và mật khẩu")
    page.press("Mở tài khoản", full_name="Vũ Thị Mới", password=PASSWORD, agrees="y").sees("Bật xác minh 2 bước")
    account = find_account(PHONE)
    assert account is not None and list_roles(account.person_id) == {"operator"}
    assert visitor.get("/staff").headers["Location"].startswith("/second-step")


def test_an_office_names_its_unit(app: Flask, visitor: Visitor) -> None:
    token = invited("commune_officer", BIEN_THUONG)
    page = Browser(visitor).open(f"/invitation/{token}").sees("Cán bộ Hội xã, phường", "Hội LHPN xã Biện Thượng")
    page.press("Nhận lời và gửi mã cho tôi").press("Tiếp tục", code=sent_code(PHONE))
    page.press("Mở tài khoản", full_name="Lê Thị Mới", password=PASSWORD, agrees="y")
    account = find_account(PHONE)
    assert account is not None and [o.unit.area_code for o in list_offices(account.person_id)] == [BIEN_THUONG]


def test_whoever_has_an_account_keeps_it_and_signs_in_anew(app: Flask, visitor: Visitor) -> None:
    token = invited()
    with transaction():
        account = make_account(phone=PHONE)
    visitor.sign_in(account.person)
    page = Browser(visitor).open(f"/invitation/{token}").press("Nhận lời và gửi mã cho tôi")
    page.press("Tiếp tục", code=sent_code(PHONE)).sees("Đã nhận nhiệm vụ", "Đăng nhập")
    assert list_roles(account.person_id) == {"operator"}
    assert visitor.get("/account").status_code == 303  # the session from before the role has ended


def test_a_link_works_once_for_a_week_and_reading_it_takes_nothing(app: Flask, visitor: Visitor, new_visitor) -> None:  # type: ignore[no-untyped-def]
    token = invited()
    for _ in range(3):
        assert visitor.get(f"/invitation/{token}").status_code == 200
    assert count_sent(PHONE) == 0
    with time_machine.travel(now() + timedelta(days=8)):
        Browser(visitor).open(f"/invitation/{token}").sees("không còn dùng được", status=404)
    page = Browser(visitor).open(f"/invitation/{token}").press("Nhận lời và gửi mã cho tôi")
    page.press("Tiếp tục", code=sent_code(PHONE))
    page.press("Mở tài khoản", full_name="Vũ Thị Mới", password=PASSWORD, agrees="y")
    Browser(new_visitor()).open(f"/invitation/{token}").sees("không còn dùng được", status=404)
    assert new_visitor().post(f"/invitation/{token}/code").status_code == 404


def test_whoever_finds_the_link_lacks_the_phone(app: Flask, visitor: Visitor) -> None:
    token = invited()
    page = Browser(visitor).open(f"/invitation/{token}").press("Nhận lời và gửi mã cho tôi")
    wrong = f"{(int(sent_code(PHONE)) + 1) % 10**6:06d}"
    page.press("Tiếp tục", code=wrong).sees("Mã chưa đúng", status=422)
    assert visitor.get("/sign-up/details").headers["Location"] == "/sign-up"


def test_an_invitation_of_a_dismissed_officer_is_over(app: Flask, visitor: Visitor) -> None:
    with transaction():
        giver = make_province_officer()
        _row, token = invite(PHONE, "commune_officer", Actor(OFFICER, giver.id), unit_id=unit_of(BIEN_THUONG).id)
    page = Browser(visitor).open(f"/invitation/{token}").press("Nhận lời và gửi mã cho tôi")
    page.press("Tiếp tục", code=sent_code(PHONE)).sees("Tên và mật khẩu")
    with transaction():
        list_offices(giver.id)[0].ended_at = now()
    page.press("Mở tài khoản", full_name="Lê Thị Mới", password=PASSWORD, agrees="y")
    page.sees("không còn dùng được", status=404)
    assert find_account(PHONE) is None


def test_guessing_leads_nowhere(app: Flask, visitor: Visitor) -> None:
    for token in ("x", "a" * 43, "..%2f", "%00"):
        assert visitor.get(f"/invitation/{token}").status_code == 404
