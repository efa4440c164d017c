"""Movement contests: events with the teams of units, their numbers and prizes."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.association.models import Unit
from marketplace.contests.models.held import Held
from marketplace.core.db import Row


class MovementContest(Held, Row):
    """A contest that is an event: dân vũ, dân ca, kỹ năng số; how many took part, where it can be watched."""

    __tablename__ = "movement_contest"
    kind: Mapped[str] = mapped_column()
    held_on: Mapped[date] = mapped_column()
    place: Mapped[str] = mapped_column(default="")
    stream_url: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    voided_at: Mapped[datetime | None] = mapped_column()
    voided_why: Mapped[str] = mapped_column(default="")
    unit: Mapped[Unit] = relationship(lazy="joined")
    teams: Mapped[list["Team"]] = relationship(order_by="Team.id", cascade="all, delete-orphan", lazy="selectin")


class Team(Row):
    """Who took part for a unit: a team's name, how many people and women, and its prize."""

    __tablename__ = "movement_team"
    movement_id: Mapped[int] = mapped_column(ForeignKey("movement_contest.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    name: Mapped[str] = mapped_column(default="")
    people: Mapped[int] = mapped_column()
    women: Mapped[int] = mapped_column()
    prize: Mapped[str] = mapped_column(default="")
    unit: Mapped[Unit] = relationship(lazy="joined")
