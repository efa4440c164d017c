"""Notifications of the card provider: forty ways to be wrong, one way to be counted, and always once."""

import copy
import itertools
import json
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from random import Random
from typing import Any

import pytest
import time_machine
from flask import Flask
from werkzeug.test import TestResponse

from marketplace.core.clock import local_date, now, today
from marketplace.core.db import session
from marketplace.core.outbox import OutboxRow, run_due
from marketplace.core.transactions import transaction
from marketplace.ledger.models import LedgerTransaction
from marketplace.ledger.queries import account_balance
from marketplace.orders.models import Order
from marketplace.orders.queries import lock_shop_orders
from marketplace.payments import exchanges
from marketplace.payments.jobs import end_overdue_payments
from marketplace.payments.models import ProviderEvent
from marketplace.payments.services.refunds import refund_shop_order
from tests.fakes.stripe_server import FakeStripe
from tests.payments.making import (
    BUYER,
    again,
    broken_promises,
    configured,
    make_paid_shop,
    placed,
    the_payment,
)

Event = dict[str, Any]
PATH = "/webhooks/stripe"


@pytest.fixture
def order(stripe_fake: FakeStripe) -> Order:
    """An order whose card page is open."""
    with transaction():
        shop = make_paid_shop()
    order = placed(shop, method="stripe_checkout")
    exchanges.begin_card_session(the_payment(order))
    return order


@pytest.fixture
def post(app: Flask) -> Callable[..., TestResponse]:
    """What the provider does: it has no cookie and no form token."""
    client = app.test_client()
    return lambda body, headers=None: client.post(PATH, data=body, headers=headers or {})


@pytest.fixture
def receiver(post: Callable[..., TestResponse]) -> Callable[[bytes, dict[str, str]], int]:
    return lambda body, headers: post(body, headers).status_code


def paid_events(order: Order, fake: FakeStripe) -> list[Event]:
    """The customer has paid: the waiting events, the session's last."""
    fake.pay(the_payment(order).provider_ref)
    return fake.pending_events()


def completed(order: Order, fake: FakeStripe) -> Event:
    return next(e for e in paid_events(order, fake) if e["type"] == "checkout.session.completed")


def nothing_happened(order: Order) -> None:
    assert again(the_payment(order)).status == "pending"
    assert again(order).shop_orders[0].money_status == "unpaid"
    assert session.query(LedgerTransaction).count() == 0


def everything_happened_once(order: Order, fake: FakeStripe) -> None:
    assert again(the_payment(order)).status == "succeeded"
    assert [part.status for part in again(order).shop_orders] == ["new"]
    assert session.query(LedgerTransaction).count() == 1
    assert account_balance("clearing:stripe") == sum(t.captured - t.refunded for t in fake.books().values())
    assert broken_promises() == []


def test_a_payment_is_counted(order: Order, stripe_fake: FakeStripe, receiver: Any) -> None:
    paid_events(order, stripe_fake)
    assert all(delivery.is_taken for delivery in stripe_fake.deliver(receiver))
    everything_happened_once(order, stripe_fake)
    assert {row.outcome for row in session.query(ProviderEvent)} == {"received", "already"}


@pytest.mark.parametrize(
    ("told", "days_ago"), [(timedelta(days=1), 1), (timedelta(days=-1), 0), (timedelta(days=30), 2), (None, 0)]
)
def test_the_money_is_earned_on_the_day_it_was_paid(
    order: Order, stripe_fake: FakeStripe, post: Any, told: timedelta | None, days_ago: int
) -> None:
    """However late the news comes; never before it was asked for, nor after now (8.30)."""
    with transaction():
        again(the_payment(order)).created_at = now() - timedelta(days=2)
    event = copy.deepcopy(completed(order, stripe_fake))
    event["created"] = int((now() - told).timestamp()) if told else "hôm qua"
    assert post(*stripe_fake.signed(event)).status_code == 200
    expected = today() - timedelta(days=days_ago)
    [part], [posted] = again(order).shop_orders, session.query(LedgerTransaction).all()
    assert part.paid_at is not None and again(the_payment(order)).ended_at == part.paid_at == posted.occurred_at
    assert local_date(part.paid_at) == expected
    assert broken_promises() == []


def test_ten_times_is_once(order: Order, stripe_fake: FakeStripe, receiver: Any) -> None:
    paid_events(order, stripe_fake)
    stripe_fake.deliver(receiver, duplicates=9)
    assert session.query(ProviderEvent).count() == 2
    promised = session.query(OutboxRow).filter(OutboxRow.work.contains("act_on_card_event")).count()
    assert promised == 2
    everything_happened_once(order, stripe_fake)


def test_all_at_once_is_once(app: Flask, order: Order, stripe_fake: FakeStripe) -> None:
    events = paid_events(order, stripe_fake)
    letters = [stripe_fake.signed(event) for event in events] * 4
    session.rollback()

    def send(letter: tuple[bytes, dict[str, str]]) -> int:
        return app.test_client().post(PATH, data=letter[0], headers=letter[1]).status_code

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(send, letters)) == {200}
    run_due()
    everything_happened_once(order, stripe_fake)


# Forged, stale, malformed: nothing is stored.

Header = Callable[[FakeStripe, bytes], str | None]
now_s = lambda: int(time.time())  # noqa: E731

REFUSED: dict[str, Header] = {
    "no header": lambda fake, body: None,
    "empty header": lambda fake, body: "",
    "no time": lambda fake, body: fake.sign(body).partition(",")[2],
    "no signature": lambda fake, body: f"t={now_s()}",
    "other scheme": lambda fake, body: fake.sign(body).replace("v1=", "v0="),
    "garbage": lambda fake, body: "lorem ipsum",
    "only commas": lambda fake, body: ",,,,=,=",
    "not hex": lambda fake, body: f"t={now_s()},v1=zzzz",
    "not ASCII": lambda fake, body: f"t={now_s()},v1=đồng".encode().decode("latin-1"),
    "time is a word": lambda fake, body: fake.sign(body).replace("t=", "t=x"),
    "made with another secret": lambda fake, body: FakeStripe(webhook_secret="whsec_other").sign(body),
    "made for another body": lambda fake, body: fake.sign(body + b" "),
    "stale by 301 s": lambda fake, body: fake.sign(body, at=now_s() - 302),
    "stale by a day": lambda fake, body: fake.sign(body, at=now_s() - 86_400),
    "stale by a year": lambda fake, body: fake.sign(body, at=now_s() - 31_536_000),
    "time moved after signing": lambda fake, body: fake.sign(body, at=now_s() - 9_999).replace(
        f"t={now_s() - 9_999}", f"t={now_s()}"
    ),
    "cut": lambda fake, body: fake.sign(body)[:-2],
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_proven_is_not_even_stored(order: Order, stripe_fake: FakeStripe, post: Any, name: str) -> None:
    body, headers = stripe_fake.signed(completed(order, stripe_fake))
    header = REFUSED[name](stripe_fake, body)
    headers = {"Content-Type": headers["Content-Type"]} | ({"Stripe-Signature": header} if header is not None else {})
    answer = post(body, headers)
    assert answer.status_code == 403
    assert session.query(ProviderEvent).count() == 0
    nothing_happened(order)


@pytest.mark.parametrize("change", [b" ", b"\n", b"x"])
def test_a_body_changed_on_the_way_is_refused(order: Order, stripe_fake: FakeStripe, post: Any, change: bytes) -> None:
    body, headers = stripe_fake.signed(completed(order, stripe_fake))
    assert post(body + change, headers).status_code == 403
    assert post(json.dumps(json.loads(body)).encode(), headers).status_code == 403
    nothing_happened(order)


@pytest.mark.parametrize(
    "body",
    [b"", b"{}", b"[]", b"null", b"12", b"not json", b'{"id":1,"type":"x"}', b'{"id":"evt_1"}', b"\xff\xfe"],
)
def test_a_signed_body_that_says_nothing_is_refused(
    order: Order, stripe_fake: FakeStripe, post: Any, body: bytes
) -> None:
    answer = post(body, {"Stripe-Signature": stripe_fake.sign(body)})
    assert answer.status_code in (403, 422)
    assert session.query(ProviderEvent).count() == 0


def test_a_huge_body_is_refused(order: Order, stripe_fake: FakeStripe, post: Any) -> None:
    body = b'{"id":"evt_1","type":"x","data":{"object":{"a":"' + b"x" * 5_000_000 + b'"}}}'
    assert post(body, {"Stripe-Signature": stripe_fake.sign(body)}).status_code == 413
    assert session.query(ProviderEvent).count() == 0


# Rightly signed, but not ours.

WRONG: dict[str, tuple[Callable[[Event, Any], None], str]] = {
    "amount too small": (lambda e, o: e.update(amount_total=1), "wrong_amount"),
    "amount too large": (lambda e, o: e.update(amount_total=23_000_000), "wrong_amount"),
    "amount as text": (lambda e, o: e.update(amount_total="230000"), "wrong_amount"),
    "amount with a fraction": (lambda e, o: e.update(amount_total=230_000.0), "wrong_amount"),
    "amount missing": (lambda e, o: e.pop("amount_total"), "wrong_amount"),
    "amount true": (lambda e, o: e.update(amount_total=True), "wrong_amount"),
    "currency dollars": (lambda e, o: e.update(currency="usd"), "wrong_currency"),
    "currency missing": (lambda e, o: e.pop("currency"), "wrong_currency"),
    "another order's number": (lambda e, o: e["metadata"].update(order="DH000000-XXXXXX"), "wrong_order"),
    "no order's number": (lambda e, o: e.update(metadata={}), "wrong_order"),
    "another payment": (lambda e, o: e.update(client_reference_id="nobody"), "wrong_order"),
    "another order's payment": (lambda e, o: e.update(client_reference_id=o.public_id), "wrong_order"),
    "no payment": (lambda e, o: e.update(client_reference_id=None), "wrong_order"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_differs_from_what_we_asked_for_is_noted_and_not_counted(
    order: Order, stripe_fake: FakeStripe, post: Any, name: str
) -> None:
    with transaction():
        shop = make_paid_shop()
    other = the_payment(placed(shop, method="stripe_checkout"))
    event = copy.deepcopy(completed(order, stripe_fake))
    WRONG[name][0](event["data"]["object"], other)
    assert post(*stripe_fake.signed(event)).status_code == 200
    assert session.query(ProviderEvent).one().outcome == WRONG[name][1]
    nothing_happened(order)


def test_an_event_of_the_other_mode_is_noted(order: Order, stripe_fake: FakeStripe, post: Any) -> None:
    event = {**completed(order, stripe_fake), "livemode": True}
    assert post(*stripe_fake.signed(event)).status_code == 200
    assert session.query(ProviderEvent).one().outcome == "wrong_mode"
    nothing_happened(order)


def test_a_session_that_does_not_exist_is_noted(order: Order, stripe_fake: FakeStripe, post: Any) -> None:
    event = copy.deepcopy(completed(order, stripe_fake))
    event["data"]["object"]["id"] = "cs_test_invented"
    assert post(*stripe_fake.signed(event)).status_code == 200
    assert session.query(ProviderEvent).one().outcome == "unknown_object"
    nothing_happened(order)


def test_an_event_that_says_paid_while_the_provider_says_open_pays_nothing(
    order: Order, stripe_fake: FakeStripe, post: Any
) -> None:
    lie = copy.deepcopy(stripe_fake.session(the_payment(order).provider_ref))
    lie.update(status="complete", payment_status="paid", payment_intent="pi_invented")
    event = {"id": "evt_lie", "object": "event", "type": "checkout.session.completed", "livemode": False}
    assert post(*stripe_fake.signed({**event, "data": {"object": lie}})).status_code == 200
    nothing_happened(order)


@pytest.mark.parametrize("kind", ["customer.created", "payout.paid", "x" * 300, "", "💥"])
def test_a_kind_we_do_not_know_is_acknowledged(order: Order, stripe_fake: FakeStripe, post: Any, kind: str) -> None:
    event = {**completed(order, stripe_fake), "type": kind}
    assert post(*stripe_fake.signed(event)).status_code == 200
    assert session.query(ProviderEvent).one().outcome == "ignored"
    nothing_happened(order)


def test_nothing_of_the_payer_is_kept(order: Order, stripe_fake: FakeStripe, receiver: Any) -> None:
    paid_events(order, stripe_fake)
    stripe_fake.deliver(receiver)
    kept = json.dumps([row.payload for row in session.query(ProviderEvent)])
    assert "khach@example.com" not in kept and "KHACH THU" not in kept


# Secrets change.


def test_two_signatures_and_a_change_of_secret(order: Order, stripe_fake: FakeStripe, post: Any) -> None:
    old = stripe_fake.webhook_secret
    new = stripe_fake.rotate_secret()
    letter = stripe_fake.signed(completed(order, stripe_fake))
    assert letter[1]["Stripe-Signature"].count("v1=") == 2
    for known in ([old], [new], [new, old]):
        with configured(stripe_webhook_secrets=known):
            assert post(*letter).status_code == 200
    with configured(stripe_webhook_secrets=["whsec_third"]):
        assert post(*letter).status_code == 403
    with configured(stripe_webhook_secrets=[]):
        assert post(*letter).status_code == 403
    everything_happened_once(order, stripe_fake)


def test_after_the_overlap_the_old_secret_opens_nothing(order: Order, stripe_fake: FakeStripe, post: Any) -> None:
    old = stripe_fake.webhook_secret
    stripe_fake.rotate_secret(overlap_seconds=0)
    event = completed(order, stripe_fake)
    with configured(stripe_webhook_secrets=[old]):
        assert post(*stripe_fake.signed(event)).status_code == 403
    nothing_happened(order)


# The provider is away, or the order is odd.


@pytest.mark.parametrize("kind", ["down", "500", "429", "garbage", "reply_lost_after_work"])
def test_the_provider_does_not_answer_our_question_and_is_asked_again(
    order: Order, stripe_fake: FakeStripe, post: Any, kind: Any
) -> None:
    letter = stripe_fake.signed(completed(order, stripe_fake))
    stripe_fake.fail_next(kind)
    assert post(*letter).status_code == 200
    nothing_happened(order)
    assert session.query(ProviderEvent).one().handled_at is None
    with time_machine.travel(now() + timedelta(seconds=60), tick=True):
        run_due()
        everything_happened_once(order, stripe_fake)


def test_months_late_the_money_comes_back(order: Order, stripe_fake: FakeStripe, post: Any) -> None:
    event = completed(order, stripe_fake)
    with time_machine.travel(now() + timedelta(days=60), tick=True):
        end_overdue_payments()
        body, _ = stripe_fake.signed(event)
        header = stripe_fake.sign(body, at=int(now().timestamp()))
        assert post(body, {"Stripe-Signature": header}).status_code == 200
        assert again(the_payment(order)).status == "succeeded"
        assert again(order).shop_orders[0].status == "new"
        assert broken_promises() == []


def six_events(order: Order, fake: FakeStripe) -> list[Event]:
    """A declined card, a paid one, a whole refund: six events of one payment."""
    ref = the_payment(order).provider_ref
    fake.decline(ref)
    fake.pay(ref)
    exchanges.recheck_payment(the_payment(order).id)
    with transaction():
        [part] = lock_shop_orders([order.shop_orders[0].id])
        refund_shop_order(part, reason="spoilt", by=BUYER)
    fake.keep_refunds_pending()
    run_due()
    [refund_id] = list(fake._book.refunds)
    fake.finish_refund(refund_id, succeeds=True)
    return fake.pending_events()


ORDERS = list(itertools.permutations(range(6)))


@pytest.mark.parametrize("part", range(6))
def test_six_events_in_any_order_end_the_same(order: Order, stripe_fake: FakeStripe, receiver: Any, part: int) -> None:
    events = six_events(order, stripe_fake)
    assert len(events) == 6
    letters = [stripe_fake.signed(event) for event in events]
    for places in ORDERS[part::6][:10]:
        for place in places:
            assert receiver(*letters[place]) == 200
        with transaction():
            session.query(ProviderEvent).delete()  # the next order finds them new again
    assert again(order).shop_orders[0].money_status == "refunded"
    assert account_balance("clearing:stripe") == 0
    assert session.query(LedgerTransaction).count() == 3
    assert broken_promises() == []


@pytest.mark.parametrize("seed", range(8))
def test_events_shuffled_doubled_and_lost_end_right(
    order: Order, stripe_fake: FakeStripe, receiver: Any, seed: int
) -> None:
    events = paid_events(order, stripe_fake)
    lost = Random(seed).choice([*events, None])
    if lost:
        stripe_fake.lose_event(lost["id"])
    stripe_fake.deliver(receiver, order=Random(seed), duplicates=seed % 3)
    everything_happened_once(order, stripe_fake)
