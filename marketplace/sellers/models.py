"""Applications with their evidence and the officers' marks, sellers and their standing, bank accounts."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.association.models import Unit
from marketplace.core.clock import now
from marketplace.core.db import Key, Row
from marketplace.core.row_seals import Sealed
from marketplace.core.states import HasStates
from marketplace.media.models import PrivateFile
from marketplace.people.models import Person
from marketplace.sellers.states import APPLICATION, ENDED_STATES, STANDING, UNDECIDED_STATES


class Application(HasStates, Row):
    """One woman's application to sell. `answers` holds what is not sensitive; the rest is sealed elsewhere."""

    __tablename__ = "application"
    __table_args__ = (Index("ix_application_queue", "unit_id", "status", "due_at"),)
    machine = APPLICATION
    number: Mapped[str] = mapped_column(unique=True)  # «HS261121-7K2M9P»
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    status: Mapped[str] = mapped_column()
    legal_form: Mapped[str | None] = mapped_column()  # see sellers.legal_forms
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime] = mapped_column(default=now)
    submitted_at: Mapped[datetime | None] = mapped_column()
    due_at: Mapped[datetime | None] = mapped_column()
    decided_at: Mapped[datetime | None] = mapped_column()
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decision_reason: Mapped[str] = mapped_column(default="")  # see sellers.decisions
    decision_note: Mapped[str] = mapped_column(default="")
    person: Mapped[Person] = relationship(lazy="joined", foreign_keys=[person_id])
    unit: Mapped[Unit | None] = relationship(lazy="joined")
    evidence: Mapped[list["Evidence"]] = relationship(order_by="Evidence.id")
    marks: Mapped[list["RequirementMark"]] = relationship()

    @property
    def is_undecided(self) -> bool:
        """Whether it was handed in and not decided finally."""
        return self.status in UNDECIDED_STATES

    @property
    def is_ended(self) -> bool:
        """Whether it was decided finally, or withdrawn."""
        return self.status in ENDED_STATES


class Evidence(Row):
    """A photographed or uploaded paper that belongs to one requirement of an application."""

    __tablename__ = "application_evidence"
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    requirement: Mapped[str] = mapped_column()
    side: Mapped[str] = mapped_column(default="")  # front | back of what has two sides, else empty
    private_file_id: Mapped[int] = mapped_column(ForeignKey("private_file.id"))
    added_at: Mapped[datetime] = mapped_column(default=now)
    removed_at: Mapped[datetime | None] = mapped_column()
    file: Mapped[PrivateFile] = relationship(lazy="joined")


class RequirementMark(Row):
    """An officer's mark on one requirement: verified, waived with a reason, or missing with what to add.

    «answered»: the applicant changed her answer since; the officer's note stays to be read beside it.
    """

    __tablename__ = "application_requirement_mark"
    __table_args__ = (UniqueConstraint("application_id", "requirement"),)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"))
    requirement: Mapped[str] = mapped_column()
    verdict: Mapped[str] = mapped_column()  # verified | waived | missing | answered
    note: Mapped[str] = mapped_column(default="")
    by_person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(default=now)


class Seller(HasStates, Row):
    """A woman (or her group) admitted to sell, vouched for by one unit on one day."""

    __tablename__ = "seller"
    machine = STANDING
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), unique=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    status: Mapped[str] = mapped_column()
    legal_form: Mapped[str] = mapped_column()
    legal_name: Mapped[str] = mapped_column()  # name of person, household, group, co-operative or company
    verified_at: Mapped[datetime] = mapped_column()
    verified_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    verified_unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    person: Mapped[Person] = relationship(lazy="joined", foreign_keys=[person_id])
    unit: Mapped[Unit] = relationship(lazy="joined", foreign_keys=[unit_id])
    verified_unit: Mapped[Unit] = relationship(lazy="joined", foreign_keys=[verified_unit_id])


class BankAccount(Sealed, Row):
    """A bank account a seller is paid to, from a time to a time; the number is sealed, the newest live row counts."""

    __tablename__ = "seller_bank_account"
    seals = ("person_id", "bin", "number_sealed", "number_fingerprint", "holder", "added_at", "ended_at")
    is_kept = False  # removed when the consent to keep it is taken back
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    bin: Mapped[str] = mapped_column()
    number_sealed: Mapped[str] = mapped_column()
    number_masked: Mapped[str] = mapped_column()
    number_fingerprint: Mapped[str] = mapped_column(index=True)
    holder: Mapped[str] = mapped_column()  # upper case, unaccented, as the bank prints it
    added_at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None] = mapped_column()
    added_by: Mapped[int | None] = mapped_column(Key)
