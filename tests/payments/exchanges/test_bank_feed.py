"""The bank feed: only what is signed, fresh and readable is stored, and each line counts once."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.outbox import run_due
from marketplace.core.transactions import transaction
from marketplace.ledger.models import LedgerTransaction
from marketplace.orders.models import Order
from marketplace.payments.models import BankTransaction
from marketplace.payments.notification_signature import HEADER_NAME, sign
from marketplace.shops.models import Shop
from tests.payments.making import (
    account_number_of,
    again,
    broken_promises,
    configured,
    make_paid_shop,
    placed,
    the_payment,
)

PATH, SECRET = "/webhooks/bank-feed", "feed-secret-for-tests"


@pytest.fixture
def shop(app: Flask) -> Shop:
    with transaction():
        return make_paid_shop()


@pytest.fixture
def order(shop: Shop) -> Order:
    return placed(shop)


@pytest.fixture
def send(app: Flask) -> Callable[..., TestResponse]:
    """What a feed does: JSON, signed now."""

    def post(told: Any, *, secret: str = SECRET, at: Any = None, header: str | None = "") -> TestResponse:
        body = told if isinstance(told, bytes) else json.dumps(told).encode()
        signature = sign(body, secret, at or now()) if header == "" else header
        headers = {"Content-Type": "application/json"} | ({HEADER_NAME: signature} if signature else {})
        return app.test_client().post(PATH, data=body, headers=headers)

    return post


def line(shop: Shop, order: Order, **other: Any) -> dict[str, Any]:
    told: dict[str, Any] = {
        "reference": "FT26325000001",
        "bin": "970436",
        "account": account_number_of(shop),
        "amount": 230_000,
        "memo": f"{the_payment(order).memo} chuyen tien",
        "at": now().isoformat(),
    }
    return {**told, **other}


def test_a_signed_line_pays_the_order(shop: Shop, order: Order, send: Any) -> None:
    answer = send(line(shop, order))
    assert (answer.status_code, answer.json) == (200, {"outcome": "matched"})
    assert again(order).shop_orders[0].status == "new"
    stored = session.query(BankTransaction).one()
    assert account_number_of(shop) not in json.dumps(stored.account_shown)
    assert broken_promises() == []


def test_ten_times_is_once(shop: Shop, order: Order, send: Any) -> None:
    told = line(shop, order)
    assert [send(told).status_code for _ in range(10)] == [200] * 10
    assert session.query(BankTransaction).count() == session.query(LedgerTransaction).count() == 1


def test_all_at_once_is_once(app: Flask, shop: Shop, order: Order, send: Any) -> None:
    told = line(shop, order)
    session.rollback()
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: send(told).status_code, range(8)))
    assert answers == [200] * 8
    session.rollback()
    assert session.query(BankTransaction).count() == session.query(LedgerTransaction).count() == 1
    assert broken_promises() == []


def test_the_same_reference_with_other_facts_is_refused(shop: Shop, order: Order, send: Any) -> None:
    send(line(shop, order, memo="hello"))
    for other in ({"amount": 229_000}, {"memo": "else"}):
        assert send(line(shop, order, **{"memo": "hello", **other})).status_code == 409
    assert session.query(BankTransaction).one().amount_dong == 230_000


def test_two_services_that_tell_the_same_line_are_one(shop: Shop, order: Order, send: Any) -> None:
    first = line(shop, order, feed="casso")
    second = line(shop, order, feed="sepay", memo=f"MBVCB.1234.{the_payment(order).memo}.CT tu 0071")
    assert [send(told).json for told in (first, second, first, second)] == [{"outcome": "matched"}] * 4
    stored = session.query(BankTransaction).one()
    assert stored.feed == "casso" and session.query(LedgerTransaction).count() == 1
    assert send(line(shop, order, feed="sepay", amount=229_000)).status_code == 409
    assert broken_promises() == []


def test_the_same_reference_on_another_account_is_another_line(shop: Shop, order: Order, send: Any) -> None:
    send(line(shop, order, memo="a"))
    assert send(line(shop, order, memo="a", account="555666777")).status_code == 200
    assert session.query(BankTransaction).count() == 2


@pytest.mark.parametrize("kind", ["none", "other secret", "stale", "future", "other body", "garbage"])
def test_what_is_not_proven_is_not_stored(shop: Shop, order: Order, send: Any, kind: str) -> None:
    told = line(shop, order)
    ways: dict[str, dict[str, Any]] = {
        "none": {"header": None},
        "other secret": {"secret": "guess"},
        "stale": {"at": now() - timedelta(seconds=302)},
        "future": {"at": now() + timedelta(seconds=302)},
        "other body": {"header": sign(b"{}", SECRET, now())},
        "garbage": {"header": "t=1,v1="},
    }
    assert send(told, **ways[kind]).status_code == 403
    assert session.query(BankTransaction).count() == 0
    assert again(the_payment(order)).status == "pending"


def test_a_change_of_secret_and_none_at_all(shop: Shop, order: Order, send: Any) -> None:
    with configured(bank_feed_secrets=["new", SECRET]):
        assert send(line(shop, order, memo="x")).status_code == 200
    with configured(bank_feed_secrets=[]):
        assert send(line(shop, order, memo="x")).status_code == 403


@pytest.mark.parametrize(
    "other",
    [
        {"amount": 0},
        {"amount": -230_000},
        {"amount": "230000"},
        {"amount": 230_000.0},
        {"amount": True},
        {"amount": 10**13},
        {"amount": None},
        {"reference": ""},
        {"reference": 5},
        {"reference": "x" * 200},
        {"bin": "97043612"},
        {"account": "12"},
        {"account": "123' OR 1=1"},
        {"account": ["1"]},
        {"at": "yesterday"},
        {"at": "2026-11-21T10:00:00"},
        {"memo": 7},
        {"memo": "x" * 501},
    ],
)
def test_what_cannot_be_read_is_refused_by_name(shop: Shop, order: Order, send: Any, other: dict[str, Any]) -> None:
    answer = send(line(shop, order, **other))
    assert answer.status_code == 422
    assert session.query(BankTransaction).count() == 0


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"x", b"[" * 100_000, b"\xff"])
def test_a_body_that_is_no_object_is_refused(app: Flask, send: Any, body: bytes) -> None:
    assert send(body).status_code == 422


def test_outgoing_money_is_only_acknowledged(shop: Shop, order: Order, send: Any) -> None:
    assert send(line(shop, order, direction="out")).json == {"outcome": "outgoing"}
    assert session.query(BankTransaction).count() == 0


def test_a_line_stored_by_a_process_that_died_is_matched_by_the_worker(
    shop: Shop, order: Order, send: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(_: int) -> str:
        raise SystemExit

    monkeypatch.setattr("marketplace.payments.exchanges.bank_feed.match_bank_transaction", die)
    with pytest.raises(SystemExit):
        send(line(shop, order))
    assert session.query(BankTransaction).one().handled_at is None
    run_due()
    assert again(order).shop_orders[0].status == "new"
    assert broken_promises() == []
