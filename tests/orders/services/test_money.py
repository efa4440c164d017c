"""Marks of money, and what money does to goods and states."""

from datetime import timedelta

import pytest
from flask import Flask

from marketplace.catalog.models import Product
from marketplace.core.actors import GUEST, PROVIDER, SELLER, SYSTEM_ACTOR, Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.states import WrongState
from marketplace.core.transactions import transaction
from marketplace.inventory.errors import HoldEnded
from marketplace.inventory.models import Hold
from marketplace.inventory.queries import stock_of
from marketplace.inventory.services import release
from marketplace.orders.models import ShopOrder
from marketplace.orders.money_state import MoneyFacts
from marketplace.orders.queries import lock_shop_orders
from marketplace.orders.services import money
from marketplace.orders.services.cancelling import cancel_shop_order, cancel_unpaid
from marketplace.payments.queries.payments import payments_of
from marketplace.payments.services.receiving import receive
from tests.purchases import broken_promises, give_account, make_cart, make_goods, make_order, place, variant_of

BANK, BUYER = Actor(PROVIDER), Actor(GUEST)


@pytest.fixture
def goods(app: Flask) -> list[Product]:
    with transaction():
        first = make_goods("Củ sâm Báo tươi", stock=5)
        give_account(first.shop)
        return [first, make_goods("Trà sâm", stock=5, shop=first.shop)]


def _part(goods: list[Product], method: str = "vietqr") -> int:
    with transaction():
        return make_order((goods[0], 2), (goods[1], 1), method=method).shop_orders[0].id


def _lock(part_id: int) -> ShopOrder:
    return lock_shop_orders([part_id])[0]


def _left(goods: list[Product]) -> list[int]:
    left = stock_of([variant_of(product).id for product in goods])
    return [left[variant_of(product).id] for product in goods]


def _holds(part_id: int) -> set[str]:
    ids = [line.id for line in session.get_one(ShopOrder, part_id).lines]
    return {hold.status for hold in session.query(Hold).filter(Hold.order_line_id.in_(ids))}


def test_money_makes_a_waiting_order_the_sellers_to_answer_and_its_goods_sold(goods: list[Product]) -> None:
    part_id = _part(goods)
    with transaction():
        assert money.mark_paid(_lock(part_id), by=BANK) is True
    part = session.get_one(ShopOrder, part_id)
    assert (part.status, part.money_status) == ("new", "paid")
    assert part.paid_at is not None and part.reply_due_at is not None
    assert _holds(part_id) == {"claimed"} and _left(goods) == [3, 4]


def test_money_counts_once(goods: list[Product]) -> None:
    part_id = _part(goods)
    with transaction():
        money.mark_paid(_lock(part_id), by=BANK)
    with pytest.raises(WrongState), transaction():
        money.mark_paid(_lock(part_id), by=BANK)
    assert _left(goods) == [3, 4]


def test_a_customer_cannot_mark_her_order_as_paid(goods: list[Product]) -> None:
    part_id = _part(goods)
    with pytest.raises(WrongState), transaction():
        money.mark_paid(_lock(part_id), by=BUYER)
    part = session.get_one(ShopOrder, part_id)
    assert (part.status, part.money_status) == ("awaiting_payment", "unpaid")


def test_late_money_revives_the_order_while_its_goods_are_free(goods: list[Product]) -> None:
    part_id = _part(goods)
    with transaction():
        cancel_unpaid(_lock(part_id))
    assert _left(goods) == [5, 5]
    with transaction():
        assert money.mark_paid(_lock(part_id), by=BANK) is True
    part = session.get_one(ShopOrder, part_id)
    assert (part.status, part.money_status, part.ended_at, part.end_reason) == ("new", "paid", None, "")
    assert _left(goods) == [3, 4]


def test_late_money_for_goods_that_went_must_go_back_and_nothing_is_taken(goods: list[Product]) -> None:
    part_id = _part(goods)
    with transaction():
        cancel_unpaid(_lock(part_id))
        place(make_cart((goods[1], 5)))
    with transaction():
        assert money.mark_paid(_lock(part_id), by=BANK) is False
    part = session.get_one(ShopOrder, part_id)
    assert (part.status, part.money_status) == ("cancelled", "paid")
    assert _left(goods) == [5, 0]


def test_money_at_the_last_second_finds_the_goods_gone_and_goes_back(goods: list[Product]) -> None:
    part_id = _part(goods)
    with transaction():
        part = session.get_one(ShopOrder, part_id)
        for line in part.lines:
            release(line.id, "expired")  # the shelf was quicker than the clock of payments
        place(make_cart((goods[0], 5)))
    with transaction():
        [payment] = payments_of(part.order_id)
        receive(payment, amount_dong=payment.amount_dong, how="payee", reference="person:1", by=Actor(SELLER, 1))
    part = session.get_one(ShopOrder, part_id)
    assert (part.status, part.end_reason) == ("cancelled", "sold_out_meanwhile")
    assert part.money_status == "refund_due"
    assert _left(goods) == [0, 5] and broken_promises() == []


def test_money_for_an_order_the_customer_cancelled_goes_back(goods: list[Product]) -> None:
    part_id = _part(goods)
    with transaction():
        cancel_shop_order(_lock(part_id), by=BUYER, reason="changed_mind")
    with transaction():
        assert money.mark_paid(_lock(part_id), by=BANK) is False
    assert session.get_one(ShopOrder, part_id).status == "cancelled" and _left(goods) == [5, 5]


def test_from_transfer_to_cash_and_back_the_goods_stay_taken(goods: list[Product]) -> None:
    part_id = _part(goods)
    with transaction():
        money.pay_on_delivery(_lock(part_id), by=BUYER)
    part = session.get_one(ShopOrder, part_id)
    assert part.status == "new" and part.reply_due_at is not None and _holds(part_id) == {"claimed"}
    with transaction():
        money.await_payment(_lock(part_id), by=BUYER)
        money.keep_goods(_lock(part_id), until=now() + timedelta(hours=1))
    part = session.get_one(ShopOrder, part_id)
    assert part.status == "awaiting_payment" and part.reply_due_at is None
    assert _left(goods) == [3, 4]
    with transaction():
        cancel_unpaid(_lock(part_id))
    assert _left(goods) == [5, 5]
    with transaction():
        assert money.mark_paid(_lock(part_id), by=BANK) is False  # those very pieces went back on the shelf
    assert _left(goods) == [5, 5]


def test_goods_are_kept_longer_but_not_after_the_end(goods: list[Product]) -> None:
    part_id = _part(goods)
    later = now() + timedelta(hours=48)
    with transaction():
        money.keep_goods(_lock(part_id), until=later)
    assert {h.expires_at for h in session.query(Hold)} == {later}
    with transaction():
        cancel_unpaid(_lock(part_id))
    with pytest.raises(HoldEnded), transaction():
        money.keep_goods(_lock(part_id), until=later + timedelta(hours=1))


def test_the_marks_of_a_refund_follow_one_another(goods: list[Product]) -> None:
    part_id = _part(goods)
    with pytest.raises(WrongState), transaction():
        _follow(part_id, returned_dong=0, by=SYSTEM_ACTOR)
    with transaction():
        money.mark_paid(_lock(part_id), by=BANK)
        _follow(part_id, returned_dong=0, by=Actor(SELLER, 1))
    with transaction():
        _follow(part_id, returned_dong=1000, by=BANK)
    assert session.get_one(ShopOrder, part_id).money_status == "refunded"


def _follow(part_id: int, *, returned_dong: int, by: Actor) -> None:
    facts = MoneyFacts("new", paid_dong=1000, taken_back_dong=1000, returned_dong=returned_dong)
    money.follow_money(_lock(part_id), facts, by=by)
