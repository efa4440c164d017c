"""Ledger transactions that balance, made of entries that never change (promises M1–M3)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.core.clock import now
from marketplace.core.db import Dong, Key, Row
from marketplace.core.immutable import append_only
from marketplace.core.row_seals import Sealed


class LedgerTransaction(Sealed, Row):
    """One event that moved money; (kind, `source`) is unique, where `source` names the row that caused it."""

    __tablename__ = "ledger_transaction"
    __table_args__ = (UniqueConstraint("kind", "source"), UniqueConstraint("reverses_id"))
    seals = ("kind", "source", "occurred_at", "recorded_at", "note", "reverses_id")
    kind: Mapped[str] = mapped_column()
    source: Mapped[str] = mapped_column()
    occurred_at: Mapped[datetime] = mapped_column()
    recorded_at: Mapped[datetime] = mapped_column(default=now)
    note: Mapped[str] = mapped_column(default="")
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("ledger_transaction.id"))
    entries: Mapped[list["LedgerEntry"]] = relationship(back_populates="transaction", order_by="LedgerEntry.id")


class LedgerEntry(Sealed, Row):
    """One amount on one account: debit positive, credit negative, whole đồng."""

    __tablename__ = "ledger_entry"
    __table_args__ = (
        CheckConstraint("amount_dong <> 0", name="not_zero"),
        Index("ix_ledger_entry_shop", "shop_id", "account", "id"),
        Index("ix_ledger_entry_shop_order", "shop_order_id", "account"),
    )
    seals = ("transaction_id", "account", "amount_dong", "currency", "shop_id", "shop_order_id", "order_line_id")
    transaction_id: Mapped[int] = mapped_column(ForeignKey("ledger_transaction.id"), index=True)
    account: Mapped[str] = mapped_column()
    amount_dong: Mapped[int] = mapped_column(Dong)
    currency: Mapped[str] = mapped_column(default="VND")
    shop_id: Mapped[int | None] = mapped_column(Key)
    shop_order_id: Mapped[int | None] = mapped_column(Key)
    order_line_id: Mapped[int | None] = mapped_column(Key)
    transaction: Mapped[LedgerTransaction] = relationship(back_populates="entries")


append_only(LedgerTransaction.__table__)
append_only(LedgerEntry.__table__)
