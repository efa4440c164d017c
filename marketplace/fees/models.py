"""Commission rules, dated; withholding rates are legal rules and live in `rules`."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.db import Key, Row


class CommissionRule(Row):
    """A commission in basis points of goods sold, as it holds from a day to a day; most specific wins."""

    __tablename__ = "commission_rule"
    basis_points: Mapped[int] = mapped_column()
    shop_id: Mapped[int | None] = mapped_column(Key)
    category_id: Mapped[int | None] = mapped_column(Key)
    valid_from: Mapped[date] = mapped_column()
    valid_to: Mapped[date | None] = mapped_column()
    reason: Mapped[str] = mapped_column(default="")
