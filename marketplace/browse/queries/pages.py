"""One product and one shop as their pages show them: each in one statement of joins, stock in another."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select, text

from marketplace.catalog.models import MOST_ORDER_LIMIT, Product
from marketplace.catalog.models import FormerSlug as FormerProductSlug
from marketplace.core.db import UtcDateTime, session
from marketplace.shops.models import FormerSlug as FormerShopSlug
from marketplace.shops.models import Shop

_SELLER = """e.legal_form, e.legal_name, w.full_name AS owner, u.name AS unit_name, e.verified_at"""
_PLACE = """s.area_code, a.name AS area_name, pa.name AS province_name, s.address_line"""
_PORTRAIT = """f.public_id AS portrait_id, f.width AS portrait_width, f.height AS portrait_height"""
_AROUND = """
    JOIN seller e ON e.id = s.seller_id
    JOIN person w ON w.id = e.person_id
    JOIN unit u ON u.id = e.verified_unit_id
    JOIN area a ON a.code = s.area_code
    LEFT JOIN area pa ON pa.code = a.parent_code
    LEFT JOIN photo f ON f.id = s.portrait_photo_id
"""
_PRODUCT = text(
    f"""
    SELECT p.id, l.slug, l.is_shown, p.status, s.status AS shop_status, CAST(r.content AS TEXT) AS content,
           l.category_id, l.root_category_id, l.published_at,
           s.id AS shop_id, s.slug AS shop_slug, s.name AS shop_name, s.phone, s.zalo_phone, s.open_before_paying,
           s.delivery_policy, s.return_policy, s.preparation_days, {_PLACE}, {_SELLER}, {_PORTRAIT}
    FROM listing l
    JOIN product p ON p.id = l.product_id
    JOIN listing_revision r ON r.id = l.revision_id
    JOIN shop s ON s.id = l.shop_id
    {_AROUND}
    WHERE l.slug = :slug
    """
).columns(verified_at=UtcDateTime(), published_at=UtcDateTime())
_SHOP = text(
    f"""
    SELECT s.id, s.slug, s.name, s.status, e.status AS seller_status, s.tagline, s.story, s.phone, s.zalo_phone,
           s.opening_hours, s.delivery_policy, s.return_policy, s.open_before_paying, s.accepts_cod,
           s.preparation_days, s.opened_at, {_PLACE}, {_SELLER}, {_PORTRAIT},
           c.public_id AS cover_id, c.width AS cover_width, c.height AS cover_height
    FROM shop s
    {_AROUND}
    LEFT JOIN photo c ON c.id = s.cover_photo_id
    WHERE s.slug = :slug
    """
).columns(verified_at=UtcDateTime(), opened_at=UtcDateTime())
_VARIANTS = text(
    """
    SELECT v.id, v.price_dong, COALESCE(i.on_hand - i.reserved, 0)
    FROM variant v LEFT JOIN stock_item i ON i.variant_id = v.id
    WHERE v.product_id = :product_id AND v.is_active = true
    ORDER BY v.position, v.id
    """
)


class ProductRow(NamedTuple):
    """What the database says of a product by its slug; `content` is the approved revision as JSON text."""

    id: int
    slug: str
    is_shown: bool
    status: str
    shop_status: str
    content: str
    category_id: int
    root_category_id: int
    published_at: datetime
    shop_id: int
    shop_slug: str
    shop_name: str
    phone: str
    zalo_phone: str | None
    open_before_paying: bool
    delivery_policy: str
    return_policy: str
    preparation_days: int
    area_code: str
    area_name: str
    province_name: str | None
    address_line: str
    legal_form: str
    legal_name: str
    owner: str
    unit_name: str
    verified_at: datetime
    portrait_id: str | None
    portrait_width: int | None
    portrait_height: int | None


class ShopRow(NamedTuple):
    """What the database says of a shop by its slug."""

    id: int
    slug: str
    name: str
    status: str
    seller_status: str
    tagline: str
    story: str
    phone: str
    zalo_phone: str | None
    opening_hours: str
    delivery_policy: str
    return_policy: str
    open_before_paying: bool
    accepts_cod: bool
    preparation_days: int
    opened_at: datetime | None
    area_code: str
    area_name: str
    province_name: str | None
    address_line: str
    legal_form: str
    legal_name: str
    owner: str
    unit_name: str
    verified_at: datetime
    portrait_id: str | None
    portrait_width: int | None
    portrait_height: int | None
    cover_id: str | None
    cover_width: int | None
    cover_height: int | None


class VariantRow(NamedTuple):
    """An active variant's price (đồng) and how many pieces one order can take now, capped at the limit of an order."""

    id: int
    price_dong: int
    available: int


def find_product(slug: str) -> ProductRow | None:
    """A product that was approved once, shown or not, by its present slug."""
    row = session.execute(_PRODUCT, {"slug": slug}).one_or_none()
    return ProductRow._make(row) if row else None


def find_shop(slug: str) -> ShopRow | None:
    """A shop in any state, by its present slug."""
    row = session.execute(_SHOP, {"slug": slug}).one_or_none()
    return ShopRow._make(row) if row else None


def variants_now(product_id: int) -> tuple[VariantRow, ...]:
    """Prices and stock of a product's active variants at this moment."""
    rows = session.execute(_VARIANTS, {"product_id": product_id})
    return tuple(VariantRow(key, price_dong, min(left, MOST_ORDER_LIMIT)) for key, price_dong, left in rows)


def content_of_row(row: ProductRow) -> Mapping[str, Any]:
    """The approved revision's content (see catalog.contents)."""
    content: Mapping[str, Any] = json.loads(row.content)
    return content


def product_slug_now(former_slug: str) -> str | None:
    """The present slug of a product by a former one, or None."""
    moved = select(Product.slug).join(FormerProductSlug, FormerProductSlug.product_id == Product.id)
    return session.scalar(moved.where(FormerProductSlug.slug == former_slug))


def shop_slug_now(former_slug: str) -> str | None:
    """The present slug of a shop by a former one, or None."""
    moved = select(Shop.slug).join(FormerShopSlug, FormerShopSlug.shop_id == Shop.id)
    return session.scalar(moved.where(FormerShopSlug.slug == former_slug))
