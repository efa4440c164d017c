"""Honours: whom, by which decision, until when, and whether it was revoked."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.association.models import Unit
from marketplace.core.clock import now
from marketplace.core.db import Key, Row
from marketplace.media.models import Photo
from marketplace.people.models import Person

HONOURS = "honours"  # the scope of version rows that grows whenever what is public of an honour changes


class Honour(Row):
    """One title given to a woman, a model or a unit by a decision; `unit_id` is the unit that keeps the record."""

    __tablename__ = "honour"
    __table_args__ = (Index("ix_honour_decided_on", "decided_on", "id"), Index("ix_honour_person_id", "person_id"))
    number: Mapped[str] = mapped_column(unique=True)  # of its public page
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    awardee: Mapped[str] = mapped_column()  # person | model | unit
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    honoured_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    model_name: Mapped[str] = mapped_column(default="")
    model_key: Mapped[int | None] = mapped_column(Key)  # of an enterprise or model in its own room
    title: Mapped[str] = mapped_column()  # see honours.titles
    title_said: Mapped[str] = mapped_column(default="")  # where it is another one
    citation: Mapped[str] = mapped_column()
    level: Mapped[str] = mapped_column()  # commune | province | nation
    issuer: Mapped[str] = mapped_column()
    decision_number: Mapped[str] = mapped_column()
    decided_on: Mapped[date] = mapped_column()
    year: Mapped[int] = mapped_column()
    theme: Mapped[str] = mapped_column(default="")
    expires_on: Mapped[date | None] = mapped_column()  # the last day
    photo_id: Mapped[int | None] = mapped_column(ForeignKey("photo.id"))
    recorded_at: Mapped[datetime] = mapped_column(default=now)
    recorded_by: Mapped[int | None] = mapped_column(Key)
    revoked_at: Mapped[datetime | None] = mapped_column()
    revoked_why: Mapped[str] = mapped_column(default="")
    unit: Mapped[Unit] = relationship(lazy="joined", foreign_keys=[unit_id])
    person: Mapped[Person | None] = relationship(lazy="joined")
    honoured_unit: Mapped[Unit | None] = relationship(lazy="joined", foreign_keys=[honoured_unit_id])
    photo: Mapped[Photo | None] = relationship()

    @property
    def awarded_to(self) -> str:
        """The name of whom it honours."""
        if self.person is not None:
            return self.person.full_name
        return self.honoured_unit.name if self.honoured_unit is not None else self.model_name
