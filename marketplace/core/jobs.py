"""Scheduled jobs: a function with a schedule; each due time is one outbox row, so it runs once."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from marketplace.core import outbox
from marketplace.core.clock import VIETNAM, now
from marketplace.core.db import session
from marketplace.core.transactions import in_transaction, transaction

_jobs: dict[str, Callable[[datetime], datetime]] = {}


def every(
    seconds: int, *, own_transactions: bool = False, lane: str = outbox.MESSAGES
) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Run a function once in each span of so many seconds."""

    def last_due(moment: datetime) -> datetime:
        stamp = int(moment.timestamp())
        return moment.fromtimestamp(stamp - stamp % seconds, moment.tzinfo)

    return _scheduled(last_due, own_transactions, lane)


def daily(
    hour: int, minute: int = 0, *, own_transactions: bool = False, lane: str = outbox.MESSAGES
) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Schedule a function once a day at a time of day in Vietnam."""

    def last_due(moment: datetime) -> datetime:
        due = moment.astimezone(VIETNAM).replace(hour=hour, minute=minute, second=0, microsecond=0)
        return due if due <= moment else due - timedelta(days=1)

    return _scheduled(last_due, own_transactions, lane)


def _scheduled(
    last_due: Callable[[datetime], datetime], own_transactions: bool, lane: str
) -> Callable[[Callable[[], None]], Callable[[], None]]:
    def schedule(job: Callable[[], None]) -> Callable[[], None]:
        name = f"{job.__module__}:{job.__qualname__}"
        outbox.register(name, lambda payload: job(), own_transactions, lane)
        _jobs[name] = last_due
        return job

    return schedule


def enqueue_due(seen: dict[str, datetime]) -> None:
    """Write an outbox row for each job's latest due time, once; `seen` holds what this worker wrote already."""
    moment = now()
    fresh = {name: due for name, last_due in _jobs.items() if seen.get(name) != (due := last_due(moment))}
    if not fresh:
        return
    with transaction():
        for name, due in fresh.items():
            outbox.enqueue(name, {}, dedupe_key=f"{name}@{due.isoformat()}")
    seen.update(fresh)


def each_in_own_transaction(keys: Sequence[int], work: Callable[[int], object]) -> None:
    """Do `work` for each key in its own transaction; failures are raised together at the end and stop no other key."""
    session.rollback()
    failures: list[Exception] = []
    for key in keys:
        try:
            in_transaction(lambda key=key: work(key))  # type: ignore[misc]
        except Exception as failure:
            failures.append(failure)
    if failures:
        raise failures[0]
