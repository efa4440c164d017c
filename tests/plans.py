"""Reads that ran on SQLite, planned on PostgreSQL too: the test that sent one fails if it is refused there."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from marketplace.core.db import db

# Reads written once for each database; the tests of their rooms run those for PostgreSQL there.
OF_SQLITE = (
    " MATCH ?",
    "FROM listing_words",
    "FROM person_words",
    "sqlite_master",
    "typeof(",
    "instr(",
    " date(",
    "alembic_version",
)
AT_ONCE = {"stream_results": False, "yield_per": None}  # a cursor that is declared cannot be explained


class Planner:
    """A PostgreSQL with the schema and no rows, on which each different read is explained once."""

    def __init__(self, address: str) -> None:
        self._engine = create_engine(address)
        db.metadata.create_all(self._engine)
        event.listen(self._engine, "before_cursor_execute", _explain, retval=True)
        self._known: set[str] = set()
        self._given: dict[str, Any] = {}  # values of lists, which a compiled statement has taken apart
        self._new: list[tuple[str, Any, Any]] = []

    @contextmanager
    def watching(self, engine: Engine) -> Iterator[None]:
        """Plan what is read inside the block; AssertionError names what PostgreSQL refuses."""
        event.listen(engine, "before_execute", self._keep_values)
        event.listen(engine, "after_cursor_execute", self._note)
        try:
            yield
        finally:
            event.remove(engine, "before_execute", self._keep_values)
            event.remove(engine, "after_cursor_execute", self._note)
        refused = self._refused()
        assert not refused, "\n\n".join(refused)

    def _keep_values(self, _c: Connection, _statement: Any, _many: Any, values: dict[str, Any], _options: Any) -> None:
        self._given = values

    def _note(self, _c: Connection, _cursor: Any, statement: str, _p: Any, context: Any, many: bool) -> None:
        compiled = getattr(context, "compiled", None)
        if compiled is None or many or not statement.startswith(("SELECT", "WITH")) or statement in self._known:
            return
        self._known.add(statement)
        if not any(words in statement for words in OF_SQLITE):
            self._new.append(
                (
                    statement,
                    compiled.statement.execution_options(**AT_ONCE),
                    context.compiled_parameters[0] | self._given,
                )
            )

    def _refused(self) -> list[str]:
        refused, waiting, self._new = [], self._new, []
        with self._engine.connect() as connection:
            for text, statement, values in waiting:
                try:
                    connection.execute(statement, values)
                except DBAPIError as refusal:
                    refused.append(f"{text}\n{refusal.orig}")
                connection.rollback()
        return refused

    def close(self) -> None:
        """Let the server go."""
        self._engine.dispose()


def _explain(_c: Any, _cursor: Any, statement: str, values: Any, _context: Any, _many: bool) -> tuple[str, Any]:
    return f"EXPLAIN {statement}" if statement.startswith(("SELECT", "WITH")) else statement, values
