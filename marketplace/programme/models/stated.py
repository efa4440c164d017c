"""Figures that stand beside those of records: totals without a list, figures once printed, groups of units."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.association.models import Unit
from marketplace.core.clock import now
from marketplace.core.db import Dong, Key, Row
from marketplace.programme.models.programmes import Programme


class StatedTotal(Row):
    """A total that a unit reports without a list («chưa có danh sách»): shown apart, never added to what records say.

    It stands until it is corrected by another one, withdrawn, or replaced because its list arrived; then it stays as
    history, with how it ended (see programme.endings_of_totals) and why.
    """

    __tablename__ = "stated_total"
    __table_args__ = (
        Index("ix_stated_total_unit", "unit_id", "programme_id"),
        Index(
            "uq_stated_total_standing",
            "programme_id",
            "indicator",
            "unit_id",
            "period",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    indicator: Mapped[str] = mapped_column()
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    period: Mapped[str] = mapped_column()  # see programme.periods
    value: Mapped[int] = mapped_column(Dong)  # of a share whole percents
    source: Mapped[str] = mapped_column()  # the document that says it
    source_on: Mapped[date] = mapped_column()
    entered_at: Mapped[datetime] = mapped_column(default=now)
    entered_by: Mapped[int | None] = mapped_column(Key)
    ended_at: Mapped[datetime | None] = mapped_column()
    ended_by: Mapped[int | None] = mapped_column(Key)
    ended_how: Mapped[str] = mapped_column(default="")  # corrected | listed | withdrawn
    ended_why: Mapped[str] = mapped_column(default="")
    programme: Mapped[Programme] = relationship(lazy="joined")
    unit: Mapped[Unit] = relationship(lazy="joined")


class PublishedFigure(Row):
    """A figure that was printed once, as it was printed, to be held against what the records say of the same days."""

    __tablename__ = "published_figure"
    key: Mapped[str] = mapped_column(default="", index=True)  # of those that this software brings along
    programme_id: Mapped[int | None] = mapped_column(ForeignKey("programme.id"))
    indicator: Mapped[str] = mapped_column(default="")  # the indicator it is held against; «» is none yet
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    text: Mapped[str] = mapped_column()  # «212.013 phụ nữ được tập huấn kỹ năng số»
    value: Mapped[int] = mapped_column(Dong)
    is_at_least: Mapped[bool] = mapped_column(default=False)  # «hơn 15.000»
    published_in: Mapped[str] = mapped_column()  # where, with its day as it is known
    published_on: Mapped[date] = mapped_column()
    definition: Mapped[str] = mapped_column(default="")  # as printed; «» where nothing was
    first_on: Mapped[date | None] = mapped_column()  # the days it tells of, as far as they were said
    last_on: Mapped[date] = mapped_column()
    reason: Mapped[str] = mapped_column(default="")  # why it differs from the records, see programme.gaps
    note: Mapped[str] = mapped_column(default="")
    entered_at: Mapped[datetime] = mapped_column(default=now)
    entered_by: Mapped[int | None] = mapped_column(Key)
    voided_at: Mapped[datetime | None] = mapped_column()
    voided_by: Mapped[int | None] = mapped_column(Key)
    voided_why: Mapped[str] = mapped_column(default="")
    programme: Mapped[Programme | None] = relationship(lazy="joined")
    unit: Mapped[Unit] = relationship(lazy="joined")


class UnitGroup(Row):
    """To which group of a scheme a unit belongs by an officer's word: the district before, the cluster of communes."""

    __tablename__ = "unit_group"
    __table_args__ = (
        Index(
            "uq_unit_group_standing",
            "scheme",
            "unit_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )
    scheme: Mapped[str] = mapped_column()  # district | cluster
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    name: Mapped[str] = mapped_column()
    said_at: Mapped[datetime] = mapped_column(default=now)
    said_by: Mapped[int | None] = mapped_column(Key)
    ended_at: Mapped[datetime | None] = mapped_column()
    ended_by: Mapped[int | None] = mapped_column(Key)
