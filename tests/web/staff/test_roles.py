"""Roles through the pages: the table that draws itself, giving and ending, accounts suspended."""

import pytest
from flask import Flask

from marketplace.accounts.queries import find_account_of, list_open_invitations, list_roles
from marketplace.accounts.services.second_factor import begin_factor, confirm_factor, number_now
from marketplace.core.transactions import transaction
from marketplace.web.plumbing import access
from marketplace.web.staff.roles import RightRow, rights
from marketplace.web.words.roles import role_words, who_words
from tests.builders import (
    BIEN_THUONG,
    make_account,
    make_customer,
    make_officer,
    make_operator,
    make_person,
    make_province_officer,
    unit_of,
)
from tests.pages import Browser
from tests.visitors import Visitor

PHONE = "+84912345678"


@pytest.fixture
def page(app: Flask, visitor: Visitor) -> Browser:
    with transaction():
        person = make_operator()
    return Browser(visitor.sign_in(person)).open("/staff/roles")


def test_the_table_is_drawn_from_the_routes(app: Flask) -> None:
    with app.test_request_context():
        rows = {row.who.name: row for row in rights()}
        assert "/staff/settings" in rows["operators"].reads and "/sign-in" in rows["anyone"].changes
        assert "/staff/officers/new" in rows["province officers and operators"].fresh
        declared = {w.name for w in vars(access).values() if isinstance(w, access.AccessRule)}
        assert set(rows) <= declared
        assert all(who_words(name) != name and role_words("operator") for name in rows)


@pytest.mark.parametrize(
    ("right", "allowed"),
    [
        (access.ANYONE, {"anyone", "signed_in", "owner", "packer", "commune_officer", "operator"}),
        (access.SIGNED_IN, {"signed_in", "owner", "packer", "commune_officer", "operator"}),
        (access.SHOP_MONEY, {"owner"}),
        (access.SHOP_PACKERS, {"owner", "packer"}),
        (access.OFFICERS, {"commune_officer"}),
        (access.STAFF, {"commune_officer", "operator"}),
        (access.OPERATOR, {"operator"}),
    ],
)
def test_a_row_says_who_has_the_right(right: access.AccessRule, allowed: set[str]) -> None:
    columns = ("anyone", "signed_in", "owner", "packer", "commune_officer", "operator")
    assert {column for column in columns if RightRow(right).allows(column)} == allowed


def test_an_operator_reads_who_operates(page: Browser) -> None:
    page.sees("Vũ Vận Hành", "Bảng quyền", "Từng trang", "Mời thêm quản trị hệ thống")


def test_a_province_officer_reads_and_changes_nothing(app: Flask, visitor: Visitor) -> None:
    with transaction():
        person, operator = make_province_officer(), make_operator()
    page = Browser(visitor.sign_in(person)).open("/staff/roles").sees("Bảng quyền")
    assert not page.has_link("Mời thêm quản trị hệ thống") and not page.has_link("Lấy lại quyền")
    assert visitor.get("/staff/roles/give").status_code == 403
    assert visitor.post(f"/staff/roles/{operator.public_id}/operator/end").status_code == 403
    assert list_roles(operator.id) == {"operator"}


def test_a_known_phone_operates_at_once_and_another_is_invited(page: Browser) -> None:
    with transaction():
        account = make_account(make_person("Hoàng Thị Tin"), phone=PHONE)
    page.follow("Mời thêm quản trị hệ thống").press("Giao quyền vận hành", phone="0912345678")
    page.sees("Đã giao quyền cho Hoàng Thị Tin")
    assert list_roles(account.person_id) == {"operator"}
    page.open("/staff/roles/give").press("Giao quyền vận hành", phone="0987654321").sees(
        "Đã gửi lời mời", "/invitation/"
    )
    assert len(list_open_invitations(("operator",))) == 1
    page.open("/staff/roles").press("Rút lời mời").sees("Đã rút lời mời")
    assert list_open_invitations(("operator",)) == []


def test_bad_input_and_ones_own_number_are_answered(app: Flask, visitor: Visitor) -> None:
    with transaction():
        operator = make_operator()
    account = find_account_of(operator.id)
    assert account is not None
    page = Browser(visitor.sign_in(operator)).open("/staff/roles/give")
    page.press("Giao quyền vận hành", phone="12").sees("còn thiếu chữ số", status=422)
    page.press("Giao quyền vận hành", phone="0" + account.phone[3:]).sees("Không ai tự giao quyền cho mình", status=422)


def test_a_role_is_taken_back_after_asking_once_more(page: Browser) -> None:
    with transaction():
        other = make_operator("Người Cũ")
    page.open("/staff/roles").follow("Lấy lại quyền").sees("Lấy lại quyền của Người Cũ?")
    page.press("Lấy lại quyền").sees("Đã lấy lại quyền")
    assert list_roles(other.id) == set()


def test_her_own_role_and_unknown_ones_stay(app: Flask, visitor: Visitor) -> None:
    with transaction():
        operator, customer = make_operator(), make_customer()
    visitor.sign_in(operator)
    visitor.post(f"/staff/roles/{operator.public_id}/operator/end")
    assert list_roles(operator.id) == {"operator"}
    assert visitor.get(f"/staff/roles/{customer.public_id}/operator/end").status_code == 404
    assert visitor.get(f"/staff/roles/{operator.public_id}/queen/end").status_code == 404


def test_an_account_is_suspended_with_a_reason_and_opened_again(page: Browser, new_visitor) -> None:  # type: ignore[no-untyped-def]
    with transaction():
        account = make_account(make_person("Trần Thị Nghi"), phone=PHONE)
    visit = new_visitor().sign_in(account.person)
    assert visit.get("/account").status_code == 200
    page.press("Tìm", phone="0912 345 678").sees("Trần Thị Nghi", "Đang dùng được", "chưa bật")
    page.press("Tạm khóa tài khoản", why="").sees("Vui lòng ghi lý do", status=422)
    page.press("Tạm khóa tài khoản", why="Nghi bị chiếm").sees("Đã tạm khóa", "Đang tạm khóa")
    assert visit.get("/account").status_code == 303
    page.press("Mở lại tài khoản", why="Đã xác minh").sees("Đã mở lại tài khoản")
    page.open("/staff/audit").sees("Tạm khóa tài khoản", "Nghi bị chiếm")


def test_an_unknown_phone_is_said(page: Browser) -> None:
    page.press("Tìm", phone="0987654321").sees("Số này chưa có tài khoản", status=422)
    page.press("Tìm", phone="").sees("Vui lòng nhập số điện thoại", status=422)


def test_an_operators_own_account_is_not_hers_to_stop(app: Flask, visitor: Visitor) -> None:
    with transaction():
        operator = make_operator()
    visitor.sign_in(operator)
    Browser(visitor).open(f"/staff/roles/accounts/{operator.public_id}").sees("Đây là tài khoản của chính chị")
    visitor.post(f"/staff/roles/accounts/{operator.public_id}/suspend", {"why": "thử"})
    account = find_account_of(operator.id)
    assert account is not None and account.status == "active"


def test_an_officers_part_is_named_with_her_unit(page: Browser) -> None:
    with transaction():
        officer, customer = make_officer(), make_customer()
    page.open(f"/staff/roles/accounts/{officer.public_id}").sees(
        f"Quyền Cán bộ Hội xã, phường: {unit_of(BIEN_THUONG).name}"
    )
    page.open(f"/staff/roles/accounts/{customer.public_id}").sees("Quyền không có")


def test_what_an_operator_may_read_is_said_as_it_is(page: Browser, visitor: Visitor) -> None:
    page.open("/staff/roles/give").sees("Hồ sơ người bán thì không")
    assert visitor.get("/staff/applications").status_code == 403
    assert {visitor.get(path).status_code for path in ("/staff/audit", "/staff/refunds", "/staff/programmes")} == {200}


def test_a_lost_second_step_is_reset(page: Browser) -> None:
    with transaction():
        officer = make_officer()
        account = find_account_of(officer.id)
        assert account is not None
        confirm_factor(account, number_now(begin_factor(account)))
    page.open(f"/staff/roles/accounts/{officer.public_id}").sees("đang bật")
    form = page.form("Đặt lại xác minh 2 bước")
    page.visitor.send(
        f"/staff/roles/accounts/{officer.public_id}/second-step", {**form.fields, "why": "Mất điện thoại"}
    )
    page.open(f"/staff/roles/accounts/{officer.public_id}").sees("chưa bật")


def test_strangers_reach_no_account(app: Flask, visitor: Visitor) -> None:
    with transaction():
        person, victim = make_province_officer(), make_customer()
    visitor.sign_in(person)
    assert visitor.get(f"/staff/roles/accounts/{victim.public_id}").status_code == 403
    assert visitor.post(f"/staff/roles/accounts/{victim.public_id}/suspend", {"why": "x"}).status_code == 403
    assert visitor.get("/staff/roles/accounts/khong-co").status_code in (403, 404)
