"""The Union's tree of units, and who serves in which unit, both valid from a day to a day."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.core.clock import now
from marketplace.core.db import Key, Row
from marketplace.core.row_seals import Sealed
from marketplace.people.models import Person


class Unit(Row):
    """A unit of the Union: province or commune (later chi hội, tổ). `path` («/1/7/») makes subtrees one query."""

    __tablename__ = "unit"
    __table_args__ = (Index("ix_unit_path", "path"),)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column()  # «Hội LHPN xã Biện Thượng»
    folded: Mapped[str] = mapped_column()
    level: Mapped[str] = mapped_column()  # province | commune | branch
    area_code: Mapped[str | None] = mapped_column(ForeignKey("area.code"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    path: Mapped[str] = mapped_column()
    contact_name: Mapped[str] = mapped_column(default="")
    contact_phone: Mapped[str] = mapped_column(default="")
    valid_from: Mapped[date] = mapped_column()
    valid_to: Mapped[date | None] = mapped_column()


class Officer(Sealed, Row):
    """A person serving in a unit from a day to a day; the officer's territory is the unit and all below it."""

    __tablename__ = "officer"
    seals = ("person_id", "unit_id", "role", "appointed_at", "appointed_by", "ended_at")
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    role: Mapped[str] = mapped_column()  # commune_officer | province_officer
    appointed_at: Mapped[datetime] = mapped_column(default=now)
    appointed_by: Mapped[int | None] = mapped_column(Key)
    ended_at: Mapped[datetime | None] = mapped_column()
    unit: Mapped[Unit] = relationship(lazy="joined")
    person: Mapped[Person] = relationship(lazy="joined")
