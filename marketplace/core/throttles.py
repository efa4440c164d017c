"""Rate limits, counted in the database so that all processes share them."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import bindparam, case, delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.clock import now
from marketplace.core.db import Model, UtcDateTime, db, session
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

    A refusal raised here rolls its own count back with the transaction; the window stays full.
    One statement counts, so that two first uses at once meet in the same row.
    """
    moment = now()
    values = {"key": key, "moment": moment, "window_ended": moment - timedelta(seconds=seconds)}
    used, began_at = session.execute(_counting(db.engine.dialect.name), values).one()
    if used > limit:
        raise TooMany(key=key, retry_at=began_at + timedelta(seconds=seconds))


@cache
def _counting(dialect: str) -> Any:
    """Count one use and give the count and the window's beginning; a window that ended begins anew."""
    insert: Any = sqlite.insert if dialect == "sqlite" else postgresql.insert
    moment, window_ended = bindparam("moment", type_=UtcDateTime()), bindparam("window_ended", type_=UtcDateTime())
    is_over = TABLE.c.window_began_at <= window_ended
    counted = insert(TABLE).values(key=bindparam("key"), window_began_at=moment, used=1)
    counted = counted.on_conflict_do_update(
        index_elements=[TABLE.c.key],
        set_={
            "used": case((is_over, 1), else_=TABLE.c.used + 1),
            "window_began_at": case((is_over, moment), else_=TABLE.c.window_began_at),
        },
    )
    return counted.returning(TABLE.c.used, TABLE.c.window_began_at)


def forgive(key: str) -> None:
    """Forget a key's uses (after a success)."""
    session.execute(delete(Throttle).where(Throttle.key == key))


def forget_older_than(at: datetime) -> None:
    """Remove windows that began before an instant."""
    session.execute(delete(Throttle).where(Throttle.window_began_at < at))
