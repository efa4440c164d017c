"""A cart: variants and quantities, with the prices the visitor last saw."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.core.clock import now
from marketplace.core.db import Dong, Row


class Cart(Row):
    """One visitor's cart, found by the hash of a token in the visitor's cookie, or by account."""

    __tablename__ = "cart"
    token_hash: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    area_code: Mapped[str | None] = mapped_column(ForeignKey("area.code"))  # where to, for early fees
    created_at: Mapped[datetime] = mapped_column(default=now)
    touched_at: Mapped[datetime] = mapped_column(default=now)
    lines: Mapped[list["CartLine"]] = relationship(order_by="CartLine.id", cascade="all, delete-orphan")


class CartLine(Row):
    """Some pieces of one variant, and the price (đồng) the visitor last saw."""

    __tablename__ = "cart_line"
    __table_args__ = (
        UniqueConstraint("cart_id", "variant_id"),
        CheckConstraint("quantity > 0", name="some"),
    )
    cart_id: Mapped[int] = mapped_column(ForeignKey("cart.id"))
    variant_id: Mapped[int] = mapped_column(ForeignKey("variant.id"))
    quantity: Mapped[int] = mapped_column()
    seen_price_dong: Mapped[int] = mapped_column(Dong)
