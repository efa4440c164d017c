"""Outreach in bulk: a day on which women and their relatives were helped with VNeID, accounts, public services."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.association.models import Unit
from marketplace.core.clock import now
from marketplace.core.db import Key, Row
from marketplace.people.models import Person

_STANDS = text("voided_at IS NULL")


class Outreach(Row):
    """One day of a unit's outreach; `women_said`, `female_said` and `male_said` are told of the whole day.

    The women of its list and the relatives beside them are part of those numbers, not more: of the women who are told
    and not listed there is no list yet. `changed_at` follows every change, since facts are copies.
    """

    __tablename__ = "outreach"
    __table_args__ = (Index("ix_outreach_unit", "unit_id", "held_on"),)
    kind: Mapped[str] = mapped_column()  # see training.topics.OUTREACHES
    about: Mapped[str] = mapped_column(default="")  # which account, which service
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    held_on: Mapped[date] = mapped_column()
    place: Mapped[str] = mapped_column(default="")
    helpers: Mapped[str] = mapped_column(default="")  # who helped, as people write it
    women_said: Mapped[int] = mapped_column(default=0)
    female_said: Mapped[int] = mapped_column(default=0)  # relatives, who never are in a list
    male_said: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime] = mapped_column(default=now)
    recorded_by: Mapped[int | None] = mapped_column(Key)
    changed_at: Mapped[datetime] = mapped_column(default=now)
    voided_at: Mapped[datetime | None] = mapped_column()
    voided_why: Mapped[str] = mapped_column(default="")
    unit: Mapped[Unit] = relationship(lazy="joined")
    photos: Mapped[list["OutreachPhoto"]] = relationship(order_by="OutreachPhoto.id")


class OutreachWoman(Row):
    """One woman who was helped that day, and how many relatives were helped beside her.

    `unit_id` is the outreach's, so that it ties her to that unit.
    """

    __tablename__ = "outreach_woman"
    __table_args__ = (
        Index("ix_outreach_woman_person_id", "person_id"),
        Index(
            "uq_outreach_woman_once",
            "outreach_id",
            "person_id",
            unique=True,
            sqlite_where=_STANDS,
            postgresql_where=_STANDS,
        ),
    )
    outreach_id: Mapped[int] = mapped_column(ForeignKey("outreach.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    female: Mapped[int] = mapped_column(default=0)
    male: Mapped[int] = mapped_column(default=0)
    noted_at: Mapped[datetime] = mapped_column(default=now)
    noted_by: Mapped[int | None] = mapped_column(Key)
    voided_at: Mapped[datetime | None] = mapped_column()
    voided_why: Mapped[str] = mapped_column(default="")
    outreach: Mapped[Outreach] = relationship(lazy="joined")
    person: Mapped[Person] = relationship(lazy="joined")


class OutreachPhoto(Row):
    """A photo of that day, or of the list that was signed: its evidence."""

    __tablename__ = "outreach_photo"
    outreach_id: Mapped[int] = mapped_column(ForeignKey("outreach.id"), index=True)
    private_file_id: Mapped[int] = mapped_column(ForeignKey("private_file.id"))
    kept_at: Mapped[datetime] = mapped_column(default=now)
    kept_by: Mapped[int | None] = mapped_column(Key)
