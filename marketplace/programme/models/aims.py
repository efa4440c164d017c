"""What a programme wants of a unit, and where that unit began."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.clock import now
from marketplace.core.db import Dong, Key, Row


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
