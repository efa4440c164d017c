"""Tables that never change: the database itself refuses UPDATE and DELETE, on both engines."""

from typing import Any

from sqlalchemy import DDL, Table, event


def statements(dialect: str, table: str, *, update_unless: str = "") -> list[str]:
    """The DDL that makes a table append-only; `update_unless` names a column that may be set once, from NULL."""
    when = f"WHEN OLD.{update_unless} IS NOT NULL" if update_unless else ""
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {when} "
            f"BEGIN SELECT RAISE(ABORT, '{table} never changes'); END",
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} never changes'); END",
        ]
    condition = f"WHEN (OLD.{update_unless} IS NOT NULL)" if update_unless else ""
    return [
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% never changes', TG_TABLE_NAME; END $$",
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} FOR EACH ROW {condition} "
        "EXECUTE FUNCTION refuse_change()",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change()",
    ]


def append_only(table: Any, *, update_unless: str = "") -> None:
    """Create a table together with the triggers that refuse UPDATE and DELETE."""
    assert isinstance(table, Table)
    for dialect in ("sqlite", "postgresql"):
        for statement in statements(dialect, table.name, update_unless=update_unless):
            ddl = DDL(statement.replace("%", "%%")).execute_if(dialect=dialect)  # type: ignore[no-untyped-call]
            event.listen(table, "after_create", ddl)
