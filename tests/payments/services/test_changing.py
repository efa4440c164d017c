"""Changing the way of paying while nothing is paid."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from marketplace.core.actors import SELLER, Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.inventory.queries import find_hold
from marketplace.orders.models import Order
from marketplace.orders.services.fulfilment import accept
from marketplace.payments.errors import MethodNotOffered, NothingToPay, PayTooLate
from marketplace.payments.models import Payment
from marketplace.payments.queries.payments import payments_of
from marketplace.payments.services.changing import change_method
from tests.payments.making import (
    BUYER,
    again,
    broken_promises,
    make_paid_shop,
    placed,
    set_settings,
    stock_left,
    the_payment,
)


def ordered(shops: int = 1, **wishes: object) -> Order:
    with transaction():
        made = [make_paid_shop() for _ in range(shops)]
    return placed(*made, **wishes)


def changed(order: Order, method: str) -> list[Payment]:
    with transaction():
        return change_method(session.get_one(Order, order.id), method, BUYER)


def states(order: Order) -> list[tuple[str, str]]:
    return [(payment.method, payment.status) for payment in payments_of(order.id)]


def test_from_transfer_to_card(app: Flask) -> None:
    order = ordered(2)
    [payment] = changed(order, "stripe_checkout")
    assert states(order) == [("vietqr", "cancelled")] * 2 + [("stripe_checkout", "pending")]
    assert payment.amount_dong == 460_000
    assert again(order).payment_method == "vietqr"  # what was agreed stays
    assert [part.status for part in again(order).shop_orders] == ["awaiting_payment"] * 2
    assert broken_promises() == []


def test_from_card_to_transfer_holds_the_goods_longer(app: Flask) -> None:
    order = ordered(method="stripe_checkout")
    [line] = order.shop_orders[0].lines
    [payment] = changed(order, "vietqr")
    assert find_hold(line.id).expires_at == again(payment).expires_at > now() + timedelta(hours=23)


def test_to_cash_sells_the_goods_at_once(app: Flask) -> None:
    order = ordered()
    changed(order, "cod")
    [part] = again(order).shop_orders
    assert (part.status, part.money_status) == ("new", "unpaid")
    assert part.reply_due_at is not None
    assert find_hold(part.lines[0].id).status == "claimed"
    assert stock_left(order) == [8]
    assert broken_promises() == []


def test_from_cash_to_transfer_waits_for_money_and_keeps_the_goods(app: Flask) -> None:
    order = ordered(method="cod")
    changed(order, "vietqr")
    [part] = again(order).shop_orders
    assert (part.status, stock_left(order)) == ("awaiting_payment", [8])
    assert states(order) == [("cod", "cancelled"), ("vietqr", "pending")]
    assert broken_promises() == []


def test_the_same_way_again_keeps_the_open_payment(app: Flask) -> None:
    order = ordered()
    before = the_payment(order).id
    assert [payment.id for payment in changed(order, "vietqr")] == [before]
    assert states(order) == [("vietqr", "pending")]


def test_back_and_forth_ends_where_it_began_with_new_payments(app: Flask) -> None:
    order = ordered()
    memo = the_payment(order).memo
    for method in ("stripe_checkout", "cod", "vietqr", "cod", "stripe_checkout", "vietqr"):
        changed(order, method)
    assert the_payment(order).memo != memo
    assert [status for _, status in states(order)].count("pending") == 1
    assert stock_left(order) == [8]
    assert broken_promises() == []


def test_it_cannot_go_on_for_ever(app: Flask) -> None:
    order = ordered()
    last = order.placed_at + timedelta(hours=72)
    for hours in (20, 40, 60):
        with time_machine.travel(now() + timedelta(hours=hours), tick=True):
            changed(order, "stripe_checkout")
            [payment] = changed(order, "vietqr")
            assert payment.expires_at is not None and payment.expires_at <= last
    assert payment.expires_at == last
    with time_machine.travel(last - timedelta(minutes=30), tick=True), pytest.raises(PayTooLate):
        changed(order, "stripe_checkout")


def test_what_is_accepted_paid_or_ended_stays(app: Flask) -> None:
    order = ordered(method="cod")
    [part] = order.shop_orders
    with transaction():
        accept(session.get_one(type(part), part.id), by=Actor(SELLER, part.shop.seller.person_id))
    with pytest.raises(NothingToPay):
        changed(order, "vietqr")
    assert states(order) == [("cod", "pending")]


def test_a_way_that_is_not_offered_changes_nothing(app: Flask) -> None:
    order = ordered()
    set_settings(cod_enabled=False)
    with pytest.raises(MethodNotOffered):
        changed(order, "cod")
    with pytest.raises(MethodNotOffered):
        changed(order, "<script>")
    assert states(order) == [("vietqr", "pending")]
    assert again(order).payment_method == "vietqr"


def test_only_the_unpaid_shop_is_changed(app: Flask) -> None:
    from marketplace.payments.services.transfers import confirm_transfer
    from tests.payments.making import seller_of

    order = ordered(2)
    first, _ = payments_of(order.id)
    with transaction():
        confirm_transfer(first, by=seller_of(order.shop_orders[0].shop))
    [card] = changed(order, "stripe_checkout")
    assert card.amount_dong == 230_000
    assert states(order) == [("vietqr", "succeeded"), ("vietqr", "cancelled"), ("stripe_checkout", "pending")]
    assert broken_promises() == []
