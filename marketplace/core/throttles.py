"""Limits over time, kept in the database so that every process counts the same."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.clock import now
from marketplace.core.db import Model, db, session
from marketplace.core.errors import TooMany


class Throttle(Model):
    """How often one key was used since its window began."""

    __tablename__ = "throttle"
    key: Mapped[str] = mapped_column(primary_key=True)
    window_began_at: Mapped[datetime] = mapped_column(default=now)
    used: Mapped[int] = mapped_column(default=0)


def spend(key: str, *, limit: int, seconds: int) -> None:
    """Count one use of a key, as part of the running transaction; TooMany when the window is full.

    Note that a refusal raised here rolls the count back with the rest, so a full window stays full.
    """
    row = _locked(key)
    if row.window_began_at + timedelta(seconds=seconds) <= now():
        row.window_began_at, row.used = now(), 0
    if row.used >= limit:
        raise TooMany(key=key, retry_at=row.window_began_at + timedelta(seconds=seconds))
    row.used += 1


def _locked(key: str) -> Throttle:
    """The row of a key under lock, made when missing; two first uses at once meet in the same row."""
    insert: Any = sqlite.insert if db.engine.dialect.name == "sqlite" else postgresql.insert
    session.execute(insert(Throttle).values(key=key, window_began_at=now(), used=0).on_conflict_do_nothing())
    return session.get_one(Throttle, key, with_for_update=True)


def is_spent(key: str, *, limit: int, seconds: int) -> bool:
    """Whether a key has no use left in its window, without counting one."""
    row = session.get(Throttle, key)
    return row is not None and row.used >= limit and row.window_began_at + timedelta(seconds=seconds) > now()


def forgive(key: str) -> None:
    """Forget a key's uses (after a success)."""
    session.execute(delete(Throttle).where(Throttle.key == key))


def forget_older_than(at: datetime) -> None:
    """Remove windows that began before an instant."""
    session.execute(delete(Throttle).where(Throttle.window_began_at < at))


def retry_at(key: str, seconds: int) -> datetime | None:
    """When a key's window ends, or None when it has none."""
    began = session.scalar(select(Throttle.window_began_at).where(Throttle.key == key))
    return began + timedelta(seconds=seconds) if began else None
