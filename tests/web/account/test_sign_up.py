"""Opening an account through the pages: phone, code, name and password."""

import pytest
from flask import Flask

from marketplace.accounts.models import Account
from marketplace.accounts.queries import find_account
from marketplace.accounts.services import codes
from marketplace.core.actors import SYSTEM_ACTOR
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.people.purposes import ACCOUNT
from marketplace.people.queries import list_consents
from marketplace.site.services import change_settings
from tests.builders import make_account
from tests.codes import count_sent, sent_code, told
from tests.pages import Browser
from tests.visitors import Visitor, text_of

PHONE = "+84912345678"
PASSWORD = "con trâu đi trước"


def proven(visitor: Visitor, query: str = "") -> Browser:
    page = Browser(visitor).open(f"/sign-up{query}").press("Gửi mã cho tôi", phone="0912 345 678")
    return page.press("Tiếp tục", code=sent_code(PHONE))


def test_phone_code_name_and_password_open_an_account(app: Flask, visitor: Visitor) -> None:
    page = proven(visitor).sees("Tên và mật khẩu", "Bước 3/3", "0912 345 678")
    page.press("Mở tài khoản", full_name="Nguyễn Thị Hoa", password=PASSWORD, agrees="y").sees(
        "Chào mừng Nguyễn Thị Hoa", "Chào Nguyễn Thị Hoa"
    )
    account = find_account(PHONE)
    assert account is not None and account.person.full_name == "Nguyễn Thị Hoa"
    consent = list_consents(account.person_id)[0]
    assert (consent.purpose, consent.text_version) == (ACCOUNT, "bao-ve-du-lieu/1")
    assert told(account.id) == []  # the first device of a new account is no news


def test_consent_is_never_ticked_beforehand(app: Flask, visitor: Visitor) -> None:
    assert "checked" not in proven(visitor).html


def test_the_visitor_goes_on_to_where_she_came_from(app: Flask, visitor: Visitor) -> None:
    page = proven(visitor, "?next=/account/privacy")
    page.press("Mở tài khoản", full_name="Hoa", password=PASSWORD, agrees="y").sees("Dữ liệu của tôi")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"full_name": ""}, "Vui lòng nhập họ và tên."),
        ({"full_name": "12345"}, "bằng chữ"),
        ({"full_name": "x" * 121}, "nhiều nhất 120"),
        ({"password": ""}, "Mời đặt một mật khẩu."),
        ({"password": "ngắn"}, "ít nhất 8 ký tự"),
        ({"password": "matkhau123"}, "nhiều người dùng"),
        ({"password": "Hoa Nguyễn 1990"}, "không nên chỉ là tên"),
        ({"agrees": None}, "Mời đánh dấu đồng ý"),
    ],
)
def test_bad_input_is_answered_and_kept(app: Flask, visitor: Visitor, typed: dict[str, str | None], words: str) -> None:
    good: dict[str, str | None] = {"full_name": "Nguyễn Thị Hoa", "password": PASSWORD, "agrees": "y"}
    page = proven(visitor).press("Mở tài khoản", **(good | typed)).sees("Chưa gửi được", words, status=422)
    assert PASSWORD not in page.html
    if "full_name" not in typed:
        assert 'value="Nguyễn Thị Hoa"' in page.html
    assert find_account(PHONE) is None
    page.press("Mở tài khoản", **good).sees("Chào mừng")


def test_names_may_hold_anything_and_break_nothing(app: Flask, visitor: Visitor) -> None:
    name = "<script>alert(1)</script> Nguyễn {{7*7}} \u202eHoa"
    page = proven(visitor).press("Mở tài khoản", full_name=name, password=PASSWORD, agrees="y")
    assert page.status == 200 and "<script>alert" not in page.html and "49" not in page.text.split("Chào mừng")[1][:60]


def test_a_phone_with_account_is_let_in_after_the_same_steps(app: Flask, new_visitor) -> None:  # type: ignore[no-untyped-def]
    with transaction():
        make_account(phone=PHONE)
    pages = []
    for number, phone in (("0912345678", PHONE), ("0987654321", "+84987654321")):
        visitor = new_visitor()
        answer = visitor.post("/sign-up", {"phone": number})
        assert answer.status_code == 303 and count_sent(phone) == 1
        pages.append(text_of(visitor.follow(answer)).replace(f"{number[:4]}•••{number[-3:]}", "P"))
    assert pages[0] == pages[1]
    page = Browser(new_visitor()).open("/sign-in/code").press("Gửi mã cho tôi", phone="0356789012")
    assert page.status == 200


def test_the_known_owner_is_told_and_signed_in(app: Flask, visitor: Visitor) -> None:
    with transaction():
        make_account(phone=PHONE)
    proven(visitor).sees("Số này đã có tài khoản rồi", "Chào Nguyễn Thị Mẫu")
    assert session.query(Account).count() == 1


def test_nobody_skips_the_code(app: Flask, visitor: Visitor) -> None:
    assert visitor.get("/sign-up/details").headers["Location"] == "/sign-up"
    visitor.post("/sign-up", {"phone": "0912345678"})
    answer = visitor.post("/sign-up/details", {"full_name": "Hoa", "password": PASSWORD, "agrees": "y"})
    assert answer.headers["Location"] == "/sign-up" and find_account(PHONE) is None


def test_another_browser_cannot_finish_a_sign_up(app: Flask, visitor: Visitor, new_visitor) -> None:  # type: ignore[no-untyped-def]
    proven(visitor)
    stranger = new_visitor()
    assert stranger.get("/sign-up/details").headers["Location"] == "/sign-up"


def test_sending_the_last_form_twice_opens_one_account(app: Flask, visitor: Visitor) -> None:
    page = proven(visitor)
    form = {**page.form("Mở tài khoản").fields, "full_name": "Hoa", "password": PASSWORD, "agrees": "y"}
    with visitor.client.session_transaction(base_url="http://localhost") as visit:
        kept = dict(visit)
    assert visitor.send("/sign-up/details", form).status_code == 303
    with visitor.client.session_transaction(base_url="http://localhost") as visit:
        visit.clear()
        visit.update(kept)  # the same click once more, before the first answer arrived
    assert visitor.send("/sign-up/details", form).status_code == 303
    assert session.query(Account).count() == 1


def test_thirty_more_fields_change_nothing(app: Flask, visitor: Visitor) -> None:
    page = proven(visitor)
    more = dict.fromkeys(("is_demo", "status", "role", "totp_sealed", "person_id", "id", "email", "phone"), "1")
    form = {**page.form("Mở tài khoản").fields, "full_name": "Hoa", "password": PASSWORD, "agrees": "y", **more}
    assert visitor.send("/sign-up/details", form).status_code == 303
    account = find_account(PHONE)
    assert account is not None and not account.is_demo and account.status == "active" and account.email is None


def test_a_demo_shows_the_code_on_the_page_and_others_never(app: Flask, visitor: Visitor) -> None:
    page = Browser(visitor).open("/sign-up").press("Gửi mã cho tôi", phone="0912345678")
    assert sent_code(PHONE) not in page.text
    with transaction():
        change_settings({"is_demo": True}, actor=SYSTEM_ACTOR)
    page = Browser(visitor).open("/sign-up").press("Gửi mã cho tôi", phone="0987654321")
    page.sees("Bản dùng thử", "Mã vừa gửi là:", sent_code("+84987654321"))


def test_signing_up_while_signed_in_leads_home(app: Flask, visitor: Visitor) -> None:
    with transaction():
        account = make_account()
    assert visitor.sign_in(account.person).get("/sign-up").headers["Location"] == "/account"


def test_too_many_codes_are_asked_to_wait_with_the_number_kept(app: Flask, visitor: Visitor) -> None:
    visitor.post("/sign-up", {"phone": "0912345678"})
    page = Browser(visitor).open("/sign-up").press("Gửi mã cho tôi", phone="0912345678")
    page.sees("Đã thử nhiều lần. Mời đợi đến", status=422)
    assert 'value="0912345678"' in page.html and count_sent(PHONE) == 1
    assert codes.AGAIN_AFTER_SECONDS == 30
