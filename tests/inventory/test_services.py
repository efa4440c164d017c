"""Stock: held, claimed, released and put back once each, never below zero."""

import itertools
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marketplace.core.actors import SELLER, Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.inventory import promises, queries, services
from marketplace.inventory.errors import (
    BadQuantity,
    BelowReserved,
    HoldEnded,
    NoHold,
    OutOfStock,
    StockMoved,
)
from marketplace.inventory.models import CLAIMED, EXPIRED, LIVE, RELEASED, Hold, StockMove

OWNER = Actor(SELLER, 1, "Chị Bán")
VARIANT = 71
_fresh = itertools.count(1000)
CHECKS = (
    promises.no_negative_stock,
    promises.moves_add_up,
    promises.reservations_match_holds,
    promises.holds_end_in_time,
)


def _moves() -> list[StockMove]:
    """What went in and out, newest first."""
    return session.query(StockMove).order_by(StockMove.id.desc()).all()


def _received(quantity: int, variant_id: int = VARIANT) -> None:
    with transaction():
        services.receive(variant_id, quantity, OWNER)


def _numbers(variant_id: int = VARIANT) -> tuple[int, int]:
    session.expire_all()
    item = queries.lock_item(variant_id)
    return item.on_hand, item.reserved


def _sound() -> bool:
    return not [line for check in CHECKS for line in check()]


def _soon() -> Any:
    return now() + timedelta(hours=1)


def test_what_is_received_can_be_bought(app: Flask) -> None:
    _received(5)
    _received(3)
    assert queries.stock_of([VARIANT, 999]) == {VARIANT: 8, 999: 0}
    assert _sound()


@pytest.mark.parametrize("quantity", [0, -1, 10_000_000])
def test_an_odd_quantity_is_refused(app: Flask, quantity: int) -> None:
    with pytest.raises(BadQuantity), transaction():
        services.receive(VARIANT, quantity, OWNER)
    assert queries.find_item(VARIANT) is None


def test_a_hold_keeps_pieces_from_others(app: Flask) -> None:
    _received(3)
    with transaction():
        services.hold(1, VARIANT, 2, _soon())
    with pytest.raises(OutOfStock) as refusal, transaction():
        services.hold(2, VARIANT, 2, _soon())
    assert (refusal.value.wanted, refusal.value.left) == (2, 1)
    assert _numbers() == (3, 2)
    assert _sound()


def test_two_lines_of_one_variant_count_together(app: Flask) -> None:
    _received(3)
    with pytest.raises(OutOfStock), transaction():
        services.hold(1, VARIANT, 2, _soon())
        services.hold(2, VARIANT, 2, _soon())
    assert _numbers() == (3, 0)


def test_a_variant_without_stock_is_out_of_stock(app: Flask) -> None:
    with pytest.raises(OutOfStock), transaction():
        services.claim_at_once(1, VARIANT, 1)


def test_holding_twice_is_holding_once(app: Flask) -> None:
    _received(3)
    for _ in range(2):
        with transaction():
            services.hold(1, VARIANT, 2, _soon())
    assert _numbers() == (3, 2)


def test_a_claim_sells_once(app: Flask) -> None:
    _received(3)
    with transaction():
        services.hold(1, VARIANT, 2, _soon())
    for _ in range(2):
        with transaction():
            services.claim(1)
    assert _numbers() == (1, 0)
    assert [m.delta for m in _moves()] == [-2, 3]
    assert _sound()


def test_claiming_at_once_sells_once(app: Flask) -> None:
    _received(3)
    for _ in range(2):
        with transaction():
            services.claim_at_once(1, VARIANT, 2)
    assert _numbers() == (1, 0)
    assert _sound()


def test_a_line_held_before_is_claimed_from_its_hold(app: Flask) -> None:
    _received(2)
    with transaction():
        services.hold(1, VARIANT, 2, _soon())
    with transaction():
        services.claim_at_once(1, VARIANT, 2)
    assert _numbers() == (0, 0)
    assert _sound()


def test_nothing_held_cannot_be_claimed(app: Flask) -> None:
    with pytest.raises(NoHold), transaction():
        services.claim(404)


def test_late_money_claims_again_while_there_is_stock(app: Flask) -> None:
    _received(2)
    with transaction():
        services.hold(1, VARIANT, 2, _soon())
        services.release(1, EXPIRED)
    for _ in range(2):
        with transaction():
            services.claim(1)
    assert _numbers() == (0, 0)
    assert _sound()


def test_late_money_is_told_when_all_is_sold(app: Flask) -> None:
    _received(2)
    with transaction():
        services.hold(1, VARIANT, 2, _soon())
        services.release(1, EXPIRED)
        services.claim_at_once(2, VARIANT, 1)
    with pytest.raises(OutOfStock), transaction():
        services.claim(1)
    assert _numbers() == (1, 0)
    assert _sound()


def test_a_hold_is_released_once(app: Flask) -> None:
    _received(2)
    with transaction():
        services.hold(1, VARIANT, 2, _soon())
    with transaction():
        assert services.release(1) is True
        assert services.release(1) is False
        assert services.release(404) is False
    assert _numbers() == (2, 0)
    held = queries.find_hold(1)
    assert held is not None
    assert held.status == RELEASED
    assert held.ended_at is not None


def test_a_claimed_hold_is_not_released(app: Flask) -> None:
    _received(2)
    with transaction():
        services.claim_at_once(1, VARIANT, 2)
        assert services.release(1) is False
    assert _numbers() == (0, 0)


def test_a_hold_is_prolonged_but_not_shortened_nor_revived(app: Flask) -> None:
    _received(2)
    late = now() + timedelta(days=2)
    with transaction():
        services.hold(1, VARIANT, 1, _soon())
        services.extend(1, late)
        services.extend(1, _soon())
    held = queries.find_hold(1)
    assert held is not None
    assert held.expires_at == late
    with transaction():
        services.release(1)
    with pytest.raises(HoldEnded), transaction():
        services.extend(1, late + timedelta(days=1))
    with pytest.raises(HoldEnded), transaction():
        services.hold(1, VARIANT, 1, late)


def test_sold_pieces_come_back_once(app: Flask) -> None:
    _received(2)
    with transaction():
        services.claim_at_once(1, VARIANT, 2)
    with transaction():
        assert services.put_back(1, OWNER) is True
    with transaction():
        assert services.put_back(1, OWNER) is False
        assert services.put_back(404, OWNER) is False
    assert _numbers() == (2, 0)
    assert _sound()


def test_overdue_holds_end(app: Flask) -> None:
    _received(5)
    with transaction():
        services.hold(1, VARIANT, 2, now() - timedelta(seconds=1))
        services.hold(2, VARIANT, 1, _soon())
    with transaction():
        assert services.expire_holds() == 1
        assert services.expire_holds() == 0
    assert _numbers() == (5, 1)
    ended = queries.find_hold(1)
    assert ended is not None
    assert ended.status == EXPIRED


def test_a_correction_sets_the_count_and_is_written_down(app: Flask) -> None:
    _received(5)
    for _ in range(2):
        with transaction():
            services.correct_stock(VARIANT, 3, OWNER, "vỡ hai chai")
    assert _numbers() == (3, 0)
    moves = _moves()
    assert [(m.delta, m.cause, m.note) for m in moves] == [
        (-2, "corrected", "vỡ hai chai"),
        (5, "received", ""),
    ]
    assert _sound()


def test_a_correction_never_takes_what_is_promised(app: Flask) -> None:
    _received(5)
    with transaction():
        services.hold(1, VARIANT, 4, _soon())
    with pytest.raises(BelowReserved), transaction():
        services.correct_stock(VARIANT, 3, OWNER)
    assert _numbers() == (5, 4)


def test_what_can_be_bought_is_set_beside_what_is_held(app: Flask) -> None:
    _received(5)
    with transaction():
        services.hold(1, VARIANT, 4, _soon())
    with transaction():
        services.set_available(VARIANT, 10, OWNER, seen=1)
    assert _numbers() == (14, 4)
    with pytest.raises(StockMoved) as refusal, transaction():
        services.set_available(VARIANT, 2, OWNER, seen=1)
    assert refusal.value.available == 10
    assert _numbers() == (14, 4)


OPERATIONS = st.lists(
    st.tuples(
        st.sampled_from(["receive", "correct", "hold", "claim_at_once", "claim", "release", "put_back", "extend"]),
        st.integers(1, 6),  # order line
        st.integers(0, 5),  # quantity
    ),
    max_size=25,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(OPERATIONS)
def test_no_row_of_acts_breaks_a_promise(app: Flask, operations: list[tuple[str, int, int]]) -> None:
    variant = next(_fresh)  # and order lines of its own, so that each example starts from nothing
    with transaction():
        services.open_stock(variant)
    for name, line, quantity in operations:
        before = _numbers(variant)
        try:
            with transaction():
                _act(name, variant, variant * 10 + line, quantity)
        except (OutOfStock, BelowReserved, BadQuantity, NoHold, HoldEnded):
            assert _numbers(variant) == before, "a refusal changed something"
        on_hand, reserved = _numbers(variant)
        assert 0 <= reserved <= on_hand
    assert _sound()
    for held in session.query(Hold):
        assert (held.status == LIVE) == (held.ended_at is None)
        assert held.status != CLAIMED or queries.find_sale(held.order_line_id)


def _act(name: str, variant: int, line: int, quantity: int) -> None:
    acts: dict[str, Any] = {
        "receive": lambda: services.receive(variant, quantity, OWNER),
        "correct": lambda: services.correct_stock(variant, quantity, OWNER),
        "hold": lambda: services.hold(line, variant, quantity, _soon()),
        "claim_at_once": lambda: services.claim_at_once(line, variant, quantity),
        "claim": lambda: services.claim(line),
        "release": lambda: services.release(line),
        "put_back": lambda: services.put_back(line, OWNER),
        "extend": lambda: services.extend(line, _soon()),
    }
    acts[name]()
