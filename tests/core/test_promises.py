"""`verify` never cries wolf: one run sees one moment of everything, whatever writers do meanwhile (8.26)."""

import itertools
import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask

from marketplace.audit.jobs import seal_audit_trail
from marketplace.audit.services import record
from marketplace.core.actors import SYSTEM_ACTOR
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.promises import _promises, promise, violations
from marketplace.core.transactions import transaction
from marketplace.orders.queries import lock_shop_orders
from marketplace.payments.models import Payment
from marketplace.payments.services.refunds import refund_shop_order
from marketplace.payments.services.transfers import confirm_transfer
from tests.meanwhile import done_meanwhile
from tests.payments.making import BUYER, placed, seller_of


@pytest.fixture
def meanwhile() -> Iterator[list[object]]:
    """What others do at the worst moment there is: while the promises are checked, after the snapshot."""
    with done_meanwhile() as acts:
        yield acts


def found() -> list[str]:
    return [f"{kept.id}: {line}" for kept, line in violations()]


def test_the_trail_goes_on_while_it_is_checked(app: Flask, meanwhile: list[object]) -> None:
    with transaction():
        record("settings.changed", "settings", None, by=SYSTEM_ACTOR)
    seal_audit_trail()

    def write() -> None:
        with app.app_context():
            with transaction():
                record("settings.changed", "settings", None, by=SYSTEM_ACTOR)
            seal_audit_trail()
            session.remove()

    meanwhile.append(write)
    assert found() == []
    assert found() == []


def test_money_moves_while_it_is_checked(app: Flask, meanwhile: list[object]) -> None:
    placed()
    seal_audit_trail()

    def pay_and_give_back() -> None:
        with app.app_context():
            order = placed()
            with transaction():
                payment = session.query(Payment).filter_by(order_id=order.id).one()
                confirm_transfer(payment, by=seller_of(order.shop_orders[0].shop))
            with transaction():
                [part] = lock_shop_orders([order.shop_orders[0].id])
                refund_shop_order(part, reason="spoilt", by=BUYER)
            session.remove()

    meanwhile.append(pay_and_give_back)
    assert found() == []


def test_writers_without_end_break_nothing(app: Flask) -> None:
    """Three writers and a sealer work on while it is checked, time and again."""
    seal_audit_trail()
    stop, phones = threading.Event(), itertools.count()

    def work() -> None:
        with app.app_context():
            while not stop.is_set():
                placed(phone=f"+8491{next(phones):07}")
                seal_audit_trail()
                session.remove()

    session.remove()
    writers = [threading.Thread(target=work) for _ in range(3)]
    for writer in writers:
        writer.start()
    try:
        assert [found() for _ in range(5)] == [[]] * 5
    finally:
        stop.set()
        for writer in writers:
            writer.join()


def test_a_long_run_makes_nothing_late(app: Flask, meanwhile: list[object], monkeypatch: pytest.MonkeyPatch) -> None:
    with transaction():
        record("settings.changed", "settings", None, by=SYSTEM_ACTOR)
    moments = []
    meanwhile.append(lambda: moments.append(now()))

    @promise("A9", "the clock stands still within a run")
    def look_at_the_clock() -> Iterator[str]:
        moments.append(now())
        yield from ()

    try:
        began = now()
        assert found() == []
        assert moments[-1] - began < timedelta(seconds=1)
        assert moments[-1] <= moments[0]  # another thread's clock goes on
    finally:
        _promises[:] = [kept for kept in _promises if kept.check is not look_at_the_clock]
