"""Dated outcomes of the Union's work, the readings taken of them, and which records count for which programme."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.clock import now
from marketplace.core.db import Dong, Key, Row
from marketplace.core.immutable import append_only
from marketplace.core.states import HasStates
from marketplace.programme.states import READING

OUTCOMES = "outcomes"  # the scope of version rows that grows whenever a fact is written or removed


class CountedRecord(Row):
    """A record of another room (class, contest, enterprise …) that counts for a programme; never twice in one.

    `record_kind` and `record_id` are those of its facts. A record may count for several programmes, or for none.
    """

    __tablename__ = "counted_record"
    __table_args__ = (UniqueConstraint("programme_id", "record_kind", "record_id"),)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    record_kind: Mapped[str] = mapped_column()
    record_id: Mapped[int] = mapped_column(Key, index=True)
    noted_at: Mapped[datetime] = mapped_column(default=now)
    noted_by: Mapped[int | None] = mapped_column(Key)


class OutcomeFact(Row):
    """One dated outcome of the Union's work: support given, a shop opened, a product listed, goods sold.

    Written in the transaction that causes it, as a copy of the record it names: person, unit, place and amount are
    those of that day. A refund of a sold line is a fact of its own day with a negative amount. A voided record
    leaves no fact.
    """

    __tablename__ = "outcome_fact"
    __table_args__ = (
        UniqueConstraint("kind", "record_id", "part", "cause"),
        # serves the women of one programme in one pass, and the day since when each was supported
        Index("ix_outcome_fact_programme", "kind", "programme_id", "person_id", "happened_on", "place", "record_id"),
        Index("ix_outcome_fact_happened_at", "happened_at"),
    )
    kind: Mapped[str] = mapped_column()  # support | money_paid | shop_opened | product_listed | sale
    record_kind: Mapped[str] = mapped_column()  # support_record | funding_tranche | shop | product | shop_order
    record_id: Mapped[int] = mapped_column(Key)
    part: Mapped[int] = mapped_column(Key, default=0)  # order line, line of a class's list; 0 is the whole record
    cause: Mapped[str] = mapped_column(default="")  # what took a part of it back: «refund_line:7»
    programme_id: Mapped[int | None] = mapped_column(ForeignKey("programme.id"))  # where the record is of one
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    place: Mapped[str] = mapped_column()  # path of the unit in the Union's tree
    happened_on: Mapped[date] = mapped_column()  # Vietnamese day
    happened_at: Mapped[datetime] = mapped_column()
    outcome_on: Mapped[date] = mapped_column()  # day of the outcome itself: of what is taken back, the day it was sold
    amount_dong: Mapped[int | None] = mapped_column(Dong)
    confidence: Mapped[str] = mapped_column(default="recorded")  # carrier | buyer | seller | recorded
    title: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")


class Reading(HasStates, Row):
    """The value of one indicator for one unit and period; once frozen it never changes."""

    __tablename__ = "reading"
    __table_args__ = (UniqueConstraint("programme_id", "indicator", "indicator_version", "unit_id", "period"),)
    machine = READING
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    indicator: Mapped[str] = mapped_column()
    indicator_version: Mapped[int] = mapped_column()
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    period: Mapped[str] = mapped_column()  # see programme.periods
    value: Mapped[int] = mapped_column(Dong)  # of a share the things that fulfil
    base: Mapped[int | None] = mapped_column(Dong)  # of a share all things that exist on the last day
    women: Mapped[int] = mapped_column()
    sha256: Mapped[str] = mapped_column()  # of the facts behind it, see programme.queries.readings
    status: Mapped[str] = mapped_column()  # draft | frozen
    taken_at: Mapped[datetime] = mapped_column(default=now)
    frozen_at: Mapped[datetime | None] = mapped_column()
    frozen_by: Mapped[int | None] = mapped_column(Key)


append_only(Reading.__table__, update_unless="frozen_at")
