"""Listings: one denormalised row per live product, written with every change that shows."""

from datetime import date, datetime

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.browse import index
from marketplace.core.db import Dong, Key, Model
from marketplace.core.table_extras import create_with

SHELF = "shelf"  # version scope: what stands on the shelf and under which name, not its price and stock
IN, FEW, OUT = "in", "few", "out"
FEW_LEFT = 5  # pieces of all variants together from which a card says that few are left


class Listing(Model):
    """Everything a card shows and a filter asks, copied from the approved revision, its price and its stock."""

    __tablename__ = "listing"
    __table_args__ = (
        Index("ix_listing_newest", "is_shown", "published_at", "product_id"),
        Index("ix_listing_category", "is_shown", "category_id", "published_at", "product_id"),
        Index("ix_listing_root_category", "is_shown", "root_category_id", "published_at", "product_id"),
        Index("ix_listing_area", "is_shown", "area_code", "published_at", "product_id"),
        Index("ix_listing_shop", "is_shown", "shop_id", "published_at", "product_id"),
        Index("ix_listing_price", "is_shown", "price_dong", "product_id"),
        Index("ix_listing_category_price", "is_shown", "root_category_id", "price_dong", "product_id"),
        Index(
            "ix_listing_season",
            "published_at",
            "product_id",
            sqlite_where=text("season_note <> ''"),
            postgresql_where=text("season_note <> ''"),
        ),
    )
    product_id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    revision_id: Mapped[int] = mapped_column(Key)
    is_shown: Mapped[bool] = mapped_column()  # live, shop open, seller active, category enabled
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column()
    unit: Mapped[str] = mapped_column(default="")
    price_dong: Mapped[int] = mapped_column(Dong)  # lowest of the active variants
    has_more_prices: Mapped[bool] = mapped_column(default=False)
    stock_state: Mapped[str] = mapped_column()  # in | few | out
    photo_public_id: Mapped[str | None] = mapped_column()
    photo_width: Mapped[int] = mapped_column(default=0)
    photo_height: Mapped[int] = mapped_column(default=0)
    shop_id: Mapped[int] = mapped_column(Key)
    shop_slug: Mapped[str] = mapped_column()
    shop_name: Mapped[str] = mapped_column()
    owner: Mapped[str] = mapped_column(default="")  # who answers for the shop: the name on the card
    area_code: Mapped[str] = mapped_column()
    area_name: Mapped[str] = mapped_column()
    province_code: Mapped[str] = mapped_column()
    category_id: Mapped[int] = mapped_column(Key)
    root_category_id: Mapped[int] = mapped_column(Key)
    ocop_stars: Mapped[int | None] = mapped_column()
    ocop_until: Mapped[date | None] = mapped_column()
    delivery_scope: Mapped[str] = mapped_column(default="nationwide")
    season_note: Mapped[str] = mapped_column(default="")
    published_at: Mapped[datetime] = mapped_column()
    sold: Mapped[int] = mapped_column(default=0)  # pieces delivered; ranks, is not shown
    folded_name: Mapped[str] = mapped_column()  # «cu sam bao tuoi»
    folded: Mapped[str] = mapped_column()  # folded name, shop and category: what search matches
    accented: Mapped[str] = mapped_column()  # the name in lower case with tone marks: what ranks


create_with(Listing.__table__, index.statements, index.drop_statements)
