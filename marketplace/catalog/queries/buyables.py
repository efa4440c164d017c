"""Reading variants for cart and order: words from the approved revision, present price, stock and status."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import contains_eager

from marketplace.catalog import states
from marketplace.catalog.models import Category, ListingRevision, Product, Variant
from marketplace.core.db import session
from marketplace.core.rows import rows_of
from marketplace.inventory.models import StockItem
from marketplace.sellers.models import Seller
from marketplace.sellers.states import ACTIVE
from marketplace.shops.models import Shop
from marketplace.shops.states import OPEN


@dataclass(frozen=True)
class Buyable:
    """One variant for cart and order: words from the approved revision, present price and stock."""

    variant_id: int
    product_id: int
    shop_id: int
    slug: str
    name: str
    variant_name: str
    unit: str
    sku: str
    price_dong: int
    left: int  # pieces that can be bought now
    weight_g: int
    is_buyable: bool
    category_id: int
    goods_kind: str
    revision_id: int
    photo_public_id: str | None
    delivery_scope: str
    max_transit_days: int | None
    keeps_cold: bool
    order_limit: int


def buyables(variant_ids: Iterable[int]) -> dict[int, Buyable]:
    """Variants that were ever public, by id; `is_buyable` says whether they are on sale now.

    A variant without an approved revision, or not in it, is left out.
    """
    rows = rows_of(_BUYABLE_ROWS, {"variants": list(variant_ids)})
    found = (_buyable(row) for row in rows)
    return {buyable.variant_id: buyable for buyable in found if buyable is not None}


def buyables_and_shops(variant_ids: Iterable[int]) -> tuple[dict[int, Buyable], dict[int, Shop]]:
    """The same together with the shops that sell them and their sellers, by id; all of it in one statement."""
    rows = session.execute(_WITH_SHOPS, {"variants": list(variant_ids)}).all()
    found = [(buyable, row.Shop) for row in rows if (buyable := _buyable(row)) is not None]
    return {goods.variant_id: goods for goods, _ in found}, {shop.id: shop for _, shop in found}


def _buyable_rows() -> Any:
    parent = select(Category.id, Category.is_enabled).subquery()
    return (
        select(
            Variant.id,
            Variant.sku,
            Variant.price_dong,
            func.coalesce(StockItem.on_hand - StockItem.reserved, 0).label("pieces_left"),
            Variant.weight_g,
            Variant.is_active,
            Product.id.label("product_id"),
            Product.slug,
            Product.status,
            Product.shop_id,
            Shop.status.label("shop_status"),
            Seller.status.label("standing"),
            ListingRevision.id.label("revision_id"),
            ListingRevision.content,
            Category.id.label("category_id"),
            Category.goods_kind,
            Category.is_enabled,
            parent.c.is_enabled.label("parent_enabled"),
        )
        .join(Product, Product.id == Variant.product_id)
        .join(ListingRevision, ListingRevision.id == Product.live_revision_id)
        .join(Shop, Shop.id == Product.shop_id)
        .join(Seller, Seller.id == Shop.seller_id)
        .join(Category, Category.id == ListingRevision.content["category_id"].as_integer())
        .outerjoin(parent, parent.c.id == Category.parent_id)
        .outerjoin(StockItem, StockItem.variant_id == Variant.id)
        .where(Variant.id.in_(bindparam("variants", expanding=True)))
    )


_BUYABLE_ROWS = _buyable_rows()
_SELLER = contains_eager(Shop.seller)
_WITH_SHOPS = (
    _BUYABLE_ROWS.add_columns(Shop)
    .options(_SELLER, _SELLER.lazyload(Seller.person), _SELLER.lazyload(Seller.unit))
    .options(_SELLER.lazyload(Seller.verified_unit))
)


def _buyable(row: Any) -> Buyable | None:
    content: dict[str, Any] = row.content
    shown = next((v for v in content["variants"] if v["id"] == row.id), None)
    if shown is None:
        return None
    first = content["photos"][0]["public_id"] if content["photos"] else None
    return Buyable(
        variant_id=row.id,
        product_id=row.product_id,
        shop_id=row.shop_id,
        slug=row.slug,
        name=content["name"],
        variant_name=shown["name"],
        unit=shown["unit"],
        sku=row.sku,
        price_dong=row.price_dong,
        left=row.pieces_left,
        weight_g=row.weight_g,
        is_buyable=_is_on_sale(row),
        category_id=row.category_id,
        goods_kind=row.goods_kind,
        revision_id=row.revision_id,
        photo_public_id=shown["photo"] or first,
        delivery_scope=content["delivery_scope"],
        max_transit_days=content["max_transit_days"],
        keeps_cold=content["keeps_cold"],
        order_limit=content["order_limit"],
    )


def _is_on_sale(row: Any) -> bool:
    stands = row.status == states.LIVE and row.shop_status == OPEN and row.standing == ACTIVE
    return bool(row.is_active and stands and row.is_enabled and row.parent_enabled in (None, True))
