"""The transactional outbox: work recorded inside a transaction and done after it, at least once, by the worker.

A row is claimed with a lease, run, and marked done; a killed worker's row is taken up again when the lease
ends. After `MAX_ATTEMPTS`, whether they failed or killed their worker, it is parked for the operator, and the
others go on.

Each kind of work stands in a lane, by what was promised of it; the worker serves every lane by a thread of its own,
so that money is never behind pictures. The lane is said where the work is declared.
"""

import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Index, UniqueConstraint, delete, func, or_, select, true, update
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.clock import now
from marketplace.core.db import Row, session
from marketplace.core.registry import forgets
from marketplace.core.rows import bulk_insert
from marketplace.core.transactions import transaction

MONEY, MESSAGES, PICTURES = "money", "messages", "pictures"  # within a minute · within minutes · when there is time
LANES = (MONEY, MESSAGES, PICTURES)
READY, RUNNING, DONE, PARKED = "ready", "running", "done", "parked"
UNDONE = (READY, RUNNING)  # to be done yet, or under way and perhaps left behind
LEASE = timedelta(seconds=60)
MAX_ATTEMPTS = 8
DEADLY = "the worker ended while doing this, each time it was tried"
BACK_OFF_SECONDS = (1, 5, 15, 60, 300, 900, 3600)


class OutboxRow(Row):
    """One recorded piece of work: the function's registered name, its arguments, when it is due, and its attempts."""

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("dedupe_key"),
        Index("ix_outbox_due", "state", "run_at"),
    )
    work: Mapped[str] = mapped_column()
    payload: Mapped[dict[str, Any]] = mapped_column()
    dedupe_key: Mapped[str | None] = mapped_column()
    state: Mapped[str] = mapped_column(default=READY)
    created_at: Mapped[datetime] = mapped_column(default=now)
    run_at: Mapped[datetime] = mapped_column(default=now)
    lease_until: Mapped[datetime | None] = mapped_column()
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str | None] = mapped_column()
    done_at: Mapped[datetime | None] = mapped_column()


@dataclass(frozen=True)
class Work:
    """A function the worker can run, whether it keeps transactions of its own, and its lane."""

    run: Callable[[dict[str, Any]], None]
    own_transactions: bool
    lane: str


class Later(Exception):
    """Raised by work that cannot be done yet: the row waits, without counting as a failure."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(f"again in {seconds} s")


_works: dict[str, Work] = {}


def register(
    name: str, run: Callable[[dict[str, Any]], None], own_transactions: bool = False, lane: str = MESSAGES
) -> None:
    """Make a function known to the worker under a stable name."""
    if lane not in LANES:
        raise ValueError(f"no such lane: {lane}")
    _works[name] = Work(run, own_transactions, lane)


def lane_of(name: str) -> str:
    """The lane of a piece of work; what nobody knows (yet) is in the middle one."""
    return _works[name].lane if name in _works else MESSAGES


@forgets
def forget_works(module: str) -> None:
    """Remove every function that a module registered, when the plug it defines is taken out."""
    for name in [name for name in _works if name.partition(":")[0] == module]:
        del _works[name]


def enqueue(
    name: str, payload: dict[str, Any], *, run_at: datetime | None = None, dedupe_key: str | None = None
) -> None:
    """Record work as part of the running transaction; a second row with the same `dedupe_key` is dropped."""
    if dedupe_key and session.scalar(select(OutboxRow.id).where(OutboxRow.dedupe_key == dedupe_key)):
        return
    bulk_insert(OutboxRow, {"work": name, "payload": payload, "run_at": run_at or now(), "dedupe_key": dedupe_key})


def enqueue_many(name: str, payloads: Sequence[dict[str, Any]]) -> None:
    """Record many pieces of one work as part of the running transaction, in few statements."""
    due = now()
    if payloads:
        rows = ({"work": name, "payload": payload, "run_at": due, "dedupe_key": None} for payload in payloads)
        bulk_insert(OutboxRow, *rows)


def run_due(limit: int = 100, lane: str | None = None) -> int:
    """Run what is due, of one lane or of all, oldest first; gives the number of rows taken up."""
    taken = 0
    while taken < limit and (row_id := _claim(lane)) is not None:
        _run(row_id)
        taken += 1
    return taken


def _claim(lane: str | None = None) -> int | None:
    moment = now()
    in_lane = _is_in(lane)
    free = or_(OutboxRow.lease_until.is_(None), OutboxRow.lease_until < moment)
    due = (
        select(OutboxRow.id)
        .where(OutboxRow.state.in_(UNDONE), OutboxRow.run_at <= moment, free, in_lane)
        .order_by(OutboxRow.run_at, OutboxRow.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    if not _anything_due(moment, in_lane):
        return None
    with transaction():
        _park_deadly(moment)
        return session.scalar(
            update(OutboxRow)
            .where(OutboxRow.id == due.scalar_subquery(), free, OutboxRow.state.in_(UNDONE))
            .values(state=RUNNING, lease_until=moment + LEASE, attempts=OutboxRow.attempts + 1)
            .returning(OutboxRow.id)
            .execution_options(synchronize_session=False)
        )


def _park_deadly(moment: datetime) -> None:
    """Park rows whose every attempt killed the worker, which left nobody to count them as failures."""
    left_behind = (OutboxRow.state == RUNNING, OutboxRow.lease_until < moment, OutboxRow.attempts >= MAX_ATTEMPTS)
    session.execute(
        update(OutboxRow)
        .where(*left_behind)
        .values(state=PARKED, lease_until=None, last_error=DEADLY)
        .execution_options(synchronize_session=False)
    )


def _is_in(lane: str | None) -> ColumnElement[bool]:
    if lane is None:
        return true()
    if lane == MESSAGES:  # and whatever nobody knows
        return OutboxRow.work.not_in([name for name, work in _works.items() if work.lane != MESSAGES])
    return OutboxRow.work.in_([name for name, work in _works.items() if work.lane == lane])


def _anything_due(moment: datetime, in_lane: ColumnElement[bool]) -> bool:
    due = (OutboxRow.state.in_(UNDONE), OutboxRow.run_at <= moment, in_lane)
    found = session.scalar(select(OutboxRow.id).where(*due).limit(1))
    session.rollback()  # an idle worker must not take the writers' turn, nor keep a snapshot open
    return found is not None


def _run(row_id: int) -> None:
    row = session.get_one(OutboxRow, row_id)
    name, payload = row.work, dict(row.payload)
    session.rollback()
    try:
        work = _works[name]
        if work.own_transactions:
            work.run(payload)
            with transaction():
                _mark_done(row_id)
        else:
            with transaction():
                work.run(payload)
                _mark_done(row_id)
    except Later as later:
        _put_back(row_id, later.seconds)
    except Exception:
        _record_failure(row_id, traceback.format_exc(limit=-4))


def run_within(row: OutboxRow) -> bool:
    """Run a row's work now, in the running transaction; False for work that opens transactions of its own."""
    work = _works.get(row.work)
    if work is None or work.own_transactions:
        return False
    work.run(dict(row.payload))
    session.flush()
    _mark_done(row.id)
    return True


def drop_within(after: int) -> None:
    """Delete work recorded since a row, in the running transaction, unless it opens transactions of its own."""
    quick = [name for name, work in _works.items() if not work.own_transactions]
    promised = delete(OutboxRow).where(OutboxRow.id > after, OutboxRow.state == READY, OutboxRow.work.in_(quick))
    session.execute(promised.execution_options(synchronize_session=False))


def _mark_done(row_id: int) -> None:
    row = session.get_one(OutboxRow, row_id)
    row.payload = {name: value for name, value in row.payload.items() if not name.startswith("sealed_")}
    row.state, row.done_at, row.lease_until, row.last_error = DONE, now(), None, None


def _put_back(row_id: int, seconds: int) -> None:
    with transaction():
        session.execute(
            update(OutboxRow)
            .where(OutboxRow.id == row_id)
            .values(state=READY, lease_until=None, run_at=now() + timedelta(seconds=seconds), attempts=0)
        )


def _record_failure(row_id: int, error: str) -> None:
    with transaction():
        row = session.get_one(OutboxRow, row_id)
        row.last_error, row.lease_until = error[-2000:], None
        if row.attempts >= MAX_ATTEMPTS:
            row.state = PARKED
        else:
            row.state = READY
            row.run_at = now() + timedelta(seconds=BACK_OFF_SECONDS[min(row.attempts, len(BACK_OFF_SECONDS)) - 1])


def try_again(row_id: int) -> None:
    """Make a parked row due again with no attempts counted; part of the running transaction."""
    session.execute(
        update(OutboxRow)
        .where(OutboxRow.id == row_id, OutboxRow.state == PARKED)
        .values(state=READY, attempts=0, run_at=now(), lease_until=None)
    )


def list_parked(limit: int = 200) -> list[OutboxRow]:
    """Parked rows (every attempt failed), newest first."""
    rows = select(OutboxRow).where(OutboxRow.state == PARKED).order_by(OutboxRow.id.desc()).limit(limit)
    return list(session.scalars(rows))


def count_by_state() -> dict[str, int]:
    """How many rows stand in each state."""
    counted = session.execute(select(OutboxRow.state, func.count()).group_by(OutboxRow.state))
    return dict(counted.all())


def oldest_due_at() -> datetime | None:
    """When the oldest row not yet done became due, which tells how far the queue lags; None when nothing is due."""
    undone = select(func.min(OutboxRow.run_at)).where(OutboxRow.state.in_(UNDONE))
    return session.scalar(undone)
