"""Rightly signed, but made by somebody who means harm or cannot write: refused, or ends once; never a 500 (8.22)."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.payments.models import BankTransaction, ProviderEvent
from marketplace.payments.notification_signature import HEADER_NAME, sign
from tests.core.test_received_json import UNUSABLE
from tests.fakes.stripe_server import FakeStripe
from tests.payments.making import broken_promises, configured

FEED_SECRET = "feed-secret-for-tests"
ODD_THINGS: dict[str, Any] = {
    "metadata is a list": {"metadata": [1, 2]},
    "metadata is a text": {"metadata": "order"},
    "metadata is a number": {"metadata": 7},
    "metadata holds lists": {"metadata": {"payment": ["x"], "order": {"a": 1}, "refund": 5}},
    "id is a list": {"id": ["cs_1"]},
    "id is missing": {},
    "id is long": {"id": "x" * 10_000},
    "id leads elsewhere": {"id": "../../v1/charges?limit=100"},
    "intent is a thing": {"id": "ch_1", "payment_intent": {"id": "pi_1"}},
    "amount is huge": {"id": "cs_1", "amount_total": 2**63 - 1, "amount": 2**63 - 1},
    "amount is a list": {"id": "cs_1", "amount_total": [], "amount": {}},
    "reference is a list": {"client_reference_id": ["x"], "payment_intent": ["x"], "charge": {}},
}
KINDS = (
    "checkout.session.completed",
    "payment_intent.succeeded",
    "refund.failed",
    "charge.dispute.closed",
    "charge.refunded",
)
ODD_LINES: dict[str, Any] = {
    "year 1": {"at": "0001-01-01T00:00:00+14:00"},
    "year 9999": {"at": "9999-12-31T23:59:59-12:00"},
    "in two days": {"at": "2126-01-01T00:00:00+07:00"},
    "no zone": {"at": "2026-01-01T00:00:00"},
    "amount beyond 64 bits": {"amount": 2**63 - 1},
    "amount with a fraction": {"amount": 5.5},
    "memo is a list": {"memo": ["x"]},
    "reference is a thing": {"reference": {"a": 1}},
    "direction is a list": {"direction": ["out"]},
    "account is long": {"account": "1" * 500},
}


@pytest.fixture
def tell(app: Flask, stripe_fake: FakeStripe) -> Callable[[bytes], int]:
    client = app.test_client()
    return lambda body: (
        client.post("/webhooks/stripe", data=body, headers={"Stripe-Signature": stripe_fake.sign(body)}).status_code
    )


@pytest.fixture
def feed(app: Flask) -> Callable[[bytes], int]:
    client = app.test_client()

    def post(body: bytes) -> int:
        with configured(bank_feed_secrets=[FEED_SECRET]):
            headers = {HEADER_NAME: sign(body, FEED_SECRET, now())}
            return client.post("/webhooks/bank-feed", data=body, headers=headers).status_code

    return post


@pytest.mark.parametrize("name", UNUSABLE)
def test_what_no_database_keeps_is_refused_by_both(
    tell: Callable[[bytes], int], feed: Callable[[bytes], int], name: str
) -> None:
    assert {tell(UNUSABLE[name]), feed(UNUSABLE[name])} <= {413, 422}
    assert session.query(ProviderEvent).count() == session.query(BankTransaction).count() == 0


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ODD_THINGS)
def test_an_odd_thing_is_refused_or_ends(tell: Callable[[bytes], int], name: str, kind: str) -> None:
    event = {"id": "evt_odd", "type": kind, "livemode": False, "data": {"object": ODD_THINGS[name]}}
    status = tell(json.dumps(event).encode())
    assert status in (200, 422)
    stored = session.query(ProviderEvent).one_or_none()
    assert (stored is not None and stored.handled_at is not None) == (status == 200)
    assert broken_promises() == []


@pytest.mark.parametrize("data", [None, [], "x", 5, {"object": None}, {"object": []}, {"object": "x"}])
def test_an_event_about_nothing_is_refused(tell: Callable[[bytes], int], data: Any) -> None:
    assert tell(json.dumps({"id": "evt_1", "type": "refund.updated", "data": data}).encode()) == 422


@pytest.mark.parametrize("name", ODD_LINES)
def test_an_odd_bank_line_is_refused(feed: Callable[[bytes], int], name: str) -> None:
    line = {"reference": "FT1", "bin": "970436", "account": "0011002233", "amount": 5_000, "memo": "x"}
    line |= {"at": now().isoformat()} | ODD_LINES[name]
    assert feed(json.dumps(line).encode()) == 422
    assert session.query(BankTransaction).count() == 0


@pytest.mark.parametrize("seconds", [301, 86_400, 10 * 365 * 86_400])
def test_what_is_signed_for_the_future_is_refused_as_what_is_old(
    app: Flask, stripe_fake: FakeStripe, seconds: int
) -> None:
    body = json.dumps({"id": "evt_1", "type": "x", "data": {"object": {}}}).encode()
    for at in (int(now().timestamp()) + seconds + 2, int(now().timestamp()) - seconds):
        headers = {"Stripe-Signature": stripe_fake.sign(body, at=at)}
        assert app.test_client().post("/webhooks/stripe", data=body, headers=headers).status_code == 403
    assert session.query(ProviderEvent).count() == 0


@pytest.mark.parametrize("name", UNUSABLE)
def test_the_message_gateways_word_is_refused_alike(app: Flask, name: str) -> None:
    with configured(sms_gateway_token="token"):
        headers = {"Authorization": "Bearer token"}
        answer = app.test_client().post("/webhooks/messages", data=UNUSABLE[name], headers=headers)
    assert answer.status_code == 400
