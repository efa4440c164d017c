"""Closing past days: a day whose chain is valid becomes one row with a digest, chained to the day before."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from marketplace.audit.chain import GENESIS, digest_of, hash_of
from marketplace.audit.models import AuditDay, RowCount
from marketplace.audit.queries import every_sealed, find_last_day, first_sealed_at, last_seq_before, newest_counts
from marketplace.core.clock import VIETNAM, now
from marketplace.core.db import session
from marketplace.core.row_seals import count_up_to, kept_rows


def next_day() -> tuple[AuditDay, list[str]] | None:
    """The oldest past day not closed yet, with the faults of its chain; None when there is none.

    Numbers decide, not clocks: a day takes every number up to the last one given before it ended, so a clock set
    back neither tears a day nor makes one twice.
    """
    before = find_last_day()
    after, prev_hash = (before.last_seq, before.last_hash) if before else (0, GENESIS)
    begun_at = first_sealed_at(after)
    if begun_at is None:
        return None
    day = begun_at.astimezone(VIETNAM).date()
    day = max(day, before.day + timedelta(days=1)) if before else day
    ends_at = datetime.combine(day + timedelta(days=1), time(), VIETNAM)
    last = last_seq_before(ends_at, after)
    if ends_at > now() or last is None:
        return None
    faults = list(broken_links(after, prev_hash, last))
    closed = AuditDay(day=day, first_seq=after + 1, last_seq=last, entries=last - after, last_hash=_hash_at(last))
    closed.digest = digest_of(closed, before.digest if before else GENESIS)
    return closed, faults


def close_day(day: AuditDay) -> None:
    """Keep a day's digest, and how many rows the sealed tables have at its end."""
    session.add(day)
    for name, (last_id, rows) in kept_rows().items():
        session.add(RowCount(day=day.day, table_name=name, last_id=last_id, rows=rows))


def removed_rows() -> Iterator[str]:
    """Tables that have fewer rows than when the last day was closed, up to the same key."""
    for noted in newest_counts():
        left = count_up_to(noted.table_name, noted.last_id)
        if left < noted.rows:
            yield f"{noted.table_name}: {noted.rows - left} of {noted.rows} rows up to {noted.last_id} are gone"


def broken_links(after: int, prev_hash: str, until: int | None = None) -> Iterator[str]:
    """The faults of the links after a number and its hash, recomputed one by one."""
    seq = after
    for entry in every_sealed(after, until):
        seq += 1
        if entry.seq != seq:
            yield f"number {seq} is missing before {entry.seq}"
            seq = entry.seq or seq
        if entry.prev_hash != prev_hash or entry.hash != hash_of(entry, prev_hash):
            yield f"link {entry.seq} is broken"
        prev_hash = entry.hash or ""


def _hash_at(seq: int) -> str:
    found = [entry.hash or "" for entry in every_sealed(seq - 1, seq)]
    session.expunge_all()
    return found[0]
