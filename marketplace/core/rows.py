"""Plain statements past the ORM, in the session's own transaction: for what a busy hour does most, placing orders."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Delete, Executable, Insert, Update, bindparam, insert, update
from sqlalchemy.orm import make_transient_to_detached
from sqlalchemy.orm.attributes import set_committed_value

from marketplace.core.db import Row, session


def rows_of(statement: Executable, values: dict[str, Any]) -> Sequence[Any]:
    """Read rows of plain columns past the ORM, at half its price; what the session still has to write is not seen."""
    return session.connection().execute(statement, values).all()


def insert_at_once(row: Row) -> None:
    """Insert a new object by a plain statement, at a third of a flush's price; `session.add` then takes it in as read.

    Its foreign keys have to be set; what it is related to by objects alone is not written.
    """
    columns = [column for column in type(row).__table__.columns if column.key != "id"]
    values = {c.key: row.__dict__.get(c.key) for c in columns if c.default is None or c.key in row.__dict__}
    done: Any = session.connection().execute(_insert_into(type(row)), values)
    for key, value in {**done.last_inserted_params(), "id": done.inserted_primary_key[0]}.items():
        set_committed_value(row, key, value)
    make_transient_to_detached(row)


def append_written(owner: Row, name: str, row: Row) -> None:
    """Show a row inserted past the ORM among its owner's rows, as if it had been read with them."""
    set_committed_value(owner, name, [*getattr(owner, name), row])


def bulk_insert(model: type[Row], *rows: dict[str, Any]) -> None:
    """Insert rows nobody asks for again in this transaction, past the ORM: at a third of its price."""
    session.connection().execute(_insert_into(model), rows)


def execute_update(statement: Update | Delete, values: dict[str, Any]) -> int:
    """Run an UPDATE or DELETE past the ORM, whose objects do not notice; gives how many rows it was."""
    return session.connection().execute(statement, values).rowcount


def given(name: str) -> Any:
    """A value that a prepared statement is told only when it runs."""
    return bindparam(name)


class GuardedUpdate:
    """A prepared UPDATE of one row that happens only while its conditions hold, whoever else writes meanwhile."""

    def __init__(self, model: type[Row], moving: Sequence[str], *conditions: Any, **values: Any) -> None:
        """`moving` names the columns that such updates change, which an object may hold in an old state."""
        self._moving = moving
        self._statement = update(model).where(model.id == bindparam("row"), *conditions).values(**values)

    def apply(self, row: Row, **values: Any) -> bool:
        """Change the row of an object, whose moving columns are read anew; False when a condition did not hold."""
        changed = execute_update(self._statement, {"row": row.id, **values})
        session.expire(row, self._moving)
        return bool(changed)


@cache
def _insert_into(model: type[Row]) -> Insert:
    return insert(model.__table__)  # type: ignore[arg-type]
