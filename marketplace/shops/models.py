"""A seller's shop, its former slugs, and the people who run it."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.core.clock import now
from marketplace.core.db import Row
from marketplace.core.row_seals import Sealed
from marketplace.core.states import HasStates
from marketplace.media.models import Photo
from marketplace.people.models import Person
from marketplace.sellers.models import Seller
from marketplace.shops.states import SHOP


class Shop(HasStates, Row):
    """A shop page: story, place, contact and policies. One seller has one shop."""

    __tablename__ = "shop"
    machine = SHOP
    seller_id: Mapped[int] = mapped_column(ForeignKey("seller.id"), unique=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column()
    folded_name: Mapped[str] = mapped_column()
    status: Mapped[str] = mapped_column()
    tagline: Mapped[str] = mapped_column(default="")
    story: Mapped[str] = mapped_column(default="")
    area_code: Mapped[str] = mapped_column(ForeignKey("area.code"), index=True)
    address_line: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column()  # E.164, shown to customers
    zalo_phone: Mapped[str | None] = mapped_column()
    opening_hours: Mapped[str] = mapped_column(default="")
    delivery_policy: Mapped[str] = mapped_column(default="")
    return_policy: Mapped[str] = mapped_column(default="")
    open_before_paying: Mapped[bool] = mapped_column(default=True)  # kiểm hàng trước khi nhận
    accepts_cod: Mapped[bool] = mapped_column(default=True)
    cod_limit_dong: Mapped[int | None] = mapped_column()
    preparation_days: Mapped[int] = mapped_column(default=1)
    cover_photo_id: Mapped[int | None] = mapped_column(ForeignKey("photo.id"))
    portrait_photo_id: Mapped[int | None] = mapped_column(ForeignKey("photo.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    opened_at: Mapped[datetime | None] = mapped_column(index=True)
    seller: Mapped[Seller] = relationship(lazy="joined")
    cover: Mapped[Photo | None] = relationship(foreign_keys=[cover_photo_id])
    portrait: Mapped[Photo | None] = relationship(foreign_keys=[portrait_photo_id])


class FormerSlug(Row):
    """A slug a shop had before: its address redirects to the present one."""

    __tablename__ = "shop_former_slug"
    slug: Mapped[str] = mapped_column(unique=True)
    shop_id: Mapped[int] = mapped_column(ForeignKey("shop.id"))


class ShopMember(Sealed, Row):
    """A person who may act for a shop: owner, editor, packer or accountant."""

    __tablename__ = "shop_member"
    __table_args__ = (UniqueConstraint("shop_id", "person_id"),)
    seals = ("shop_id", "person_id", "role", "since", "ended_at")
    shop_id: Mapped[int] = mapped_column(ForeignKey("shop.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[str] = mapped_column()  # owner | editor | packer | accountant
    since: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None] = mapped_column()
    shop: Mapped[Shop] = relationship()
    person: Mapped[Person] = relationship()
