"""Knowledge contests: the question bank, contests taken on a phone, and one paper a woman."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.association.models import Unit
from marketplace.contests.models.held import Held
from marketplace.contests.states import KNOWLEDGE
from marketplace.core.clock import now
from marketplace.core.db import Json, Key, Row
from marketplace.core.references import new_public_id
from marketplace.core.states import HasStates


class Question(Row):
    """A question of a unit's bank. It never changes: a better one is a new one, and the old one is put aside."""

    __tablename__ = "quiz_question"
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    topic: Mapped[str] = mapped_column()
    words: Mapped[str] = mapped_column()
    options: Mapped[list[Any]] = mapped_column(Json)
    right_option: Mapped[int] = mapped_column()  # which option, from 0
    recorded_at: Mapped[datetime] = mapped_column(default=now)
    recorded_by: Mapped[int | None] = mapped_column(Key)
    put_aside_at: Mapped[datetime | None] = mapped_column()
    unit: Mapped[Unit] = relationship(lazy="joined")


class KnowledgeContest(Held, HasStates, Row):
    """A contest taken on a phone, within a window of time; its questions are fixed when it opens."""

    __tablename__ = "knowledge_contest"
    machine = KNOWLEDGE
    code: Mapped[str] = mapped_column(unique=True)  # in its public address
    topic: Mapped[str] = mapped_column(default="")  # «» is every topic
    per_paper: Mapped[int] = mapped_column()
    minutes: Mapped[int] = mapped_column()
    opens_at: Mapped[datetime] = mapped_column()
    closes_at: Mapped[datetime] = mapped_column()
    question_ids: Mapped[list[Any]] = mapped_column(Json, default=list)
    status: Mapped[str] = mapped_column()
    unit: Mapped[Unit] = relationship(lazy="joined")


class Paper(Row):
    """One woman's paper: the questions drawn for her in their order, and her answers so far.

    `questions` holds [key of the question, the order of its options, which of them is right]; `answers` holds the place
    of the option she chose, as she saw it, or None. `right_count` and `seconds` follow each answer, so that nobody has
    to close a paper whose time is over.
    """

    __tablename__ = "quiz_paper"
    __table_args__ = (
        UniqueConstraint("contest_id", "phone"),
        Index("ix_quiz_paper_rank", "contest_id", "right_count", "seconds"),
    )
    public_id: Mapped[str] = mapped_column(unique=True, default=new_public_id)
    contest_id: Mapped[int] = mapped_column(ForeignKey("knowledge_contest.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    phone: Mapped[str] = mapped_column()
    full_name: Mapped[str] = mapped_column()
    birth_year: Mapped[int] = mapped_column()
    questions: Mapped[list[Any]] = mapped_column(Json)
    answers: Mapped[list[Any]] = mapped_column(Json)
    right_count: Mapped[int] = mapped_column(default=0)
    seconds: Mapped[int] = mapped_column(default=0)
    started_at: Mapped[datetime] = mapped_column(default=now)
    ends_at: Mapped[datetime] = mapped_column()
    handed_in_at: Mapped[datetime | None] = mapped_column()


class KnowledgeCertificate(Row):
    """That somebody did well in a knowledge contest, with a number anybody can check; revoked it stays and says so.

    `rank` is told of those who were honoured for it; whoever passed has none. What it says is as it was printed.
    """

    __tablename__ = "knowledge_certificate"
    number: Mapped[str] = mapped_column(unique=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey("knowledge_contest.id"), index=True)
    paper_id: Mapped[int] = mapped_column(ForeignKey("quiz_paper.id"), unique=True)
    full_name: Mapped[str] = mapped_column()
    right_count: Mapped[int] = mapped_column()
    rank: Mapped[int | None] = mapped_column()
    issued_on: Mapped[date] = mapped_column()
    issued_at: Mapped[datetime] = mapped_column(default=now)
    issued_by: Mapped[int | None] = mapped_column(Key)
    revoked_at: Mapped[datetime | None] = mapped_column()
    revoked_why: Mapped[str] = mapped_column(default="")
    contest: Mapped[KnowledgeContest] = relationship(lazy="joined")
    paper: Mapped[Paper] = relationship()
