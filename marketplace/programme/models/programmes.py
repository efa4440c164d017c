"""Programmes, the indicators that each uses, and what their versions meant."""

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.db import Row


class Programme(Row):
    """A programme by decision: Đề án 939, 2415, 01."""

    __tablename__ = "programme"
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column()
    name_en: Mapped[str] = mapped_column()
    short_name: Mapped[str] = mapped_column()
    short_name_en: Mapped[str] = mapped_column()
    decision: Mapped[str] = mapped_column()
    decision_en: Mapped[str] = mapped_column()
    decided_on: Mapped[date] = mapped_column()
    begins_on: Mapped[date] = mapped_column()
    ends_on: Mapped[date] = mapped_column()
    summary: Mapped[str] = mapped_column(default="")
    summary_en: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    source_en: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)

    def covers(self, day: date) -> bool:
        """Whether a day lies within the programme's years."""
        return self.begins_on <= day <= self.ends_on


class ProgrammeIndicator(Row):
    """An indicator (a plug by code) as one programme uses it."""

    __tablename__ = "programme_indicator"
    __table_args__ = (UniqueConstraint("programme_id", "indicator", "version"),)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    indicator: Mapped[str] = mapped_column()
    version: Mapped[int] = mapped_column(default=1)
    position: Mapped[int] = mapped_column(default=0)
    is_public: Mapped[bool] = mapped_column(default=True)


class IndicatorDefinition(Row):
    """What an indicator of a version meant, kept when its plug says something else by now."""

    __tablename__ = "indicator_definition"
    __table_args__ = (UniqueConstraint("indicator", "version"),)
    indicator: Mapped[str] = mapped_column()
    version: Mapped[int] = mapped_column()
    name: Mapped[str] = mapped_column()
    definition: Mapped[str] = mapped_column()
    counting: Mapped[str] = mapped_column()
    in_use_since: Mapped[date] = mapped_column()  # the day on which an installation first had it
