"""Reading the audit trail."""

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import func, select

from marketplace.audit.models import AuditDay, AuditEntry, RowCount
from marketplace.core.db import session


def list_unsealed(limit: int = 500) -> list[AuditEntry]:
    """Entries without a number yet, oldest first, locked for the sealer."""
    waiting = select(AuditEntry).where(AuditEntry.seq.is_(None)).order_by(AuditEntry.id).limit(limit)
    return list(session.scalars(waiting.with_for_update()))


def find_head() -> AuditEntry | None:
    """The last sealed entry."""
    return session.scalar(
        select(AuditEntry).where(AuditEntry.seq.is_not(None)).order_by(AuditEntry.seq.desc()).limit(1)
    )


def every_sealed(after: int = 0, until: int | None = None, batch: int = 2000) -> Iterator[AuditEntry]:
    """Sealed entries in order of their numbers, after one and up to another, read in batches."""
    last = after
    while True:
        rows = select(AuditEntry).where(AuditEntry.seq > last).order_by(AuditEntry.seq).limit(batch)
        if until is not None:
            rows = rows.where(AuditEntry.seq <= until)
        found = list(session.scalars(rows))
        if not found:
            return
        yield from found
        last = found[-1].seq or last
        session.expunge_all()


def find_last_day() -> AuditDay | None:
    """The newest day that was closed."""
    return session.scalar(select(AuditDay).order_by(AuditDay.day.desc()).limit(1))


def list_days() -> list[AuditDay]:
    """Every closed day, oldest first."""
    return list(session.scalars(select(AuditDay).order_by(AuditDay.day)))


def first_sealed_at(after: int) -> datetime | None:
    """When the entry that follows a number was sealed."""
    following = select(AuditEntry.sealed_at).where(AuditEntry.seq > after).order_by(AuditEntry.seq).limit(1)
    return session.scalar(following)


def last_seq_before(at: datetime, after: int) -> int | None:
    """The last number given before an instant, among those after a number."""
    return session.scalar(select(func.max(AuditEntry.seq)).where(AuditEntry.seq > after, AuditEntry.sealed_at < at))


def newest_counts() -> list[RowCount]:
    """The last note of each table on how many rows it had."""
    newest = select(func.max(RowCount.id)).group_by(RowCount.table_name)
    return list(session.scalars(select(RowCount).where(RowCount.id.in_(newest)).order_by(RowCount.table_name)))


def count_of_days() -> dict[date, int]:
    """How many entries exist within the range of numbers of each closed day."""
    of_day = AuditEntry.seq.between(AuditDay.first_seq, AuditDay.last_seq)
    counted = select(AuditDay.day, func.count(AuditEntry.id)).join(AuditEntry, of_day, isouter=True)
    return dict(session.execute(counted.group_by(AuditDay.day)).all())


def last_hash_of_days() -> dict[date, str | None]:
    """The hash of the entry with the last number of each closed day, None where it is gone."""
    ends = select(AuditDay.day, AuditEntry.hash).join(AuditEntry, AuditEntry.seq == AuditDay.last_seq)
    return dict(session.execute(ends).all())


def list_unsealed_before(at: datetime) -> list[AuditEntry]:
    """Entries written before an instant and still without a number."""
    late = select(AuditEntry).where(AuditEntry.seq.is_(None), AuditEntry.at < at).order_by(AuditEntry.id).limit(100)
    return list(session.scalars(late))


def list_of_subject(subject_kind: str, subject_id: int, action: str) -> list[AuditEntry]:
    """Every entry of one kind of act on one thing, oldest first."""
    rows = select(AuditEntry).where(AuditEntry.subject_kind == subject_kind, AuditEntry.subject_id == subject_id)
    return list(session.scalars(rows.where(AuditEntry.action == action).order_by(AuditEntry.id)))


def list_entries(
    *,
    subject_kind: str = "",
    action: str = "",
    person_id: int | None = None,
    before_id: int | None = None,
    limit: int = 50,
) -> list[AuditEntry]:
    """Entries newest first, narrowed by subject kind, the beginning of an action, or person."""
    rows = select(AuditEntry).order_by(AuditEntry.id.desc()).limit(limit)
    if subject_kind:
        rows = rows.where(AuditEntry.subject_kind == subject_kind)
    if action:
        rows = rows.where(AuditEntry.action.startswith(action, autoescape=True))
    if person_id is not None:
        rows = rows.where(AuditEntry.person_id == person_id)
    if before_id is not None:
        rows = rows.where(AuditEntry.id < before_id)
    return list(session.scalars(rows))
