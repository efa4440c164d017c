"""The buyer hears of each move of her parcel once, in words that are true of it, by text message where it matters."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from marketplace.core import outbox
from marketplace.core.actors import Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.outbox import OutboxRow
from marketplace.core.transactions import transaction
from marketplace.notifications.messages.order_moved import TOLD
from marketplace.notifications.models import Notice
from marketplace.notifications.rendering import render
from marketplace.orders.models import Order, ShopOrder
from marketplace.orders.queries import lock_shop_order
from marketplace.orders.services import fulfilment as work
from marketplace.orders.services.cancelling import release_unpaid
from marketplace.orders.states import AWAITING_PAYMENT, NEW, SHOP_ORDER
from marketplace.payments.jobs import end_orders_nobody_is_asked_for, end_overdue_payments
from marketplace.payments.queries.payments import payments_of
from marketplace.payments.services.closing import close_payment
from marketplace.payments.services.transfers import confirm_transfer
from marketplace.web.words.orders import customer_words
from tests.fakes.message_gateway import MessageGateway
from tests.payments.making import configured, make_paid_shop, placed, seller_of
from tests.purchases import make_goods, make_order

Step = Callable[[ShopOrder, Actor], object]
FIRST, SECOND = "EE111111111VN", "EE222222222VN"


def accept(part: ShopOrder, by: Actor) -> None:
    work.accept(part, by=by)


def pack(part: ShopOrder, by: Actor) -> None:
    work.pack(part, by=by)


def send(part: ShopOrder, by: Actor) -> None:
    work.hand_over(part, by=by, carrier="post_office", carrier_name="Bưu điện", tracking_number=FIRST)


def send_again(part: ShopOrder, by: Actor) -> None:
    work.send_again(part, by=by, carrier="post_office", carrier_name="Bưu điện", tracking_number=SECOND)


def fail(part: ShopOrder, by: Actor) -> None:
    work.fail_delivery(part, by=by, reason="asked_later")


def refuse(part: ShopOrder, by: Actor) -> None:
    work.refuse(part, by=by, reason="did_not_want")


def take_back(part: ShopOrder, by: Actor) -> None:
    work.take_back(part, by=by)


@pytest.fixture
def order(app: Flask) -> Order:
    with transaction():
        return make_order((make_goods(), 1))


def run_worker() -> None:
    while outbox.run_due():
        pass
    session.rollback()
    session.expire_all()


def go(order: Order, *steps: Step) -> None:
    """The seller's steps, each with time for the worker to tell of it."""
    shop = order.shop_orders[0].shop
    for step in steps:
        with transaction():
            step(lock_shop_order(f"{order.number}-1", shop=shop), seller_of(shop))
        run_worker()


def told(kind: str = "order_moved") -> list[Notice]:
    return session.query(Notice).filter_by(kind=kind).order_by(Notice.id).all()


def test_each_sending_and_each_failure_is_told(order: Order) -> None:
    go(order, accept, pack, send, fail, send_again, fail, take_back)
    moves = [notice.facts["status"] for notice in told()]
    assert moves == ["accepted", "packed", "shipped", "undelivered", "shipped", "undelivered", "returned"]
    first, second = (render(notice) for notice in told() if notice.facts["status"] == "shipped")
    assert FIRST in first.text and "gửi lại" not in first.title + first.text
    assert SECOND in second.text and FIRST not in second.text
    assert "được gửi lại" in second.title and "đã gửi lại" in second.text


def test_a_worker_that_repeats_itself_tells_once(order: Order) -> None:
    go(order, accept, pack, send, fail, send_again)
    before = [(notice.id, notice.subject) for notice in session.query(Notice).order_by(Notice.id)]
    with transaction():
        for row in session.query(OutboxRow):
            row.state, row.lease_until = outbox.READY, None
    run_worker()
    assert [(notice.id, notice.subject) for notice in session.query(Notice).order_by(Notice.id)] == before


def test_every_move_is_told_but_those_that_other_messages_tell() -> None:
    assert set(TOLD) == SHOP_ORDER.states() - {AWAITING_PAYMENT, NEW}  # order_placed and payment_received


WORDS = {
    "accepted": ("đang chuẩn bị hàng", "đã nhận đơn"),
    "packed": ("đã đóng gói", "sắp gửi đi"),
    "shipped": ("đang trên đường giao", "đã gửi hàng"),
    "delivered": ("đã giao xong", "Cảm ơn quý khách"),
    "declined": ("chưa thể nhận đơn", "xin lỗi"),
    "cancelled": ("đã hủy", "đã hủy"),
    "refused": ("đang quay về gian hàng", "không được nhận"),
    "undelivered": ("sẽ liên hệ để giao lại", "chưa giao được"),
    "returned": ("đã kết thúc", "đã quay về gian hàng"),
}
AS_ON_HER_PAGE = ("refused", "undelivered", "returned")


@pytest.mark.parametrize("status", TOLD)
def test_each_state_has_words_of_its_own(app: Flask, status: str) -> None:
    facts = {"status": status, "number": "DH1-1", "shop": "Nem bà Mẫu", "goods": "Nem ×1", "reason": "", "again": False}
    facts["had_accepted"] = False
    words = render(Notice(kind="order_moved", subject="x", recipient="x", locale="vi", facts=facts, path="/"))
    in_title, in_text = WORDS[status]
    assert in_title in words.title and in_text in words.text
    assert not [other for other in WORDS if other != status and WORDS[other][0] in words.title]
    if status in AS_ON_HER_PAGE:
        assert customer_words(ShopOrder(status=status)).next_text in words.text


def test_the_customers_phone_rings_where_she_must_know_or_act(order: Order) -> None:
    with MessageGateway() as phones, configured(sms_gateway_url=phones.url):
        go(order, accept, pack, send, refuse, take_back)
        texts = [message.text for message in phones.read(order.phone)]
    assert len(texts) == 4 and "Đã nhận đơn hàng" in texts[0]
    assert not [text for text in texts if "đóng gói" in text or "đã kết thúc" in text]
    quiet = [notice.facts["status"] for notice in told() if not notice.deliveries]
    assert quiet == ["packed", "returned"]


def test_a_shop_that_takes_its_word_back_says_so(order: Order) -> None:
    go(order, accept, lambda part, by: work.decline(part, by=by, reason="sold_out"))
    words = render(told()[-1])
    assert "đã phải hủy đơn" in words.title and "đã phải hủy đơn" in words.text and "chưa thể nhận" not in words.text


def test_the_end_of_an_order_that_was_to_come_again_is_worth_a_text(order: Order) -> None:
    with MessageGateway() as phones, configured(sms_gateway_url=phones.url):
        go(order, accept, pack, send, fail, take_back)
        assert "đã quay về gian hàng" in phones.read(order.phone)[-1].text


def unpaid(shops: int = 1) -> Order:
    with transaction():
        made = [make_paid_shop() for _ in range(shops)]
    return placed(*made)


def test_an_order_that_nobody_paid_is_told_once(app: Flask) -> None:
    unpaid()
    with time_machine.travel(now() + timedelta(hours=25), tick=True):
        end_overdue_payments()
        run_worker()
    assert told() == []
    [notice] = told("payment_expired")
    assert "đã hủy" in render(notice).text


def test_the_shop_that_was_not_paid_is_named(app: Flask) -> None:
    order = unpaid(shops=2)
    with transaction():
        confirm_transfer(payments_of(order.id)[0], by=seller_of(order.shop_orders[0].shop))
    with time_machine.travel(now() + timedelta(hours=25), tick=True):
        end_overdue_payments()
        run_worker()
    [notice] = told("payment_expired")
    assert f"{order.number}-2" in render(notice).title
    [notice] = told("payment_received")
    assert f"{order.number}-1" in render(notice).title


def test_an_order_that_its_seller_let_go_of_is_told_once_as_on_its_page(app: Flask) -> None:
    order = unpaid()
    go(order, lambda part, by: release_unpaid(part, by=by))
    assert told("payment_expired") == []
    [notice] = told()
    assert customer_words(session.get_one(ShopOrder, order.shop_orders[0].id)).next_text in render(notice).text
    assert "Nếu quý khách đã chuyển tiền" in render(notice).text


def test_an_order_that_nobody_was_asked_to_pay_is_told_of_too(app: Flask) -> None:
    order = unpaid()
    with transaction():
        close_payment(payments_of(order.id)[0], by=seller_of(order.shop_orders[0].shop))
    with time_machine.travel(now() + timedelta(hours=25), tick=True):
        end_orders_nobody_is_asked_for()
        run_worker()
    assert told("payment_expired") == []
    [notice] = told()
    assert "Quá hạn trả tiền" in render(notice).text
