"""Reading the trail."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select

from marketplace.audit.models import AuditEntry
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


def every_sealed(batch: int = 2000) -> Iterator[AuditEntry]:
    """All sealed entries in order of their numbers, read in batches."""
    last = 0
    while True:
        rows = select(AuditEntry).where(AuditEntry.seq > last).order_by(AuditEntry.seq).limit(batch)
        found = list(session.scalars(rows))
        if not found:
            return
        yield from found
        last = found[-1].seq or last
        session.expunge_all()


def list_unsealed_before(at: datetime) -> list[AuditEntry]:
    """Entries written before an instant and still without a number."""
    late = select(AuditEntry).where(AuditEntry.seq.is_(None), AuditEntry.at < at).order_by(AuditEntry.id).limit(100)
    return list(session.scalars(late))


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
