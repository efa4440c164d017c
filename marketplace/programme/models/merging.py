"""Two records of one woman put together, and the judgement that two are of two."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.core.clock import now
from marketplace.core.db import Json, Key, Row
from marketplace.people.models import Person


class PersonMerge(Row):
    """Two records of one woman put together (docs/adr/0024): the merged one leads to the kept one until it is undone.

    `changes` holds each field of the kept record that took another value: field → [before, after]. `newest` holds the
    largest key of each table that names persons, so that what came later is known.
    """

    __tablename__ = "person_merge"
    __table_args__ = (
        Index(
            "uq_person_merge_standing",
            "merged_id",
            unique=True,
            sqlite_where=text("undone_at IS NULL"),
            postgresql_where=text("undone_at IS NULL"),
        ),
    )
    kept_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    merged_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    changes: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    newest: Mapped[dict[str, int]] = mapped_column(Json, default=dict)
    merged_at: Mapped[datetime] = mapped_column(default=now)
    merged_by: Mapped[int | None] = mapped_column(Key)
    undone_at: Mapped[datetime | None] = mapped_column()
    undone_by: Mapped[int | None] = mapped_column(Key)
    kept: Mapped[Person] = relationship(lazy="joined", foreign_keys=[kept_id])
    merged: Mapped[Person] = relationship(lazy="joined", foreign_keys=[merged_id])
    moved: Mapped[list["MovedReference"]] = relationship(order_by="MovedReference.id")


class MovedReference(Row):
    """One row that named the merged person and names the kept one now."""

    __tablename__ = "moved_reference"
    merge_id: Mapped[int] = mapped_column(ForeignKey("person_merge.id"), index=True)
    table_name: Mapped[str] = mapped_column()
    column_name: Mapped[str] = mapped_column()
    row_id: Mapped[int] = mapped_column(Key)


class ToldApart(Row):
    """An officer's judgement that two records are of two people; it stands until it is withdrawn."""

    __tablename__ = "told_apart"
    __table_args__ = (
        Index(
            "uq_told_apart_standing",
            "low_id",
            "high_id",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )
    low_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    high_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    judged_at: Mapped[datetime] = mapped_column(default=now)
    judged_by: Mapped[int | None] = mapped_column(Key)
    withdrawn_at: Mapped[datetime | None] = mapped_column()
    withdrawn_by: Mapped[int | None] = mapped_column(Key)
    low: Mapped[Person] = relationship(lazy="joined", foreign_keys=[low_id])
    high: Mapped[Person] = relationship(lazy="joined", foreign_keys=[high_id])
