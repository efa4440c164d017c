"""Fifty buyers and one piece: exactly one gets it, on either database (promise S4)."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from marketplace.core.actors import SELLER, Actor
from marketplace.core.clock import now
from marketplace.core.db import db
from marketplace.core.transactions import in_transaction, transaction
from marketplace.inventory import promises, queries, services
from marketplace.inventory.errors import OutOfStock

BUYERS, VARIANT = 50, 71


def _hold(line: int) -> None:
    services.hold(line, VARIANT, 1, now() + timedelta(hours=1))


def _claim(line: int) -> None:
    services.claim_at_once(line, VARIANT, 1)


@pytest.mark.parametrize("act", [_hold, _claim])
@pytest.mark.parametrize("pieces", [1, 7])
def test_as_many_succeed_as_there_are_pieces(app: Flask, act: Callable[[int], None], pieces: int) -> None:
    with transaction():
        services.receive(VARIANT, pieces, Actor(SELLER, 1))
    outcomes = _all_at_once(app, act)
    assert sorted(outcomes) == ["got it"] * pieces + ["too late"] * (BUYERS - pieces)
    assert queries.stock_of([VARIANT]) == {VARIANT: 0}
    for check in (promises.no_negative_stock, promises.moves_add_up, promises.reservations_match_holds):
        assert list(check()) == []


def _all_at_once(app: Flask, act: Callable[[int], None]) -> list[str]:
    outcomes: list[str] = []
    gate = threading.Barrier(BUYERS)

    def buy(line: int) -> None:
        with app.app_context():
            gate.wait()
            try:
                in_transaction(lambda: act(line))
                outcomes.append("got it")
            except OutOfStock:
                outcomes.append("too late")
            finally:
                db.session.remove()

    buyers = [threading.Thread(target=buy, args=(line,)) for line in range(1, BUYERS + 1)]
    for buyer in buyers:
        buyer.start()
    for buyer in buyers:
        buyer.join()
    return outcomes
