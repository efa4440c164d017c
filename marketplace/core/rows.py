"""Core SQL beside the ORM, in the session's own transaction, for the hottest writes (placing orders)."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Delete, Executable, Insert, Update, bindparam, func, insert, select, update
from sqlalchemy.orm import make_transient_to_detached
from sqlalchemy.orm.attributes import set_committed_value

from marketplace.core.db import Row, db, session


def rows_of(statement: Executable, values: dict[str, Any]) -> Sequence[Any]:
    """Read rows of plain columns without the ORM, in half its time; the session's unflushed changes are not seen."""
    return session.connection().execute(statement, values).all()


def insert_at_once(row: Row) -> None:
    """Insert a new object without a flush, in a third of its time; the session then holds it as if it had been read.

    Its foreign key columns have to be set: relationships given only as objects are not written.
    """
    columns = [column for column in type(row).__table__.columns if column.key != "id"]
    values = {c.key: row.__dict__.get(c.key) for c in columns if c.default is None or c.key in row.__dict__}
    done: Any = session.connection().execute(_insert_into(type(row)), values)
    for key, value in {**done.last_inserted_params(), "id": done.inserted_primary_key[0]}.items():
        set_committed_value(row, key, value)
    make_transient_to_detached(row)


def append_written(owner: Row, name: str, row: Row) -> None:
    """Add a row inserted without the ORM to its owner's loaded collection, as if it had been read with it."""
    set_committed_value(owner, name, [*getattr(owner, name), row])


def bulk_insert(model: type[Row], *rows: dict[str, Any]) -> None:
    """Insert rows without the ORM, in a third of its time; for rows not read again in this transaction."""
    session.connection().execute(_insert_into(model), rows)


def execute_update(statement: Update | Delete, values: dict[str, Any]) -> int:
    """Run an UPDATE or DELETE without the ORM (loaded objects keep their old values); returns the number of rows."""
    return session.connection().execute(statement, values).rowcount


def given(name: str) -> Any:
    """A bound parameter whose value a prepared statement gets only when it runs."""
    return bindparam(name)


class GuardedUpdate:
    """A prepared conditional UPDATE of one row: atomic, so it is safe against concurrent writers."""

    def __init__(self, model: type[Row], moving: Sequence[str], *conditions: Any, **values: Any) -> None:
        """`moving` names the columns such updates change, of which a loaded object may hold old values."""
        self._moving = moving
        self._statement = update(model).where(model.id == bindparam("row"), *conditions).values(**values)

    def apply(self, row: Row, **values: Any) -> bool:
        """Update the row of an object and read its `moving` columns anew; False when a condition did not hold."""
        changed = execute_update(self._statement, {"row": row.id, **values})
        session.expire(row, self._moving)
        return bool(changed)


@cache
def _insert_into(model: type[Row]) -> Insert:
    return insert(model.__table__)  # type: ignore[arg-type]


def let_keys_go_on(tables: Iterable[Any]) -> None:
    """Let the database give later rows keys above those that rows of these tables were inserted with."""
    if db.engine.dialect.name == "postgresql":
        for table in tables:
            sequence = func.pg_get_serial_sequence(table.name, "id")
            session.execute(select(func.setval(sequence, func.max(table.c.id))))
