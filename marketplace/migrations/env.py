"""How migrations run: on the app's own engine (so pysqlite3 opens the file), whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from alembic import context
from alembic.runtime.migration import MigrationContext, MigrationInfo
from sqlalchemy import Connection

from marketplace.core.db import Json, UtcDateTime, db, writing

WORD_INDEXES = ("listing_words", "person_words")


def render_item(kind: str, item: Any, autogen: Any) -> str | Literal[False]:
    """Write our column types by their plain names, so that a migration stands without the code of its day."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and item is Json:
        autogen.imports.add("from sqlalchemy.dialects import postgresql")
        return 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")'
    return False


def include_object(item: Any, name: str | None, kind: str, reflected: bool, compare_to: Any) -> bool:
    """Leave out what the indexes of words are made of: no table of ours declares it."""
    kept_by_index = kind in ("table", "index") and (name or "").removeprefix("ix_").startswith(WORD_INDEXES)
    return not (kept_by_index and reflected and compare_to is None)


def run() -> None:
    """Run the wanted migrations in one transaction: all of them, or none."""
    token = writing.set(True)
    try:
        with db.engine.connect() as connection, rebuilding_tables(connection):
            context.configure(
                connection=connection,
                target_metadata=db.metadata,
                render_as_batch=True,
                compare_type=False,
                render_item=render_item,
                include_object=include_object,
                transaction_per_migration=False,
                transactional_ddl=True,
                on_version_apply=require_sound_references,
            )
            with context.begin_transaction():
                context.run_migrations()
    finally:
        writing.reset(token)


@contextmanager
def rebuilding_tables(connection: Connection) -> Iterator[None]:
    """Let SQLite drop and rename a table that others refer to, as changing a column asks of it."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver: Any = connection.connection.driver_connection  # it heeds this pragma only outside a transaction
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        connection.rollback()
        driver.execute("PRAGMA foreign_keys=ON")


def require_sound_references(ctx: MigrationContext, step: MigrationInfo, heads: Any, run_args: Any) -> None:
    """Refuse a migration that leaves a row referring to nothing, before it is committed."""
    if ctx.connection is not None and ctx.dialect.name == "sqlite":
        broken = ctx.connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise RuntimeError(f"migration {step.up_revision_id} leaves references to nothing: {broken[:5]}")


run()
