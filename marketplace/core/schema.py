"""Whether this process can serve: the database is at the newest migration of this version, and takes writes."""

import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile

from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, OperationalError

from marketplace.core.db import db, session
from marketplace.core.runtime import config

PROBE_BYTES = 64 * 1024
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
    if found != newest_revision():
        return f"the database is at migration {found}, not {newest_revision()}"
    return why_not_writable()


def why_not_writable() -> str | None:
    """What keeps this process from writing: a database that only reads, a full disk or one mounted read-only."""
    if db.engine.dialect.name == "postgresql":
        is_reading = session.scalar(text("SELECT current_setting('transaction_read_only')")) == "on"
        session.rollback()
        if is_reading:
            return "the database takes no writes"
    for name, folder in _written_folders().items():
        if why := _fault_of(folder):
            return f"{name} cannot be written: {why}"
    return None


def _written_folders() -> dict[str, Path]:
    path = db.engine.url.database if db.engine.dialect.name == "sqlite" else None
    beside = {"the database": Path(str(path)).parent} if path and path != ":memory:" else {}
    return {**beside, "the folder for uploads": config().uploads, "the folder for its own files": config().var}


def _fault_of(folder: Path) -> str:
    """Write a page and take it away: what a disk says of itself is not what it does."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder, prefix=".ready-", buffering=0) as probe:
            probe.write(bytes(PROBE_BYTES))
    except OSError as fault:
        return fault.strerror or "unknown fault"
    return ""


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
