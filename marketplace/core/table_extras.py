"""DDL that models cannot express: triggers, full-text tables, expression indexes."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import DDL, Table, event

Statements = Callable[[str], list[str]]  # of a dialect's name
DIALECTS = ("sqlite", "postgresql")


def create_with(table: Any, created: Statements, dropped: Statements) -> None:
    """Run statements right after a table is created, and others before it is dropped, on each database."""
    assert isinstance(table, Table)
    for dialect in DIALECTS:
        for statement in created(dialect):
            event.listen(table, "after_create", _ddl(statement, dialect))
        for statement in dropped(dialect):
            event.listen(table, "before_drop", _ddl(statement, dialect))


def _ddl(statement: str, dialect: str) -> Any:
    return DDL(statement.replace("%", "%%")).execute_if(dialect=dialect)  # type: ignore[no-untyped-call]
