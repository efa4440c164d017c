"""Writing is all or nothing, in turn, and reads what is true now."""

import threading

import pytest
from flask import Flask
from sqlalchemy import text

from marketplace.core.db import session
from marketplace.core.throttles import Throttle
from marketplace.core.transactions import in_transaction, transaction


def _used(key: str) -> int | None:
    row = session.get(Throttle, key)
    return row.used if row else None


def test_what_fails_leaves_nothing(app: Flask) -> None:
    with pytest.raises(RuntimeError, match="later"), transaction():
        session.add(Throttle(key="a", used=1))
        session.flush()
        raise RuntimeError("later")
    assert _used("a") is None


def test_transactions_do_not_nest(app: Flask) -> None:
    with pytest.raises(RuntimeError, match="nest"), transaction(), transaction():
        pass


def test_a_change_outside_a_transaction_is_refused(app: Flask) -> None:
    session.add(Throttle(key="b", used=1))
    with pytest.raises(RuntimeError, match="outside"), transaction():
        pass


def test_what_was_read_before_is_read_anew_inside(app: Flask) -> None:
    with transaction():
        session.add(Throttle(key="c", used=1))
    row = session.get(Throttle, "c")
    assert row is not None and row.used == 1

    def elsewhere() -> None:
        with app.app_context(), transaction():
            session.execute(text("UPDATE throttle SET used = 7 WHERE key = 'c'"))

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    with transaction():
        assert row.used == 7


def test_rival_writers_lose_no_count(app: Flask) -> None:
    with transaction():
        session.add(Throttle(key="d", used=0))

    def add_one() -> None:
        row = session.get(Throttle, "d", with_for_update=True, populate_existing=True)
        assert row is not None
        row.used += 1

    def work() -> None:
        with app.app_context():
            for _ in range(25):
                in_transaction(add_one)

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    session.rollback()
    assert _used("d") == 150


@pytest.mark.postgres_only
def test_no_statement_waits_for_its_compilation(app: Flask) -> None:
    assert session.scalar(text("SHOW jit")) == "off"
