"""Which activities name the theme of a year, or its khâu đột phá."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.clock import now
from marketplace.core.db import Key, Row


class NamedTheme(Row):
    """A class, contest or outreach is held under the theme of a year, or under its khâu đột phá (`part`).

    The theme is told by its unit and year, not by a row: whatever words hold for that year are its words.
    """

    __tablename__ = "named_theme"
    __table_args__ = (
        UniqueConstraint("record_kind", "record_id", "part"),
        Index("ix_named_theme_unit_id", "unit_id", "year"),
    )
    record_kind: Mapped[str] = mapped_column()  # as counted_record has it
    record_id: Mapped[int] = mapped_column(Key)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))  # whose theme it is
    year: Mapped[int] = mapped_column()
    part: Mapped[str] = mapped_column()  # theme | breakthrough
    noted_at: Mapped[datetime] = mapped_column(default=now)
    noted_by: Mapped[int | None] = mapped_column(Key)
