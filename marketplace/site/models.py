"""Settings of this installation that the operator changes on a page."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.clock import now
from marketplace.core.db import Json, Key, Model
from marketplace.core.row_seals import Sealed


class Setting(Sealed, Model):
    """One setting by key; a key without a row has its default (see `marketplace.site.settings`)."""

    __tablename__ = "setting"
    seals, is_kept = ("key", "value"), False
    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[Any] = mapped_column(Json)
    changed_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)
    changed_by: Mapped[int | None] = mapped_column(Key)
