"""Money arrives: counted once, whichever way the news comes, and never silently lost."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from marketplace.core.actors import PROVIDER, SYSTEM_ACTOR, Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.inventory.services import correct_stock
from marketplace.ledger.models import LedgerEntry
from marketplace.ledger.queries import account_balance, balances, position_of
from marketplace.orders.queries import lock_order
from marketplace.orders.services.cancelling import cancel_order
from marketplace.payments.errors import WrongAmount
from marketplace.payments.jobs import end_overdue_payments
from marketplace.payments.models import Payment, Refund
from marketplace.payments.queries.payments import payments_of
from marketplace.payments.services.changing import change_method
from marketplace.payments.services.receiving import receive
from tests.payments.making import (
    BUYER,
    again,
    broken_promises,
    make_paid_shop,
    placed,
    received_for,
    seller_of,
    set_settings,
    stock_left,
    the_payment,
)

PAYER = Actor(PROVIDER, label="test")


def paid(payment: Payment, amount_dong: int | None = None, how: str = "provider") -> str:
    with transaction():
        if how == "provider":
            session.get_one(Payment, payment.id).provider_payment = f"pi_{payment.id}"
        wanted = payment.amount_dong if amount_dong is None else amount_dong
        return receive(payment, amount_dong=wanted, how=how, reference="r", by=PAYER)


def ordered(shops: int = 1, **wishes: object) -> object:
    with transaction():
        made = [make_paid_shop() for _ in range(shops)]
    return placed(*made, **wishes)


def later(**span: int) -> time_machine.travel:
    return time_machine.travel(now() + timedelta(**span), tick=True)


def test_the_whole_amount_pays_the_order_and_is_booked(app: Flask) -> None:
    order = ordered(method="stripe_checkout")
    assert paid(the_payment(order)) == "received"
    [part] = again(order).shop_orders
    assert (part.status, part.money_status, received_for(part.id)) == ("new", "paid", 230_000)
    assert again(the_payment(order)).confirmed_how == "provider"
    # 200.000 of goods: commission 6.000, VAT 2.000, PIT 1.000; the shipping is all the seller's.
    assert position_of(part.shop_id) == 230_000 - 9_000
    found = balances(part.shop_id)
    assert (found["commission"], found["tax:vat"], found["tax:pit"]) == (-6_000, -2_000, -1_000)
    assert broken_promises() == []


def test_money_on_a_sellers_own_account_leaves_her_owing_fees_and_tax(app: Flask) -> None:
    from marketplace.payments.services.transfers import confirm_transfer

    order = ordered()
    [part] = order.shop_orders
    with transaction():
        assert confirm_transfer(the_payment(order), by=seller_of(part.shop)) == "received"
    assert position_of(part.shop_id) == -9_000
    assert broken_promises() == []


def test_the_same_news_again_changes_nothing(app: Flask) -> None:
    order = ordered(method="stripe_checkout")
    paid(the_payment(order))
    entries = session.query(LedgerEntry).count()
    assert [paid(the_payment(order)) for _ in range(10)] == ["already"] * 10
    assert session.query(LedgerEntry).count() == entries


@pytest.mark.parametrize("amount", [0, 1, 229_999, 230_001, 460_000])
def test_another_amount_changes_nothing(app: Flask, amount: int) -> None:
    order = ordered(method="stripe_checkout")
    with pytest.raises(WrongAmount):
        paid(the_payment(order), amount)
    assert again(the_payment(order)).status == "pending"
    assert [part.money_status for part in again(order).shop_orders] == ["unpaid"]
    assert session.query(LedgerEntry).count() == 0


def test_goods_are_claimed_when_the_money_comes(app: Flask) -> None:
    from marketplace.inventory.queries import find_hold

    order = ordered()
    [line] = order.shop_orders[0].lines
    paid(the_payment(order))
    session.rollback()
    assert find_hold(line.id).status == "claimed"
    assert stock_left(order) == [8]


def test_late_money_brings_the_order_back_when_the_goods_are_there(app: Flask) -> None:
    order = ordered(method="stripe_checkout")
    with later(hours=2):
        end_overdue_payments()
        assert again(order).shop_orders[0].status == "cancelled"
        assert stock_left(order) == [10]
        assert paid(the_payment(order)) == "received"
        [part] = again(order).shop_orders
        assert (part.status, part.money_status, stock_left(order)) == ("new", "paid", [8])
        assert broken_promises() == []


def test_late_money_goes_back_when_the_goods_are_gone(app: Flask) -> None:
    order = ordered(method="stripe_checkout")
    with later(hours=2):
        end_overdue_payments()
        with transaction():
            correct_stock(order.shop_orders[0].lines[0].variant_id, 1, seller_of(order.shop_orders[0].shop))
        assert paid(the_payment(order)) == "late"
        [part] = again(order).shop_orders
        [refund] = session.query(Refund).all()
        assert (part.status, part.money_status, stock_left(order)) == ("cancelled", "refund_due", [1])
        assert (refund.status, refund.amount_dong, refund.way) == ("requested", 230_000, "provider")
        assert position_of(part.shop_id) == 0
        assert account_balance("refund_due") == -230_000
        assert broken_promises() == []


def test_the_hold_ran_out_but_the_order_still_waits_and_the_goods_are_gone(app: Flask) -> None:
    from marketplace.inventory.services import expire_holds

    order = ordered(method="stripe_checkout")
    with later(hours=2):
        with transaction():
            expire_holds()
        with transaction():
            correct_stock(order.shop_orders[0].lines[0].variant_id, 0, seller_of(order.shop_orders[0].shop))
        assert paid(the_payment(order)) == "late"
        [part] = again(order).shop_orders
        assert (part.status, part.money_status) == ("cancelled", "refund_due")
        assert session.query(Refund).count() == 1
        assert broken_promises() == []


def test_money_for_an_order_the_customer_cancelled_goes_back(app: Flask) -> None:
    order = ordered(method="stripe_checkout")
    with transaction():
        cancel_order(lock_order(order.number), by=BUYER, reason="changed_mind")
    assert again(the_payment(order)).status == "cancelled"
    assert paid(the_payment(order)) == "late"
    [part] = again(order).shop_orders
    assert (part.status, part.money_status, stock_left(order)) == ("cancelled", "refund_due", [10])
    assert broken_promises() == []


def test_late_money_after_a_change_from_cash_takes_goods_again(app: Flask) -> None:
    order = ordered(method="cod")
    with transaction():
        change_method(again_in(order), "stripe_checkout", BUYER)
    with later(hours=2):
        end_overdue_payments()
        assert stock_left(order) == [10]
        outcome = paid(the_payment(order))
        [part] = again(order).shop_orders
        if outcome == "received":
            assert (part.status, stock_left(order)) == ("new", [8])
        else:
            assert (part.status, part.money_status, stock_left(order)) == ("cancelled", "refund_due", [10])
        assert broken_promises() == []


def again_in(order: object) -> object:
    from marketplace.orders.models import Order

    return session.get_one(Order, order.id)  # type: ignore[attr-defined]


def test_paying_the_old_way_after_changing_closes_the_new_demand(app: Flask) -> None:
    order = ordered()
    first = the_payment(order)
    with transaction():
        change_method(again_in(order), "stripe_checkout", BUYER)
    with transaction():
        assert receive(first, amount_dong=230_000, how="payee", reference="x", by=seller_of(order.shop_orders[0].shop))
    assert [p.status for p in payments_of(order.id)] == ["succeeded", "cancelled"]
    assert again(order).shop_orders[0].status == "new"
    assert broken_promises() == []


def test_paid_twice_the_second_money_goes_back(app: Flask) -> None:
    order = ordered()
    first = the_payment(order)
    with transaction():
        change_method(again_in(order), "stripe_checkout", BUYER)
    assert paid(the_payment(order)) == "received"
    with transaction():
        outcome = receive(
            first, amount_dong=230_000, how="payee", reference="x", by=seller_of(order.shop_orders[0].shop)
        )
    assert outcome == "late"
    [part] = again(order).shop_orders
    [refund] = session.query(Refund).all()
    assert (part.status, part.money_status) == ("new", "paid")
    assert (refund.payment_id, refund.reason, refund.way) == (first.id, "paid_twice", "transfer")
    assert received_for(part.id) == 230_000
    assert broken_promises() == []


def test_one_shop_of_two_was_cancelled_while_the_card_page_was_open(app: Flask) -> None:
    from marketplace.orders.queries import lock_shop_orders
    from marketplace.orders.services.cancelling import cancel_shop_order

    order = ordered(2, method="stripe_checkout")
    first = the_payment(order)
    with transaction():
        [part] = lock_shop_orders([order.shop_orders[0].id])
        cancel_shop_order(part, by=BUYER, reason="changed_mind")
    fresh = the_payment(order)
    assert (again(first).status, fresh.status, fresh.amount_dong) == ("cancelled", "pending", 230_000)
    assert fresh.expires_at == first.expires_at
    # The customer pays on the page that was open all the while: one shop order is paid, the other refunded.
    assert paid(first) == "late"
    one, other = again(order).shop_orders
    assert (one.status, one.money_status) == ("cancelled", "refund_due")
    assert (other.status, other.money_status) == ("new", "paid")
    assert again(fresh).status == "cancelled"
    assert [refund.amount_dong for refund in session.query(Refund)] == [230_000]
    assert broken_promises() == []


def test_the_rest_cannot_be_paid_that_way_any_more(app: Flask) -> None:
    from marketplace.orders.queries import lock_shop_orders
    from marketplace.orders.services.cancelling import cancel_shop_order
    from marketplace.payments.jobs import end_orders_nobody_is_asked_for

    order = ordered(2, method="stripe_checkout")
    set_settings(card_enabled=False)
    with transaction():
        [part] = lock_shop_orders([order.shop_orders[0].id])
        cancel_shop_order(part, by=BUYER, reason="changed_mind")
    assert [p.status for p in payments_of(order.id)] == ["cancelled"]
    end_orders_nobody_is_asked_for()
    assert again(order).shop_orders[1].status == "awaiting_payment"
    with later(hours=2):
        end_orders_nobody_is_asked_for()
        assert again(order).shop_orders[1].status == "cancelled"
        assert broken_promises() == []


def test_a_stranger_of_the_machine_is_refused(app: Flask) -> None:
    order = ordered(method="stripe_checkout")
    from marketplace.core.states import WrongState

    with pytest.raises(WrongState), transaction():
        receive(the_payment(order), amount_dong=230_000, how="provider", reference="r", by=BUYER)
    assert again(the_payment(order)).status == "pending"
    assert SYSTEM_ACTOR.kind == "system"
