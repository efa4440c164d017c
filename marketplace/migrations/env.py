"""How migrations run: on the app's own engine (so pysqlite3 opens the file), whole or not at all."""

from typing import Any, Literal

from alembic import context

from marketplace.core.db import Json, UtcDateTime, db, writing


def render_item(kind: str, item: Any, autogen: Any) -> str | Literal[False]:
    """Write our column types by their plain names, so that a migration stands without the code of its day."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and item is Json:
        autogen.imports.add("from sqlalchemy.dialects import postgresql")
        return 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")'
    return False


def include_object(item: Any, name: str | None, kind: str, reflected: bool, compare_to: Any) -> bool:
    """Leave out what the search index keeps for itself."""
    return not (kind == "table" and reflected and compare_to is None and (name or "").startswith("listing_words"))


def run() -> None:
    """Run the wanted migrations in one transaction."""
    token = writing.set(True)
    try:
        with db.engine.connect() as connection:
            context.configure(
                connection=connection,
                target_metadata=db.metadata,
                render_as_batch=True,
                compare_type=False,
                render_item=render_item,
                include_object=include_object,
                transaction_per_migration=False,
            )
            with context.begin_transaction():
                context.run_migrations()
    finally:
        writing.reset(token)


run()
