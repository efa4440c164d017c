"""Card payments against the real SDK and a provider that fails in every way: one charge at most, books equal."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask

from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.outbox import run_due
from marketplace.core.transactions import transaction
from marketplace.inventory.queries import find_hold
from marketplace.ledger.models import LedgerTransaction
from marketplace.ledger.queries import account_balance
from marketplace.orders.models import Order
from marketplace.orders.queries import lock_order
from marketplace.orders.services.cancelling import cancel_order
from marketplace.payments import exchanges
from marketplace.payments.errors import PaymentEnded, ProviderAway, ProviderBusy, ProviderRefused
from marketplace.payments.exchanges import stripe_api
from marketplace.payments.jobs import ask_after_card_payments, end_overdue_payments
from marketplace.payments.models import Payment, ProviderTask, Refund
from marketplace.payments.services.changing import change_method
from tests.fakes.stripe_server import FakeStripe
from tests.meanwhile import done_meanwhile
from tests.payments.making import BUYER, again, broken_promises, configured, make_paid_shop, placed, the_payment

FAULTS = ["down", "500", "429", "garbage", "reply_lost_after_work"]


@pytest.fixture
def order(stripe_fake: FakeStripe) -> Order:
    """An order of two shops, to be paid by card."""
    with transaction():
        shops = [make_paid_shop(), make_paid_shop()]
    return placed(*shops, method="stripe_checkout")


def begin(order: Order) -> str:
    return exchanges.begin_card_session(the_payment(order))


def settled(order: Order, fake: FakeStripe) -> None:
    """Our book and the provider's say the same of everything."""
    held = sum(totals.captured - totals.refunded for totals in fake.books().values())
    assert account_balance("clearing:stripe") == held
    assert broken_promises() == []


def test_the_page_asks_for_exactly_this_order(order: Order, stripe_fake: FakeStripe) -> None:
    url = begin(order)
    [made] = stripe_fake.sessions()
    payment = again(the_payment(order))
    assert url == made["url"] == payment.provider_url
    assert (made["amount_total"], made["currency"]) == (460_000, "vnd")
    assert made["client_reference_id"] == payment.public_id
    assert made["metadata"] == {"payment": payment.public_id, "order": order.number}
    assert made["success_url"] == f"http://localhost/orders/{order.number}/pay/return"
    assert made["expires_at"] < payment.expires_at.timestamp()
    assert find_hold(order.shop_orders[0].lines[0].id).expires_at >= payment.expires_at - timedelta(seconds=2)


def test_asked_again_it_is_the_same_page(order: Order, stripe_fake: FakeStripe) -> None:
    assert begin(order) == begin(order) == begin(order)
    assert len(stripe_fake.sessions()) == 1


def test_two_tabs_at_once_get_one_page(app: Flask, order: Order, stripe_fake: FakeStripe) -> None:
    payment_id = the_payment(order).id
    session.rollback()

    def tab(_: int) -> str:
        with app.app_context():
            try:
                return exchanges.begin_card_session(session.get_one(Payment, payment_id))
            except ProviderBusy:
                return "busy"  # the other tab's call with the same key is still under way

    with ThreadPoolExecutor(4) as pool:
        pages = set(pool.map(tab, range(4)))
    assert len(pages - {"busy"}) == 1
    assert len(stripe_fake.sessions()) == 1


def test_paid_and_the_return_page_asks(order: Order, stripe_fake: FakeStripe) -> None:
    begin(order)
    payment = the_payment(order)
    stripe_fake.pay(payment.provider_ref)
    assert exchanges.recheck_payment(payment.id) == "received"
    assert exchanges.recheck_payment(payment.id) == "already"
    assert [part.status for part in again(order).shop_orders] == ["new", "new"]
    settled(order, stripe_fake)


def test_the_return_page_alone_pays_nothing(order: Order, stripe_fake: FakeStripe) -> None:
    begin(order)
    assert exchanges.recheck_payment(the_payment(order).id) == "noted"
    stripe_fake.decline(the_payment(order).provider_ref)
    assert exchanges.recheck_payment(the_payment(order).id) == "noted"
    assert again(the_payment(order)).status == "pending"
    settled(order, stripe_fake)


def test_every_notice_lost_the_clock_asks(order: Order, stripe_fake: FakeStripe) -> None:
    begin(order)
    stripe_fake.pay(the_payment(order).provider_ref)
    ask_after_card_payments()
    assert again(the_payment(order)).status == "pending"  # not older than fifteen minutes
    with time_machine.travel(now() + timedelta(minutes=16), tick=True):
        ask_after_card_payments()
        assert again(the_payment(order)).status == "succeeded"
        settled(order, stripe_fake)


def test_found_days_later_the_money_is_of_the_day_the_card_was_charged(order: Order, stripe_fake: FakeStripe) -> None:
    """By asking after one payment and by the nightly look at all sessions, which show the charge (8.30)."""
    begin(order)
    stripe_fake.pay(the_payment(order).provider_ref)
    charged_at = now()
    with time_machine.travel(charged_at + timedelta(days=2), tick=True):
        exchanges.recheck_payment(the_payment(order).id)
        [listed] = stripe_api.see_sessions_since(charged_at - timedelta(days=1))
    told = [listed.paid_at, *(part.paid_at for part in again(order).shop_orders)]
    told += [posted.occurred_at for posted in session.query(LedgerTransaction)]
    assert all(moment is not None and abs(moment - charged_at) < timedelta(seconds=5) for moment in told)
    settled(order, stripe_fake)


def test_a_slow_answer_is_waited_for(order: Order, stripe_fake: FakeStripe) -> None:
    stripe_fake.slow_seconds = 1.0
    stripe_fake.fail_next("slow")
    assert begin(order)


@pytest.mark.parametrize("kind", FAULTS)
@pytest.mark.parametrize("after_work", [False, True])
@pytest.mark.parametrize("times", [1, 2])
def test_opening_fails_and_is_tried_again(
    order: Order, stripe_fake: FakeStripe, kind: Any, after_work: bool, times: int
) -> None:
    stripe_fake.fail_next(kind, times=times, after_work=after_work)
    try:
        begin(order)
    except (ProviderAway, ProviderBusy):
        assert again(the_payment(order)).status == "pending"
    stripe_fake.heal()
    begin(order)
    assert len(stripe_fake.sessions()) == 1
    stripe_fake.pay(the_payment(order).provider_ref)
    exchanges.recheck_payment(the_payment(order).id)
    assert len(stripe_fake.books()) == 1
    settled(order, stripe_fake)


@pytest.mark.parametrize("kind", FAULTS)
def test_asking_fails_and_nothing_is_believed(order: Order, stripe_fake: FakeStripe, kind: Any) -> None:
    begin(order)
    stripe_fake.pay(the_payment(order).provider_ref)
    stripe_fake.fail_next(kind, on="GET /v1/checkout")
    with pytest.raises((ProviderAway, ProviderBusy)):
        exchanges.recheck_payment(the_payment(order).id)
    assert again(the_payment(order)).status == "pending"
    assert exchanges.recheck_payment(the_payment(order).id) == "received"
    settled(order, stripe_fake)


def test_the_answer_was_lost_for_so_long_that_a_new_page_is_needed(order: Order, stripe_fake: FakeStripe) -> None:
    stripe_fake.fail_next("reply_lost_after_work", times=2)
    with pytest.raises(ProviderAway):
        begin(order)
    first = the_payment(order).provider_key
    with time_machine.travel(now() + timedelta(minutes=12), tick=True):
        begin(order)
        payment = the_payment(order)
        assert payment.provider_key != first
        assert payment.expires_at > now() + timedelta(minutes=40)
        assert len(stripe_fake.sessions()) == 2
        stripe_fake.pay(payment.provider_ref)
        assert exchanges.recheck_payment(payment.id) == "received"
        settled(order, stripe_fake)


def test_the_providers_page_ran_out(order: Order, stripe_fake: FakeStripe) -> None:
    begin(order)
    stripe_fake.clock.advance(40 * 60)
    assert exchanges.recheck_payment(the_payment(order).id) == "ended"
    assert again(the_payment(order)).status == "expired"
    assert [part.status for part in again(order).shop_orders] == ["cancelled", "cancelled"]
    with pytest.raises(PaymentEnded):
        begin(order)
    settled(order, stripe_fake)


def test_our_time_ran_out_while_the_provider_was_away(order: Order, stripe_fake: FakeStripe) -> None:
    begin(order)
    ref = the_payment(order).provider_ref
    stripe_fake.pay(ref)
    stripe_fake.stop()
    with time_machine.travel(now() + timedelta(minutes=50), tick=True):
        ask_after_card_payments()
        end_overdue_payments()
        assert again(the_payment(order)).status == "expired"
        stripe_fake.start()
        with time_machine.travel(now() + timedelta(minutes=6), tick=True):
            ask_after_card_payments()
            assert again(the_payment(order)).status == "succeeded"
            assert [part.status for part in again(order).shop_orders] == ["new", "new"]
            settled(order, stripe_fake)


def test_changing_the_way_ends_the_page(order: Order, stripe_fake: FakeStripe) -> None:
    begin(order)
    ref = the_payment(order).provider_ref
    with transaction():
        change_method(session.get_one(Order, order.id), "vietqr", BUYER)
    run_due()
    assert stripe_fake.session(ref)["status"] == "expired"
    settled(order, stripe_fake)


def test_she_paid_before_the_page_could_be_ended(order: Order, stripe_fake: FakeStripe) -> None:
    begin(order)
    ref = the_payment(order).provider_ref
    stripe_fake.pay(ref)
    with transaction():
        cancel_order(lock_order(order.number), by=BUYER, reason="changed_mind")
    run_due()
    run_due()
    assert [refund.status for refund in session.query(Refund)] == ["done", "done"]
    assert [part.money_status for part in again(order).shop_orders] == ["refunded", "refunded"]
    settled(order, stripe_fake)


def test_the_page_is_ended_by_the_clock_when_the_worker_could_not(order: Order, stripe_fake: FakeStripe) -> None:
    begin(order)
    payment = the_payment(order)
    with transaction():
        cancel_order(lock_order(order.number), by=BUYER, reason="changed_mind")
    ask_after_card_payments()
    assert stripe_fake.session(payment.provider_ref)["status"] == "expired"
    assert again(payment).provider_closed_at is not None
    calls = len(stripe_fake.calls)
    ask_after_card_payments()
    assert len(stripe_fake.calls) == calls


def test_without_a_key_or_with_a_wrong_one_nothing_is_opened(order: Order, stripe_fake: FakeStripe) -> None:
    for key in (None, "sk_test_wrong"):
        with configured(stripe_secret_key=key), pytest.raises(ProviderBusy):
            begin(order)
    assert stripe_fake.sessions() == []
    assert begin(order)


def test_a_sum_the_provider_refuses_is_said_so(app: Flask, stripe_fake: FakeStripe) -> None:
    from tests.payments.making import set_settings

    set_settings(card_min_dong=1_000)
    with transaction():
        shop = make_paid_shop()
    order = placed(shop, method="stripe_checkout", price_dong=5_000, quantity=1, shipping_dong=0)
    with pytest.raises(ProviderRefused):
        begin(order)
    assert again(the_payment(order)).status == "pending"


def altered(fake: FakeStripe, ref: str, **values: Any) -> None:
    """The provider's own record says something else than what we asked for."""
    fake._locked(lambda: fake._book.sessions[ref].update(values))


@pytest.mark.parametrize(
    ("values", "outcome"),
    [
        ({"amount_total": 1}, "wrong_amount"),
        ({"amount_total": 46_000_000}, "wrong_amount"),
        ({"currency": "usd"}, "wrong_currency"),
        ({"livemode": True}, "wrong_mode"),
        ({"client_reference_id": "another"}, "unknown_object"),
        ({"client_reference_id": None}, "unknown_object"),
    ],
)
def test_what_differs_from_what_we_asked_for_does_not_count(
    order: Order, stripe_fake: FakeStripe, values: dict[str, Any], outcome: str
) -> None:
    begin(order)
    ref = the_payment(order).provider_ref
    stripe_fake.pay(ref)
    altered(stripe_fake, ref, **values)
    assert exchanges.recheck_payment(the_payment(order).id) == outcome
    assert again(the_payment(order)).status == "pending"
    assert account_balance("seller") == 0
    assert account_balance("clearing:stripe") == -account_balance("suspense:stripe")
    assert session.query(ProviderTask).one().status == "open"


def test_a_payment_of_another_way_has_no_page(app: Flask, stripe_fake: FakeStripe) -> None:
    with transaction():
        shop = make_paid_shop()
    for method in ("cod", "vietqr"):
        with pytest.raises(PaymentEnded):
            begin(placed(shop, method=method))
    assert stripe_fake.calls == []


def test_many_ask_at_once_and_the_money_counts_once(app: Flask, order: Order, stripe_fake: FakeStripe) -> None:
    begin(order)
    payment = the_payment(order)
    payment_id = payment.id
    stripe_fake.pay(payment.provider_ref)
    session.rollback()
    outcomes = in_parallel(app, 8, lambda: exchanges.recheck_payment(payment_id))
    assert sorted(outcomes) == ["already"] * 7 + ["received"]
    settled(order, stripe_fake)


def in_parallel(app: Flask, number: int, work: Callable[[], str]) -> list[str]:
    def one(_: int) -> str:
        with app.app_context():
            return work()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(one, range(number)))


def test_the_provider_knows_a_payment_we_do_not(order: Order, stripe_fake: FakeStripe) -> None:
    """A minute is given to the notification that is on its way (8.26)."""
    begin(order)
    stripe_fake.pay(the_payment(order).provider_ref)
    assert broken_promises() == []
    with time_machine.travel(now() + timedelta(seconds=62), tick=True):
        [line] = [line for line in broken_promises() if line.startswith("M13")]
    assert "not counted here" in line
    exchanges.recheck_payment(the_payment(order).id)
    with transaction():
        session.get_one(Payment, the_payment(order).id).provider_ref = "cs_made_up"
    with time_machine.travel(now() + timedelta(seconds=62), tick=True):
        lines = [line for line in broken_promises() if line.startswith("M13")]
    assert len(lines) == 2
    stripe_fake.stop()
    [line] = [line for line in broken_promises() if line.startswith("M13")]
    assert "does not answer" in line
    stripe_fake.start()


def test_a_card_is_charged_while_verify_runs(app: Flask, order: Order, stripe_fake: FakeStripe) -> None:
    """The provider was asked before the snapshot: what it took since is neither orphaned nor unproven (8.26)."""
    begin(order)
    payment_id, ref = the_payment(order).id, the_payment(order).provider_ref

    def pay() -> None:
        with app.app_context():
            stripe_fake.pay(ref)
            exchanges.recheck_payment(payment_id)
            session.remove()

    with done_meanwhile(pay):
        assert broken_promises() == []
    assert again(the_payment(order)).status == "succeeded" and broken_promises() == []
