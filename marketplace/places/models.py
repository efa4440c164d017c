"""Administrative areas of today (two levels) and the former communes that became them."""

from datetime import date

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.db import Model, Row

PLACES = "places"  # version scope: grows when areas are loaded anew
VALID_FROM = date(2025, 7, 1)  # since when the areas of today are what they are


class Area(Model):
    """A province or commune-level unit by its official code, valid from a date."""

    __tablename__ = "area"
    __table_args__ = (Index("ix_area_parent", "parent_code", "sort_key"),)
    code: Mapped[str] = mapped_column(primary_key=True)
    level: Mapped[str] = mapped_column()  # province | commune
    name: Mapped[str] = mapped_column()  # «Xã Biện Thượng»
    folded: Mapped[str] = mapped_column(index=True)  # «xa bien thuong»
    sort_key: Mapped[str] = mapped_column()
    parent_code: Mapped[str | None] = mapped_column(ForeignKey("area.code"))
    latitude: Mapped[float | None] = mapped_column()
    longitude: Mapped[float | None] = mapped_column()
    area_km2: Mapped[float | None] = mapped_column()
    valid_from: Mapped[date] = mapped_column()
    valid_to: Mapped[date | None] = mapped_column()


class FormerArea(Row):
    """A commune as it was before 2025-07-01, with its district and province of then.

    `earlier_name` and `earlier_district`: how it was called before that, where that differs. A commune that was merged
    earlier still has no `code`.
    """

    __tablename__ = "former_area"
    code: Mapped[str] = mapped_column(index=True)
    name: Mapped[str] = mapped_column()
    district: Mapped[str] = mapped_column()
    province: Mapped[str] = mapped_column()
    province_code: Mapped[str] = mapped_column()
    earlier_name: Mapped[str] = mapped_column(default="")
    earlier_district: Mapped[str] = mapped_column(default="")
    folded: Mapped[str] = mapped_column(index=True)  # folded «name district province», with the earlier ones
    partly: Mapped[bool] = mapped_column()


class Succession(Row):
    """Which unit of today took over (part of) a former one; two or more rows need a person's answer."""

    __tablename__ = "area_succession"
    __table_args__ = (UniqueConstraint("former_id", "area_code"),)
    former_id: Mapped[int] = mapped_column(ForeignKey("former_area.id"), index=True)
    area_code: Mapped[str] = mapped_column(ForeignKey("area.code"), index=True)
