"""Support given to a woman, the money behind it, and who stands by her."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.association.models import Unit
from marketplace.core.clock import now
from marketplace.core.db import Dong, Key, Row
from marketplace.core.states import HasStates
from marketplace.people.models import Person
from marketplace.programme.models.programmes import Programme
from marketplace.programme.states import FUNDING

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
