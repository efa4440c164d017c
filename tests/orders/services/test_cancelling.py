"""Ending an order early: who may, until when, and the goods go back once."""

import pytest
from flask import Flask

from marketplace.catalog.models import Product
from marketplace.core.actors import CUSTOMER, GUEST, OPERATOR, SELLER, Actor
from marketplace.core.db import session
from marketplace.core.states import WrongState
from marketplace.core.transactions import transaction
from marketplace.inventory.models import Hold, StockMove
from marketplace.inventory.queries import stock_of
from marketplace.orders.errors import NothingToCancel
from marketplace.orders.models import Order, ShopOrder
from marketplace.orders.queries import lock_order, lock_shop_orders
from marketplace.orders.services import fulfilment as work
from marketplace.orders.services.cancelling import (
    RELEASED_BY_SHOP,
    cancel_order,
    cancel_shop_order,
    cancel_unpaid,
    release_unpaid,
)
from marketplace.payments.queries.payments import payments_of
from marketplace.payments.queries.refunds import refunds_of
from marketplace.payments.services.receiving import receive
from tests.purchases import broken_promises, give_account, make_goods, make_order, variant_of

OWNER, BUYER = Actor(SELLER, 1), Actor(GUEST)


@pytest.fixture
def goods(app: Flask) -> list[Product]:
    with transaction():
        both = [make_goods("Củ sâm Báo tươi", stock=10), make_goods("Nem chua", stock=10)]
        for product in both:
            give_account(product.shop)
        return both


def _order(goods: list[Product], method: str = "cod") -> Order:
    with transaction():
        return make_order((goods[0], 2), (goods[1], 3), method=method)


def _left(goods: list[Product]) -> list[int]:
    left = stock_of([variant_of(product).id for product in goods])
    return [left[variant_of(product).id] for product in goods]


@pytest.mark.parametrize("method", ["cod", "vietqr"])
def test_the_customer_cancels_everything_before_packing(goods: list[Product], method: str) -> None:
    order = _order(goods, method)
    assert _left(goods) == [8, 7]
    with transaction():
        ended = cancel_order(lock_order(order.number), by=BUYER, reason="changed_mind")
    assert [part.status for part in ended] == ["cancelled", "cancelled"]
    assert _left(goods) == [10, 10] and broken_promises() == []


def test_cancelling_twice_says_so_and_puts_back_once(goods: list[Product]) -> None:
    order = _order(goods)
    with transaction():
        cancel_order(lock_order(order.number), by=BUYER)
    with pytest.raises(NothingToCancel), transaction():
        cancel_order(lock_order(order.number), by=BUYER)
    assert session.query(StockMove).filter_by(cause="returned").count() == 2


def test_a_packed_part_stays_and_the_other_is_cancelled(goods: list[Product]) -> None:
    order = _order(goods)
    with transaction():
        [part] = lock_shop_orders([order.shop_orders[0].id])
        work.accept(part, by=OWNER)
        work.pack(part, by=OWNER)
    with transaction():
        ended = cancel_order(lock_order(order.number), by=Actor(CUSTOMER, 5))
    assert [part.number for part in ended] == [f"{order.number}-2"]
    assert _left(goods) == [8, 10]
    with pytest.raises(WrongState), transaction():
        [part] = lock_shop_orders([order.shop_orders[0].id])
        cancel_shop_order(part, by=BUYER)


@pytest.mark.parametrize(
    ("by", "method", "may"),
    [
        (OWNER, "vietqr", True),
        (OWNER, "cod", False),
        (Actor(OPERATOR, 1), "cod", True),
    ],
)
def test_a_seller_releases_only_what_is_unpaid(goods: list[Product], by: Actor, method: str, may: bool) -> None:
    part_id = _order(goods, method).shop_orders[0].id
    try:
        with transaction():
            cancel_shop_order(lock_shop_orders([part_id])[0], by=by, reason="không trả tiền")
    except WrongState:
        assert not may
    assert (session.get_one(ShopOrder, part_id).status == "cancelled") is may
    assert _left(goods)[0] == (10 if may else 8)


def test_what_its_seller_lets_go_of_stays_ended_and_late_money_goes_back(goods: list[Product]) -> None:
    order = _order(goods, "vietqr")
    [first, _second] = order.shop_orders
    payment = next(payment for payment in payments_of(order.id) if payment.parts[0].shop_order_id == first.id)
    with transaction():
        release_unpaid(lock_shop_orders([first.id])[0], by=OWNER)
    assert _left(goods) == [10, 7]
    with transaction():
        receive(payment, amount_dong=payment.amount_dong, how="payee", reference="person:1", by=OWNER)
    part = session.get_one(ShopOrder, first.id)
    assert (part.status, part.end_reason, part.money_status) == ("cancelled", RELEASED_BY_SHOP, "refund_due")
    [refund] = refunds_of(order.id)
    assert (refund.shop_order_id, refund.amount_dong, refund.status) == (first.id, part.total_dong, "requested")
    assert _left(goods) == [10, 7] and broken_promises() == []


def test_what_a_seller_has_to_answer_she_cannot_let_go_of(goods: list[Product]) -> None:
    part_id = _order(goods, "cod").shop_orders[0].id
    with pytest.raises(WrongState), transaction():
        release_unpaid(lock_shop_orders([part_id])[0], by=OWNER)
    assert session.get_one(ShopOrder, part_id).status == "new"


def test_time_ends_an_unpaid_part_once(goods: list[Product]) -> None:
    part_id = _order(goods, "vietqr").shop_orders[0].id
    with transaction():
        assert cancel_unpaid(lock_shop_orders([part_id])[0]) is True
    with transaction():
        assert cancel_unpaid(lock_shop_orders([part_id])[0]) is False
    part = session.get_one(ShopOrder, part_id)
    assert (part.status, part.end_reason, part.money_status) == ("cancelled", "unpaid_in_time", "void")
    assert session.query(Hold).filter_by(order_line_id=part.lines[0].id).one().status == "expired"
    assert _left(goods) == [10, 7]


def test_time_does_not_end_what_is_paid_at_the_door(goods: list[Product]) -> None:
    part_id = _order(goods).shop_orders[0].id
    with transaction():
        assert cancel_unpaid(lock_shop_orders([part_id])[0]) is False
    assert session.get_one(ShopOrder, part_id).status == "new"
