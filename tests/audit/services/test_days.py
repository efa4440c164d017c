"""Finished days are closed by a digest: what the short check sees of them, what only the long one sees."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from marketplace.audit.jobs import seal_audit_trail
from marketplace.audit.models import AuditDay, AuditEntry
from marketplace.audit.promises import chain_holds, whole_chain_holds
from marketplace.audit.services import record
from marketplace.core.actors import SYSTEM_ACTOR
from marketplace.core.db import db, session
from marketplace.core.transactions import transaction

NOON = datetime(2026, 3, 10, 5, 0, tzinfo=UTC)  # 12:00 in Vietnam
FIRST, SECOND = date(2026, 3, 10), date(2026, 3, 11)


def _act(count: int = 3) -> None:
    with transaction():
        for n in range(count):
            record("test.done", "test", n, by=SYSTEM_ACTOR, details={"tên": "Đủ dấu"})
    seal_audit_trail()


def _days() -> list[AuditDay]:
    session.rollback()
    session.expunge_all()
    return session.query(AuditDay).order_by(AuditDay.day).all()


def _lift_guard(*tables: str) -> None:
    with db.engine.begin() as connection:
        for table in tables:
            if connection.dialect.name == "sqlite":
                connection.execute(text(f"DROP TRIGGER {table}_no_update"))
                connection.execute(text(f"DROP TRIGGER {table}_no_delete"))
            else:
                connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))


def _tamper(statement: str) -> None:
    _lift_guard("audit_entry", "audit_day")
    with transaction():
        session.execute(text(statement))


@pytest.fixture
def clock(app: Flask) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def three_days(clock: time_machine.Traveller) -> None:
    """Three entries on each of two finished days, and of today."""
    for _ in range(3):
        _act()
        clock.shift(timedelta(days=1))
    clock.shift(-timedelta(days=1))


def test_the_day_that_runs_is_not_closed(clock: time_machine.Traveller) -> None:
    _act()
    clock.move_to(datetime(2026, 3, 10, 16, 59, tzinfo=UTC))  # 23:59 in Vietnam
    _act()
    assert _days() == []


def test_a_finished_day_becomes_one_row(three_days: None) -> None:
    first, second = _days()
    assert (first.day, first.first_seq, first.last_seq, first.entries) == (FIRST, 1, 3, 3)
    assert (second.day, second.first_seq, second.last_seq, second.entries) == (SECOND, 4, 6, 3)
    assert second.last_hash == session.query(AuditEntry).filter_by(seq=6).one().hash
    assert list(chain_holds()) == list(whole_chain_holds()) == []


def test_closed_once_and_never_again(three_days: None) -> None:
    before = [day.digest for day in _days()]
    seal_audit_trail()
    assert [day.digest for day in _days()] == before


def test_days_without_entries_leave_no_row_and_tear_nothing(clock: time_machine.Traveller) -> None:
    _act()
    clock.shift(timedelta(days=5))
    _act()
    clock.shift(timedelta(days=1))
    seal_audit_trail()
    assert [(day.day.day, day.first_seq) for day in _days()] == [(10, 1), (15, 4)]
    assert list(chain_holds()) == []


def test_a_clock_set_back_makes_no_day_twice(three_days: None, clock: time_machine.Traveller) -> None:
    clock.shift(-timedelta(days=2))
    _act()
    clock.shift(timedelta(days=4))
    _act()
    seal_audit_trail()
    days = _days()
    assert [day.day.day for day in days] == sorted({day.day.day for day in days})
    assert list(chain_holds()) == []


def test_the_database_refuses_to_change_a_closed_day(three_days: None) -> None:
    for statement in ("UPDATE audit_day SET entries = 9", "DELETE FROM audit_day"):
        with pytest.raises(DatabaseError, match="never changes"), transaction():
            session.execute(text(statement))


def test_an_entry_changed_in_a_closed_day_is_named_by_the_long_check_alone(three_days: None) -> None:
    _tamper("UPDATE audit_entry SET action = 'x' WHERE seq = 2")
    assert list(chain_holds()) == []
    assert list(whole_chain_holds()) == ["link 2 is broken"]


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE audit_entry SET action = 'x' WHERE seq = 8", "link 8 is broken"),
        ("DELETE FROM audit_entry WHERE seq = 2", "the entries of 2026-03-10 are not those its digest was made of"),
        (
            "UPDATE audit_entry SET hash = 'x' WHERE seq = 6",
            "the entries of 2026-03-11 are not those its digest was made of",
        ),
        ("UPDATE audit_day SET entries = 4 WHERE first_seq = 4", "the digest of 2026-03-11 is broken"),
        ("UPDATE audit_day SET digest = 'x' WHERE first_seq = 1", "the digest of 2026-03-10 is broken"),
        ("DELETE FROM audit_day WHERE first_seq = 1", "the digest of 2026-03-11 is broken"),
    ],
)
def test_what_the_short_check_names(three_days: None, statement: str, named: str) -> None:
    _tamper(statement)
    assert named in list(chain_holds())
    assert named in list(whole_chain_holds())


def test_a_day_with_a_broken_link_is_never_closed_and_so_always_named(clock: time_machine.Traveller) -> None:
    _act()
    _tamper("UPDATE audit_entry SET action = 'x' WHERE seq = 2")
    clock.shift(timedelta(days=3))
    _act()
    assert _days() == []
    assert "link 2 is broken" in list(chain_holds())
