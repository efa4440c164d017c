"""Contests of ideas with criteria, judges, sheets and decisions; ideas and their entries."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.association.models import Unit
from marketplace.contests.awards import SHARED
from marketplace.contests.models.held import Held
from marketplace.contests.states import CONTEST
from marketplace.core.clock import now
from marketplace.core.db import Json, Key, Row
from marketplace.core.states import HasStates
from marketplace.people.models import Person


class Contest(Held, HasStates, Row):
    """A contest of ideas. `is_on_paper`: it was judged elsewhere or before, and its results stand in a document."""

    __tablename__ = "contest"
    machine = CONTEST
    year: Mapped[int] = mapped_column()
    level: Mapped[str] = mapped_column()  # see contests.awards
    theme: Mapped[str] = mapped_column(default="")
    opens_on: Mapped[date | None] = mapped_column()
    closes_on: Mapped[date | None] = mapped_column()  # the last day on which ideas are taken
    is_blind: Mapped[bool] = mapped_column(default=False)
    is_on_paper: Mapped[bool] = mapped_column(default=False)
    tie_rule: Mapped[str] = mapped_column(default=SHARED)
    spread_limit: Mapped[int] = mapped_column(default=20)  # points between two judges from which it is marked
    status: Mapped[str] = mapped_column()
    decided_on: Mapped[date | None] = mapped_column()
    document: Mapped[str] = mapped_column(default="")  # decision or minutes in which the results stand
    unit: Mapped[Unit] = relationship(lazy="joined")
    criteria: Mapped[list["Criterion"]] = relationship(
        order_by="Criterion.position", cascade="all, delete-orphan", lazy="selectin"
    )


class Criterion(Row):
    """What is judged, and how many of the 100 points it has."""

    __tablename__ = "contest_criterion"
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), index=True)
    name: Mapped[str] = mapped_column()
    weight: Mapped[int] = mapped_column()
    position: Mapped[int] = mapped_column(default=0)


class Idea(Row):
    """An idea of a woman of the register: one row, in however many contests it is entered."""

    __tablename__ = "idea"
    title: Mapped[str] = mapped_column()
    folded_title: Mapped[str] = mapped_column()
    summary: Mapped[str] = mapped_column(default="")
    sector: Mapped[str] = mapped_column()
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    co_authors: Mapped[str] = mapped_column(default="")
    submitted_on: Mapped[date] = mapped_column()
    recorded_at: Mapped[datetime] = mapped_column(default=now)
    recorded_by: Mapped[int | None] = mapped_column(Key)
    changed_at: Mapped[datetime] = mapped_column(default=now, index=True)  # what counts of it, see programme.outcomes
    supported_on: Mapped[date | None] = mapped_column()  # by the national level
    supported_with: Mapped[str] = mapped_column(default="")
    person: Mapped[Person] = relationship(lazy="joined")
    unit: Mapped[Unit] = relationship(lazy="joined")


class Entry(Row):
    """An idea in a contest, under a number of its own there; what it was given stands here once that is decided."""

    __tablename__ = "contest_entry"
    __table_args__ = (UniqueConstraint("contest_id", "idea_id"), UniqueConstraint("contest_id", "number"))
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"))
    idea_id: Mapped[int] = mapped_column(ForeignKey("idea.id"), index=True)
    number: Mapped[int] = mapped_column()
    entered_on: Mapped[date] = mapped_column()
    carried_from_id: Mapped[int | None] = mapped_column(ForeignKey("contest_entry.id"))
    recorded_at: Mapped[datetime] = mapped_column(default=now)
    recorded_by: Mapped[int | None] = mapped_column(Key)
    withdrawn_at: Mapped[datetime | None] = mapped_column()
    withdrawn_why: Mapped[str] = mapped_column(default="")
    award: Mapped[str | None] = mapped_column()  # see contests.awards
    rank: Mapped[int | None] = mapped_column()
    contest: Mapped[Contest] = relationship(lazy="joined")
    idea: Mapped[Idea] = relationship(lazy="joined")


_SITS = text("removed_at IS NULL")


class Judge(Row):
    """Somebody who judges: an officer at her own sheet, or somebody named whose sheets an officer enters."""

    __tablename__ = "contest_judge"
    __table_args__ = (
        Index(
            "uq_contest_judge_sits",
            "contest_id",
            "person_id",
            unique=True,
            sqlite_where=_SITS,
            postgresql_where=_SITS,
        ),
    )
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str] = mapped_column()
    title: Mapped[str] = mapped_column(default="")  # «Phó Giám đốc Sở Công Thương»
    is_chair: Mapped[bool] = mapped_column(default=False)
    recorded_at: Mapped[datetime] = mapped_column(default=now)
    recorded_by: Mapped[int | None] = mapped_column(Key)
    removed_at: Mapped[datetime | None] = mapped_column()
    removed_why: Mapped[str] = mapped_column(default="")
    contest: Mapped[Contest] = relationship(lazy="joined")


class JudgeConflict(Row):
    """A relation of a judge to the author of an entry: her sheet for it is locked, what stood on it counts no more."""

    __tablename__ = "judge_conflict"
    judge_id: Mapped[int] = mapped_column(ForeignKey("contest_judge.id"), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("contest_entry.id"), index=True)
    relation: Mapped[str] = mapped_column()
    note: Mapped[str] = mapped_column(default="")
    declared_at: Mapped[datetime] = mapped_column(default=now)
    declared_by: Mapped[int | None] = mapped_column(Key)
    withdrawn_at: Mapped[datetime | None] = mapped_column()
    withdrawn_why: Mapped[str] = mapped_column(default="")


class Sheet(Row):
    """What a judge gave an entry: points for every criterion, in tenths; `total_tenths` is their sum."""

    __tablename__ = "contest_sheet"
    __table_args__ = (UniqueConstraint("judge_id", "entry_id"),)
    judge_id: Mapped[int] = mapped_column(ForeignKey("contest_judge.id"))
    entry_id: Mapped[int] = mapped_column(ForeignKey("contest_entry.id"), index=True)
    total_tenths: Mapped[int] = mapped_column()
    note: Mapped[str] = mapped_column(default="")
    entered_at: Mapped[datetime] = mapped_column(default=now)
    entered_by: Mapped[int | None] = mapped_column(Key)
    scores: Mapped[list["SheetScore"]] = relationship(cascade="all, delete-orphan", lazy="selectin")


class SheetScore(Row):
    """The points of one criterion on a sheet."""

    __tablename__ = "sheet_score"
    __table_args__ = (UniqueConstraint("sheet_id", "criterion_id"),)
    sheet_id: Mapped[int] = mapped_column(ForeignKey("contest_sheet.id"))
    criterion_id: Mapped[int] = mapped_column(ForeignKey("contest_criterion.id"))
    tenths: Mapped[int] = mapped_column()


class Decision(Row):
    """The results of a contest as they were decided, kept for good; `results` has a line for each entry."""

    __tablename__ = "contest_decision"
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), index=True)
    decided_on: Mapped[date] = mapped_column()
    document: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")  # what the minutes say besides
    results: Mapped[list[Any]] = mapped_column(Json, default=list)
    decided_at: Mapped[datetime] = mapped_column(default=now)
    decided_by: Mapped[int | None] = mapped_column(Key)
    reopened_at: Mapped[datetime | None] = mapped_column()
    reopened_by: Mapped[int | None] = mapped_column(Key)
    reopened_why: Mapped[str] = mapped_column(default="")
