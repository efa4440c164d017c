"""Categories, products with their variants, photos, label data and certificates, and approved revisions."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.catalog.states import PRODUCT, REVISION, WITH_SELLER_STATES
from marketplace.core.clock import now
from marketplace.core.db import Dong, Row
from marketplace.core.states import HasStates
from marketplace.media.models import Photo
from marketplace.shops.models import Shop

MOST_ORDER_LIMIT = 500  # pieces of one variant that a seller may let one order hold


class Category(Row):
    """A category of the marketplace; two levels. `restricted` ones are off until the operator enables them."""

    __tablename__ = "category"
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column()
    name_en: Mapped[str] = mapped_column()
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"))
    label_group: Mapped[str] = mapped_column()  # default group of label fields, see catalog.labels
    goods_kind: Mapped[str] = mapped_column(default="goods")  # goods | services: decides withholding
    is_restricted: Mapped[bool] = mapped_column(default=False)
    is_enabled: Mapped[bool] = mapped_column(default=True)
    position: Mapped[int] = mapped_column(default=0)
    icon: Mapped[str] = mapped_column(default="basket")


class Product(HasStates, Row):
    """A shop's product: the working copy that the seller edits. The public sees the approved revision."""

    __tablename__ = "product"
    __table_args__ = (Index("ix_product_shop", "shop_id", "status"),)
    machine = PRODUCT
    shop_id: Mapped[int] = mapped_column(ForeignKey("shop.id"))
    slug: Mapped[str] = mapped_column(unique=True)
    status: Mapped[str] = mapped_column()
    name: Mapped[str] = mapped_column()
    description: Mapped[str] = mapped_column(default="")
    category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"), index=True)
    label_group: Mapped[str | None] = mapped_column()
    label: Mapped[dict[str, Any]] = mapped_column(default=dict)  # field of the label group → text
    delivery_scope: Mapped[str] = mapped_column(default="nationwide")  # nationwide | province | commune
    max_transit_days: Mapped[int | None] = mapped_column()
    keeps_cold: Mapped[bool] = mapped_column(default=False)
    season_note: Mapped[str] = mapped_column(default="")
    order_limit: Mapped[int] = mapped_column(default=50)  # most pieces of one variant in one order
    origin_note: Mapped[str] = mapped_column(default="")
    live_revision_id: Mapped[int | None] = mapped_column(ForeignKey("listing_revision.id", use_alter=True))
    created_at: Mapped[datetime] = mapped_column(default=now)
    first_live_at: Mapped[datetime | None] = mapped_column(index=True)
    shop: Mapped[Shop] = relationship(lazy="joined")
    category: Mapped[Category | None] = relationship(lazy="joined")
    variants: Mapped[list["Variant"]] = relationship(back_populates="product", order_by="Variant.position")
    photos: Mapped[list["ProductPhoto"]] = relationship(order_by="ProductPhoto.position")
    certificates: Mapped[list["Certificate"]] = relationship(order_by="Certificate.id")

    @property
    def is_with_seller(self) -> bool:
        """Whether the seller still has to complete and submit the working copy."""
        return self.status in WITH_SELLER_STATES


class FormerSlug(Row):
    """A slug a product had before: its address redirects to the present one."""

    __tablename__ = "product_former_slug"
    slug: Mapped[str] = mapped_column(unique=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"))


class Variant(Row):
    """One buyable form of a product («túi 100 g»), with its own price, stock and code."""

    __tablename__ = "variant"
    __table_args__ = (
        CheckConstraint("price_dong >= 0", name="price_not_negative"),
        Index("ix_variant_product", "product_id", "position"),
    )
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"))
    name: Mapped[str] = mapped_column(default="")  # empty for the only variant
    sku: Mapped[str] = mapped_column(default="")
    price_dong: Mapped[int] = mapped_column(Dong)
    unit: Mapped[str] = mapped_column(default="")  # what the price buys: «kg», «hộp 20 túi»
    content_amount: Mapped[int | None] = mapped_column()  # net content in g, ml or pieces, for the unit price
    content_unit: Mapped[str | None] = mapped_column()  # g | ml | piece
    weight_g: Mapped[int] = mapped_column(default=500)  # as shipped
    position: Mapped[int] = mapped_column(default=0)
    is_active: Mapped[bool] = mapped_column(default=True)
    photo_id: Mapped[int | None] = mapped_column(ForeignKey("photo.id"))
    product: Mapped[Product] = relationship(back_populates="variants")


class ProductPhoto(Row):
    """A photo of a product at its position in the gallery, with its alternative text."""

    __tablename__ = "product_photo"
    __table_args__ = (UniqueConstraint("product_id", "photo_id"),)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"))
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"))
    position: Mapped[int] = mapped_column(default=0)
    alt: Mapped[str] = mapped_column(default="")
    photo: Mapped[Photo] = relationship(lazy="joined")


class Certificate(Row):
    """A paper of this shop's product: OCOP stars, self-declaration, test result, food-safety paper."""

    __tablename__ = "certificate"
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), index=True)
    kind: Mapped[str] = mapped_column()  # see catalog.papers
    stars: Mapped[int | None] = mapped_column()
    number: Mapped[str] = mapped_column()
    authority: Mapped[str] = mapped_column(default="")
    issued_on: Mapped[date] = mapped_column()
    expires_on: Mapped[date | None] = mapped_column()
    private_file_id: Mapped[int | None] = mapped_column(ForeignKey("private_file.id"))
    verified_at: Mapped[datetime | None] = mapped_column()
    verified_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class ListingRevision(HasStates, Row):
    """A frozen copy of a product's content, submitted for review; once approved it is what the public sees."""

    __tablename__ = "listing_revision"
    __table_args__ = (
        UniqueConstraint("product_id", "version", name="uq_product_release_product_id_version"),
        Index("ix_listing_revision_queue", "status", "id"),
    )
    machine = REVISION
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"))
    version: Mapped[int] = mapped_column()
    status: Mapped[str] = mapped_column()
    content: Mapped[dict[str, Any]] = mapped_column()
    content_hash: Mapped[str] = mapped_column()
    submitted_at: Mapped[datetime] = mapped_column(default=now)
    submitted_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    due_at: Mapped[datetime] = mapped_column()
    decided_at: Mapped[datetime | None] = mapped_column()
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    comments: Mapped[dict[str, Any]] = mapped_column(default=dict)  # field → what to change
    product: Mapped[Product] = relationship(foreign_keys=[product_id])
