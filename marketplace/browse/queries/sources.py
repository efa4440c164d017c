"""Reads what listings are derived from, for a few products at a time, in two statements."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select, text

from marketplace.browse.models import Listing
from marketplace.catalog.models import Category, ListingRevision, Product, Variant
from marketplace.core.db import session
from marketplace.inventory.models import StockItem
from marketplace.orders.models import OrderLine, ShopOrder
from marketplace.people.models import Person
from marketplace.places.models import Area
from marketplace.sellers.models import Seller
from marketplace.shops.models import Shop

AT_ONCE = 400
_STOCK = text(  # runs with every order line: plain text is fastest
    """
    SELECT l.product_id, l.stock_state, COALESCE(SUM(i.on_hand - i.reserved), 0)
    FROM variant v
    JOIN listing l ON l.product_id = v.product_id
    JOIN variant o ON o.product_id = v.product_id AND o.is_active = true
    LEFT JOIN stock_item i ON i.variant_id = o.id
    WHERE v.id = :variant_id
    GROUP BY l.product_id, l.stock_state
    """
)


@dataclass
class Source:
    """One product with an approved revision, and all else that its listing shows."""

    product_id: int
    revision_id: int
    slug: str
    status: str
    first_live_at: datetime | None
    content: dict[str, Any]
    shop_id: int
    shop_slug: str
    shop_name: str
    shop_status: str
    owner: str
    seller_status: str
    area_code: str
    area_name: str
    province_code: str
    variants: list[tuple[int, str, int]] = field(default_factory=list)  # price, unit, available; for sale only


def read_sources(product_ids: Sequence[int]) -> list[Source]:
    """The sources of those products that have an approved revision."""
    found = {row.product_id: row for row in _products(product_ids)}
    approved = {variant["id"] for source in found.values() for variant in source.content["variants"]}
    for product_id, variant_id, *rest in session.execute(_variants(product_ids)):
        if variant_id in approved:
            found[product_id].variants.append((rest[0], rest[1], rest[2]))
    return list(found.values())


def _products(product_ids: Sequence[int]) -> Iterator[Source]:
    wanted = (
        select(
            Product.id, ListingRevision.id, Product.slug, Product.status, Product.first_live_at,
            ListingRevision.content, Shop.id, Shop.slug, Shop.name, Shop.status, Person.full_name, Seller.status,
            Area.code, Area.name, func.coalesce(Area.parent_code, Area.code),
        )
        .join(ListingRevision, ListingRevision.id == Product.live_revision_id)
        .join(Shop, Shop.id == Product.shop_id)
        .join(Seller, Seller.id == Shop.seller_id)
        .join(Person, Person.id == Seller.person_id)
        .join(Area, Area.code == Shop.area_code)
        .where(Product.id.in_(product_ids))
    )  # fmt: skip
    for row in session.execute(wanted):
        yield Source(*row)


def _variants(product_ids: Sequence[int]) -> Any:
    available = func.coalesce(StockItem.on_hand - StockItem.reserved, 0)
    return (
        select(Variant.product_id, Variant.id, Variant.price_dong, Variant.unit, available)
        .outerjoin(StockItem, StockItem.variant_id == Variant.id)
        .where(Variant.product_id.in_(product_ids), Variant.is_active.is_(True))
        .order_by(Variant.product_id, Variant.position, Variant.id)
    )


def list_categories() -> list[Category]:
    """Every category, enabled or not, in order."""
    return list(session.scalars(select(Category).order_by(Category.position, Category.id)))


def product_ids_of_shop(shop_id: int) -> list[int]:
    """The products of a shop that ever were approved."""
    return list(session.scalars(_released().where(Product.shop_id == shop_id)))


def all_released_ids() -> list[int]:
    """Every product that ever was approved."""
    return list(session.scalars(_released()))


def stock_as_listed(variant_id: int) -> tuple[int, str, int] | None:
    """A variant's listing: (product id, stock state on the card, pieces available of all active variants), or None."""
    row = session.execute(_STOCK, {"variant_id": variant_id}).one_or_none()
    return (row[0], row[1], int(row[2])) if row else None


def find_listing(product_id: int) -> Listing | None:
    """The listing of a product, or None."""
    return session.get(Listing, product_id)


def list_expired_stars(today: date) -> list[int]:
    """Products whose listing shows an expired OCOP certificate."""
    return list(
        session.scalars(select(Listing.product_id).where(Listing.ocop_stars.is_not(None), Listing.ocop_until < today))
    )


def pieces_sold() -> dict[int, int]:
    """Pieces delivered so far, by product."""
    delivered = (
        select(OrderLine.product_id, func.sum(OrderLine.quantity))
        .join(ShopOrder, ShopOrder.id == OrderLine.shop_order_id)
        .where(ShopOrder.delivered_at.is_not(None))
        .group_by(OrderLine.product_id)
    )
    return {product_id: int(pieces) for product_id, pieces in session.execute(delivered)}


def sold_as_listed() -> dict[int, int]:
    """Pieces sold as stored on the listings, by product."""
    return dict(session.execute(select(Listing.product_id, Listing.sold)).all())


def _released() -> Any:
    return select(Product.id).where(Product.live_revision_id.is_not(None)).order_by(Product.id)
