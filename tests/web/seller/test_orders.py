"""A seller's orders on her phone: what waits first, one next step at a time, nobody else's order ever."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask

from marketplace.catalog.models import Product
from marketplace.core import outbox
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.promises import violations
from marketplace.core.transactions import transaction
from marketplace.inventory.queries import stock_of
from marketplace.notifications.models import Notice
from marketplace.orders.models import Order, ShopOrder
from marketplace.payments.models import Payment
from marketplace.payments.services.receiving import receive
from marketplace.shops.models import Shop, ShopMember
from tests.builders import make_customer, make_shop
from tests.pages import Browser
from tests.payments.making import seller_of
from tests.purchases import details, give_account, make_goods, make_order, variant_of
from tests.statements import counted
from tests.visitors import Visitor

NO_REASON = "Mời chị chọn một lý do."


@pytest.fixture
def shop(app: Flask) -> Shop:
    with transaction():
        shop = make_shop("Sâm Báo chị Lan")
        give_account(shop)
    return shop


@pytest.fixture
def goods(shop: Shop) -> Product:
    with transaction():
        return make_goods(shop=shop, stock=5)


@pytest.fixture
def order(goods: Product) -> Order:
    with transaction():
        return make_order((goods, 2), details=details(note="Gọi trước khi giao"))


@pytest.fixture
def seller(app: Flask, shop: Shop) -> Browser:
    return Browser(Visitor(app).sign_in(shop.seller.person))


def path(order: Order, step: str = "") -> str:
    return f"/seller/orders/{order.number}-1{step}"


def state(order: Order) -> tuple[str, str]:
    session.rollback()
    session.expire_all()
    part = session.query(ShopOrder).filter_by(order_id=order.id).one()
    return part.status, part.money_status


def left(goods: Product) -> int:
    variant_id = variant_of(goods).id
    number = stock_of([variant_id])[variant_id]
    session.rollback()
    return number


def test_a_new_order_waits_in_the_first_tab(seller: Browser, order: Order) -> None:
    seller.open("/seller/orders").sees("Đơn mới", "Củ sâm Báo tươi ×2", "Trả lời trước")
    seller.open("/seller/orders?tab=done").sees("Chưa có đơn nào ở mục này")
    assert seller.open("/seller/orders?tab=khong-co").status == 404


def test_before_a_seller_accepts_she_sees_what_she_will_get(seller: Browser, order: Order) -> None:
    seller.open(path(order)).sees(
        "Chị nhận được",
        "Tiền hàng 200.000đ",
        "Phí giao hàng khách trả",
        "Khấu trừ thuế GTGT",
        "Khách trả tiền mặt khi nhận hàng",
        "Khách nhắn",
        "Gọi trước khi giao",
        "Trần Thị Mua",
        "0912 000 111",
    )
    assert session.query(ShopOrder).one().seen_by_shop_at is not None


def test_from_acceptance_to_the_customers_door(seller: Browser, order: Order, goods: Product) -> None:
    seller.open(path(order)).press("Nhận đơn").sees("Cần đóng gói")
    seller.press("Đã đóng gói xong").sees("Cần gửi đi")
    seller.press("Đã gửi hàng", carrier="own_delivery").sees("Đang giao", "Tự giao hàng")
    seller.press("Đã giao, đã thu").sees("Đã ghi nhận giao xong.", "Xong rồi")
    assert state(order) == ("delivered", "paid") and left(goods) == 3
    assert list(violations()) == []


def test_cash_the_seller_notes_later(seller: Browser, order: Order) -> None:
    seller.open(path(order)).press("Nhận đơn").press("Đã đóng gói xong").press("Đã gửi hàng", carrier="own_delivery")
    seller.press("Đã giao, chưa cầm tiền").sees("Đã giao, chưa thu tiền")
    assert state(order) == ("delivered", "unpaid")
    seller.open("/seller").sees("1 đơn đã giao, chưa thu tiền").open(path(order))
    seller.press("tiền mặt").sees("Đã ghi nhận tiền mặt.")
    assert state(order) == ("delivered", "paid")


def test_a_step_taken_twice_is_taken_once(seller: Browser, order: Order) -> None:
    """The first answer was lost: the second press is told as done, for it is she who did it (8.8)."""
    for step, reached in (("/accept", "accepted"), ("/pack", "packed")):
        seller.visitor.post(path(order, step))
        seller._arrive(path(order), seller.visitor.post(path(order, step)))
        assert state(order)[0] == reached and "Đơn này vừa thay đổi." not in seller.text
    assert list(violations()) == []


def test_a_step_out_of_turn_changes_nothing(seller: Browser, order: Order) -> None:
    for step in ("/pack", "/deliver", "/take-back", "/collect"):
        seller._arrive(path(order), seller.visitor.post(path(order, step)))
        seller.sees("Đơn này vừa thay đổi.")
    assert state(order) == ("new", "unpaid")


def test_declining_needs_a_reason_and_keeps_what_the_seller_wrote(
    seller: Browser, order: Order, goods: Product
) -> None:
    seller.open(path(order)).follow("Không nhận đơn này").sees("Không nhận đơn")
    seller.press("Báo khách không nhận đơn", words="Mưa lũ").sees(NO_REASON, status=422)
    assert seller.text.count(NO_REASON) == 2 and seller.form("Báo khách").fields["words"] == "Mưa lũ"
    assert state(order) == ("new", "unpaid")
    page = seller.press("Báo khách không nhận đơn", reason="other", words="")
    page.sees("Mời chị ghi lý do bằng lời, khách sẽ đọc.", status=422)  # (8.15)
    seller.press("Báo khách không nhận đơn", reason="sold_out", words="Tuần sau có").sees("“Lý do khác”", status=422)
    assert seller.form("Báo khách").fields["reason"] == "sold_out" and state(order) == ("new", "unpaid")
    seller.press("Báo khách không nhận đơn", reason="other", words="Mưa lũ").sees("Chị đã không nhận", "Mưa lũ")
    assert state(order) == ("declined", "void") and left(goods) == 5


def test_the_form_of_declining_is_gone_once_it_is_not_possible(seller: Browser, order: Order) -> None:
    """Declined already: the reason and the order, no form, however it is asked for."""
    seller.open(path(order, "/decline")).press("Báo khách không nhận đơn", reason="sold_out")
    for ask in (seller.visitor.get, seller.visitor.post):
        answer = ask(path(order, "/decline"))
        assert answer.headers["Location"] == path(order)
        seller._arrive(path(order), answer)
        seller.sees("Đơn này không từ chối hay hủy ở đây được: Chị đã không nhận.")


def test_a_reason_of_her_own_is_told_whole_or_asked_about(seller: Browser, order: Order) -> None:
    """Never cut unseen; an emoji of several signs goes along (8.11)."""
    long, joined = "á" * 201, "Cả nhà ốm 👩‍👩‍👧‍👦"
    seller.open(path(order, "/decline")).press("Báo khách không nhận đơn", reason="other", words=long)
    seller.sees("nhiều nhất 200 chữ cái", status=422)
    assert seller.form("Báo khách").fields["words"] == long and state(order) == ("new", "unpaid")
    seller.press("Báo khách không nhận đơn", reason="other", words=joined).sees(joined)


def test_declined_because_nothing_is_left_she_is_asked_about_the_stock_at_once(
    seller: Browser, order: Order, goods: Product
) -> None:
    seller.open(path(order, "/decline")).press("Báo khách không nhận đơn", reason="sold_out")
    seller.sees("Hàng này hết rồi ạ?", "đang còn 5").press("đã hết hàng").sees("Đã ghi hết hàng.")
    assert left(goods) == 0 and not seller.has_button("đã hết hàng")


def test_declined_for_another_reason_the_stock_is_no_question(seller: Browser, order: Order, goods: Product) -> None:
    seller.open(path(order, "/decline")).press("Báo khách không nhận đơn", reason="too_far")
    assert not seller.has_button("đã hết hàng")
    assert not seller.open(path(order, "?sold_out=1")).has_button("đã hết hàng") and left(goods) == 5


@pytest.mark.parametrize("reason", ["gold", "", "'; DROP TABLE"])
def test_an_unknown_reason_is_no_reason(seller: Browser, order: Order, reason: str) -> None:
    assert seller.visitor.post(path(order, "/decline"), {"reason": reason}).status_code == 422
    assert state(order) == ("new", "unpaid")


@pytest.fixture
def packed(seller: Browser, order: Order) -> Browser:
    return seller.open(path(order)).press("Nhận đơn").press("Đã đóng gói xong")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"carrier": None}, "Mời chị chọn cách gửi hàng."),
        ({"carrier": "post_office"}, "Mời chị ghi mã vận đơn in trên biên lai gửi hàng."),
        ({"carrier": "post_office", "tracking_number": "số 1"}, "Mã vận đơn chỉ gồm chữ và số"),
        ({"carrier": "post_office", "tracking_number": "1" * 41}, "40"),
        ({"carrier": "own_delivery", "carrier_name": "x" * 61}, "60"),
    ],
)
def test_what_is_wrong_with_a_parcel_is_said_at_its_field(
    packed: Browser, order: Order, typed: dict[str, Any], words: str
) -> None:
    packed.press("Đã gửi hàng", **{"carrier_name": "Bưu điện xã", **typed}).sees(words, status=422)
    assert packed.text.count("Chưa gửi được.") == 1 and state(order)[0] == "packed"
    assert packed.form("Đã gửi hàng").fields["carrier_name"].startswith(("Bưu điện xã", "x"))


def test_a_carrier_nobody_knows_is_refused(packed: Browser, order: Order) -> None:
    answer = packed.visitor.post(path(order, "/hand-over"), {"carrier": "drone", "tracking_number": "EE1234"})
    assert answer.status_code == 422 and state(order)[0] == "packed"


def test_not_reached_then_sent_again_then_brought_back(packed: Browser, order: Order, goods: Product) -> None:
    packed.press("Đã gửi hàng", carrier="post_office", tracking_number="EE123456789VN")
    undelivered = packed.visitor.post(path(order, "/fail"), {"what": "undelivered", "reason": "not_reached"})
    packed._arrive(path(order), undelivered)
    packed.sees("Chưa giao được", "Gửi lại")
    packed.press("Đã gửi hàng", carrier="own_delivery").sees("Đang giao")
    packed.visitor.post(path(order, "/fail"), {"what": "undelivered", "reason": "asked_later"})
    packed.open(path(order)).press("Hàng đã về, cộng lại vào kho").sees("Hàng đã về kho")
    assert state(order) == ("returned", "void") and left(goods) == 5
    assert list(violations()) == []


@pytest.fixture
def sent(packed: Browser) -> Browser:
    return packed.press("Đã gửi hàng", carrier="own_delivery")


@pytest.mark.parametrize("button", ["Ghi lại: khách không nhận", "Ghi lại: chưa giao được"])
def test_what_failed_at_the_door_needs_a_reason_and_keeps_what_the_seller_wrote(
    sent: Browser, order: Order, button: str
) -> None:
    sent.press(button, words="Đường ngập").sees("Chưa gửi được.", status=422)
    assert sent.text.count(NO_REASON) == 2 and sent.html.count('<details class="panel" open>') == 1
    assert sent.form(button).fields["words"] == "Đường ngập" and state(order)[0] == "shipped"
    link = sent.html.split("data-errors>")[1].split('href="#')[1].split('"')[0]
    assert f'id="{link}"' in sent.html
    sent.press(button, reason="other").sees("Đường ngập")
    assert state(order)[0] in ("refused", "undelivered")


def test_the_reasons_fit_what_happened_at_the_door(sent: Browser, order: Order) -> None:
    refused = sent.form("Ghi lại: khách không nhận").choices["reason"]
    not_reached = sent.form("Ghi lại: chưa giao được").choices["reason"]
    assert set(refused) & set(not_reached) == {"other"} and "did_not_want" in refused and "not_reached" in not_reached
    for what, reason in (("undelivered", "did_not_want"), ("refused", "not_reached"), ("refused", "gold")):
        assert sent.visitor.post(path(order, "/fail"), {"what": what, "reason": reason}).status_code == 422
    assert sent.visitor.post(path(order, "/fail"), {"what": "gone", "reason": "other"}).status_code == 404
    assert state(order)[0] == "shipped"


def test_a_failure_without_a_reason_after_the_order_moved_on_says_so(sent: Browser, order: Order) -> None:
    sent.press("Đã giao, chưa cầm tiền")
    sent._arrive(path(order), sent.visitor.post(path(order, "/fail"), {"what": "refused"}))
    sent.sees("Đơn này vừa thay đổi.")
    assert state(order)[0] == "delivered"


def test_the_slip_says_what_to_collect(seller: Browser, order: Order) -> None:
    seller.open(path(order)).press("Nhận đơn").follow("In phiếu gửi hàng")
    seller.sees("Phiếu gửi hàng", "Thu hộ", "Trần Thị Mua", "Nặng khoảng 2")


def test_only_a_parcel_that_goes_out_has_a_slip(sent: Browser, order: Order) -> None:
    assert sent.open(path(order, "/slip")).status == 200
    sent.open(path(order)).press("Ghi lại: chưa giao được", reason="not_reached").follow("In phiếu gửi hàng")
    sent.open(path(order)).press("Hàng đã về")
    assert not sent.has_link("In phiếu gửi hàng")
    assert sent.open(path(order, "/slip")).status == 404


@pytest.mark.parametrize("end", ["new", "declined", "cancelled", "awaiting_payment"])
def test_an_order_that_is_not_taken_on_has_no_slip(seller: Browser, goods: Product, end: str) -> None:
    with transaction():
        order = make_order((goods, 1), method="vietqr" if end in ("cancelled", "awaiting_payment") else "cod")
    if end == "declined":
        seller.visitor.post(path(order, "/decline"), {"reason": "sold_out"})
    if end == "cancelled":
        seller.visitor.post(path(order, "/release"))
    assert state(order)[0] == end and seller.open(path(order, "/slip")).status == 404


def test_the_slip_says_what_was_agreed_about_looking_first(seller: Browser, order: Order, shop: Shop) -> None:
    with transaction():
        session.get_one(Shop, shop.id).open_before_paying = False
    seller.open(path(order)).press("Nhận đơn").follow("In phiếu gửi hàng").sees("Cho khách kiểm hàng trước khi nhận.")


def test_the_slip_of_goods_that_are_not_to_be_opened(seller: Browser, goods: Product, shop: Shop) -> None:
    with transaction():
        session.get_one(Shop, shop.id).open_before_paying = False
    with transaction():
        order = make_order((session.get_one(Product, goods.id), 1))
    with transaction():
        session.get_one(Shop, shop.id).open_before_paying = True
    seller.open(path(order)).press("Nhận đơn").follow("In phiếu gửi hàng").sees("Không mở hàng trước khi nhận.")


def test_after_ninety_days_the_customer_is_hidden(seller: Browser, order: Order) -> None:
    seller.visitor.post(path(order, "/decline"), {"reason": "sold_out"})
    with time_machine.travel(now() + timedelta(days=91), tick=True):
        later = Browser(Visitor(seller.visitor.app).sign_in(session.query(ShopOrder).one().shop.seller.person))
        later.open(path(order)).sees("lời nhắn của khách được ẩn")
        for personal in ("Trần Thị Mua", "912000111", "912 000 111", "Gọi trước khi giao", "Số 1, phố Mẫu"):
            assert personal not in later.html
        assert later.open(path(order, "/slip")).status == 404


def test_an_order_nobody_has_paid_can_be_let_go(seller: Browser, goods: Product) -> None:
    with transaction():
        unpaid = make_order((goods, 5), method="vietqr")
    assert left(goods) == 0
    seller.open(path(unpaid)).sees("Chờ khách trả tiền").press("Hủy đơn chưa trả tiền").sees(
        "Đã hủy đơn chưa trả tiền."
    )
    assert state(unpaid) == ("cancelled", "void") and left(goods) == 5
    seller.sees("Chị không chờ đơn này nữa.", "Gian hàng không chờ tiền nữa")
    assert "Quá hạn" not in seller.text


STEPS = ("accept", "decline", "pack", "hand-over", "deliver", "collect", "fail", "take-back", "release")
STEPS += ("not-sent", "not-refused", "not-delivered", "not-collected")


def test_another_shops_order_is_not_found_and_stays_as_it_is(app: Flask, order: Order) -> None:
    with transaction():
        owner = make_shop("Gian hàng khác").seller.person
    stranger = Visitor(app).sign_in(owner)
    assert stranger.get(path(order)).status_code == stranger.get(path(order, "/slip")).status_code == 404
    for step in STEPS:
        fields = {"reason": "sold_out", "carrier": "own_delivery"}
        assert stranger.post(path(order, f"/{step}"), fields).status_code == 404, step
    assert state(order) == ("new", "unpaid")


@pytest.mark.parametrize(("role", "may"), [("packer", True), ("editor", True), ("accountant", False)])
def test_who_of_the_team_may(app: Flask, shop: Shop, order: Order, role: str, may: bool) -> None:
    with transaction():
        person = make_customer("Người Giúp Việc")
        session.add(ShopMember(shop_id=shop.id, person_id=person.id, role=role))
    helper = Visitor(app).sign_in(person)
    assert helper.get(path(order)).status_code == (200 if may else 403)
    assert helper.post(path(order, "/accept")).status_code == (303 if may else 403)
    assert state(order)[0] == ("accepted" if may else "new")


def test_a_row_shows_the_goods_and_says_its_state_only_where_the_tab_does_not(seller: Browser, order: Order) -> None:
    seller.open("/seller/orders")
    assert 'class="order-row"' in seller.html and f'nowrap">{order.number}-1</small>' in seller.html
    assert "chờ chị trả lời" not in seller.text
    seller.open(path(order)).press("Nhận đơn")
    seller.open("/seller/orders?tab=packing").sees("Củ sâm Báo tươi ×2", "Cần đóng gói")


def test_what_is_due_soonest_stands_first(seller: Browser, order: Order, goods: Product) -> None:
    with transaction():
        later = make_order((goods, 1), details=details(phone="+84912000008"))
        later.shop_orders[0].reply_due_at = now() + timedelta(hours=1)
    html = seller.open("/seller/orders").html
    assert html.index(later.number) < html.index(order.number)


def test_money_that_is_there_is_ticked_off(seller: Browser, shop: Shop, goods: Product) -> None:
    with transaction():
        give_account(shop)
        order = make_order((goods, 1), method="vietqr")
        payment = session.query(Payment).filter_by(order_id=order.id).one()
        receive(payment, amount_dong=payment.amount_dong, how="confirmed", reference="FT1", by=seller_of(shop))
    badge = seller.open(path(order)).html.split('<span class="badge ')[1].split("</span>")[0]
    assert badge.startswith('done"') and "#check" in badge and "Đã trả tiền" in badge


def test_the_list_asks_the_same_however_long_it_is(seller: Browser, order: Order, goods: Product) -> None:
    seller.open("/seller/orders")
    with counted() as few:
        seller.open("/seller/orders")
    with transaction():
        for number in range(3):
            make_order((goods, 1), details=details(phone=f"+8491200{number:04d}"))
    with counted() as many:
        seller.open("/seller/orders")
    assert len(few) == len(many) and seller.html.count('class="order-row"') == 4


def test_pages_of_thirty(seller: Browser, goods: Product, new_visitor: Callable[[], Visitor]) -> None:
    with transaction():
        variant_stock = 40
        plenty = make_goods("Mật ong", shop=goods.shop, stock=variant_stock)
        for number in range(31):
            make_order((plenty, 1), details=details(phone=f"+8491200{number:04d}"))
    assert seller.open("/seller/orders").html.count("Mật ong ×1") == 30
    assert seller.follow("Trang sau").html.count("Mật ong ×1") == 1


def test_what_is_paid_at_the_door_is_no_alarm_before_it_is_there(seller: Browser, order: Order) -> None:
    seller.open(path(order)).sees("Trả khi nhận hàng", "Dự kiến nhận hàng")
    assert "Chưa trả tiền" not in seller.text and "Hẹn giao" not in seller.text
    seller.press("Nhận đơn").press("Đã đóng gói xong").press("Đã gửi hàng", carrier="own_delivery")
    assert "Chưa trả tiền" not in seller.text
    seller.press("Đã giao, chưa cầm tiền").sees("Chưa trả tiền")


def test_a_number_is_asked_for_where_it_is_needed(packed: Browser) -> None:
    packed.sees("Mã vận đơn (bắt buộc khi gửi bưu điện)")
    assert "Mã vận đơn (bắt buộc khi gửi bưu điện) (không bắt buộc)" not in packed.text
    packed.press("Đã gửi hàng", carrier="post_office", tracking_number="").sees("Mời chị ghi mã vận đơn", status=422)
    assert "Mã vận đơn (không bắt buộc)" not in packed.text


def test_what_a_seller_took_on_she_cancels(packed: Browser, order: Order, goods: Product) -> None:
    assert not packed.has_link("Không nhận đơn này")
    packed.follow("Hủy đơn này").sees(f"Hủy đơn {order.number}-1?", "chưa ghi nhận tiền của khách")
    assert "không nhận" not in packed.text.lower()
    packed.press("Hủy và báo khách", reason="too_far").sees("Đã hủy đơn và báo khách.", "Chị đã hủy đơn")
    assert state(order) == ("declined", "void") and left(goods) == 5


def test_the_slip_names_the_sender_once_and_writes_the_place_as_elsewhere(seller: Browser, order: Order) -> None:
    with transaction():
        part = session.query(ShopOrder).one()
        part.seller_name = part.shop_name
        part.order.area_text = "Xã Cẩm Thạch, tỉnh Thanh Hóa"
    seller.open(path(order)).press("Nhận đơn").follow("In phiếu gửi hàng").sees("Số 1, phố Mẫu, xã Cẩm Thạch")
    assert seller.text.count("Sâm Báo chị Lan") == 1 and 'rel="icon"' in seller.html


def test_goods_that_came_back_say_whether_money_does(sent: Browser, order: Order) -> None:
    sent.press("Ghi lại: khách không nhận", reason="did_not_want").press("Hàng đã về")
    sent.sees("Đơn này chưa ghi nhận tiền của khách nên không phải hoàn.")


def test_what_cannot_be_taken_back_is_asked_once_more_in_place(sent: Browser, order: Order) -> None:
    """The first tap opens, the second does it; and a page reached by an act takes no tap of the same finger (8.9)."""
    page = sent
    assert "data-taken=" in page.html and '<details class="sure">' in page.html
    asked = page.html[page.html.index('<details class="sure">') :]
    assert asked.index("</summary>") < asked.index("/deliver")
    assert "data-taken=" not in page.open(path(order)).html


def test_packed_too_early_goes_one_step_back_as_if_it_had_not_been_said(packed: Browser, order: Order) -> None:
    """While it has not left: the customer can cancel again, and hears nothing of it (8.9)."""
    outbox.run_due()
    told = session.query(Notice).count()
    packed.press("Chưa đóng gói xong, lùi lại").sees("Đã lùi lại một bước", "Lùi lại: chưa đóng gói xong")
    [part] = session.query(ShopOrder).filter_by(order_id=order.id)
    assert (part.status, part.packed_at) == ("accepted", None) and part.accepted_at is not None
    outbox.run_due()
    assert session.query(Notice).count() == told
    packed.press("Đã đóng gói xong").press("Đã gửi hàng", carrier="own_delivery")
    assert list(violations()) == []
