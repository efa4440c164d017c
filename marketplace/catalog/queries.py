"""Reading categories, products and what can be bought."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import selectinload

from marketplace.association.models import Unit
from marketplace.association.scope import Scope
from marketplace.catalog import states
from marketplace.catalog.errors import CategoryNotOffered, NoSuchPart, NoSuchProduct, NoSuchRelease
from marketplace.catalog.models import (
    Category,
    Certificate,
    FormerSlug,
    Product,
    ProductPhoto,
    ProductRelease,
    Variant,
)
from marketplace.core.db import session
from marketplace.core.paging import Page, decode_cursor, encode_cursor
from marketplace.core.states import history_of
from marketplace.sellers.models import Seller
from marketplace.sellers.states import ACTIVE
from marketplace.shops.models import Shop
from marketplace.shops.states import OPEN

PAGE = 50
Part = TypeVar("Part", Variant, ProductPhoto, Certificate)

# Categories.


def list_root_categories() -> list[Category]:
    """Enabled top categories in their order."""
    top = select(Category).where(Category.parent_id.is_(None), Category.is_enabled.is_(True))
    return list(session.scalars(top.order_by(Category.position, Category.id)))


def list_categories() -> list[Category]:
    """Every category, enabled or not: parents before children, each in its order."""
    return list(session.scalars(select(Category).order_by(Category.parent_id, Category.position, Category.id)))


def offered_categories() -> list[tuple[Category, list[Category]]]:
    """What a seller may choose from: enabled top categories, each with its enabled children."""
    enabled = [category for category in list_categories() if category.is_enabled]
    roots = sorted((c for c in enabled if c.parent_id is None), key=lambda c: (c.position, c.id))
    return [(root, [c for c in enabled if c.parent_id == root.id]) for root in roots]


def get_offered_category(category_id: int) -> Category:
    """A category a seller may choose; CategoryNotOffered when it or its parent is switched off."""
    for root, children in offered_categories():
        for category in (root, *children):
            if category.id == category_id:
                return category
    raise CategoryNotOffered(field="category", category_id=category_id)


def find_category(slug: str) -> Category | None:
    """A category by its address, enabled or not."""
    return session.scalar(select(Category).where(Category.slug == slug))


def get_category(category_id: int) -> Category:
    """A category by its key."""
    return session.get_one(Category, category_id)


def lock_category(category_id: int) -> Category:
    """A category by its key, locked and read anew."""
    return session.get_one(Category, category_id, with_for_update=True, populate_existing=True)


# Products, as their shop sees them.


def get_product(shop: Shop | int, product_id: int) -> Product:
    """A product of a shop; NoSuchProduct for anybody else's."""
    product = session.scalar(_of_shop(shop, product_id))
    if product is None:
        raise NoSuchProduct(product_id=product_id)
    return product


def lock_product(shop: Shop | int, product_id: int) -> Product:
    """A product of a shop, locked and read anew; NoSuchProduct for anybody else's."""
    locked = _of_shop(shop, product_id).with_for_update(of=Product)
    product = session.scalar(locked.execution_options(populate_existing=True))
    if product is None:
        raise NoSuchProduct(product_id=product_id)
    return product


def lock_product_by_id(product_id: int) -> Product:
    """Any product, locked and read anew, for those whose right was checked otherwise."""
    locked = select(Product).where(Product.id == product_id).with_for_update(of=Product)
    product = session.scalar(locked.execution_options(populate_existing=True))
    if product is None:
        raise NoSuchProduct(product_id=product_id)
    return product


def _of_shop(shop: Shop | int, product_id: int) -> Select[Product]:
    shop_id = shop if isinstance(shop, int) else shop.id
    return select(Product).where(Product.id == product_id, Product.shop_id == shop_id)


def find_draft(shop_id: int, draft_key: str) -> Product | None:
    """The product that a form with this key made already."""
    return session.scalar(select(Product).where(Product.shop_id == shop_id, Product.draft_key == draft_key))


def list_products(
    shop: Shop | int, statuses: Iterable[str] | None = None, cursor: str | None = None, limit: int = PAGE
) -> Page[Product]:
    """A shop's products in some states (all but discarded ones by default), newest first, with their parts."""
    shop_id = shop if isinstance(shop, int) else shop.id
    wanted = set(statuses) if statuses is not None else states.PRODUCT.states() - {states.DISCARDED}
    found = select(Product).where(Product.shop_id == shop_id, Product.status.in_(wanted))
    if after := decode_cursor(cursor, (int,)):
        found = found.where(Product.id < after[0])
    parts = (selectinload(Product.variants), selectinload(Product.photos))
    rows = session.scalars(found.options(*parts).order_by(Product.id.desc()).limit(limit + 1)).unique().all()
    more = encode_cursor(rows[limit - 1].id) if len(rows) > limit else None
    return Page(rows[:limit], more)


def count_by_status(shop: Shop | int) -> dict[str, int]:
    """How many products a shop has in each state."""
    shop_id = shop if isinstance(shop, int) else shop.id
    counted = select(Product.status, func.count()).where(Product.shop_id == shop_id).group_by(Product.status)
    return dict(session.execute(counted).all())


def block_reason(product_id: int) -> str:
    """Why a product was blocked last."""
    moves = history_of("product", [product_id])[product_id]
    return next((move.note for move in reversed(moves) if move.to_state == states.BLOCKED), "")


def get_variant(product: Product, variant_id: int) -> Variant:
    """A variant of a product; NoSuchPart for another's."""
    return _part(product.variants, variant_id)


def get_photo(product: Product, product_photo_id: int) -> ProductPhoto:
    """A photo of a product; NoSuchPart for another's."""
    return _part(product.photos, product_photo_id)


def get_certificate(product: Product, certificate_id: int) -> Certificate:
    """A paper of a product; NoSuchPart for another's."""
    return _part(product.certificates, certificate_id)


def _part(parts: Iterable[Part], part_id: int) -> Part:
    found = next((part for part in parts if part.id == part_id), None)
    if found is None:
        raise NoSuchPart(part_id=part_id)
    return found


# Addresses.


def is_slug_taken(slug: str, but_product_id: int | None = None) -> bool:
    """Whether an address belongs, or once belonged, to another product."""
    now_used = select(Product.id).where(Product.slug == slug, Product.id != (but_product_id or 0))
    once_used = select(FormerSlug.id).where(FormerSlug.slug == slug, FormerSlug.product_id != (but_product_id or 0))
    return session.scalar(now_used) is not None or session.scalar(once_used) is not None


def find_former_slug(slug: str) -> FormerSlug | None:
    """An address of old."""
    return session.scalar(select(FormerSlug).where(FormerSlug.slug == slug))


def find_product_by_slug(slug: str) -> Product | None:
    """The product at an address, or the one that once had it (compare its slug to know which)."""
    product = session.scalar(select(Product).where(Product.slug == slug))
    if product is not None:
        return product
    former = find_former_slug(slug)
    return session.get(Product, former.product_id) if former else None


# Releases.


def find_pending_release(product_id: int) -> ProductRelease | None:
    """The release of a product that waits for review."""
    pending = select(ProductRelease).where(
        ProductRelease.product_id == product_id, ProductRelease.status == states.PENDING
    )
    return session.scalar(pending.execution_options(populate_existing=True))


def find_latest_release(product_id: int) -> ProductRelease | None:
    """The newest release of a product, whatever became of it."""
    releases = select(ProductRelease).where(ProductRelease.product_id == product_id)
    return session.scalar(releases.order_by(ProductRelease.version.desc()).limit(1))


def find_live_release(product: Product) -> ProductRelease | None:
    """The release the public sees, or saw before the product was hidden."""
    return session.get(ProductRelease, product.live_release_id) if product.live_release_id else None


def count_releases(product_id: int) -> int:
    """How often a product was sent for review."""
    versions = select(func.max(ProductRelease.version)).where(ProductRelease.product_id == product_id)
    return session.scalar(versions) or 0


def list_reviews(scope: Scope, cursor: str | None = None, limit: int = PAGE) -> Page[ProductRelease]:
    """Releases that wait for review within a territory, oldest first."""
    waiting = _reviews(scope).where(ProductRelease.status == states.PENDING)
    if after := decode_cursor(cursor, (int,)):
        waiting = waiting.where(ProductRelease.id > after[0])
    rows = session.scalars(waiting.order_by(ProductRelease.id).limit(limit + 1)).unique().all()
    more = encode_cursor(rows[limit - 1].id) if len(rows) > limit else None
    return Page(rows[:limit], more)


def count_reviews(scope: Scope) -> int:
    """How many releases wait for review within a territory."""
    waiting = _reviews(scope).where(ProductRelease.status == states.PENDING).order_by(None)
    return session.scalar(waiting.with_only_columns(func.count())) or 0


def find_next_review(scope: Scope, after_id: int) -> ProductRelease | None:
    """The next release to review after one, or else the oldest of all, within a territory."""
    waiting = _reviews(scope).where(ProductRelease.status == states.PENDING, ProductRelease.id != after_id)
    later_first = waiting.order_by((ProductRelease.id < after_id), ProductRelease.id).limit(1)
    return session.scalars(later_first).unique().first()


def list_decided(scope: Scope, cursor: str | None = None, limit: int = PAGE) -> Page[ProductRelease]:
    """Releases that are what the public sees (or saw, before a block) within a territory, newest first."""
    live = _reviews(scope).where(Product.live_release_id == ProductRelease.id)
    if before := decode_cursor(cursor, (int,)):
        live = live.where(ProductRelease.id < before[0])
    rows = session.scalars(live.order_by(ProductRelease.id.desc()).limit(limit + 1)).unique().all()
    more = encode_cursor(rows[limit - 1].id) if len(rows) > limit else None
    return Page(rows[:limit], more)


def get_review(release_id: int, scope: Scope) -> ProductRelease:
    """A release within a territory, decided or not; NoSuchRelease for any other."""
    release = session.scalar(_reviews(scope).where(ProductRelease.id == release_id))
    if release is None:
        raise NoSuchRelease(release_id=release_id)
    return release


def lock_review(release_id: int, scope: Scope) -> ProductRelease:
    """A release within a territory and its product, locked and read anew; NoSuchRelease for any other."""
    lock_product_by_id(get_review(release_id, scope).product_id)
    locked = select(ProductRelease).where(ProductRelease.id == release_id).with_for_update(of=ProductRelease)
    return session.scalars(locked.execution_options(populate_existing=True)).unique().one()


def _reviews(scope: Scope) -> Select[ProductRelease]:
    return (
        select(ProductRelease)
        .join(Product, Product.id == ProductRelease.product_id)
        .join(Shop, Shop.id == Product.shop_id)
        .join(Seller, Seller.id == Shop.seller_id)
        .where(scope.allows(Seller.unit_id))
    )


def unit_of_shop(shop: Shop) -> Unit:
    """The unit that answers for a shop."""
    return shop.seller.unit


# What can be bought.


@dataclass(frozen=True)
class Buyable:
    """One variant as a cart and an order need it: words from the approved release, price as it is now."""

    variant_id: int
    product_id: int
    shop_id: int
    slug: str
    name: str
    variant_name: str
    unit: str
    sku: str
    price_dong: int
    weight_g: int
    is_buyable: bool
    category_id: int
    goods_kind: str
    release_id: int
    photo_public_id: str | None
    delivery_scope: str
    max_transit_days: int | None
    keeps_cold: bool
    order_limit: int


def buyables(variant_ids: Iterable[int]) -> dict[int, Buyable]:
    """What is known of variants that the public has seen; `is_buyable` says whether they are on sale now.

    A variant without an approved release, or not in it, is left out. Stock is asked of inventory.
    """
    rows = session.execute(_buyable_rows(list(variant_ids))).all()
    found = (_buyable(row) for row in rows)
    return {buyable.variant_id: buyable for buyable in found if buyable is not None}


def _buyable_rows(variant_ids: Sequence[int]) -> Any:
    parent = select(Category.id, Category.is_enabled).subquery()
    return (
        select(
            Variant.id,
            Variant.sku,
            Variant.price_dong,
            Variant.weight_g,
            Variant.is_active,
            Product.id.label("product_id"),
            Product.slug,
            Product.status,
            Product.shop_id,
            Shop.status.label("shop_status"),
            Seller.status.label("standing"),
            ProductRelease.id.label("release_id"),
            ProductRelease.content,
            Category.id.label("category_id"),
            Category.goods_kind,
            Category.is_enabled,
            parent.c.is_enabled.label("parent_enabled"),
        )
        .join(Product, Product.id == Variant.product_id)
        .join(ProductRelease, ProductRelease.id == Product.live_release_id)
        .join(Shop, Shop.id == Product.shop_id)
        .join(Seller, Seller.id == Shop.seller_id)
        .join(Category, Category.id == ProductRelease.content["category_id"].as_integer())
        .outerjoin(parent, parent.c.id == Category.parent_id)
        .where(Variant.id.in_(variant_ids))
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
        weight_g=row.weight_g,
        is_buyable=_is_on_sale(row),
        category_id=row.category_id,
        goods_kind=row.goods_kind,
        release_id=row.release_id,
        photo_public_id=shown["photo"] or first,
        delivery_scope=content["delivery_scope"],
        max_transit_days=content["max_transit_days"],
        keeps_cold=content["keeps_cold"],
        order_limit=content["order_limit"],
    )


def _is_on_sale(row: Any) -> bool:
    stands = row.status == states.LIVE and row.shop_status == OPEN and row.standing == ACTIVE
    return bool(row.is_active and stands and row.is_enabled and row.parent_enabled in (None, True))
