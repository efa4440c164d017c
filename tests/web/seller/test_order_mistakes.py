"""What a seller recorded by mistake she takes back on the order's page, while it says so (8.9)."""

from datetime import timedelta

import pytest
from flask import Flask

from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.promises import violations
from marketplace.core.transactions import transaction
from marketplace.orders.links import order_path
from marketplace.orders.models import Order, ShopOrder
from marketplace.payments.services.refunds import refund_shop_order
from tests.pages import Browser
from tests.payments.making import seller_of
from tests.purchases import make_order
from tests.visitors import Visitor


@pytest.fixture
def order(app: Flask) -> Order:
    with transaction():
        return make_order()


@pytest.fixture
def sent(app: Flask, order: Order) -> Browser:
    """The seller's page of the order, which is under way."""
    seller = Browser(Visitor(app).sign_in(session.get_one(Order, order.id).shop_orders[0].shop.seller.person))
    seller.open(path(order)).press("Nhận đơn").press("Đã đóng gói xong")
    return seller.press("Đã gửi hàng", carrier="own_delivery")


def path(order: Order, step: str = "") -> str:
    return f"/seller/orders/{order.number}-1{step}"


def state(order: Order) -> tuple[str, str]:
    session.rollback()
    session.expire_all()
    part = session.query(ShopOrder).filter_by(order_id=order.id).one()
    return part.status, part.money_status


def test_a_delivery_that_was_not_is_taken_back(sent: Browser, order: Order) -> None:
    """She reads until when, is asked once more, and everybody sees both steps (8.9)."""
    assert not sent.has_button("Đơn chưa giao")
    sent.press("Đã giao, đã thu").sees("sửa lại được trong 24 giờ", "Ghi nhầm? Sửa lại được đến")
    assert '<details class="panel" id="mistake"><summary>Ghi nhầm?' in sent.html
    sent.press("Đơn chưa giao").sees("Đã sửa lại: đơn chưa giao.", "Đang giao", "Sửa lại: chưa giao tới nơi")
    assert state(order) == ("shipped", "unpaid") and not sent.has_button("Đơn chưa giao")
    sent.open("/seller/money").sees("Rút lại, vì ghi nhầm là đã thu tiền", "Bán hàng")
    customer = Browser(Visitor(sent.visitor.app)).open(order_path(order))
    customer.sees("Giao tới nơi", "Sửa lại: chưa giao tới nơi", "Gian hàng", "Đang giao")
    sent.open(path(order)).press("Đã giao, đã thu").sees("Xong rồi")
    assert state(order) == ("delivered", "paid") and list(violations()) == []


def test_a_parcel_that_was_not_sent_or_not_refused_is_taken_back(sent: Browser, order: Order) -> None:
    """One tap sends, and a reason beside the wrong words refuses: both have a way back (8.9)."""
    sent.press("Ghi lại: khách không nhận", reason="did_not_want").sees("Ghi nhầm? Sửa lại được đến")
    sent.press("Hàng vẫn đang giao").sees("Đã sửa lại: hàng vẫn đang giao.", "Sửa lại: hàng vẫn đang giao")
    assert state(order) == ("shipped", "unpaid") and "Ghi nhầm?" not in sent.text  # she meant it to be under way
    sent._arrive(path(order), sent.visitor.post(path(order, "/not-sent")))
    sent.sees("Đơn này vừa thay đổi.").press("Đã giao, đã thu").sees("Xong rồi")
    assert list(violations()) == []


def test_a_parcel_that_was_not_sent_goes_out_later(sent: Browser, order: Order) -> None:
    assert "Tự giao hàng ·" in sent.text
    sent.press("Hàng chưa gửi").sees("Đã sửa lại: hàng chưa gửi đi.", "Cần gửi đi", "Sửa lại: chưa gửi hàng đi")
    assert state(order) == ("packed", "unpaid") and "Tự giao hàng ·" not in sent.text
    sent._arrive(path(order), sent.visitor.post(path(order, "/not-sent")))
    sent.sees("Đơn này vừa thay đổi.")
    sent.press("Đã gửi hàng", carrier="post_office", tracking_number="EE123456789VN").sees("Đang giao", "EE123456789VN")
    sent.press("Hàng chưa gửi").follow("Hủy đơn này").press("Hủy và báo khách", reason="too_far")
    assert state(order) == ("declined", "void") and list(violations()) == []


def test_cash_that_was_not_collected_is_taken_back(sent: Browser, order: Order) -> None:
    sent.press("Đã giao, đã thu").press("Chưa thu tiền").sees("Đã sửa lại: chưa thu tiền.", "chưa thu tiền")
    assert state(order) == ("delivered", "unpaid") and not sent.has_button("Chưa thu tiền")
    sent.press("tiền mặt").sees("Đã ghi nhận tiền mặt.", "Ghi nhầm?")
    assert state(order) == ("delivered", "paid") and list(violations()) == []


def test_taken_back_twice_or_from_an_old_tab_it_is_taken_back_once(sent: Browser, order: Order) -> None:
    sent.press("Đã giao, đã thu")
    for step in ("/not-delivered", "/not-delivered", "/not-collected", "/collect"):
        sent._arrive(path(order), sent.visitor.post(path(order, step)))
    sent.sees("Đơn này vừa thay đổi.")
    assert state(order) == ("shipped", "unpaid") and list(violations()) == []


def test_what_cannot_be_taken_back_any_more_says_why(sent: Browser, order: Order) -> None:
    sent.press("Đã giao, đã thu")
    with transaction():
        part = session.query(ShopOrder).one()
        part.delivered_at = part.paid_at = now() - timedelta(hours=24)
    assert not sent.open(path(order)).has_button("Đơn chưa giao") and "Ghi nhầm?" not in sent.text
    for step in ("/not-delivered", "/not-collected"):
        sent._arrive(path(order), sent.visitor.post(path(order, step)))
        sent.sees("Đã quá 24 giờ", "Mời chị gọi Hội.")
    with transaction():
        part = session.query(ShopOrder).one()
        part.delivered_at, part.delivery_confidence = now(), "buyer"
    sent._arrive(path(order), sent.visitor.post(path(order, "/not-delivered")))
    sent.sees("nên chị không sửa lại được")
    assert state(order) == ("delivered", "paid")


def test_money_that_goes_back_keeps_the_delivery(sent: Browser, order: Order) -> None:
    sent.press("Đã giao, đã thu")
    with transaction():
        part = session.query(ShopOrder).one()
        refund_shop_order(part, reason="vỡ", by=seller_of(part.shop))
    for step in ("/not-delivered", "/not-collected"):
        sent._arrive(path(order), sent.visitor.post(path(order, step)))
        sent.sees("đã có khoản hoàn tiền")
    assert state(order) == ("delivered", "refund_due")
