"""Classes with their sessions and trainers, the lists of who takes part, who came, and certificates."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.association.models import Unit
from marketplace.catalog.models import Product
from marketplace.catalog.states import DISCARDED
from marketplace.core.clock import now
from marketplace.core.db import Dong, Json, Key, Row
from marketplace.core.states import HasStates
from marketplace.people.models import Person
from marketplace.training.states import TRAINING_CLASS


class TrainingClass(HasStates, Row):
    """A class of one unit; `code` is what people type or scan to register."""

    __tablename__ = "training_class"
    __table_args__ = (Index("ix_training_class_unit", "unit_id", "begins_on"),)
    machine = TRAINING_CLASS
    code: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str] = mapped_column()
    topic: Mapped[str] = mapped_column()  # see training.topics
    audience: Mapped[str] = mapped_column()  # women | officers
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    place: Mapped[str] = mapped_column(default="")
    begins_on: Mapped[date] = mapped_column()  # the day of its first session
    capacity: Mapped[int] = mapped_column()
    needed_sessions: Mapped[int] = mapped_column(default=1)  # to get a certificate
    budget_dong: Mapped[int | None] = mapped_column(Dong)
    funder: Mapped[str] = mapped_column(default="")
    relatives: Mapped[int] = mapped_column(default=0)  # others who took part, in no list: husbands, children
    status: Mapped[str] = mapped_column()  # see training.states
    cancelled_why: Mapped[str] = mapped_column(default="")
    repeats_id: Mapped[int | None] = mapped_column(ForeignKey("training_class.id"))
    opened_at: Mapped[datetime] = mapped_column(default=now)
    opened_by: Mapped[int | None] = mapped_column(Key)
    unit: Mapped[Unit] = relationship(lazy="joined")
    sessions: Mapped[list["ClassSession"]] = relationship(
        back_populates="training_class", order_by="(ClassSession.held_on, ClassSession.begins, ClassSession.id)"
    )
    trainers: Mapped[list["ClassTrainer"]] = relationship(order_by="ClassTrainer.id", cascade="all, delete-orphan")


class ClassTrainer(Row):
    """Who teaches a class, as the paper names her or him."""

    __tablename__ = "class_trainer"
    class_id: Mapped[int] = mapped_column(ForeignKey("training_class.id"), index=True)
    name: Mapped[str] = mapped_column()


class ClassSession(Row):
    """One meeting of a class; `called_at` says that the roll was called, which an officer does."""

    __tablename__ = "class_session"
    __table_args__ = (UniqueConstraint("class_id", "held_on", "begins"),)
    class_id: Mapped[int] = mapped_column(ForeignKey("training_class.id"))
    held_on: Mapped[date] = mapped_column()
    begins: Mapped[str] = mapped_column(default="")  # «07:30», or «» where nobody said
    ends: Mapped[str] = mapped_column(default="")
    called_at: Mapped[datetime | None] = mapped_column()
    called_by: Mapped[int | None] = mapped_column(Key)
    scan_opened_at: Mapped[datetime | None] = mapped_column()  # trainees may tick themselves by its code since then
    training_class: Mapped[TrainingClass] = relationship(back_populates="sessions")
    sheets: Mapped[list["SignedSheet"]] = relationship(order_by="SignedSheet.id")


class SignedSheet(Row):
    """A photo of the list that those who came signed."""

    __tablename__ = "signed_sheet"
    session_id: Mapped[int] = mapped_column(ForeignKey("class_session.id"), index=True)
    private_file_id: Mapped[int] = mapped_column(ForeignKey("private_file.id"))
    kept_at: Mapped[datetime] = mapped_column(default=now)
    kept_by: Mapped[int | None] = mapped_column(Key)


_STANDS = text("voided_at IS NULL")


class Enrolment(Row):
    """One woman in the list of one class: seated, waiting in the order of `registered_at`, or withdrawn.

    `unit_id` is the class's, so that it ties her to that unit. `first_came_on` and `came_noted_at` follow her
    attendances: a fact of the programme is a copy of them.
    """

    __tablename__ = "enrolment"
    __table_args__ = (
        Index("ix_enrolment_person_id", "person_id"),
        Index(
            "uq_enrolment_once", "class_id", "person_id", unique=True, sqlite_where=_STANDS, postgresql_where=_STANDS
        ),
    )
    class_id: Mapped[int] = mapped_column(ForeignKey("training_class.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    way: Mapped[str] = mapped_column()  # officer | herself
    registered_at: Mapped[datetime] = mapped_column(default=now)
    registered_by: Mapped[int | None] = mapped_column(Key)
    seated_at: Mapped[datetime | None] = mapped_column()
    is_extra: Mapped[bool] = mapped_column(default=False)  # an officer took her beyond the capacity
    withdrawn_at: Mapped[datetime | None] = mapped_column()
    voided_at: Mapped[datetime | None] = mapped_column()
    voided_why: Mapped[str] = mapped_column(default="")
    first_came_on: Mapped[date | None] = mapped_column()
    came_noted_at: Mapped[datetime | None] = mapped_column()
    training_class: Mapped[TrainingClass] = relationship(lazy="joined")
    person: Mapped[Person] = relationship(lazy="joined")
    attendances: Mapped[list["Attendance"]] = relationship(back_populates="enrolment")

    @property
    def is_seated(self) -> bool:
        """Whether she has a place."""
        return self.seated_at is not None and self.withdrawn_at is None and self.voided_at is None

    @property
    def is_waiting(self) -> bool:
        """Whether she waits for a place."""
        return self.seated_at is None and self.withdrawn_at is None and self.voided_at is None


class Attendance(Row):
    """She was in one session, on time, late, or left early; who was absent has no row."""

    __tablename__ = "attendance"
    __table_args__ = (UniqueConstraint("enrolment_id", "session_id"),)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"))
    session_id: Mapped[int] = mapped_column(ForeignKey("class_session.id"), index=True)
    mark: Mapped[str] = mapped_column()  # present | late | left_early
    noted_at: Mapped[datetime] = mapped_column(default=now)
    noted_by: Mapped[int | None] = mapped_column(Key)
    enrolment: Mapped[Enrolment] = relationship(back_populates="attendances")


class QuizQuestion(Row):
    """A simple question of a class with one right answer; asked before the class and again after it."""

    __tablename__ = "class_question"
    class_id: Mapped[int] = mapped_column(ForeignKey("training_class.id"), index=True)
    question: Mapped[str] = mapped_column()
    answers: Mapped[list[Any]] = mapped_column(Json)  # the texts to choose from, the right one first
    dropped_at: Mapped[datetime | None] = mapped_column()


class QuizSheet(Row):
    """One set of answers, before or after the class, without a name: how many were right of how many."""

    __tablename__ = "class_quiz_sheet"
    __table_args__ = (
        Index("ix_class_quiz_sheet_class", "class_id", "moment"),
        UniqueConstraint("class_id", "moment", "key"),
    )
    class_id: Mapped[int] = mapped_column(ForeignKey("training_class.id"))
    moment: Mapped[str] = mapped_column()  # before | after
    key: Mapped[str] = mapped_column()  # of the form that was sent, so that twice is once
    right_count: Mapped[int] = mapped_column()
    asked: Mapped[int] = mapped_column()
    sent_at: Mapped[datetime] = mapped_column(default=now)


class ClassCertificate(Row):
    """That she took part, with a number anybody can check; revoked it stays and says so."""

    __tablename__ = "class_certificate"
    __table_args__ = (
        Index(
            "uq_class_certificate_standing",
            "enrolment_id",
            unique=True,
            sqlite_where=text("revoked_at IS NULL"),
            postgresql_where=text("revoked_at IS NULL"),
        ),
    )
    number: Mapped[str] = mapped_column(unique=True)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"))
    full_name: Mapped[str] = mapped_column()  # as printed
    issued_on: Mapped[date] = mapped_column()
    issued_at: Mapped[datetime] = mapped_column(default=now)
    issued_by: Mapped[int | None] = mapped_column(Key)
    revoked_at: Mapped[datetime | None] = mapped_column()
    revoked_why: Mapped[str] = mapped_column(default="")
    enrolment: Mapped[Enrolment] = relationship(lazy="joined")


class ClassDraft(Row):
    """Somebody of a class scanned its code for a shop; `product_id` is what she began to list first after that."""

    __tablename__ = "class_draft"
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)  # of the account she scanned with
    product_id: Mapped[int | None] = mapped_column(ForeignKey("product.id"), unique=True)
    scanned_at: Mapped[datetime] = mapped_column(default=now)
    enrolment: Mapped[Enrolment] = relationship(lazy="joined")
    product: Mapped[Product | None] = relationship()

    @property
    def is_thrown_away(self) -> bool:
        """Whether she began something and threw it away."""
        return self.product is not None and self.product.status == DISCARDED


class ClassCall(Row):
    """News of a class that no message could bring to somebody of its list: an officer calls her, and says so."""

    __tablename__ = "class_call"
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), index=True)
    what: Mapped[str] = mapped_column()  # see training.topics.NEWS
    asked_at: Mapped[datetime] = mapped_column(default=now)
    called_at: Mapped[datetime | None] = mapped_column()
    called_by: Mapped[int | None] = mapped_column(Key)
    enrolment: Mapped[Enrolment] = relationship(lazy="joined")
