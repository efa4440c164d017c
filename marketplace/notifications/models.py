"""Notices, and their deliveries over channels."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.core.clock import now
from marketplace.core.db import Key, Row
from marketplace.notifications.states import QUEUED


class Notice(Row):
    """One message to one recipient about one thing: never twice for the same (kind, subject, recipient)."""

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("kind", "subject", "recipient"),
        Index("ix_notice_inbox", "person_id", "read_at", "id"),
    )
    kind: Mapped[str] = mapped_column()  # plug of notifications.messages
    subject: Mapped[str] = mapped_column()  # «shop_order:42»
    recipient: Mapped[str] = mapped_column()  # «person:7» or «phone:+84…»
    person_id: Mapped[int | None] = mapped_column(Key)
    phone: Mapped[str | None] = mapped_column()
    email: Mapped[str | None] = mapped_column()
    locale: Mapped[str] = mapped_column(default="vi")
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)  # plain values for the template
    path: Mapped[str] = mapped_column(default="")  # the page it opens
    created_at: Mapped[datetime] = mapped_column(default=now)
    read_at: Mapped[datetime | None] = mapped_column()
    deliveries: Mapped[list["Delivery"]] = relationship(back_populates="notice", order_by="Delivery.id")


class Delivery(Row):
    """The delivery of a notice over one channel: its attempts, status and the provider's reference."""

    __tablename__ = "notice_delivery"
    __table_args__ = (UniqueConstraint("notice_id", "channel"),)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"), index=True)
    channel: Mapped[str] = mapped_column()  # plug of notifications.channels
    status: Mapped[str] = mapped_column(default=QUEUED)  # see notifications.states
    attempts: Mapped[int] = mapped_column(default=0)
    provider_ref: Mapped[str | None] = mapped_column()
    last_error: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=now)
    sent_at: Mapped[datetime | None] = mapped_column()
    notice: Mapped[Notice] = relationship(back_populates="deliveries")
