"""The trail is chained in time, and any tampering is named."""

from itertools import pairwise

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from marketplace.audit.jobs import seal_audit_trail
from marketplace.audit.models import AuditEntry
from marketplace.audit.promises import chain_holds
from marketplace.audit.services import record
from marketplace.audit.services.sealing import heads_file, last_noted
from marketplace.core.actors import SYSTEM_ACTOR
from marketplace.core.clock import now
from marketplace.core.db import db, session
from marketplace.core.transactions import transaction


@pytest.fixture(autouse=True)
def no_heads(app: Flask) -> None:
    heads_file().unlink(missing_ok=True)


def _record(count: int) -> None:
    with transaction():
        for n in range(count):
            record("test.done", "test", n, by=SYSTEM_ACTOR, details={"tên": "Đủ dấu"})


def _lift_guard() -> None:
    with db.engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER audit_entry_no_update"))
            connection.execute(text("DROP TRIGGER audit_entry_no_delete"))
        else:
            connection.execute(text("ALTER TABLE audit_entry DISABLE TRIGGER USER"))


def test_entries_are_numbered_and_chained(app: Flask) -> None:
    _record(3)
    seal_audit_trail()
    _record(2)
    seal_audit_trail()
    entries = session.query(AuditEntry).order_by(AuditEntry.seq).all()
    assert [entry.seq for entry in entries] == [1, 2, 3, 4, 5]
    assert all(later.prev_hash == earlier.hash for earlier, later in pairwise(entries))
    assert list(chain_holds()) == []
    assert last_noted() == (5, entries[-1].hash)


@pytest.mark.parametrize("statement", ["UPDATE audit_entry SET action = 'x' WHERE seq = 2", "DELETE FROM audit_entry"])
def test_the_database_itself_refuses_changes(app: Flask, statement: str) -> None:
    _record(3)
    seal_audit_trail()
    with pytest.raises(DatabaseError, match="never changes"), transaction():
        session.execute(text(statement))


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE audit_entry SET action = 'x' WHERE seq = 2", "link 2 is broken"),
        ("DELETE FROM audit_entry WHERE seq = 2", "number 2 is missing before 3"),
        ("DELETE FROM audit_entry WHERE seq = 4", "the head 4 noted outside the database is not in the trail"),
    ],
)
def test_tampering_past_the_guard_is_named(app: Flask, statement: str, named: str) -> None:
    _record(4)
    seal_audit_trail()
    _lift_guard()
    with transaction():
        session.execute(text(statement))
    assert named in list(chain_holds())


def test_an_entry_left_unsealed_is_named(app: Flask) -> None:
    _record(1)
    assert list(chain_holds()) == []
    _lift_guard()
    with transaction():
        for entry in session.query(AuditEntry):
            entry.at = now().replace(year=now().year - 1)
    assert any("is not sealed" in line for line in chain_holds())
