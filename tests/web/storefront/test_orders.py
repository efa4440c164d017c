"""The customer's order page: hers by signed link or by sign-in, cancelled before packing, never anybody else's."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from marketplace.core.actors import CUSTOMER, SYSTEM_ACTOR, Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.outbox import OutboxRow
from marketplace.core.promises import violations
from marketplace.core.transactions import transaction
from marketplace.orders.jobs import close_orders_opened_long_ago
from marketplace.orders.links import order_path
from marketplace.orders.models import Order, ShopOrder
from marketplace.orders.queries import lock_shop_order
from marketplace.orders.services import fulfilment
from marketplace.orders.services.browsers import LASTS
from marketplace.shops.models import Shop
from marketplace.site.services import change_settings
from marketplace.web.storefront.orders import ASKS_AN_HOUR
from tests.builders import make_customer, make_shop
from tests.codes import count_sent, sent_code
from tests.pages import Browser
from tests.payments.making import seller_of
from tests.purchases import details, make_goods, make_order
from tests.visitors import Visitor

NUMBER = "DH261121-7K2M9P"
SENT = "Nếu số đơn và số điện thoại khớp nhau, đường dẫn xem đơn đã được gửi tới điện thoại đó."


@pytest.fixture
def order(app: Flask) -> Order:
    """Goods of two shops, cash on delivery."""
    with transaction():
        lan, hanh = make_shop("Sâm Báo chị Lan"), make_shop("Nem chua cô Hạnh")
        goods = (make_goods(shop=lan), 2), (make_goods("Nem chua", shop=hanh, price_dong=60_000), 1)
        return make_order(*goods, details=details(note="Gọi trước"))


@pytest.fixture
def customer(app: Flask, order: Order) -> Browser:
    return Browser(Visitor(app)).open(order_path(order))


def statuses(order: Order) -> list[str]:
    session.rollback()
    session.expire_all()
    rows = session.query(ShopOrder).filter_by(order_id=order.id).order_by(ShopOrder.id)
    return [part.status for part in rows]


def pack(order: Order, part: int = 1) -> None:
    with transaction():
        number = f"{order.number}-{part}"
        shop = session.get_one(Shop, session.query(ShopOrder).filter_by(number=number).one().shop_id)
        locked = lock_shop_order(number, shop=shop)
        fulfilment.accept(locked, by=seller_of(shop))
        fulfilment.pack(locked, by=seller_of(shop))


def links_asked() -> int:
    count = session.query(OutboxRow).filter(OutboxRow.work.contains("order_link")).count()
    session.rollback()
    return count


def test_one_page_with_a_timeline_for_each_shop(customer: Browser, order: Order) -> None:
    customer.sees(order.number, "Kiện 1/2", "Kiện 2/2", "Sâm Báo chị Lan", "Nem chua cô Hạnh", "Gọi trước")
    customer.sees("Trả tiền khi nhận hàng (COD)", "Trần Thị Mua", "Tổng cộng 308.000đ")
    assert customer.text.count("Chờ gian hàng nhận đơn") == 2


def test_a_guest_is_thanked_told_what_comes_next_and_offered_an_account(customer: Browser, order: Order) -> None:
    customer.sees("Đã nhận đơn, cảm ơn quý khách", f"Đơn hàng {order.number}", "Mỗi gian hàng trả lời trước")
    customer.sees("Lưu đường dẫn này", "không cần làm gì thêm")
    assert "Lời nhắn: không có" not in customer.text and "khách đặt" not in customer.text
    customer.press("Mở tài khoản").sees("Mã gồm 6 chữ số")
    assert count_sent("+84912000111") == 1
    customer.press("Tiếp tục", code=sent_code("+84912000111"))
    customer.press("Mở tài khoản", full_name="Trần Thị Mua", password="con trâu đi trước", agrees="y")
    customer.sees("Đơn hàng của tôi", order.number)


def test_an_order_of_a_while_ago_or_under_way_says_where_it_stands(app: Flask, customer: Browser, order: Order) -> None:
    with time_machine.travel(now() + timedelta(minutes=31), tick=True):
        customer.open(f"/orders/{order.number}").sees(f"Đơn hàng {order.number}", "Đặt lúc")
        assert "cảm ơn quý khách" not in customer.text
    pack(order)
    customer.open(f"/orders/{order.number}").sees("Đã đóng gói")
    assert "Đã nhận đơn, cảm ơn" not in customer.text


def test_who_is_signed_in_needs_no_offer(app: Flask) -> None:
    with transaction():
        buyer = make_customer("Trần Khách Quen")
        order = make_order(by=Actor(CUSTOMER, buyer.id, buyer.full_name))
    page = Browser(Visitor(app).sign_in(buyer)).open(f"/orders/{order.number}").sees("Đã nhận đơn, cảm ơn quý khách")
    assert not page.has_button("Mở tài khoản")


def test_the_browser_remembers_but_only_this_order(app: Flask, customer: Browser, order: Order) -> None:
    assert customer.open(f"/orders/{order.number}").status == 200
    with transaction():
        other = make_order()
    assert customer.open(f"/orders/{other.number}").status == 404


@pytest.mark.parametrize("key", ["", "x", "khong-phai-khoa", "Ij8.abc.def"])
def test_without_the_key_there_is_no_order(visitor: Visitor, order: Order, key: str) -> None:
    page = Browser(visitor).open(f"/orders/{order.number}?key={key}")
    page.sees("Không mở được đơn hàng này", status=404)
    missing = Browser(visitor).open(f"/orders/DH261121-KHONGC?key={key}")
    assert missing.text.replace("DH261121-KHONGC", "") == page.text.replace(order.number, "")
    assert 'action="/search"' not in page.html, "what was lost is an order, not goods"
    form = page.form("Gửi đường dẫn cho tôi")
    assert form.fields["number"] == order.number
    page.press("Gửi đường dẫn cho tôi", phone="0912000111").sees(SENT)
    assert links_asked() == 1


def test_an_address_below_the_orders_that_is_none_leads_to_the_look_up(visitor: Visitor) -> None:
    page = Browser(visitor).open("/orders/DH261121-KHONGC/nothing/here").sees("Không mở được đơn hàng", status=404)
    assert page.form("Gửi đường dẫn cho tôi").fields["number"] == "DH261121-KHONGC"


def test_the_look_up_knows_the_number_from_its_address(visitor: Visitor) -> None:
    page = Browser(visitor).open("/orders/lookup?number=DH261121-7K2M9P")
    assert page.form("Gửi đường dẫn cho tôi").fields["number"] == "DH261121-7K2M9P"
    assert Browser(visitor).open(f"/orders/lookup?number={'x' * 400}").status == 200


def test_another_orders_key_opens_nothing(visitor: Visitor, order: Order) -> None:
    with transaction():
        other = make_order()
    key = order_path(other).partition("=")[2]
    assert visitor.get(f"/orders/{order.number}?key={key}").status_code == 404


def test_a_key_ends_after_thirty_days(app: Flask, order: Order) -> None:
    link = order_path(order)
    with time_machine.travel(now() + timedelta(days=29)):
        assert Browser(Visitor(app)).open(link).status == 200
    with time_machine.travel(now() + timedelta(days=31)):
        assert Visitor(app).get(link).status_code == 404


def test_a_key_leaves_the_address_at_once_and_the_rest_of_it_stays(visitor: Visitor, order: Order) -> None:
    answer = visitor.get(f"{order_path(order)}&lang=en")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/orders/{order.number}?lang=en")
    assert answer.headers["Cache-Control"] == "no-store" and answer.headers["Referrer-Policy"] == "same-origin"
    page = visitor.follow(answer)
    assert page.status_code == 200 and page.headers["Referrer-Policy"] == "same-origin"
    assert visitor.get(f"{order_path(order)}").headers["Location"] == f"/orders/{order.number}"


def test_what_a_browser_opened_closes_after_a_month(visitor: Visitor, order: Order) -> None:
    page = f"/orders/{order.number}"
    assert visitor.follow(visitor.get(order_path(order))).status_code == 200
    with time_machine.travel(now() + LASTS - timedelta(minutes=1)):
        assert visitor.get(page).status_code == 200
    with time_machine.travel(now() + LASTS + timedelta(minutes=1)):
        assert visitor.get(page).status_code == 404
        with transaction():
            close_orders_opened_long_ago()
    assert visitor.get(page).status_code == 404, "a clock set back reopens nothing"


def test_a_kept_copy_of_every_cookie_opens_nothing_after_sign_out(app: Flask, visitor: Visitor, order: Order) -> None:
    with transaction():
        customer = make_customer()
    visitor.sign_in(customer)
    assert visitor.follow(visitor.get(order_path(order))).status_code == 200
    thief = Visitor(app)
    for name in ("visit", "sid", "orders"):
        cookie = visitor.client.get_cookie(name)
        if cookie is not None:
            thief.client.set_cookie(name, cookie.value, domain="localhost")
    assert thief.get(f"/orders/{order.number}").status_code == 200
    assert visitor.post("/sign-out").status_code == 303
    assert visitor.client.get_cookie("orders") is None
    assert thief.get(f"/orders/{order.number}").status_code == visitor.get(f"/orders/{order.number}").status_code == 404


def test_the_page_is_kept_nowhere(customer: Browser) -> None:
    assert customer.response is not None and customer.response.headers["Cache-Control"] == "no-store"


def test_the_receipt_holds_the_whole_contract(customer: Browser, order: Order) -> None:
    customer.open(f"/orders/{order.number}/receipt").sees(
        f"Phiếu đặt hàng {order.number}", "Sâm Báo chị Lan", "Hoàng Thị Bán", "Nem chua", "308.000đ", "0912 000 111"
    )


def test_cancelling_asks_once_and_names_the_amount(customer: Browser, order: Order) -> None:
    customer.follow("Hủy đơn hàng").sees(f"Hủy đơn hàng {order.number}?", "308.000đ")
    assert statuses(order) == ["new", "new"]
    customer.press("Hủy đơn", reason="too_slow").sees("Đã hủy.", "Chờ lâu quá")
    assert statuses(order) == ["cancelled", "cancelled"]
    assert list(violations()) == []


def test_one_part_can_be_cancelled_and_the_other_goes_on(customer: Browser, order: Order) -> None:
    customer.open(f"/orders/{order.number}/cancel?part={order.number}-2").sees("Nem chua cô Hạnh", "82.000đ")
    assert customer.has_link("Giữ lại") and "<title>Hủy phần hàng" in customer.html and "Hủy đơn" not in customer.text
    customer.press("Hủy phần này")
    assert statuses(order) == ["new", "cancelled"]
    assert customer.open(f"/orders/{order.number}/cancel?part={order.number}-9").status == 404


def test_what_is_packed_cannot_be_cancelled(customer: Browser, order: Order) -> None:
    pack(order)
    customer.open(f"/orders/{order.number}")
    assert not customer.has_link("Hủy đơn hàng")
    customer.open(f"/orders/{order.number}/cancel").sees("82.000đ").press("Hủy đơn")
    assert statuses(order) == ["packed", "cancelled"]
    customer.open(f"/orders/{order.number}/cancel").sees("Không hủy được nữa")
    for number, why in ((1, "Gian hàng đã đóng gói"), (2, "đã kết thúc từ trước")):
        customer.open(f"/orders/{order.number}/cancel?part={order.number}-{number}").sees("Không hủy được nữa", why)
    answer = customer.visitor.post(f"/orders/{order.number}/cancel", {"part": f"{order.number}-1"})
    customer._arrive("", answer)
    customer.sees("không hủy được nữa")
    assert statuses(order) == ["packed", "cancelled"]


def test_a_stranger_cancels_nothing(visitor: Visitor, order: Order) -> None:
    assert visitor.post(f"/orders/{order.number}/cancel", {"reason": "other"}).status_code == 404
    assert statuses(order) == ["new", "new"]


def test_a_signed_in_customer_opens_her_own_without_a_key(app: Flask) -> None:
    with transaction():
        buyer, other = make_customer("Trần Khách Quen"), make_customer("Người Khác")
        order = make_order(by=Actor(CUSTOMER, buyer.id, buyer.full_name))
    assert Visitor(app).sign_in(buyer).get(f"/orders/{order.number}").status_code == 200
    assert Visitor(app).sign_in(other).get(f"/orders/{order.number}").status_code == 404


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"number": "", "phone": "0912000111"}, "Vui lòng nhập số đơn hàng, ví dụ"),
        ({"number": "DH1", "phone": "0912000111"}, "Số đơn có dạng DH261121-7K2M9P"),
        ({"number": "DH261121-7K2M9O", "phone": "0912000111"}, "số đơn không bao giờ có số 0, số 1, chữ O, chữ I."),
        ({"number": NUMBER, "phone": ""}, "Vui lòng nhập số điện thoại đã đặt hàng."),
        ({"number": NUMBER, "phone": "123"}, "Số điện thoại này còn thiếu chữ số."),
        ({"number": "x" * 41, "phone": "0912000111"}, "40"),
    ],
)
def test_a_look_up_says_what_is_wrong(visitor: Visitor, typed: dict[str, str], words: str) -> None:
    page = Browser(visitor).open("/orders/lookup").press("Gửi đường dẫn cho tôi", **typed).sees(words, status=422)
    assert page.text.count(words) >= 2
    assert page.form("Gửi đường dẫn").fields["number"] == typed["number"]


@pytest.mark.parametrize(("phone", "links"), [("0912 000 111", 1), ("+84912000111", 1), ("0912 000 112", 0)])
def test_number_and_phone_send_a_link_and_show_nothing(visitor: Visitor, order: Order, phone: str, links: int) -> None:
    page = Browser(visitor).open("/orders/lookup")
    page.press("Gửi đường dẫn cho tôi", number=order.number.lower(), phone=phone).sees(SENT)
    assert order.customer_name not in page.html and links_asked() == links


@pytest.mark.parametrize("written", ["{}-1", "#{}", "Đơn {}-2"])
def test_the_number_of_slips_and_messages_is_taken(visitor: Visitor, order: Order, written: str) -> None:
    """(8.12) What people hold: a parcel's number, without hyphens, with blanks; no such order answers the same."""
    for number in (order.number, order.number.replace("-", ""), order.number.replace("-", " ").lower(), NUMBER):
        page = Browser(visitor).open("/orders/lookup")
        page.press("Gửi đường dẫn cho tôi", number=written.format(number), phone="0912000111").sees(SENT)
    assert links_asked() == 3


def test_an_order_opens_under_the_number_of_its_slip(customer: Browser, order: Order) -> None:
    """(8.12) In the address too; a number of no order is led there just the same."""
    for number in (f"{order.number}-2", order.number.lower(), order.number.replace("-", "")):
        assert customer.open(f"/orders/{number}").address == f"/orders/{order.number}"
    page = customer.open(f"/orders/{order.number.lower()}/receipt?lang=vi&_external=1&_scheme=x")
    assert (page.status, page.address) == (200, f"/orders/{order.number}/receipt?lang=vi&_external=1&_scheme=x")
    page = customer.open("/orders/dh261121-khangc-1").sees("Không mở được đơn hàng này", status=404)
    assert page.form("Gửi đường dẫn cho tôi").fields["number"] == "DH261121-KHANGC"


def test_too_many_look_ups_wait_for_an_hour(visitor: Visitor, order: Order) -> None:
    page = Browser(visitor)
    for _ in range(ASKS_AN_HOUR):
        page.open("/orders/lookup").press("Gửi đường dẫn cho tôi", number=order.number, phone="0912000111").sees(SENT)
    page.open("/orders/lookup").press("Gửi đường dẫn cho tôi", number=order.number, phone="0912000111")
    page.sees("Đã yêu cầu nhiều lần.", status=429)
    assert links_asked() == ASKS_AN_HOUR
    with time_machine.travel(now() + timedelta(minutes=61)):
        page.open("/orders/lookup").press("Gửi đường dẫn cho tôi", number=order.number, phone="0912000111").sees(SENT)


def test_a_demo_says_where_the_link_is_read(visitor: Visitor) -> None:
    assert "Tin gửi đi" not in Browser(visitor).open("/orders/lookup").text
    with transaction():
        change_settings({"is_demo": True}, actor=SYSTEM_ACTOR)
    assert Browser(visitor).open("/orders/lookup").sees("không gửi tin nhắn thật").has_link("Mở trang “Tin gửi đi”")


def test_what_is_paid_at_the_door_is_no_debt_before(customer: Browser, order: Order) -> None:
    customer.open(f"/orders/{order.number}").sees(
        "Cách trả tiền: Trả tiền khi nhận hàng (COD).", "Dự kiến nhận hàng từ"
    )
    assert "Chưa trả tiền" not in customer.text


def test_what_was_taken_on_and_ended_by_the_shop_was_cancelled(customer: Browser, order: Order) -> None:
    pack(order)
    with transaction():
        shop = session.get_one(Shop, session.query(ShopOrder).filter_by(number=f"{order.number}-1").one().shop_id)
        fulfilment.decline(lock_shop_order(f"{order.number}-1", shop=shop), by=seller_of(shop), reason="sold_out")
    customer.open(f"/orders/{order.number}").sees("Gian hàng đã hủy đơn", "Gian hàng hủy đơn")
    assert "không nhận đơn" not in customer.text
