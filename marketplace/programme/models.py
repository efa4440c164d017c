"""Programmes of the Union, their indicators, targets, baselines, support records, outcome facts and readings."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.association.models import Unit
from marketplace.core.clock import now
from marketplace.core.db import Dong, Json, Key, Row
from marketplace.core.immutable import append_only
from marketplace.core.states import HasStates
from marketplace.people.models import Person
from marketplace.programme.states import FUNDING, READING

OUTCOMES = "outcomes"  # the scope of version rows that grows whenever a fact is written or removed


class Programme(Row):
    """A programme by decision: Đề án 939, 2415, 01."""

    __tablename__ = "programme"
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column()
    name_en: Mapped[str] = mapped_column()
    short_name: Mapped[str] = mapped_column()
    short_name_en: Mapped[str] = mapped_column()
    decision: Mapped[str] = mapped_column()
    decision_en: Mapped[str] = mapped_column()
    decided_on: Mapped[date] = mapped_column()
    begins_on: Mapped[date] = mapped_column()
    ends_on: Mapped[date] = mapped_column()
    summary: Mapped[str] = mapped_column(default="")
    summary_en: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    source_en: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)


class ProgrammeIndicator(Row):
    """An indicator (a plug by code) as one programme uses it."""

    __tablename__ = "programme_indicator"
    __table_args__ = (UniqueConstraint("programme_id", "indicator", "version"),)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    indicator: Mapped[str] = mapped_column()
    version: Mapped[int] = mapped_column(default=1)
    position: Mapped[int] = mapped_column(default=0)
    is_public: Mapped[bool] = mapped_column(default=True)


class Target(Row):
    """The target of one unit for one year, given by the level above it in a document (`source`)."""

    __tablename__ = "target"
    __table_args__ = (UniqueConstraint("programme_id", "indicator", "unit_id", "year"),)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    indicator: Mapped[str] = mapped_column()
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    year: Mapped[int] = mapped_column()
    value: Mapped[int] = mapped_column(Dong)
    source: Mapped[str] = mapped_column(default="")
    given_by: Mapped[str] = mapped_column(default="")  # the name of the unit or body that gave it, as of that day
    given_on: Mapped[date | None] = mapped_column()  # the document's day
    is_sample: Mapped[bool] = mapped_column(default=False)
    set_by: Mapped[int | None] = mapped_column(Key)
    set_at: Mapped[datetime] = mapped_column(default=now)


class Baseline(Row):
    """An indicator's value for one unit in a year before the programme: entered from a document, never computed."""

    __tablename__ = "baseline"
    __table_args__ = (UniqueConstraint("programme_id", "indicator", "unit_id"),)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    indicator: Mapped[str] = mapped_column()
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    value: Mapped[int] = mapped_column(Dong)
    year: Mapped[int] = mapped_column()
    source: Mapped[str] = mapped_column()
    given_by: Mapped[str] = mapped_column(default="")  # the name of the unit that entered it, as of that day
    is_sample: Mapped[bool] = mapped_column(default=False)
    set_by: Mapped[int | None] = mapped_column(Key)
    set_at: Mapped[datetime] = mapped_column(default=now)


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


_COUNTS = text("voided_at IS NULL")


class SupportRecord(Row):
    """One act of support for one woman under one programme (hồ sơ hỗ trợ)."""

    __tablename__ = "support_record"
    __table_args__ = (
        Index("ix_support_record_programme", "programme_id", "given_on", "unit_id"),
        Index("ix_support_record_person", "person_id"),
        Index(
            "uq_support_record_once",
            "programme_id",
            "person_id",
            "kind",
            "given_on",
            unique=True,
            sqlite_where=_COUNTS,
            postgresql_where=_COUNTS,
        ),
    )
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    kind: Mapped[str] = mapped_column()  # training | advice | loan | grant | equipment | shop | mentoring
    given_on: Mapped[date] = mapped_column()
    amount_dong: Mapped[int | None] = mapped_column(Dong)
    aim: Mapped[str] = mapped_column(default="unknown")  # start_up | trade | unknown, see programme.aims
    funder: Mapped[str] = mapped_column(default="")
    idea: Mapped[str] = mapped_column(default="")  # ý tưởng, mô hình
    note: Mapped[str] = mapped_column(default="")
    recorded_by: Mapped[int | None] = mapped_column(Key)
    recorded_at: Mapped[datetime] = mapped_column(default=now)
    voided_at: Mapped[datetime | None] = mapped_column()
    voided_why: Mapped[str] = mapped_column(default="")
    programme: Mapped[Programme] = relationship(lazy="joined")
    person: Mapped[Person] = relationship(lazy="joined")
    unit: Mapped[Unit] = relationship(lazy="joined")


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
    part: Mapped[int] = mapped_column(Key, default=0)  # order line; 0 is the whole record
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


class StatedTotal(Row):
    """A total that a unit reports without a list («chưa có danh sách»): shown apart, never added to what records say.

    It stands until it is corrected by another one, withdrawn, or replaced because its list arrived; then it stays as
    history, with how it ended (see programme.endings_of_totals) and why.
    """

    __tablename__ = "stated_total"
    __table_args__ = (
        Index("ix_stated_total_unit", "unit_id", "programme_id"),
        Index(
            "uq_stated_total_standing",
            "programme_id",
            "indicator",
            "unit_id",
            "period",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    indicator: Mapped[str] = mapped_column()
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    period: Mapped[str] = mapped_column()  # see programme.periods
    value: Mapped[int] = mapped_column(Dong)  # of a share whole percents
    source: Mapped[str] = mapped_column()  # the document that says it
    source_on: Mapped[date] = mapped_column()
    entered_at: Mapped[datetime] = mapped_column(default=now)
    entered_by: Mapped[int | None] = mapped_column(Key)
    ended_at: Mapped[datetime | None] = mapped_column()
    ended_by: Mapped[int | None] = mapped_column(Key)
    ended_how: Mapped[str] = mapped_column(default="")  # corrected | listed | withdrawn
    ended_why: Mapped[str] = mapped_column(default="")
    unit: Mapped[Unit] = relationship(lazy="joined")


class PublishedFigure(Row):
    """A figure that was printed once, as it was printed, to be held against what the records say of the same days."""

    __tablename__ = "published_figure"
    key: Mapped[str] = mapped_column(default="", index=True)  # of those that this software brings along
    programme_id: Mapped[int | None] = mapped_column(ForeignKey("programme.id"))
    indicator: Mapped[str] = mapped_column(default="")  # the indicator it is held against; «» is none yet
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    text: Mapped[str] = mapped_column()  # «212.013 phụ nữ được tập huấn kỹ năng số»
    value: Mapped[int] = mapped_column(Dong)
    is_at_least: Mapped[bool] = mapped_column(default=False)  # «hơn 15.000»
    published_in: Mapped[str] = mapped_column()  # where, with its day as it is known
    published_on: Mapped[date] = mapped_column()
    definition: Mapped[str] = mapped_column(default="")  # as printed; «» where nothing was
    first_on: Mapped[date | None] = mapped_column()  # the days it tells of, as far as they were said
    last_on: Mapped[date] = mapped_column()
    reason: Mapped[str] = mapped_column(default="")  # why it differs from the records, see programme.gaps
    note: Mapped[str] = mapped_column(default="")
    entered_at: Mapped[datetime] = mapped_column(default=now)
    entered_by: Mapped[int | None] = mapped_column(Key)
    voided_at: Mapped[datetime | None] = mapped_column()
    voided_by: Mapped[int | None] = mapped_column(Key)
    voided_why: Mapped[str] = mapped_column(default="")
    programme: Mapped[Programme | None] = relationship(lazy="joined")
    unit: Mapped[Unit] = relationship(lazy="joined")


class UnitGroup(Row):
    """To which group of a scheme a unit belongs by an officer's word: the district before, the cluster of communes."""

    __tablename__ = "unit_group"
    __table_args__ = (
        Index(
            "uq_unit_group_standing",
            "scheme",
            "unit_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )
    scheme: Mapped[str] = mapped_column()  # district | cluster
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    name: Mapped[str] = mapped_column()
    said_at: Mapped[datetime] = mapped_column(default=now)
    said_by: Mapped[int | None] = mapped_column(Key)
    ended_at: Mapped[datetime | None] = mapped_column()
    ended_by: Mapped[int | None] = mapped_column(Key)


class IndicatorDefinition(Row):
    """What an indicator of a version meant, kept when its plug says something else by now."""

    __tablename__ = "indicator_definition"
    __table_args__ = (UniqueConstraint("indicator", "version"),)
    indicator: Mapped[str] = mapped_column()
    version: Mapped[int] = mapped_column()
    name: Mapped[str] = mapped_column()
    definition: Mapped[str] = mapped_column()
    counting: Mapped[str] = mapped_column()
    in_use_since: Mapped[date] = mapped_column()  # the day on which an installation first had it


class Funding(HasStates, Row):
    """A woman's file for a grant, a loan or equipment, from asking to the last condition (hồ sơ vốn).

    `support_id` is the record of support it stands behind; `made_support` where the decision wrote that record.
    """

    __tablename__ = "funding"
    __table_args__ = (UniqueConstraint("support_id"),)
    machine = FUNDING
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    support_id: Mapped[int | None] = mapped_column(ForeignKey("support_record.id"))
    made_support: Mapped[bool] = mapped_column(default=False)
    kind: Mapped[str] = mapped_column()  # grant | loan | equipment
    aim: Mapped[str] = mapped_column(default="unknown")
    idea: Mapped[str] = mapped_column(default="")
    applied_on: Mapped[date] = mapped_column()
    wanted_dong: Mapped[int | None] = mapped_column(Dong)
    status: Mapped[str] = mapped_column()  # applied | granted | refused | closed | voided
    decided_on: Mapped[date | None] = mapped_column()
    granted_dong: Mapped[int] = mapped_column(Dong, default=0)
    decision_number: Mapped[str] = mapped_column(default="")
    funder: Mapped[str] = mapped_column(default="")
    repay_by: Mapped[date | None] = mapped_column()  # of a loan: the day by which all of it is to be paid back
    closed_on: Mapped[date | None] = mapped_column()
    result: Mapped[str] = mapped_column(default="")
    left_open_why: Mapped[str] = mapped_column(default="")  # closed with an open condition or an unpaid loan
    recorded_by: Mapped[int | None] = mapped_column(Key)
    recorded_at: Mapped[datetime] = mapped_column(default=now)
    voided_at: Mapped[datetime | None] = mapped_column()
    programme: Mapped[Programme] = relationship(lazy="joined")
    person: Mapped[Person] = relationship(lazy="joined")
    unit: Mapped[Unit] = relationship(lazy="joined")
    tranches: Mapped[list["FundingTranche"]] = relationship(
        lazy="selectin", order_by="FundingTranche.planned_on, FundingTranche.id", back_populates="funding"
    )
    conditions: Mapped[list["FundingCondition"]] = relationship(
        lazy="selectin", order_by="FundingCondition.due_on, FundingCondition.id", back_populates="funding"
    )
    repayments: Mapped[list["Repayment"]] = relationship(lazy="selectin", order_by="Repayment.repaid_on, Repayment.id")


class FundingTranche(Row):
    """A part of what was granted: planned for a day, paid on a day, with its proof."""

    __tablename__ = "funding_tranche"
    funding_id: Mapped[int] = mapped_column(ForeignKey("funding.id"), index=True)
    planned_on: Mapped[date] = mapped_column()
    amount_dong: Mapped[int] = mapped_column(Dong)
    paid_on: Mapped[date | None] = mapped_column()
    paid_at: Mapped[datetime | None] = mapped_column()  # when that was written down
    proof_id: Mapped[int | None] = mapped_column(ForeignKey("private_file.id"))
    funding: Mapped[Funding] = relationship(back_populates="tranches")


class FundingCondition(Row):
    """What a woman has to do for what was granted; she says that it is done, an officer writes down that it is."""

    __tablename__ = "funding_condition"
    funding_id: Mapped[int] = mapped_column(ForeignKey("funding.id"), index=True)
    text: Mapped[str] = mapped_column()
    due_on: Mapped[date] = mapped_column()
    said_done_at: Mapped[datetime | None] = mapped_column()  # by herself
    fulfilled_on: Mapped[date | None] = mapped_column()
    proof_id: Mapped[int | None] = mapped_column(ForeignKey("private_file.id"))
    funding: Mapped[Funding] = relationship(back_populates="conditions")


class Repayment(Row):
    """Money of a loan that was paid back."""

    __tablename__ = "repayment"
    funding_id: Mapped[int] = mapped_column(ForeignKey("funding.id"), index=True)
    repaid_on: Mapped[date] = mapped_column()
    amount_dong: Mapped[int] = mapped_column(Dong)
    recorded_by: Mapped[int | None] = mapped_column(Key)


class Mentorship(Row):
    """Somebody (`person_id`, the mentor) who stands by a supported woman, from one day to another."""

    __tablename__ = "mentorship"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    woman_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    began_on: Mapped[date] = mapped_column()
    ended_on: Mapped[date | None] = mapped_column()
    recorded_by: Mapped[int | None] = mapped_column(Key)
    recorded_at: Mapped[datetime] = mapped_column(default=now)
    voided_at: Mapped[datetime | None] = mapped_column()
    voided_why: Mapped[str] = mapped_column(default="")
    person: Mapped[Person] = relationship(lazy="joined", foreign_keys=[person_id])
    woman: Mapped[Person] = relationship(lazy="joined", foreign_keys=[woman_id])
    unit: Mapped[Unit] = relationship(lazy="joined")


class SupportVisit(Row):
    """A visit or call to a supported woman: what was seen, for officers alone, and the next step, for her too."""

    __tablename__ = "support_visit"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    visited_on: Mapped[date] = mapped_column()
    visited_by: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    way: Mapped[str] = mapped_column()  # visit | call
    seen: Mapped[str] = mapped_column(default="")
    next_step: Mapped[str] = mapped_column(default="")
    next_due_on: Mapped[date | None] = mapped_column()
    step_done_on: Mapped[date | None] = mapped_column()
    step_done_by: Mapped[str] = mapped_column(default="")  # seller | officer
    photo_id: Mapped[int | None] = mapped_column(ForeignKey("private_file.id"))
    recorded_by: Mapped[int | None] = mapped_column(Key)
    recorded_at: Mapped[datetime] = mapped_column(default=now)
    voided_at: Mapped[datetime | None] = mapped_column()
    voided_why: Mapped[str] = mapped_column(default="")
    person: Mapped[Person] = relationship(lazy="joined", foreign_keys=[person_id])
    visitor: Mapped[Person] = relationship(lazy="joined", foreign_keys=[visited_by])
    unit: Mapped[Unit] = relationship(lazy="joined")
