"""A damaged stock is named by the check that promises it cannot be."""

from datetime import timedelta

from flask import Flask

from marketplace.core.actors import SELLER, Actor
from marketplace.core.clock import now
from marketplace.core.transactions import transaction
from marketplace.inventory import promises, queries, services
from marketplace.inventory.models import StockMove

VARIANT = 71


def _stocked() -> None:
    with transaction():
        services.receive(VARIANT, 5, Actor(SELLER, 1))
        services.hold(1, VARIANT, 2, now() + timedelta(hours=1))


def test_sound_stock_is_silent(app: Flask) -> None:
    _stocked()
    checks = (promises.no_negative_stock, promises.moves_add_up, promises.reservations_match_holds)
    assert [line for check in checks for line in check()] == []


def test_a_count_changed_by_hand_is_named(app: Flask) -> None:
    _stocked()
    with transaction():
        queries.lock_item(VARIANT).on_hand = 9
    assert list(promises.moves_add_up()) == ["variant 71: on hand 9, moves add up to 5"]


def test_a_move_without_cause_is_named(app: Flask) -> None:
    _stocked()
    with transaction():
        item = queries.lock_item(VARIANT)
        item.on_hand += 1
        from marketplace.core.db import session

        session.add(StockMove(stock_item_id=item.id, delta=1, cause="corrected"))
    assert [line.split(":")[1] for line in promises.moves_add_up()] == [" corrected by 1 without a proper cause"]


def test_a_reservation_for_nobody_is_named(app: Flask) -> None:
    _stocked()
    with transaction():
        queries.lock_item(VARIANT).reserved = 3
    assert list(promises.reservations_match_holds()) == ["variant 71: 3 reserved, live holds say 2"]


def test_a_hold_that_outlived_its_time_is_named(app: Flask) -> None:
    _stocked()
    assert list(promises.holds_end_in_time()) == []
    with transaction():
        held = queries.find_hold(1)
        assert held is not None
        held.expires_at = now() - timedelta(minutes=2)
    assert len(list(promises.holds_end_in_time())) == 1
