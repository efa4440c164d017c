"""A database at a chosen migration, filled with what stood in it then, and read back whole."""

import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import flask_migrate
from flask import Flask
from sqlalchemy import Connection, Inspector, MetaData, Table, create_engine, event, inspect, text
from sqlalchemy.engine import make_url

from marketplace.cli.database import migrations_of
from marketplace.core.db import db
from marketplace.core.schema import MIGRATIONS

FIRST = "0001"
ROWS_AT_FIRST = Path(__file__).parent / "rows_at_0001.sql"
OF_ALEMBIC = "alembic_version"
LAST_STATEMENT = f"UPDATE {OF_ALEMBIC}"  # of a migration: all of its work is done by then
NOT_OURS = (OF_ALEMBIC, "listing_words", "person_words")  # also what the indices over words keep for themselves
DEFINITIONS = {
    "sqlite": "SELECT type, name, sql FROM sqlite_master",
    "postgresql": """
        SELECT table_name || '.' || column_name, data_type || is_nullable, column_default
        FROM information_schema.columns WHERE table_schema = 'public'
        UNION ALL SELECT conname, conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint
        UNION ALL SELECT indexname, tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'
        UNION ALL SELECT tgname, tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    """,
}
COUNTED_ON = "SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"
TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
}

Row = dict[str, Any]
Rows = dict[str, list[Row]]  # by table


def new_database(server: str, folder: Path, name: str) -> str:
    """An empty database beside the one at an address; gives its own address."""
    url = make_url(server)
    if url.get_backend_name() == "sqlite":
        return f"sqlite:///{folder / name}.db"
    engine = create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return url.set(database=name).render_as_string(hide_password=False)


def revisions(folder: Path = MIGRATIONS) -> list[str]:
    """The shipped migrations in order, by number."""
    return sorted(path.name[:4] for path in (folder / "versions").glob("[0-9]*.py"))


def upgrade(app: Flask, revision: str, folder: Path = MIGRATIONS) -> None:
    """Apply migrations up to one, as `marketplace db upgrade` applies them."""
    migrations_of(app)
    flask_migrate.upgrade(directory=str(folder), revision=revision)


def fill_first(app: Flask) -> None:
    """Give a database at the first migration the rows of an installation of that time."""
    upgrade(app, FIRST)
    script = ROWS_AT_FIRST.read_text()
    with db.engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        if db.engine.dialect.name == "sqlite":
            driver.executescript(script)
            return
        driver.execute(script)
        for table in _tables():
            if "id" in table.columns:
                driver.execute(COUNTED_ON.format(table=table.name))
        driver.commit()


def read_standing() -> dict[str, list[str]]:
    """Every definition and every row as the database itself shows them, the number of the migration among them."""
    with db.engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        asked = {table: f'SELECT * FROM "{table}"' for table in tables} | {"": DEFINITIONS[db.engine.dialect.name]}
        return {name: sorted(map(repr, connection.exec_driver_sql(query))) for name, query in asked.items()}


def read_rows() -> Rows:
    """Every row of every table as it stands."""
    with db.engine.connect() as connection:
        return {table.name: _rows_of(connection, table) for table in _tables()}


def _rows_of(connection: Connection, table: Table) -> list[Row]:
    return [dict(row._mapping) for row in connection.execute(table.select().order_by(*table.primary_key))]


def read_schema() -> dict[str, Any]:
    """Tables with their columns, checks and triggers, comparable before and after and between two databases."""
    tables, seen = _tables(), inspect(db.engine)
    with db.engine.connect() as connection:
        triggers = {row[0] for row in connection.execute(text(TRIGGERS[db.engine.dialect.name]))}
    return {
        "triggers": triggers,
        "checks": {table.name: _checks(seen, table.name) for table in tables},
        "columns": {table.name: {c.name: (str(c.type), c.nullable) for c in table.columns} for table in tables},
    }


def _checks(seen: Inspector, table: str) -> list[str]:
    """What a table refuses; a renamed table keeps the old names of its checks."""
    return sorted("".join(check["sqltext"].split()) for check in seen.get_check_constraints(table))


def read_revision() -> str | None:
    """The migration the database stands at; None where none was ever applied."""
    with db.engine.connect() as connection:
        if not db.engine.dialect.has_table(connection, OF_ALEMBIC):
            return None
        return connection.scalar(text(f"SELECT version_num FROM {OF_ALEMBIC}"))


def _tables() -> list[Table]:
    found = MetaData()
    found.reflect(db.engine)
    return [table for name, table in sorted(found.tables.items()) if not name.startswith(NOT_OURS)]


def sums(rows: Rows) -> dict[str, Counter[str]]:
    """How many rows each table has, and how much money stands in each of its columns of money."""
    return {table: _sums_of(of_table) for table, of_table in rows.items()}


def _sums_of(rows: list[Row]) -> Counter[str]:
    counted = Counter({"rows": len(rows)})
    for row in rows:
        counted.update({column: value or 0 for column, value in row.items() if column.endswith("_dong")})
    return counted


class Interrupted(Exception):
    """The machine stopped here."""


@contextmanager
def interrupted_before(statement: str) -> Iterator[None]:
    """Stop the upgrade when it comes to the first statement that begins so."""

    def stop(_connection: Any, _cursor: Any, sent: str, *_: Any) -> None:
        if sent.lstrip().startswith(statement):
            raise Interrupted(sent)

    event.listen(db.engine, "before_cursor_execute", stop)
    try:
        yield
    finally:
        event.remove(db.engine, "before_cursor_execute", stop)


def planted(folder: Path, body: str) -> Path:
    """The shipped migrations and one more after them that does `body`; gives their folder."""
    newest = revisions()[-1]
    copy = folder / "migrations"
    shutil.copytree(MIGRATIONS, copy, ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "versions" / "9999_planted.py").write_text(
        f"import sqlalchemy as sa\nfrom alembic import op\nrevision = '9999'\ndown_revision = '{newest}'\n"
        f"branch_labels = depends_on = None\n\ndef upgrade():\n    {body}\n"
    )
    return copy
