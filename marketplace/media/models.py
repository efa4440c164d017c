"""Photos with their public renditions, and private files that never get a public path."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.core.clock import now
from marketplace.core.db import Key, Row
from marketplace.core.references import new_public_id


class Photo(Row):
    """A re-encoded picture; the original stays sealed under uploads/originals and is never served."""

    __tablename__ = "photo"
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    owner_person_id: Mapped[int | None] = mapped_column(Key, index=True)
    sha256: Mapped[str] = mapped_column(index=True)
    original_path: Mapped[str] = mapped_column()
    width: Mapped[int] = mapped_column()  # as sent, upright, in pixels
    height: Mapped[int] = mapped_column()
    average_colour: Mapped[str] = mapped_column(default="#e8dcc4")
    created_at: Mapped[datetime] = mapped_column(default=now)
    avif_at: Mapped[datetime | None] = mapped_column()
    erased_at: Mapped[datetime | None] = mapped_column()
    renditions: Mapped[list["Rendition"]] = relationship(back_populates="photo", order_by="Rendition.width")


class Rendition(Row):
    """One size and format of a photo, at an immutable public path."""

    __tablename__ = "photo_rendition"
    __table_args__ = (UniqueConstraint("photo_id", "width", "format"),)
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), index=True)
    format: Mapped[str] = mapped_column()
    width: Mapped[int] = mapped_column()
    height: Mapped[int] = mapped_column()
    size_bytes: Mapped[int] = mapped_column()
    sha256: Mapped[str] = mapped_column()
    path: Mapped[str] = mapped_column()
    photo: Mapped[Photo] = relationship(back_populates="renditions")


class PrivateFile(Row):
    """A sealed file (evidence, certificate scan), readable only through a page that checks the right."""

    __tablename__ = "private_file"
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    owner_person_id: Mapped[int | None] = mapped_column(Key, index=True)
    mime: Mapped[str] = mapped_column()
    size_bytes: Mapped[int] = mapped_column()
    sha256: Mapped[str] = mapped_column()
    path: Mapped[str] = mapped_column()
    created_at: Mapped[datetime] = mapped_column(default=now)
    erased_at: Mapped[datetime | None] = mapped_column()
