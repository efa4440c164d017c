"""The Union's tree of units, who serves in which, its register of women, and what each unit keeps of itself."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.core.clock import now
from marketplace.core.db import Key, Row
from marketplace.core.row_seals import Sealed
from marketplace.people.models import Person


class Unit(Row):
    """A unit of the Union: province or commune (later chi hội, tổ). `path` («/1/7/») makes subtrees one query."""

    __tablename__ = "unit"
    __table_args__ = (Index("ix_unit_path", "path"),)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column()  # «Hội LHPN xã Biện Thượng»
    folded: Mapped[str] = mapped_column()
    level: Mapped[str] = mapped_column()  # province | commune | branch
    area_code: Mapped[str | None] = mapped_column(ForeignKey("area.code"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    path: Mapped[str] = mapped_column()
    contact_name: Mapped[str] = mapped_column(default="")
    contact_phone: Mapped[str] = mapped_column(default="")
    valid_from: Mapped[date] = mapped_column()
    valid_to: Mapped[date | None] = mapped_column()


class Officer(Sealed, Row):
    """A person serving in a unit from a day to a day; the officer's territory is the unit and all below it."""

    __tablename__ = "officer"
    seals = ("person_id", "unit_id", "role", "appointed_at", "appointed_by", "ended_at")
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    role: Mapped[str] = mapped_column()  # commune_officer | province_officer
    appointed_at: Mapped[datetime] = mapped_column(default=now)
    appointed_by: Mapped[int | None] = mapped_column(Key)
    ended_at: Mapped[datetime | None] = mapped_column()
    unit: Mapped[Unit] = relationship(lazy="joined")
    person: Mapped[Person] = relationship(lazy="joined")


_STANDS = text("ended_on IS NULL AND voided_at IS NULL")


class Term:
    """Days from–to that stand in the register: ended with the last day and why, or void when entered by mistake."""

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    began_on: Mapped[date | None] = mapped_column()  # paper lists do not always say
    ended_on: Mapped[date | None] = mapped_column()
    ended_why: Mapped[str] = mapped_column(default="")  # see association.endings
    recorded_at: Mapped[datetime] = mapped_column(default=now)
    recorded_by: Mapped[int | None] = mapped_column(Key)
    voided_at: Mapped[datetime | None] = mapped_column()
    voided_why: Mapped[str] = mapped_column(default="")


class Membership(Term, Row):
    """A woman's membership (hội viên) of one unit; she is a member of one unit at a time."""

    __tablename__ = "membership"
    __table_args__ = (
        Index("ix_membership_person_id", "person_id"),
        Index("uq_membership_standing", "person_id", unique=True, sqlite_where=_STANDS, postgresql_where=_STANDS),
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    unit: Mapped[Unit] = relationship(lazy="joined")
    person: Mapped[Person] = relationship(lazy="joined")


class CadrePost(Term, Row):
    """A post of the Union's cadre (chi hội trưởng, ủy viên ban chấp hành …) held in a unit; it gives no rights here."""

    __tablename__ = "cadre_post"
    __table_args__ = (
        Index("ix_cadre_post_person_id", "person_id"),
        Index(
            "uq_cadre_post_standing",
            "person_id",
            "unit_id",
            "post",
            unique=True,
            sqlite_where=_STANDS,
            postgresql_where=_STANDS,
        ),
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    post: Mapped[str] = mapped_column()  # see association.posts
    unit: Mapped[Unit] = relationship(lazy="joined")
    person: Mapped[Person] = relationship(lazy="joined")


_COUNTS = text("voided_at IS NULL")


class Noted:
    """Who wrote a row and when; void, with the reason, when it was written by mistake."""

    recorded_at: Mapped[datetime] = mapped_column(default=now)
    recorded_by: Mapped[int | None] = mapped_column(Key)
    voided_at: Mapped[datetime | None] = mapped_column()
    voided_why: Mapped[str] = mapped_column(default="")


class UnitChannel(Noted, Row):
    """A page or group by which a unit is reached (fanpage, Zalo group); closed with the last day and why."""

    __tablename__ = "unit_channel"
    __table_args__ = (
        Index(
            "uq_unit_channel_link",
            "unit_id",
            "link_key",
            unique=True,
            sqlite_where=_COUNTS,
            postgresql_where=_COUNTS,
        ),
    )
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    kind: Mapped[str] = mapped_column()  # see association.unit_channels
    link: Mapped[str] = mapped_column()
    link_key: Mapped[str] = mapped_column()  # equal for equal links
    name: Mapped[str] = mapped_column(default="")
    members_said: Mapped[int | None] = mapped_column()
    opened_on: Mapped[date | None] = mapped_column()
    closed_on: Mapped[date | None] = mapped_column()
    closed_why: Mapped[str] = mapped_column(default="")
    unit: Mapped[Unit] = relationship(lazy="joined")


class ChannelSighting(Row):
    """Somebody opened a channel on a day and found it alive."""

    __tablename__ = "channel_sighting"
    __table_args__ = (UniqueConstraint("channel_id", "seen_on", "seen_by"),)
    channel_id: Mapped[int] = mapped_column(ForeignKey("unit_channel.id"))
    seen_on: Mapped[date] = mapped_column()
    seen_by: Mapped[int | None] = mapped_column(Key)
    recorded_at: Mapped[datetime] = mapped_column(default=now)


class SoftwareUse(Noted, Row):
    """Whether the members or officers of a unit use a piece of software, as a source said on a day."""

    __tablename__ = "software_use"
    __table_args__ = (Index("ix_software_use_unit_id", "unit_id", "software", "said_on"),)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    software: Mapped[str] = mapped_column()  # see association.unit_software
    users: Mapped[str] = mapped_column()  # members | officers
    is_used: Mapped[bool] = mapped_column()
    said_on: Mapped[date] = mapped_column()
    source: Mapped[str] = mapped_column()
    unit: Mapped[Unit] = relationship(lazy="joined")


class OfficerTraining(Noted, Row):
    """A course that somebody of the Union's cadre took, by which document; the unit is that of her post then.

    It ties nobody to a territory: her post does.
    """

    __tablename__ = "officer_training"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    course: Mapped[str] = mapped_column()
    trained_on: Mapped[date] = mapped_column()
    document: Mapped[str] = mapped_column(default="")
    person: Mapped[Person] = relationship(lazy="joined")
    unit: Mapped[Unit] = relationship(lazy="joined")


class YearTheme(Row):
    """The theme of a year and its khâu đột phá, as a unit's document says; of one year the newest row holds."""

    __tablename__ = "year_theme"
    __table_args__ = (Index("ix_year_theme_unit_id", "unit_id", "year"),)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    year: Mapped[int] = mapped_column()
    theme: Mapped[str] = mapped_column()
    breakthrough: Mapped[str] = mapped_column(default="")
    document: Mapped[str] = mapped_column(default="")
    is_sample: Mapped[bool] = mapped_column(default=False)
    set_at: Mapped[datetime] = mapped_column(default=now)
    set_by: Mapped[int | None] = mapped_column(Key)
    unit: Mapped[Unit] = relationship(lazy="joined")
