"""Whether the database is at the newest migration of this version."""

import re
from functools import cache
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, OperationalError

from marketplace.core.db import db, session

MIGRATIONS = Path(__file__).parent.parent / "migrations"


def why_not_ready() -> str | None:
    """What keeps this process from serving: the database does not answer, or is of another version; else None."""
    if _file_is_gone():
        return "the database file is gone"
    try:
        found = session.scalar(text("SELECT version_num FROM alembic_version"))
    except DatabaseError as error:
        session.rollback()
        return "the database does not answer" if _is_away(error) else "the database has no schema"
    return None if found == newest_revision() else f"the database is at migration {found}, not {newest_revision()}"


@cache
def newest_revision() -> str | None:
    """The id of the newest migration this version ships, read from the files without importing them."""
    shipped = [path.read_text() for path in (MIGRATIONS / "versions").glob("*.py")]
    passed = {word for text in shipped for word in _revisions("down_revision", text)}
    newest = [word for text in shipped for word in _revisions("revision", text) if word not in passed]
    return newest[0] if len(newest) == 1 else None


def _revisions(name: str, migration: str) -> list[str]:
    return re.findall(rf"^{name}\b[^=\n]*=\s*['\"](\w+)['\"]", migration, flags=re.M)


def _file_is_gone() -> bool:
    """SQLite goes on with an open file that was deleted, and makes a new one where none is."""
    path = db.engine.url.database if db.engine.dialect.name == "sqlite" else None
    return bool(path) and path != ":memory:" and not Path(str(path)).exists()


def _is_away(error: DatabaseError) -> bool:
    return isinstance(error, OperationalError) and "no such table" not in str(error)
