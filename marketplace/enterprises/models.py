"""Enterprises and collectives that women lead, their people, counts and tests, and their pages elsewhere."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.association.models import Unit
from marketplace.core.clock import now
from marketplace.core.db import Dong, Key, Row
from marketplace.enterprises.enterprise_kinds import CLOSED, RUNNING, VOID
from marketplace.people.models import Person

_COUNTS = text("voided_at IS NULL")
_REGISTERED = text("registration_key <> '' AND voided_at IS NULL")
_STANDS = text("superseded_at IS NULL")


class Voidable:
    """A row that was entered by somebody and can be void: it stays readable and counts nowhere."""

    recorded_at: Mapped[datetime] = mapped_column(default=now)
    recorded_by: Mapped[int | None] = mapped_column(Key)
    voided_at: Mapped[datetime | None] = mapped_column()
    voided_why: Mapped[str] = mapped_column(default="")


class Enterprise(Voidable, Row):
    """An enterprise, household business or collective that a woman represents.

    `supported_from` is the day since when the Union follows it: the founding of what was founded with its support
    (`is_new`), a later day of what was there before. No outcome of it is older.
    """

    __tablename__ = "enterprise"
    __table_args__ = (
        Index("ix_enterprise_unit_id", "unit_id", "folded_name", "id"),
        Index(
            "uq_enterprise_once",
            "person_id",
            "form",
            "folded_name",
            unique=True,
            sqlite_where=_COUNTS,
            postgresql_where=_COUNTS,
        ),
        Index(
            "uq_enterprise_registration",
            "registration_key",
            unique=True,
            sqlite_where=_REGISTERED,
            postgresql_where=_REGISTERED,
        ),
    )
    name: Mapped[str] = mapped_column()
    folded_name: Mapped[str] = mapped_column()
    form: Mapped[str] = mapped_column()  # see enterprise_kinds
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))  # who represents it
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    address_line: Mapped[str] = mapped_column(default="")
    sector: Mapped[str] = mapped_column(default="")
    registration_number: Mapped[str] = mapped_column(default="")
    registration_key: Mapped[str] = mapped_column(default="")  # its letters and figures alone
    is_new: Mapped[bool] = mapped_column()
    founded_on: Mapped[date | None] = mapped_column()
    supported_from: Mapped[date] = mapped_column()
    charter_capital_dong: Mapped[int | None] = mapped_column(Dong)
    idea_id: Mapped[int | None] = mapped_column(Key)  # of a contest, opaque here
    shop_id: Mapped[int | None] = mapped_column(ForeignKey("shop.id"))
    closed_on: Mapped[date | None] = mapped_column()
    closed_why: Mapped[str] = mapped_column(default="")
    changed_at: Mapped[datetime] = mapped_column(default=now, index=True)
    is_sample: Mapped[bool] = mapped_column(default=False)
    person: Mapped[Person] = relationship(lazy="joined")
    unit: Mapped[Unit] = relationship(lazy="joined")

    @property
    def state(self) -> str:
        """Running, closed or void."""
        return VOID if self.voided_at else CLOSED if self.closed_on else RUNNING


class EnterprisePart(Voidable, Row):
    """What somebody is in an enterprise from a day on: founder, owner with a share, manager with a title.

    A woman is a person of the register; a man stands by his name alone. `ended_on` is the first day on which it holds
    no more. The unit is the enterprise's.
    """

    __tablename__ = "enterprise_part"
    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    mans_name: Mapped[str] = mapped_column(default="")
    role: Mapped[str] = mapped_column()  # founder | owner | manager
    title: Mapped[str] = mapped_column(default="")  # of a manager
    share: Mapped[int | None] = mapped_column()  # of an owner, in hundredths of a percent; or
    share_dong: Mapped[int | None] = mapped_column(Dong)
    began_on: Mapped[date] = mapped_column()
    ended_on: Mapped[date | None] = mapped_column()
    ended_why: Mapped[str] = mapped_column(default="")
    enterprise: Mapped[Enterprise] = relationship(lazy="joined")
    person: Mapped[Person | None] = relationship(lazy="joined")

    @property
    def name(self) -> str:
        """Whose part it is."""
        return self.person.full_name if self.person else self.mans_name


class EnterpriseCount(Voidable, Row):
    """How many belong to it and work in it, as somebody said on a day."""

    __tablename__ = "enterprise_count"
    __table_args__ = (
        Index(
            "uq_enterprise_count_day",
            "enterprise_id",
            "as_of",
            unique=True,
            sqlite_where=_COUNTS,
            postgresql_where=_COUNTS,
        ),
    )
    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"))
    as_of: Mapped[date] = mapped_column()
    members: Mapped[int | None] = mapped_column()
    women_members: Mapped[int | None] = mapped_column()
    workers: Mapped[int | None] = mapped_column()
    women_workers: Mapped[int | None] = mapped_column()
    revenue_dong: Mapped[int | None] = mapped_column(Dong)  # of the year before that day, as it was said
    source: Mapped[str] = mapped_column(default="")
    enterprise: Mapped[Enterprise] = relationship(lazy="joined")


class WomenOwnedTest(Row):
    """A result of the women-owned test that holds from a day on (see enterprises.ownership).

    It is superseded, and stays readable, when its parts were corrected so that they say something else.
    """

    __tablename__ = "women_owned_test"
    __table_args__ = (
        Index(
            "uq_women_owned_test_day",
            "enterprise_id",
            "holds_from",
            unique=True,
            sqlite_where=_STANDS,
            postgresql_where=_STANDS,
        ),
    )
    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), index=True)
    holds_from: Mapped[date] = mapped_column()
    basis: Mapped[str] = mapped_column()  # capital | board | lead
    women_share: Mapped[int] = mapped_column()  # hundredths of a percent, rounded down
    women_managers: Mapped[int] = mapped_column()
    result: Mapped[str] = mapped_column()  # passed | failed
    evidence: Mapped[str] = mapped_column(default="")
    evaluated_at: Mapped[datetime] = mapped_column(default=now)
    evaluated_by: Mapped[int | None] = mapped_column(Key)
    superseded_at: Mapped[datetime | None] = mapped_column()


class OnlinePresence(Voidable, Row):
    """A page elsewhere on which an enterprise, or a woman by herself, shows products; an officer saw it on a day."""

    __tablename__ = "online_presence"
    __table_args__ = (
        Index("uq_online_presence_link", "link_key", unique=True, sqlite_where=_COUNTS, postgresql_where=_COUNTS),
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    enterprise_id: Mapped[int | None] = mapped_column(ForeignKey("enterprise.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    place: Mapped[str] = mapped_column()  # facebook | zalo | tiktok | market | website
    link: Mapped[str] = mapped_column()
    link_key: Mapped[str] = mapped_column()  # without what two ways of writing it differ in
    seen_on: Mapped[date] = mapped_column()
    person: Mapped[Person] = relationship(lazy="joined")
    enterprise: Mapped[Enterprise | None] = relationship(lazy="joined")
    unit: Mapped[Unit] = relationship(lazy="joined")
    products: Mapped[list["OnlineProduct"]] = relationship(order_by="OnlineProduct.id", back_populates="presence")


class OnlineProduct(Row):
    """A product shown on such a page."""

    __tablename__ = "online_product"
    presence_id: Mapped[int] = mapped_column(ForeignKey("online_presence.id"), index=True)
    name: Mapped[str] = mapped_column()
    folded_name: Mapped[str] = mapped_column()
    presence: Mapped[OnlinePresence] = relationship(back_populates="products")
