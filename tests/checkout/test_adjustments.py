"""An order placed with discounts: each kept with who bears it, and carried through money, refunds and figures."""

import dataclasses
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from marketplace.catalog.models import Product
from marketplace.checkout.adjustments import NO_AMOUNT, NO_CODE, NOT_BOUGHT, TOO_MUCH, UNKNOWN_FUNDER, Adjustment
from marketplace.checkout.errors import AdjustmentRefused, KeyReused
from marketplace.checkout.summary import summarise_cart
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.ledger.queries import account_balance
from marketplace.orders.funders import PLATFORM, PROGRAMME, SELLER
from marketplace.orders.links import order_path
from marketplace.orders.models import Order, OrderAdjustment, ShopOrder
from marketplace.orders.queries import get_order, lock_shop_orders
from marketplace.payments.models import Payment, Refund
from marketplace.payments.registries import METHODS
from marketplace.payments.services.refunds import (
    confirm_refund,
    give_account,
    record_transfer_back,
    refund_lines,
)
from marketplace.payments.shape import AT_HANDOVER, PROVIDER
from marketplace.programme.models import OutcomeFact
from marketplace.site.queries import current_settings
from tests.builders import HAC_THANH
from tests.fakes.stripe_server import FakeStripe
from tests.journeys import sellers
from tests.journeys.outside import run_worker
from tests.payments.conftest import stripe_fake
from tests.payments.making import BUYER, broken_promises, seller_of
from tests.payments.walk import Walk, begin_walk, pay
from tests.purchases import allow_orders, make_cart, make_goods, place, variant_of
from tests.visitors import Visitor

__all__ = ["stripe_fake"]
PRICE, PIECES = 60_000, 2
BORNE = {SELLER: 20_001, PLATFORM: 28_998, PROGRAMME: 15_001}  # of 120.000đ
TABLES = ("customer_order", "shop_order", "order_line", "order_adjustment", "payment", "stock_hold", "outbox")


@pytest.fixture
def goods(app: Flask) -> Product:
    with transaction():
        allow_orders()
        return make_goods("Nem chua", price_dong=PRICE)


def discounts(goods: Product, borne: dict[str, int] | None = None) -> list[Adjustment]:
    """Discounts on all pieces of some goods, by who bears them."""
    amounts = BORNE if borne is None else borne
    return [Adjustment(variant_of(goods).id, amount, funder, "voucher:TET") for funder, amount in amounts.items()]


def place_with(adjustments: list[Adjustment], *goods: Product, **wishes: Any) -> Order:
    with transaction():
        return place(make_cart(*((one, PIECES) for one in goods)), adjustments=adjustments, **wishes)


def test_the_customer_pays_less_and_each_discount_is_kept_with_who_bears_it(goods: Product) -> None:
    order = place_with(discounts(goods), goods)
    [part] = order.shop_orders
    [line] = part.lines
    assert (line.gross_dong, line.adjustment_dong, line.subsidy_dong, line.paid_dong) == (
        120_000,
        -64_000,
        43_999,
        56_000,
    )
    assert part.goods_dong == order.goods_dong == 56_000
    assert part.total_dong == order.total_dong == 56_000 + part.shipping_dong
    assert session.query(Payment).one().amount_dong == order.total_dong
    kept = session.query(OrderAdjustment).filter_by(order_line_id=line.id, shop_order_id=part.id)
    assert {(one.funder, -one.amount_dong, one.code) for one in kept} == {(*of, "voucher:TET") for of in BORNE.items()}
    assert broken_promises() == []


def test_fees_are_reckoned_on_what_the_seller_earns(goods: Product) -> None:
    [line] = place_with(discounts(goods), goods).shop_orders[0].lines
    earned_dong = 120_000 - BORNE[SELLER]
    assert line.commission_dong + line.vat_dong + line.pit_dong + line.seller_net_dong == earned_dong
    assert line.vat_dong == round(earned_dong * line.vat_bp / 10_000) > 0


def test_only_the_goods_it_is_for_become_cheaper(goods: Product) -> None:
    with transaction():
        other = make_goods("Chiếu cói", price_dong=80_000)
    order = place_with(discounts(goods), goods, other)
    assert sorted(part.goods_dong for part in order.shop_orders) == [56_000, 160_000]
    assert order.goods_dong == 216_000
    assert broken_promises() == []


def test_the_contract_tells_them(goods: Product) -> None:
    order = place_with(discounts(goods), goods)
    [told] = order.contract["parcels"][0]["goods"]
    assert (told["total_dong"], told["adjustment_dong"]) == (120_000, -64_000)
    assert {one["funder"]: one["amount_dong"] for one in told["adjustments"]} == BORNE


def test_what_she_agreed_to_names_the_sum_with_them(goods: Product) -> None:
    with transaction():
        cart = make_cart((goods, PIECES))
        summary = summarise_cart(cart.lines, HAC_THANH, current_settings())
        seen = summary.adjusted(discounts(goods)).seen
        assert seen != summary.seen
        order = place(cart, adjustments=discounts(goods), seen=seen)
    assert order.goods_dong == 56_000


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"variant_id": 999_999}, NOT_BOUGHT),
        ({"amount_dong": 0}, NO_AMOUNT),
        ({"amount_dong": -1}, NO_AMOUNT),
        ({"amount_dong": 0.5}, NO_AMOUNT),
        ({"amount_dong": True}, NO_AMOUNT),
        ({"funder": "somebody"}, UNKNOWN_FUNDER),
        ({"code": " "}, NO_CODE),
        ({"amount_dong": PRICE * PIECES}, TOO_MUCH),
    ],
)
def test_what_cannot_be_given_is_refused_and_nothing_changes(goods: Product, change: dict[str, Any], why: str) -> None:
    [one] = discounts(goods, {SELLER: 1_000})
    before = counts()
    with pytest.raises(AdjustmentRefused) as refused:
        place_with([dataclasses.replace(one, **change)], goods)
    assert refused.value.why == why
    assert counts() == before


def test_together_they_leave_something_to_pay(goods: Product) -> None:
    half = PRICE * PIECES // 2
    with pytest.raises(AdjustmentRefused):
        place_with(discounts(goods, {SELLER: half, PLATFORM: half}), goods)
    order = place_with(discounts(goods, {SELLER: half, PLATFORM: half - 1}), goods)
    assert order.goods_dong == 1
    assert broken_promises() == []


def counts() -> dict[str, int]:
    found = {table: session.scalar(text(f"SELECT count(*) FROM {table}")) for table in TABLES}
    session.rollback()
    return found


def test_twice_is_once_and_another_discount_under_the_same_key_is_refused(goods: Product) -> None:
    with transaction():
        cart = make_cart((goods, PIECES))
        first = place(cart, key="k", adjustments=discounts(goods))
    with transaction():
        assert place(cart, key="k", adjustments=discounts(goods)).id == first.id
    with pytest.raises(KeyReused), transaction():
        place(cart, key="k", adjustments=discounts(goods, {SELLER: 5_000}))
    with pytest.raises(KeyReused), transaction():
        place(cart, key="k")
    assert session.query(OrderAdjustment).count() == len(BORNE)


@pytest.fixture(params=METHODS.all())
def walk(request: pytest.FixtureRequest, app: Flask, stripe_fake: FakeStripe) -> Walk:
    """An order of 82.000đ with its discounts, placed in one of the ways of paying."""
    walk = begin_walk(app, METHODS.get(request.param))
    [goods] = session.query(Product)
    order = place_with(discounts(goods), goods, method=walk.method.code)
    walk.number = order.number
    walk.customer.open(order_path(order))
    run_worker()
    return walk


def test_it_is_paid_delivered_and_partly_refunded_by_each_way_of_paying(walk: Walk, stripe_fake: FakeStripe) -> None:
    pay(walk, stripe_fake)
    assert broken_promises() == []
    if walk.method.confirmed_by != AT_HANDOVER:  # else she had the parcel when she paid
        sellers.accept_and_send(walk.seller, walk.number).press("Đã giao tới khách")
    assert account_balance("subsidy:platform") == BORNE[PLATFORM]
    assert account_balance("subsidy:programme") == BORNE[PROGRAMME]
    assert revenue_dong() == 120_000 - BORNE[SELLER]
    _give_a_piece_back(walk, stripe_fake)
    session.expire_all()
    assert the_part(walk).money_status == "partly_refunded"
    assert revenue_dong() == 120_000 - BORNE[SELLER] - (28_000 + 22_000)
    assert (account_balance("subsidy:platform") + account_balance("subsidy:programme")) == 43_999 - 22_000
    assert broken_promises() == []


def the_part(walk: Walk) -> ShopOrder:
    return get_order(walk.number).shop_orders[0]


def revenue_dong() -> int:
    """What the programme's facts say was sold and kept."""
    session.rollback()
    return int(session.scalar(select(func.sum(OutcomeFact.amount_dong)).where(OutcomeFact.kind == "sale")) or 0)


def _give_a_piece_back(walk: Walk, fake: FakeStripe) -> None:
    with transaction():
        [part] = lock_shop_orders([the_part(walk).id])
        [line] = part.lines
        refund = refund_lines(part, {line.id: 1}, cause="return:1", reason="vỡ", by=seller_of(part.shop))
        assert (refund.amount_dong, refund.lines[0].subsidy_dong) == (28_000, 22_000)
    if walk.method.refund_way == PROVIDER:
        run_worker()
        fake.deliver(lambda body, headers: _notify(walk, body, headers))
        run_worker()
        return
    with transaction():
        refund = session.get_one(Refund, refund.id)
        give_account(refund, bank_bin="970436", number="0071000999", holder="Trần Thị Khách", by=BUYER)
        record_transfer_back(refund, "FT1", by=seller_of(refund.shop_order.shop))
    with transaction():
        confirm_refund(session.get_one(Refund, refund.id), by=BUYER)


def _notify(walk: Walk, body: bytes, headers: dict[str, str]) -> int:
    client = Visitor(walk.customer.visitor.app).app.test_client()
    return client.post("/webhooks/stripe", data=body, headers=headers).status_code


SPOILT = {
    "M4": (
        "UPDATE order_adjustment SET amount_dong = amount_dong - 1 WHERE funder = 'seller'",
        "its discounts do not add up to -64000, of which others bear 43999",
    ),
    "M6": (
        "UPDATE payment_part SET amount_dong = amount_dong + 64000",  # as if there had been no discount
        "paid by 0 payments",
    ),
    "M8": (
        "UPDATE order_line SET subsidy_dong = subsidy_dong - 1000, seller_net_dong = seller_net_dong - 1000",
        "its parts are not those of its rates",
    ),
}


@pytest.mark.parametrize("promise", SPOILT)
def test_a_discount_that_is_not_what_was_agreed_is_named(app: Flask, stripe_fake: FakeStripe, promise: str) -> None:
    walk = begin_walk(app, METHODS.get("vietqr"))
    [goods] = session.query(Product)
    order = place_with(discounts(goods), goods, method="vietqr")
    walk.number = order.number
    walk.customer.open(order_path(order))
    run_worker()
    pay(walk, stripe_fake)
    assert broken_promises() == []
    statement, said = SPOILT[promise]
    with transaction():
        session.execute(text(statement))
    assert [line for line in broken_promises() if line.startswith(promise) and said in line]


def test_a_discount_hidden_from_the_contract_is_named(goods: Product) -> None:
    order = place_with(discounts(goods), goods)
    with transaction():
        session.execute(text("UPDATE order_adjustment SET amount_dong = amount_dong - 500 WHERE funder = 'seller'"))
        session.execute(
            text(
                "UPDATE order_line SET adjustment_dong = adjustment_dong - 500, seller_net_dong = seller_net_dong - 500"
            )
        )
    assert f"O2 order {order.number} is not what was agreed" in broken_promises()
