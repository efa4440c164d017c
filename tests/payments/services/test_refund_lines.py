"""Some pieces of a paid order go back: at the line's own rates, once per cause, and together never more than all."""

from collections.abc import Mapping
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from marketplace.core.actors import CUSTOMER, OFFICER, SYSTEM_ACTOR, Actor
from marketplace.core.db import session
from marketplace.core.errors import NotAllowed
from marketplace.core.transactions import transaction
from marketplace.ledger.models import LedgerEntry
from marketplace.ledger.queries import account_balance
from marketplace.orders.funders import PLATFORM, PROGRAMME, SELLER
from marketplace.orders.models import Order, OrderAdjustment, ShopOrder
from marketplace.orders.queries import lock_shop_orders
from marketplace.orders.services import fulfilment as work
from marketplace.payments.errors import NothingToRefund, NotInThisOrder, OverRefund, RefundedOtherwise, TooManyPieces
from marketplace.payments.models import Refund
from marketplace.payments.queries.refunds import refund_lines_of_shop_orders
from marketplace.payments.services.opening import open_payments
from marketplace.payments.services.refunds import (
    confirm_refund,
    give_account,
    record_transfer_back,
    refund_lines,
    refund_shop_order,
)
from marketplace.payments.services.transfers import confirm_transfer
from tests.payments.making import (
    BUYER,
    an_operator,
    broken_promises,
    make_paid_shop,
    placed,
    seller_of,
    stock_left,
    the_payment,
)

PIECES = 5


@pytest.fixture
def paid(app: Flask) -> Order:
    """Five pieces at an odd price, paid by transfer to the seller."""
    with transaction():
        shop = make_paid_shop()
    order = placed(shop, price_dong=33_333, quantity=PIECES)
    return _pay(order)


def _pay(order: Order) -> Order:
    with transaction():
        confirm_transfer(the_payment(order), by=seller_of(order.shop_orders[0].shop))
    return order


def _part(order: Order) -> ShopOrder:
    return lock_shop_orders([order.shop_orders[0].id])[0]


def _line_id(order: Order) -> int:
    return order.shop_orders[0].lines[0].id


def take(order: Order, pieces: int, cause: str, shipping_dong: int = 0, by: Actor | None = None, **more: Any) -> int:
    """Take pieces of its one line back, as the seller unless somebody else does; gives the refund's key."""
    wanted = {_line_id(order): pieces} if pieces else {}
    by = by or seller_of(order.shop_orders[0].shop)
    with transaction():
        return refund_lines(_part(order), wanted, shipping_dong, cause=cause, reason="broken", by=by, **more).id


def send_back(refund_id: int) -> None:
    """The seller transfers it, the customer says that it is there."""
    with transaction():
        refund = session.get_one(Refund, refund_id)
        shop = refund.shop_order.shop
        give_account(refund, bank_bin="970436", number="0071000999", holder="Trần Thị Khách", by=BUYER)
        record_transfer_back(refund, "FT1", by=seller_of(shop))
    with transaction():
        confirm_refund(session.get_one(Refund, refund_id), by=BUYER)


def money_of(order: Order) -> str:
    session.expire_all()
    return session.get_one(ShopOrder, order.shop_orders[0].id).money_status


def booked_on_line(line_id: int) -> Mapping[str, int]:
    """What each account holds of a line."""
    rows = select(LedgerEntry.account, func.sum(LedgerEntry.amount_dong)).where(LedgerEntry.order_line_id == line_id)
    return {account: int(amount) for account, amount in session.execute(rows.group_by(LedgerEntry.account))}


def test_a_jar_of_a_delivered_order_goes_back(paid: Order) -> None:
    seller = seller_of(paid.shop_orders[0].shop)
    with transaction():
        part = _part(paid)
        work.accept(part, by=seller)
        work.pack(part, by=seller)
        work.hand_over(part, by=seller, carrier="own_delivery")
        work.deliver(part, by=seller)
    refund_id = take(paid, 1, "return:1")
    assert (money_of(paid), paid.shop_orders[0].status) == ("refund_due", "delivered")
    [back] = refund_lines_of_shop_orders([paid.shop_orders[0].id])[paid.shop_orders[0].id]
    assert (back.amount_dong, back.commission_dong, back.vat_dong, back.pit_dong) == (33_333, 1_000, 333, 167)
    assert broken_promises() == []
    send_back(refund_id)
    assert money_of(paid) == "partly_refunded"
    assert broken_promises() == []


def test_piece_by_piece_until_nothing_is_left(paid: Order) -> None:
    for number, shipping_dong in enumerate((0, 30_000)):
        send_back(take(paid, 2, f"return:{number}", shipping_dong))
    assert money_of(paid) == "partly_refunded"
    send_back(take(paid, 1, "return:last"))
    assert money_of(paid) == "refunded"
    assert set(booked_on_line(_line_id(paid)).values()) == {0}
    assert account_balance("refund_due") == account_balance("seller") == account_balance("held_by_seller") == 0
    assert broken_promises() == []


def test_the_same_cause_is_the_same_refund(paid: Order) -> None:
    assert take(paid, 1, "return:1") == take(paid, 1, "return:1")
    assert session.query(Refund).count() == 1
    with pytest.raises(RefundedOtherwise):
        take(paid, 2, "return:1")


def test_an_order_that_ends_gives_back_what_is_left(paid: Order) -> None:
    take(paid, 2, "short:1")
    with transaction():
        work.decline(_part(paid), by=seller_of(paid.shop_orders[0].shop), reason="sold_out")
    whole, some = session.query(Refund).order_by(Refund.id.desc())
    assert (whole.cause, whole.amount_dong, some.amount_dong) == ("whole", 3 * 33_333 + 30_000, 2 * 33_333)
    assert money_of(paid) == "refund_due"
    assert set(booked_on_line(_line_id(paid)).values()) == {0}
    assert broken_promises() == []


def test_goods_come_back_to_the_shelf_only_when_they_do(paid: Order) -> None:
    before = stock_left(paid)
    take(paid, 2, "broken:1")
    assert stock_left(paid) == before
    take(paid, 2, "return:1", goods_back=True)
    take(paid, 2, "return:1", goods_back=True)
    assert stock_left(paid) == [before[0] + 2]
    assert broken_promises() == []


def test_more_than_is_left_is_refused(paid: Order) -> None:
    take(paid, 4, "return:1", shipping_dong=20_000)
    with pytest.raises(TooManyPieces):
        take(paid, 2, "return:2")
    with pytest.raises(OverRefund):
        take(paid, 1, "return:2", shipping_dong=10_001)
    with pytest.raises(NothingToRefund):
        take(paid, 0, "return:2")
    with pytest.raises(NotInThisOrder), transaction():
        refund_lines(_part(paid), {999_999: 1}, cause="return:2", reason="", by=an_operator())
    assert session.query(Refund).count() == 1
    assert broken_promises() == []


def test_nothing_of_an_unpaid_order_goes_back(app: Flask) -> None:
    with transaction():
        shop = make_paid_shop()
    with pytest.raises(NothingToRefund):
        take(placed(shop), 1, "return:1")


@pytest.mark.parametrize("stranger", [BUYER, Actor(CUSTOMER, 1), Actor(OFFICER, 1), Actor("seller", 999)])
def test_a_stranger_gives_nothing_back(paid: Order, stranger: Actor) -> None:
    with pytest.raises(NotAllowed):
        take(paid, 1, "return:1", by=stranger)
    assert session.query(Refund).count() == 0
    assert money_of(paid) == "paid"


@given(cuts=st.lists(st.integers(1, PIECES), max_size=4), shipping=st.lists(st.integers(1, 30_000), max_size=2))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_in_whatever_pieces_every_account_of_the_line_ends_at_nothing(
    app: Flask, cuts: list[int], shipping: list[int]
) -> None:
    with transaction():
        shop = make_paid_shop()
    order = _pay(_discounted(placed(shop, price_dong=33_333, quantity=PIECES, pay=False)))
    left, shipping_left = PIECES, 30_000 - 7_000
    for number, pieces in enumerate(cuts):
        if pieces <= left:
            left -= pieces
            take(order, pieces, f"return:{number}")
    for number, dong in enumerate(shipping):
        if dong <= shipping_left:
            shipping_left -= dong
            take(order, 0, f"shipping:{number}", dong)
    assert broken_promises() == []
    if left:
        with transaction():
            refund_shop_order(_part(order), reason="all", by=SYSTEM_ACTOR)
    elif shipping_left:
        take(order, 0, "rest", shipping_left)
    assert set(booked_on_line(_line_id(order)).values()) == {0}
    earned = select(func.sum(LedgerEntry.amount_dong)).where(LedgerEntry.shop_order_id == order.shop_orders[0].id)
    accounts = ("seller", "subsidy:platform", "subsidy:programme", "commission", "tax:vat", "tax:pit")
    for account in accounts:
        assert session.scalar(earned.where(LedgerEntry.account == account)) == 0, account
    assert broken_promises() == []


def _discounted(order: Order) -> Order:
    """Three discounts on the goods and one on the shipping, agreed when the order was placed; then money is asked."""
    with transaction():
        part = _part(order)
        [line] = part.lines
        for amount_dong, funder, line_id in (
            (-10_001, SELLER, line.id),
            (-5_003, PLATFORM, line.id),
            (-2_999, PROGRAMME, line.id),
            (-7_000, PROGRAMME, None),
        ):
            session.add(
                OrderAdjustment(
                    shop_order_id=part.id, order_line_id=line_id, amount_dong=amount_dong, funder=funder, code="tet"
                )
            )
        _freeze(part)
        open_payments(order, "vietqr", BUYER)
    return order


def _freeze(part: ShopOrder) -> None:
    [line] = part.lines
    line.adjustment_dong, line.subsidy_dong, part.shipping_subsidy_dong = -18_003, 8_002, 7_000
    earned_dong = line.gross_dong - 10_001
    line.commission_dong, line.vat_dong, line.pit_dong = 4_700, 1_567, 783
    line.seller_net_dong = earned_dong - 7_050
    for sums in (part, part.order):
        sums.goods_dong, sums.shipping_dong = line.gross_dong - 18_003, 30_000 - 7_000
        sums.total_dong = sums.goods_dong + sums.shipping_dong
    agreed = {"goods_dong": part.goods_dong, "shipping_dong": part.shipping_dong, "total_dong": part.total_dong}
    [parcel] = part.order.contract["parcels"]
    goods = [{**told, "adjustment_dong": line.adjustment_dong} for told in parcel["goods"]]
    part.order.contract = {**part.order.contract, **agreed, "parcels": [{**parcel, **agreed, "goods": goods}]}


def test_others_discounts_leave_the_seller_whole(app: Flask) -> None:
    with transaction():
        shop = make_paid_shop()
    order = _pay(_discounted(placed(shop, price_dong=33_333, quantity=PIECES, pay=False)))
    line = order.shop_orders[0].lines[0]
    assert account_balance("subsidy:platform") == 5_003
    assert account_balance("subsidy:programme") == 2_999 + 7_000
    assert -account_balance("seller") == line.gross_dong - 10_001 - 7_050 + 30_000
    assert broken_promises() == []
