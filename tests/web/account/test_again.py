"""A form that came too late: what was typed is kept with the session, and goes only when it is sent once more."""

from datetime import timedelta
from io import BytesIO
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from flask import Flask

from marketplace.accounts.jobs import SESSIONS_KEPT, forget_what_is_over
from marketplace.accounts.models import SignIn
from marketplace.accounts.queries import find_account_of
from marketplace.accounts.services.second_factor import begin_factor, confirm_factor, number_now
from marketplace.accounts.services.sessions import OWN_DEVICE, STAFF
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.orders.queries import lock_shop_orders
from marketplace.orders.services.fulfilment import decline
from marketplace.payments.models import Refund
from marketplace.payments.services.refunds import give_account
from marketplace.payments.services.transfers import confirm_transfer
from marketplace.people.models import Person
from marketplace.shops.models import Shop
from tests.builders import PASSWORD, make_customer, make_province_officer
from tests.codes import sent_code
from tests.pages import Browser
from tests.payments.making import BUYER, make_paid_shop, placed, seller_of, the_payment
from tests.visitors import Visitor

LATER = timedelta(minutes=16)
OLD_PAGE = {"csrf_token": "bm90LXRoZS10b2tlbg=="}  # a token of another session
NOTE = "Bán hàng không rõ nguồn gốc, đã nhắc hai lần <b>"


def officer_with_factor() -> tuple[Person, str]:
    with transaction():
        person = make_province_officer()
        account = find_account_of(person.id)
        assert account is not None
        secret = begin_factor(account)
        confirm_factor(account, number_now(secret))
    return person, secret


def owed(shop: Shop) -> Refund:
    """Money a seller has to send back, to a known account."""
    order = placed(shop)
    with transaction():
        confirm_transfer(the_payment(order), by=seller_of(shop))
    with transaction():
        [part] = lock_shop_orders([order.shop_orders[0].id])
        decline(part, by=seller_of(shop), reason="sold_out")
    with transaction():
        refund = session.query(Refund).one()
        give_account(refund, bank_bin="970436", number="0071000999", holder="TRAN THI KHACH", by=BUYER)
    return refund


def the_refund() -> Refund:
    session.rollback()
    session.expire_all()
    return session.query(Refund).one()


def kept() -> list[str | None]:
    session.rollback()
    session.expire_all()
    return [row.kept_form_sealed for row in session.query(SignIn).order_by(SignIn.id)]


def test_the_reason_of_a_suspension_survives_the_proof(app: Flask, visitor: Visitor) -> None:
    person, secret = officer_with_factor()
    path = "/staff/applications/HS261121-7K2M9P/suspend"
    visitor.sign_in(person)
    with time_machine.travel(now() + LATER, tick=True):
        answer = visitor.post(path, {"note": NOTE}, headers={"Referer": "http://localhost" + path[:-8]})
        page = Browser(visitor)._arrive("", answer).sees("vẫn được giữ", "Gõ mật khẩu để xác nhận")
        page.press("Xác nhận", password=PASSWORD, digits=number_now(secret))
        page.sees("Làm tiếp việc vừa rồi", "chưa được gửi")
        form = page.form("Tạm dừng bán hàng")
        assert (form.action, form.fields["note"]) == (path, NOTE)
        assert f'href="{path[:-8]}"' in page.html and page.has_link("Thôi, về trang trước")
        assert NOTE not in str(kept())


@pytest.fixture
def shop(app: Flask) -> Shop:
    with transaction():
        return make_paid_shop()


def test_money_is_only_said_to_be_sent_when_the_form_is_sent_again(shop: Shop, visitor: Visitor) -> None:
    refund = owed(shop)
    path = f"/seller/transfers/refunds/{refund.public_id}/sent"
    visitor.sign_in(shop.seller.person)
    with time_machine.travel(now() + LATER, tick=True):
        page = Browser(visitor)._arrive("", visitor.post(path, {"reference": "FT26325"}))
        page.press("Gửi mã về điện thoại của tôi")  # the other way of proving keeps it as well
        account = find_account_of(shop.seller.person_id)
        assert account is not None
        page.press("Tiếp tục", code=sent_code(account.phone)).sees("Làm tiếp việc vừa rồi")
        assert the_refund().status == "requested"
        page.open("/prove/again").press("Ghi là đã chuyển trả", reference="FT26326")
        assert (the_refund().status, the_refund().bank_reference) == ("sent", "FT26326")
        assert set(kept()) == {None}
        page.open("/prove/again")
        assert page.address != "/prove/again"


def test_it_belongs_to_this_session_alone(shop: Shop, visitor: Visitor, app: Flask) -> None:
    refund = owed(shop)
    path = f"/seller/transfers/refunds/{refund.public_id}/sent"
    visitor.sign_in(shop.seller.person)
    other = Visitor(app).sign_in(shop.seller.person)
    with transaction():
        stranger = make_customer()
    with time_machine.travel(now() + LATER, tick=True):
        visitor.post(path, {"reference": "FT26325"})
        for somebody in (other, Visitor(app).sign_in(stranger)):
            page = Browser(somebody).open("/prove/again")
            assert "FT26325" not in page.html
        assert visitor.get("/prove/again").headers["Location"].startswith("/prove?")
    visitor.post("/sign-out")
    assert set(kept()) == {None} and the_refund().status == "requested"


def test_half_an_hour_later_it_is_forgotten(shop: Shop, visitor: Visitor) -> None:
    refund = owed(shop)
    visitor.sign_in(shop.seller.person)
    with time_machine.travel(now() + LATER, tick=True):
        visitor.post(f"/seller/transfers/refunds/{refund.public_id}/sent", {"reference": "FT26325"})
    with time_machine.travel(now() + LATER + timedelta(minutes=31), tick=True):
        page = Browser(visitor).open("/prove").press("Xác nhận", password=PASSWORD).open("/prove/again")
        assert "FT26325" not in page.html


def test_what_is_too_long_to_be_kept_stays_on_the_page(shop: Shop, visitor: Visitor) -> None:
    refund = owed(shop)
    visitor.sign_in(shop.seller.person)
    with time_machine.travel(now() + LATER, tick=True):
        path = f"/seller/transfers/refunds/{refund.public_id}/sent"
        page = Browser(visitor)._arrive("", visitor.post(path, {"reference": "x" * 100_001}))
        assert page.sees("Mời xác nhận để gửi", status=403).form("Ghi là đã chuyển trả").fields["reference"]
        assert set(kept()) == {None}


@pytest.mark.parametrize("typed", [{}, {"reference": "  "}, {"password": "bí mật"}])
def test_nothing_secret_or_empty_is_kept(shop: Shop, visitor: Visitor, typed: dict[str, str]) -> None:
    refund = owed(shop)
    visitor.sign_in(shop.seller.person)
    with time_machine.travel(now() + LATER, tick=True):
        answer = visitor.post(f"/seller/transfers/refunds/{refund.public_id}/sent", typed)
    assert answer.status_code == 303 and answer.headers["Location"].startswith("/prove?")
    assert "again" not in answer.headers["Location"] and set(kept()) == {None}


def test_a_session_that_ended_while_she_wrote_goes_on_after_signing_in(
    shop: Shop, visitor: Visitor, app: Flask
) -> None:
    """The words are in the form that is offered afterwards, and saved when she sends it (8.8)."""
    path = "/seller/shop/story"
    visitor.sign_in(shop.seller.person)
    story = "Ba đời trồng sâm Báo\nở núi Báo, cạnh sông Mã."
    account = find_account_of(shop.seller.person_id)
    assert account is not None
    with time_machine.travel(now() + timedelta(days=15), tick=True):
        page = Browser(visitor)._arrive("", visitor.post(path, {"story": story}))
        page.sees("Những gì vừa ghi vẫn được giữ.")
        page.press("Đăng nhập", phone=account.phone, password=PASSWORD).sees("Làm tiếp việc vừa rồi")
        page.press("Gửi lại")
        assert page.status == 200 and set(kept()) == {None}
    session.expire_all()
    assert shop.story == story


def test_another_person_at_the_same_browser_is_shown_nothing(shop: Shop, visitor: Visitor) -> None:
    with transaction():
        stranger = make_customer()
    visitor.sign_in(shop.seller.person)
    account = find_account_of(stranger.id)
    assert account is not None
    with time_machine.travel(now() + timedelta(days=15), tick=True):
        page = Browser(visitor)._arrive("", visitor.post("/seller/shop/story", {"story": "Ba đời"}))
        page.press("Đăng nhập", phone=account.phone, password=PASSWORD)
        assert "Ba đời" not in page.html and set(kept()) == {None}


def test_signed_out_in_another_tab_the_page_holds_the_words(shop: Shop, visitor: Visitor) -> None:
    """She signs in there, and presses here (8.8)."""
    visitor.sign_in(shop.seller.person)
    form = Browser(visitor).open("/seller/shop/story").form("Lưu")
    visitor.post("/sign-out")
    page = Browser(visitor)._arrive("", visitor.send(form.action, {**form.fields, "story": "Ba đời trồng sâm"}))
    page.sees("Mời đăng nhập để gửi", status=403)
    visitor.sign_in(shop.seller.person)
    page.press("Gửi lại")
    session.expire_all()
    assert shop.story == "Ba đời trồng sâm"


def test_a_cookie_that_is_gone_leaves_the_words_on_the_page(shop: Shop, visitor: Visitor) -> None:
    """Nobody knows any more whose they are: the page holds them, and she sends them once she has signed in (8.8)."""
    visitor.sign_in(shop.seller.person)
    form = Browser(visitor).open("/seller/shop/story").form("Lưu")
    for name in ("sid", "visit"):
        visitor.client.delete_cookie(name, domain="localhost")
    page = Browser(visitor)._arrive("", visitor.send(form.action, {**form.fields, "story": "Ba đời trồng sâm"}))
    assert "Ba đời trồng sâm" in page.sees("Mời đăng nhập để gửi", status=403).html
    visitor.sign_in(shop.seller.person)
    page.press("Gửi lại")
    page.press("Gửi lại") if page.status == 403 else None
    session.expire_all()
    assert shop.story == "Ba đời trồng sâm"


def test_an_empty_form_leads_back_to_its_own_page_without_a_referer(visitor: Visitor) -> None:
    for path, page in (
        ("/seller/shop/story", "/seller/shop/story"),
        ("/seller/orders/AB-1/accept", "/seller/orders/AB-1"),
    ):
        to = visitor.client.post(path, headers={"Origin": "http://localhost"}).headers["Location"]
        assert parse_qs(urlsplit(to).query)["next"] == [page]


def test_the_cookie_outlives_every_session(shop: Shop, visitor: Visitor) -> None:
    """A session that is over is known by it, and keeps its owner's words (8.8)."""
    account = find_account_of(shop.seller.person_id)
    assert account is not None
    answer = visitor.post("/sign-in", {"phone": account.phone, "password": PASSWORD})
    cookie = next(value for value in answer.headers.getlist("Set-Cookie") if value.startswith("sid="))
    lasts = timedelta(seconds=int(cookie.partition("Max-Age=")[2].partition(";")[0]))
    assert max(STAFF.whole, OWN_DEVICE.whole) < lasts <= SESSIONS_KEPT


def test_passwords_are_asked_again_and_photographs_too(shop: Shop, visitor: Visitor) -> None:
    visitor.sign_in(shop.seller.person)
    page = Browser(visitor)._arrive(
        "", visitor.post("/account/security/password", {**OLD_PAGE, "current": "x", "password": "bí mật"})
    )
    assert "bí mật" not in page.html
    typed = {**OLD_PAGE, "name": "Sâm Báo khô", "price": "150k", "photo": (BytesIO(b"jpeg"), "sam.jpg")}
    page = Browser(visitor)._arrive("", visitor.post("/seller/products/new", typed))
    form = page.sees("Trang đã mở quá lâu", "Tên hàng", status=403).form("Gửi lại")
    assert "Ảnh, giấy tờ đã chọn thì không giữ lại được, mời chọn lại." in page.text
    assert (form.fields["name"], form.fields["price"], form.files) == ("Sâm Báo khô", "150k", {"photo"})


def test_a_form_from_elsewhere_is_not_shown_again(shop: Shop, visitor: Visitor) -> None:
    """Else another site could fill in a form of ours, to be sent by one tap."""
    visitor.sign_in(shop.seller.person)
    answer = visitor.post("/seller/shop/story", {"story": "Lời lạ"}, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403 and "Lời lạ" not in answer.get_data(as_text=True)


def test_what_is_left_for_later_stands_in_the_same_form(app: Flask, visitor: Visitor) -> None:
    """«Để sau» without a script; a consent is never ticked beforehand (8.8)."""
    with transaction():
        woman = make_customer()
    visitor.sign_in(woman)
    page = Browser(visitor).open("/seller/apply").press("Bắt đầu").open("/seller/apply/goods")
    page.press("Để sau", goods_note="Sâm Báo tươi, mỗi vụ 50 kg").sees("được giữ lại, chưa lưu")
    form = page.open("/seller/apply/goods").sees("vẫn còn đây, chưa lưu").form("Lưu và tiếp tục")
    assert form.fields["goods_note"] == "Sâm Báo tươi, mỗi vụ 50 kg"
    page.press("Lưu và tiếp tục")
    assert set(kept()) == {None}


def test_what_was_left_for_later_is_there_on_another_day_and_another_phone(app: Flask, visitor: Visitor) -> None:
    """Signed out, and in anew: what she put aside goes along, once sent it is gone everywhere (8.8)."""
    with transaction():
        woman = make_customer()
    account = find_account_of(woman.id)
    assert account is not None
    visitor.sign_in(woman)
    page = Browser(visitor).open("/seller/apply").press("Bắt đầu").open("/seller/apply/goods")
    page.press("Để sau", goods_note="Sâm Báo tươi, mỗi vụ 50 kg")
    visitor.post("/sign-out")
    with time_machine.travel(now() + timedelta(days=3), tick=True):
        with transaction():
            forget_what_is_over()
        other = Browser(Visitor(app)).open("/sign-in").press("Đăng nhập", phone=account.phone, password=PASSWORD)
        form = other.open("/seller/apply/goods").form("Lưu và tiếp tục")
        assert form.fields["goods_note"] == "Sâm Báo tươi, mỗi vụ 50 kg"
        assert kept()[0] is None
    with time_machine.travel(now() + timedelta(days=18), tick=True):
        other.visitor.sign_in(woman)
        assert other.open("/seller/apply/goods").form("Lưu và tiếp tục").fields["goods_note"] == ""
