"""The one clock: aware UTC instants inside, Vietnamese calendar days outside."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
_told: ContextVar[datetime | None] = ContextVar("told_instant", default=None)


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return _told.get() or datetime.now(UTC)


@contextmanager
def as_if(moment: datetime) -> Iterator[None]:
    """Let it be another instant inside the block: to tell an invented past (the demo), or to judge one moment."""
    token = _told.set(moment)
    try:
        yield
    finally:
        _told.reset(token)


def today() -> date:
    """The present calendar day in Vietnam, by which law, prices and reports count."""
    return local_date(now())


def local_date(at: datetime) -> date:
    """The Vietnamese calendar day of an aware instant."""
    return at.astimezone(VIETNAM).date()


def day_starts_at(day: date) -> datetime:
    """The instant (UTC) at which a Vietnamese calendar day begins."""
    return datetime.combine(day, time.min, VIETNAM).astimezone(UTC)


def day_bounds(first: date, last: date) -> tuple[datetime, datetime]:
    """Instants from the start of `first` to the start of the day after `last` (half-open)."""
    return day_starts_at(first), day_starts_at(last + timedelta(days=1))
