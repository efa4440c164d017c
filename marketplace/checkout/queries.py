"""What checkout reads from the rooms below, in one statement each."""

from collections.abc import Iterable

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import joinedload

from marketplace.catalog.models import ListingRevision, Product, Variant
from marketplace.catalog.queries import Buyable
from marketplace.core.db import session
from marketplace.core.rows import rows_of
from marketplace.orders.models import Order
from marketplace.sellers.models import Seller
from marketplace.shops.models import Shop

_SELLER = joinedload(Shop.seller)
_SHOPS = (
    select(Shop)
    .where(Shop.id.in_(bindparam("shops", expanding=True)))
    .options(_SELLER, _SELLER.lazyload(Seller.person), _SELLER.lazyload(Seller.unit))
    .options(_SELLER.lazyload(Seller.verified_unit))
)
_KNOWN = select(Order.idempotency_key, Order.number).where(
    or_(Order.idempotency_key == bindparam("key"), Order.number == bindparam("number"))
)


def shops_by_id(shop_ids: Iterable[int]) -> dict[int, Shop]:
    """Several shops with their sellers."""
    return {shop.id: shop for shop in session.scalars(_SHOPS, {"shops": sorted(set(shop_ids))})}


def fallen_out(variant_ids: Iterable[int]) -> dict[int, Buyable]:
    """Variants that are in no approved revision any more, as last shown: not buyable, but still listed in a cart."""
    wanted = (
        select(Variant, Product, ListingRevision)
        .join(Product, Product.id == Variant.product_id)
        .outerjoin(ListingRevision, ListingRevision.id == Product.live_revision_id)
        .where(Variant.id.in_(sorted(set(variant_ids))))
    )
    rows = session.execute(wanted)
    return {variant.id: _as_last_shown(variant, product, revision) for variant, product, revision in rows}


def _as_last_shown(variant: Variant, product: Product, revision: ListingRevision | None) -> Buyable:
    return Buyable(
        variant_id=variant.id,
        product_id=product.id,
        shop_id=product.shop_id,
        slug=product.slug,
        name=revision.content["name"] if revision else product.name,
        variant_name=variant.name,
        unit=variant.unit,
        sku=variant.sku,
        price_dong=variant.price_dong,
        left=0,
        weight_g=variant.weight_g,
        is_buyable=False,
        category_id=product.category_id or 0,
        goods_kind="",
        revision_id=revision.id if revision else 0,
        photo_public_id=None,
        delivery_scope=product.delivery_scope,
        max_transit_days=product.max_transit_days,
        keeps_cold=product.keeps_cold,
        order_limit=product.order_limit,
    )


def known_orders(idempotency_key: str, number: str) -> tuple[bool, bool]:
    """(is there an order with this idempotency key, is there one with this number), in one statement."""
    rows = rows_of(_KNOWN, {"key": idempotency_key, "number": number})
    return any(row.idempotency_key == idempotency_key for row in rows), any(row.number == number for row in rows)
