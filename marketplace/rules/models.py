"""Law as dated data: rates and deadlines with their source, and the versioned texts of the operator."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.clock import now
from marketplace.core.db import Json, Key, Row


class LegalRule(Row):
    """One rule (a rate, a deadline, a limit) as it holds from a day to a day, and where it stands."""

    __tablename__ = "legal_rule"
    __table_args__ = (Index("ix_legal_rule_code", "code", "valid_from"),)
    code: Mapped[str] = mapped_column()
    value: Mapped[Any] = mapped_column(Json)
    valid_from: Mapped[date] = mapped_column()
    valid_to: Mapped[date | None] = mapped_column()
    source: Mapped[str] = mapped_column()


class PolicyText(Row):
    """One version of one policy page in one language; the newest effective version is shown."""

    __tablename__ = "policy_text"
    __table_args__ = (UniqueConstraint("slug", "locale", "version"),)
    slug: Mapped[str] = mapped_column()
    locale: Mapped[str] = mapped_column(default="vi")
    version: Mapped[int] = mapped_column()
    title: Mapped[str] = mapped_column()
    body: Mapped[str] = mapped_column()  # plain text: blank line = paragraph, «- » = item, «## » = heading
    effective_on: Mapped[date] = mapped_column()
    published_at: Mapped[datetime] = mapped_column(default=now)
    published_by: Mapped[int | None] = mapped_column(Key)
    change_note: Mapped[str] = mapped_column(default="")
