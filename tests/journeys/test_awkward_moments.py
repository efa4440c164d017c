"""Prices change, shops close, buttons are pressed twice, links grow old: each moment has a kind answer."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine

from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.orders.models import Order
from tests.builders import make_customer, make_shop
from tests.fakes.message_gateway import MessageGateway
from tests.journeys import customers, sellers
from tests.journeys.market import Stall, two_stalls
from tests.journeys.outside import broken_promises, run_worker
from tests.pages import Browser


@pytest.fixture
def stall(browser: Callable[[], Browser]) -> Stall:
    return two_stalls(stock=3)[0]


@pytest.fixture
def seller(browser: Callable[[], Browser], stall: Stall) -> Browser:
    return sellers.sign_in(browser(), stall.owner)


@pytest.fixture
def customer(browser: Callable[[], Browser], stall: Stall) -> Browser:
    return customers.put_in_cart(browser(), stall.page)


def count_orders() -> int:
    session.rollback()
    return session.query(Order).count()


def test_the_price_changes_while_the_customer_reads_the_last_screen(
    stall: Stall, seller: Browser, customer: Browser
) -> None:
    customers.fill_in(customer, customers.COD)
    [variant] = stall.goods.variants
    seller.open(f"/seller/products/{stall.goods.id}/variants/{variant.id}").press("Lưu", price="120k")
    assert "Đã lưu." in seller.text
    customer.press("Đặt hàng,")
    assert customer.status == 409 and count_orders() == 0
    assert "Củ sâm Báo tươi: giá trước là 100.000đ, nay là 120.000đ." in customer.text
    customer.press("Đặt hàng, 142.000đ")
    assert "142.000đ" in customer.text and count_orders() == 1
    assert broken_promises() == []


def test_the_button_is_pressed_twice(customer: Browser) -> None:
    customers.fill_in(customer, customers.COD)
    second = Browser(customer.visitor)
    second._page, second.address = customer._page, customer.address
    number = customers.order_number(customer.press("Đặt hàng,"))
    assert customers.order_number(second.press("Đặt hàng,")) == number
    assert count_orders() == 1 and "Giỏ còn trống" in customer.open("/cart").text
    assert "1 sản phẩm" not in customer.open("/orders/lookup").text


def test_the_goods_are_hidden_while_they_lie_in_a_cart(stall: Stall, seller: Browser, customer: Browser) -> None:
    seller.open(f"/seller/products/{stall.goods.id}").press("Tạm ẩn")
    assert "Đã tạm ẩn" in seller.text
    customer.open("/cart")
    assert customer.status == 200 and "Sản phẩm này không còn bán." in customer.text
    assert customer.open("/checkout").address == "/cart" and "cần xem lại" in customer.text
    customer.press("Bỏ")
    assert "Giỏ còn trống" in customer.text


def test_somebody_else_buys_the_last_ones_first(
    browser: Callable[[], Browser], stall: Stall, customer: Browser
) -> None:
    customers.fill_in(customer, customers.COD)
    faster = customers.put_in_cart(browser(), stall.page, 3)
    customers.order(faster, customers.COD, name="Lê Thị Nhanh", phone="0912 000 222")
    customer.press("Đặt hàng,")
    assert customer.address == "/cart" and "Rất tiếc" in customer.text
    assert count_orders() == 1
    assert broken_promises() == []


def test_a_link_opens_one_order_for_thirty_days_to_its_holder(
    browser: Callable[[], Browser], phones: MessageGateway, customer: Browser
) -> None:
    number = customers.order(customer, customers.COD)
    run_worker()
    [message] = phones.read(customers.PHONE)
    link = customers.path_of(message.link)
    assert re.fullmatch(rf"/orders/{number}\?key=\S+", link)
    friend = browser().open(link)
    assert number in friend.text and friend.open(f"/orders/{number}").status == 200
    stranger = browser().open(link[:-1])
    assert stranger.status == 404 and "Vui lòng nhập số đơn và số điện thoại" in stranger.text
    with time_machine.travel(now() + timedelta(days=31), tick=True):
        late = browser().open(link)
        assert late.status == 404 and "Đường dẫn có thể đã hết hạn" in late.text
        late.press("Gửi đường dẫn cho tôi", number=number, phone="0912000111")
        assert "đường dẫn xem đơn đã được gửi" in late.text
        run_worker()
        fresh = customers.path_of(phones.read(customers.PHONE)[-1].link)
        assert number in late.open(fresh).text and late.status == 200


def test_a_wrong_phone_gets_the_same_answer_and_no_link(
    browser: Callable[[], Browser], phones: MessageGateway, customer: Browser
) -> None:
    number = customers.order(customer, customers.COD)
    run_worker()
    before = len(phones.read(customers.PHONE))
    nosy = browser().open("/orders/lookup").press("Gửi đường dẫn cho tôi", number=number, phone="0912999888")
    assert "đường dẫn xem đơn đã được gửi" in nosy.text
    run_worker()
    assert phones.read("+84912999888") == [] and len(phones.read(customers.PHONE)) == before


@pytest.mark.parametrize("tail", ["", "/receipt", "/cancel", "/pay", "/pay/change"])
def test_other_peoples_orders_are_not_found(
    browser: Callable[[], Browser], stall: Stall, customer: Browser, tail: str
) -> None:
    number = customers.order(customer, customers.TRANSFER)
    with transaction():
        other_shopper, other_seller = make_customer(), make_shop("Gian hàng khác").seller.person
    for stranger in (browser(), sellers.sign_in(browser(), other_shopper), sellers.sign_in(browser(), other_seller)):
        page = stranger.open(f"/orders/{number}{tail}")
        assert page.status == 404 and "Trần Thị Mua" not in page.html
    foreign = sellers.sign_in(browser(), other_seller)
    assert foreign.open(f"/seller/orders/{number}-1").status == 404
    assert foreign.visitor.post(f"/seller/orders/{number}-1/decline", {"reason": "sold_out"}).status_code == 404
    assert "Chờ trả tiền" in customer.open(f"/orders/{number}").text
    assert broken_promises() == []
