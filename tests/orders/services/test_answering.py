"""A seller's time to answer: reminded once, then the order ends as if declined; an answered order stays."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from marketplace.catalog.models import Product
from marketplace.core.actors import GUEST, SELLER, Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.outbox import run_due
from marketplace.core.transactions import transaction
from marketplace.inventory.queries import stock_of
from marketplace.notifications.models import Notice
from marketplace.notifications.rendering import render
from marketplace.orders.jobs import end_orders_nobody_answered, remind_of_orders_to_answer
from marketplace.orders.models import Order, ShopOrder
from marketplace.orders.queries import lock_shop_orders
from marketplace.orders.services import fulfilment
from marketplace.orders.services.answering import UNANSWERED_IN_TIME, end_unanswered, remind_of_reply
from marketplace.payments.models import Refund
from marketplace.payments.queries.payments import payments_of
from marketplace.payments.services.receiving import PAYEE, receive
from tests.payments.making import seller_of, set_settings
from tests.purchases import broken_promises, give_account, make_goods, make_order, variant_of


@pytest.fixture
def goods(app: Flask) -> Product:
    with transaction():
        product = make_goods("Củ sâm Báo tươi", stock=10)
        give_account(product.shop)
        return product


def ordered(goods: Product, method: str = "cod") -> Order:
    with transaction():
        return make_order((goods, 2), method=method)


def the_part() -> ShopOrder:
    session.rollback()
    session.expire_all()
    return session.query(ShopOrder).one()


def left(goods: Product) -> int:
    variant_id = variant_of(goods).id
    number = stock_of([variant_id])[variant_id]
    session.rollback()
    return number


def tell_everyone() -> None:
    while run_due():
        pass
    session.rollback()


def notices(kind: str) -> list[Notice]:
    return session.query(Notice).filter_by(kind=kind).all()


def test_an_unanswered_order_ends_and_lets_the_goods_go(goods: Product) -> None:
    ordered(goods)
    assert left(goods) == 8
    with time_machine.travel(now() + timedelta(hours=24, minutes=1), tick=True):
        end_orders_nobody_answered()
        part = the_part()
        assert (part.status, part.money_status, part.end_reason) == ("cancelled", "void", UNANSWERED_IN_TIME)
        assert left(goods) == 10 and broken_promises() == []
        tell_everyone()
    [told] = [notice for notice in notices("order_moved") if notice.subject.endswith(":cancelled")]
    assert "chưa trả lời kịp" in render(told).text and "xin lỗi quý khách" in render(told).text
    assert "chưa trả lời kịp" in render(notices("order_lost")[0]).text


def test_money_that_came_goes_back(goods: Product) -> None:
    order = ordered(goods, "vietqr")
    with transaction():
        [payment] = payments_of(order.id)
        receive(payment, amount_dong=payment.amount_dong, how=PAYEE, reference="person:1", by=seller_of(goods.shop))
    assert the_part().status == "new"
    with time_machine.travel(now() + timedelta(hours=25), tick=True):
        end_orders_nobody_answered()
        assert (the_part().status, the_part().money_status) == ("cancelled", "refund_due")
        refund = session.query(Refund).one()
        assert (refund.amount_dong, refund.reason, refund.way) == (order.total_dong, UNANSWERED_IN_TIME, "transfer")
        assert left(goods) == 10 and broken_promises() == []


def test_twice_is_once(goods: Product) -> None:
    ordered(goods)
    with time_machine.travel(now() + timedelta(hours=25), tick=True):
        end_orders_nobody_answered()
        end_orders_nobody_answered()
        with transaction():
            assert end_unanswered(the_part().id) is False
        assert left(goods) == 10 and broken_promises() == []


def test_what_was_answered_in_time_stays(goods: Product) -> None:
    ordered(goods)
    with transaction():
        [part] = lock_shop_orders([the_part().id])
        fulfilment.accept(part, by=Actor(SELLER, 1))
    with time_machine.travel(now() + timedelta(hours=25), tick=True):
        remind_of_orders_to_answer()
        end_orders_nobody_answered()
        with transaction():
            assert remind_of_reply(the_part().id) is end_unanswered(the_part().id) is False
    assert the_part().status == "accepted" and left(goods) == 8


def test_before_its_time_nothing_ends(goods: Product) -> None:
    ordered(goods)
    with time_machine.travel(now() + timedelta(hours=23, minutes=59), tick=True):
        end_orders_nobody_answered()
        with transaction():
            assert end_unanswered(the_part().id) is False
    assert the_part().status == "new" and left(goods) == 8


def test_an_order_that_waits_for_money_is_not_the_sellers_to_answer(goods: Product) -> None:
    ordered(goods, "vietqr")
    with time_machine.travel(now() + timedelta(days=3), tick=True):
        remind_of_orders_to_answer()
        end_orders_nobody_answered()
    assert the_part().status == "awaiting_payment"


@pytest.mark.parametrize(("hours", "too_early", "in_time"), [(24, 17, 19), (2, 0.9, 1.1)])
def test_a_seller_is_reminded_once_before_her_time_is_up(
    goods: Product, hours: int, too_early: float, in_time: float
) -> None:
    set_settings(seller_reply_hours=hours)
    ordered(goods)
    for after, reminders in ((too_early, 0), (in_time, 1), (in_time + 0.05, 1)):
        with time_machine.travel(now() + timedelta(hours=after), tick=True):
            remind_of_orders_to_answer()
            tell_everyone()
            assert len(notices("reply_due")) == reminders
    [reminder] = notices("reply_due")
    assert reminder.person_id == goods.shop.seller.person_id and reminder.path.endswith(the_part().number)
    assert "trước" in render(reminder).text and the_part().status == "new"


def test_whoever_answers_meanwhile_is_not_reminded(goods: Product) -> None:
    ordered(goods)
    with time_machine.travel(now() + timedelta(hours=20), tick=True):
        remind_of_orders_to_answer()
        with transaction():
            [part] = lock_shop_orders([the_part().id])
            fulfilment.decline(part, by=Actor(SELLER, 1), reason="sold_out")
        tell_everyone()
    assert notices("reply_due") == []


def test_of_two_shops_only_the_silent_one_is_ended(goods: Product) -> None:
    with transaction():
        other = make_goods("Nem chua", stock=5)
        make_order((goods, 1), (other, 1), by=Actor(GUEST))
    first, second = [part.id for part in session.query(ShopOrder).order_by(ShopOrder.id)]
    with transaction():
        [part] = lock_shop_orders([first])
        fulfilment.accept(part, by=Actor(SELLER, 1))
    with time_machine.travel(now() + timedelta(hours=25), tick=True):
        end_orders_nobody_answered()
    session.rollback()
    session.expire_all()
    states = [session.get_one(ShopOrder, key).status for key in (first, second)]
    assert states == ["accepted", "cancelled"] and broken_promises() == []
