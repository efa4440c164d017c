"""Limits over time, kept in the database so that every process counts the same."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import case, delete, select
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


TABLE: Any = Throttle.__table__


def spend(key: str, *, limit: int, seconds: int) -> None:
    """Count one use of a key, as part of the running transaction; TooMany when the window is full.

    Note that a refusal raised here rolls the count back with the rest, so a full window stays full.
    One statement counts, so that two first uses at once meet in the same row.
    """
    moment = now()
    insert: Any = sqlite.insert if db.engine.dialect.name == "sqlite" else postgresql.insert
    is_over = TABLE.c.window_began_at <= moment - timedelta(seconds=seconds)
    counted = insert(TABLE).values(key=key, window_began_at=moment, used=1)
    counted = counted.on_conflict_do_update(
        index_elements=[TABLE.c.key],
        set_={
            "used": case((is_over, 1), else_=TABLE.c.used + 1),
            "window_began_at": case((is_over, moment), else_=TABLE.c.window_began_at),
        },
    )
    used, began_at = session.execute(counted.returning(TABLE.c.used, TABLE.c.window_began_at)).one()
    if used > limit:
        raise TooMany(key=key, retry_at=began_at + timedelta(seconds=seconds))


def is_spent(key: str, *, limit: int, seconds: int) -> bool:
    """Whether a key has no use left in its window, without counting one."""
    full = select(TABLE.c.used).where(
        TABLE.c.key == key, TABLE.c.used >= limit, TABLE.c.window_began_at > now() - timedelta(seconds=seconds)
    )
    return session.scalar(full) is not None


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
