"""Placing an order is whole or not at all, wherever the machine dies, and the same key gives the same order."""

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import pytest
from flask import Flask

from marketplace.audit.jobs import seal_audit_trail
from marketplace.cart.models import Cart
from marketplace.cart.queries import hash_of
from marketplace.core.db import session
from marketplace.core.promises import violations
from marketplace.core.references import new_public_id
from marketplace.core.transactions import in_transaction, transaction
from marketplace.inventory.models import StockItem
from marketplace.orders.models import Order
from marketplace.payments.exchanges import begin_card_session
from marketplace.payments.queries.payments import payments_of
from tests.crash.killing import run_and_die
from tests.fakes.stripe_server import FakeStripe
from tests.payments.making import configured
from tests.purchases import allow_orders, give_account, make_cart, make_goods, place
from tests.snapshots import Snapshot

TOKEN = "the-cart-of-a-test-with-a-long-token"
WAYS = ("cod", "vietqr", pytest.param("stripe_checkout", marks=pytest.mark.thorough))


@pytest.fixture
def provider(app: Flask) -> Iterator[FakeStripe]:
    with (
        FakeStripe() as fake,
        configured(
            stripe_secret_key=fake.api_key,
            stripe_api_base=fake.base_url,
            stripe_webhook_secrets=[fake.webhook_secret],
        ),
    ):
        yield fake


@pytest.fixture
def shelf(app: Flask) -> Snapshot:
    with transaction():
        allow_orders()
        first, second = make_goods("Sâm Báo thái lát", stock=5), make_goods("Chè lam Phủ Quảng", stock=5)
        give_account(first.shop)
        give_account(second.shop)
        make_cart((first, 2), (second, 1), token=TOKEN)
    seal_audit_trail()
    return Snapshot(app)


def _buying(way: str, key: str) -> Callable[[], None]:
    def buy() -> None:
        order = in_transaction(lambda: _place(way, key))
        if way == "stripe_checkout":
            begin_card_session(payments_of(order.id)[0])

    return buy


def _place(way: str, key: str) -> Order:
    cart = session.query(Cart).filter_by(token_hash=hash_of(TOKEN)).one()
    return place(cart, way, key=key)


@pytest.mark.parametrize("way", WAYS)
def test_killed_at_any_edge_nothing_is_half_done(app: Flask, shelf: Snapshot, provider: FakeStripe, way: str) -> None:
    """What comes of an edge at which nothing was left behind, here or at the provider, is the same for each such edge.

    So the first of them is looked at in full and tried again, and every edge that left anything.
    """
    met_nothing = False
    for edge in count(1):
        key, opened, calls = new_public_id(), len(provider.sessions()), len(provider.calls)
        passed = run_and_die(app, _buying(way, key), die_at=edge)
        if passed is not None:  # it ended before so many edges: each of them was tried
            assert 20 < passed < edge
            return
        left_nothing = shelf.is_untouched() and len(provider.calls) == calls
        if left_nothing and met_nothing:
            continue
        met_nothing = met_nothing or left_nothing
        _is_whole_and_can_be_tried_again(way, key, edge, lambda opened=opened: provider.sessions()[opened:])
        shelf.restore()


def _is_whole_and_can_be_tried_again(way: str, key: str, edge: int, opened: Callable[[], list[dict[str, Any]]]) -> None:
    assert [f"{p.id} {line}" for p, line in violations()] == [], f"after dying at edge {edge}"
    session.rollback()
    _buying(way, key)()
    _one_order_and_no_more(key, way)
    _one_page_to_pay_on(opened(), way)
    assert [f"{p.id} {line}" for p, line in violations()] == [], f"after trying again at edge {edge}"
    session.rollback()


def _one_order_and_no_more(key: str, way: str) -> None:
    order = session.query(Order).one()
    assert order.idempotency_key == key
    assert [payment.method for payment in payments_of(order.id)] == [way] * (1 if way == "stripe_checkout" else 2)
    assert sorted(item.available for item in session.query(StockItem)) == [3, 4]


def _one_page_to_pay_on(opened: list[dict[str, Any]], way: str) -> None:
    """Everything the provider opened since the flow began: one session of this very order, or none at all."""
    order = session.query(Order).one()
    ours = [(p.provider_ref, order.number, p.amount_dong) for p in payments_of(order.id) if way == "stripe_checkout"]
    assert [(one["id"], one["metadata"]["order"], one["amount_total"]) for one in opened] == ours
    assert len(ours) == (way == "stripe_checkout")
