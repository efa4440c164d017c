"""The audit trail: rows written with the change they record, numbered and chained by the sealer; and closed days."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.clock import now
from marketplace.core.db import Key, Model, Row
from marketplace.core.immutable import append_only
from marketplace.core.row_seals import Sealed


class AuditEntry(Row):
    """Who did what to whom, and why. `seq`, `prev_hash`, `hash` are set once by the sealer."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index("ix_audit_entry_subject", "subject_kind", "subject_id"),)
    at: Mapped[datetime] = mapped_column(default=now)
    actor_kind: Mapped[str] = mapped_column()
    person_id: Mapped[int | None] = mapped_column(Key, index=True)
    action: Mapped[str] = mapped_column()
    subject_kind: Mapped[str] = mapped_column()
    subject_id: Mapped[int | None] = mapped_column(Key)
    purpose: Mapped[str] = mapped_column(default="")
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)
    request_id: Mapped[str] = mapped_column(default="")
    seq: Mapped[int | None] = mapped_column(Key, unique=True)
    prev_hash: Mapped[str | None] = mapped_column()
    hash: Mapped[str | None] = mapped_column()
    sealed_at: Mapped[datetime | None] = mapped_column()


append_only(AuditEntry.__table__, update_unless="seq")


class AuditDay(Model):
    """A past day of the trail in one row: its range of numbers, the last hash of it, and a digest over both."""

    __tablename__ = "audit_day"
    day: Mapped[date] = mapped_column(primary_key=True)  # in Vietnam, by the time of sealing
    first_seq: Mapped[int] = mapped_column(Key)
    last_seq: Mapped[int] = mapped_column(Key, unique=True)
    entries: Mapped[int] = mapped_column(Key)
    last_hash: Mapped[str] = mapped_column()
    digest: Mapped[str] = mapped_column()
    closed_at: Mapped[datetime] = mapped_column(default=now)


append_only(AuditDay.__table__)


class RowCount(Sealed, Row):
    """How many rows a sealed table had when a day was closed, up to its last key: fewer later means removed ones."""

    __tablename__ = "row_count"
    __table_args__ = (UniqueConstraint("day", "table_name"),)
    seals, is_kept = ("day", "table_name", "last_id", "rows"), False
    day: Mapped[date] = mapped_column()  # in Vietnam, by the time of sealing
    table_name: Mapped[str] = mapped_column()
    last_id: Mapped[int] = mapped_column(Key)
    rows: Mapped[int] = mapped_column(Key)


append_only(RowCount.__table__)
