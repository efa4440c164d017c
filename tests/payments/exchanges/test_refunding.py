"""Refunds to a card: whatever breaks, the money goes back once, and our book says what the provider's says."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask

from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.outbox import OutboxRow, run_due
from marketplace.core.transactions import transaction
from marketplace.ledger.queries import account_balance
from marketplace.orders.models import Order
from marketplace.orders.queries import lock_shop_orders
from marketplace.payments import exchanges
from marketplace.payments.jobs import ask_after_refunds
from marketplace.payments.models import Refund
from marketplace.payments.services.refunds import refund_shop_order, try_refund_again
from tests.fakes.stripe_server import FakeStripe
from tests.payments.making import BUYER, again, an_operator, broken_promises, make_paid_shop, placed, the_payment


@pytest.fixture
def order(app: Flask, stripe_fake: FakeStripe) -> Order:
    """An order of two shops, paid by card."""
    with transaction():
        shops = [make_paid_shop(), make_paid_shop()]
    order = placed(*shops, method="stripe_checkout")
    exchanges.begin_card_session(the_payment(order))
    stripe_fake.pay(the_payment(order).provider_ref)
    exchanges.recheck_payment(the_payment(order).id)
    return again(order)


def ask(order: Order, place: int = 0) -> Refund:
    with transaction():
        [part] = lock_shop_orders([order.shop_orders[place].id])
        return refund_shop_order(part, reason="spoilt", by=BUYER)


def settled(fake: FakeStripe) -> None:
    held = sum(totals.captured - totals.refunded for totals in fake.books().values())
    assert account_balance("clearing:stripe") == held
    assert broken_promises() == []


def test_one_shop_of_two_goes_back(order: Order, stripe_fake: FakeStripe) -> None:
    refund = ask(order)
    run_due()
    assert (again(refund).status, again(order).shop_orders[0].money_status) == ("done", "refunded")
    assert again(order).shop_orders[1].money_status == "paid"
    [totals] = stripe_fake.books().values()
    assert (totals.captured, totals.refunded) == (460_000, 230_000)
    settled(stripe_fake)


def test_sent_ten_times_it_goes_back_once(order: Order, stripe_fake: FakeStripe) -> None:
    refund = ask(order)
    for _ in range(10):
        exchanges.send_refund(refund.id)
    [totals] = stripe_fake.books().values()
    assert totals.refunded == 230_000
    settled(stripe_fake)


def test_both_shops_give_back_exactly_all(order: Order, stripe_fake: FakeStripe) -> None:
    ask(order, 0)
    ask(order, 1)
    run_due()
    [totals] = stripe_fake.books().values()
    assert totals.refunded == totals.captured == 460_000
    settled(stripe_fake)


@pytest.mark.parametrize("kind", ["down", "500", "429", "garbage", "reply_lost_after_work"])
@pytest.mark.parametrize("after_work", [False, True])
@pytest.mark.parametrize("times", [1, 3])
def test_the_provider_fails_and_the_money_goes_back_once(
    order: Order, stripe_fake: FakeStripe, kind: Any, after_work: bool, times: int
) -> None:
    refund = ask(order)
    stripe_fake.fail_next(kind, times=times, after_work=after_work, on="POST /v1/refunds")
    run_due()
    assert again(refund).status == ("requested" if kind == "429" else "uncertain")
    for minute in range(1, 5):
        with time_machine.travel(now() + timedelta(minutes=minute), tick=True):
            run_due()
    assert again(refund).status == "done"
    [totals] = stripe_fake.books().values()
    assert totals.refunded == 230_000
    settled(stripe_fake)


def test_while_it_is_away_nothing_is_given_up(order: Order, stripe_fake: FakeStripe) -> None:
    refund = ask(order)
    stripe_fake.stop()
    for minute in range(12):
        with time_machine.travel(now() + timedelta(minutes=minute), tick=True):
            run_due()
    work = session.query(OutboxRow).filter(OutboxRow.work.contains("send_refund")).one()
    assert (work.state, again(refund).status) == ("ready", "uncertain")
    stripe_fake.start()
    with time_machine.travel(now() + timedelta(minutes=13), tick=True):
        run_due()
    assert again(refund).status == "done"
    settled(stripe_fake)


def test_after_a_day_an_uncertain_refund_is_looked_up_but_not_asked_for_again(
    order: Order, stripe_fake: FakeStripe
) -> None:
    refund = ask(order)
    stripe_fake.fail_next("down", on="POST /v1/refunds")
    run_due()
    assert again(refund).status == "uncertain"
    calls = [call.path for call in stripe_fake.calls if call.method == "POST"]
    with time_machine.travel(now() + timedelta(hours=24), tick=True):
        run_due()
        ask_after_refunds()
        assert again(refund).status == "uncertain"
    assert [call.path for call in stripe_fake.calls if call.method == "POST"] == calls


def test_it_is_under_way_at_the_provider_until_the_bank_says_so(order: Order, stripe_fake: FakeStripe) -> None:
    stripe_fake.keep_refunds_pending()
    refund = ask(order)
    run_due()
    assert (again(refund).status, again(order).shop_orders[0].money_status) == ("sent", "refund_due")
    stripe_fake.finish_refund(again(refund).provider_ref, succeeds=True)
    with time_machine.travel(now() + timedelta(minutes=20), tick=True):
        ask_after_refunds()
    assert again(refund).status == "done"
    settled(stripe_fake)


def test_the_bank_sends_it_back_and_the_operator_tries_again(order: Order, stripe_fake: FakeStripe) -> None:
    stripe_fake.keep_refunds_pending()
    refund = ask(order)
    run_due()
    stripe_fake.finish_refund(again(refund).provider_ref, succeeds=False)
    with time_machine.travel(now() + timedelta(minutes=20), tick=True):
        ask_after_refunds()
    assert (again(refund).status, again(refund).failure) == ("failed", "expired_or_canceled_card")
    settled(stripe_fake)
    stripe_fake.keep_refunds_pending(False)
    with transaction():
        try_refund_again(again(refund), by=an_operator())
    run_due()
    assert again(refund).status == "done"
    settled(stripe_fake)


def test_the_provider_says_no_for_good(order: Order, stripe_fake: FakeStripe) -> None:
    """Somebody has given the money back in the provider's own pages."""
    from stripe import StripeClient

    client = StripeClient(stripe_fake.api_key, base_addresses={"api": stripe_fake.base_url})
    client.v1.refunds.create({"payment_intent": again(the_payment(order)).provider_payment})
    refund = ask(order)
    run_due()
    assert (again(refund).status, again(refund).failure) == ("failed", "charge_already_refunded")
    assert again(order).shop_orders[0].money_status == "refund_due"
