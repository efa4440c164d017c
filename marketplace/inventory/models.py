"""Stock of a variant (known here only by an opaque id), what is held of it, and every movement."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.clock import now
from marketplace.core.db import Key, Row
from marketplace.core.row_seals import Sealed

LIVE, CLAIMED, RELEASED, EXPIRED = "live", "claimed", "released", "expired"
RECEIVED, CORRECTED, SOLD, RETURNED = "received", "corrected", "sold", "returned"


class StockItem(Row):
    """How many pieces of one variant exist (`on_hand`) and how many of them are held for orders (`reserved`)."""

    __tablename__ = "stock_item"
    __table_args__ = (
        CheckConstraint("on_hand >= 0", name="on_hand_not_negative"),
        CheckConstraint("reserved >= 0", name="reserved_not_negative"),
        CheckConstraint("reserved <= on_hand", name="reserved_within_on_hand"),
    )
    variant_id: Mapped[int] = mapped_column(Key, unique=True)
    on_hand: Mapped[int] = mapped_column(default=0)
    reserved: Mapped[int] = mapped_column(default=0)

    @property
    def available(self) -> int:
        """Pieces that can still be bought."""
        return self.on_hand - self.reserved


class Hold(Row):
    """A reservation of pieces for one order line: live until claimed (sold), released or expired, exactly once.

    While nobody has proven who asked for it, the fingerprints of the asker stand on it: what each has is limited.
    """

    __tablename__ = "stock_hold"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="some"),
        Index("ix_stock_hold_due", "status", "expires_at"),
        Index("ix_stock_hold_asker_phone", "asker_phone"),
        Index("ix_stock_hold_asker_browser", "asker_browser"),
        Index("ix_stock_hold_asker_line", "asker_line"),
    )
    stock_item_id: Mapped[int] = mapped_column(ForeignKey("stock_item.id"), index=True)
    order_line_id: Mapped[int] = mapped_column(Key, unique=True)
    quantity: Mapped[int] = mapped_column()
    status: Mapped[str] = mapped_column(default=LIVE)
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime | None] = mapped_column()
    ended_at: Mapped[datetime | None] = mapped_column()
    asker_phone: Mapped[str | None] = mapped_column()
    asker_browser: Mapped[str | None] = mapped_column()
    asker_line: Mapped[str | None] = mapped_column()


class StockMove(Sealed, Row):
    """A change of `on_hand` with its cause; an order line is sold once, and returned at most once per occasion."""

    __tablename__ = "stock_move"
    __table_args__ = (
        CheckConstraint("delta <> 0", name="some"),
        UniqueConstraint("order_line_id", "cause", "occasion"),
    )
    seals = ("stock_item_id", "delta", "cause", "order_line_id", "occasion", "person_id", "note", "at")
    stock_item_id: Mapped[int] = mapped_column(ForeignKey("stock_item.id"), index=True)
    delta: Mapped[int] = mapped_column()
    cause: Mapped[str] = mapped_column()  # received | corrected | sold | returned
    order_line_id: Mapped[int | None] = mapped_column(Key)
    occasion: Mapped[str] = mapped_column(default="")  # of some pieces coming back: what for, «refund:7»
    person_id: Mapped[int | None] = mapped_column(Key)
    note: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(default=now)
