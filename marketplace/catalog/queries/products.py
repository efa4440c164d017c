"""Reading products as their shop sees them, their parts, and their slugs."""

from collections.abc import Iterable
from typing import TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import selectinload

from marketplace.association.scope import Scope
from marketplace.catalog import states
from marketplace.catalog.errors import NoSuchPart, NoSuchProduct
from marketplace.catalog.models import Certificate, FormerSlug, Product, ProductPhoto, Variant
from marketplace.core.db import session
from marketplace.core.errors import NotFound
from marketplace.core.paging import Page, decode_cursor, encode_cursor
from marketplace.core.states import history_of
from marketplace.sellers.models import Seller
from marketplace.shops.models import Shop

PAGE = 50
Part = TypeVar("Part", Variant, ProductPhoto, Certificate)


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
    """Any product, locked and read anew; the caller checks the right to it."""
    locked = select(Product).where(Product.id == product_id).with_for_update(of=Product)
    product = session.scalar(locked.execution_options(populate_existing=True))
    if product is None:
        raise NoSuchProduct(product_id=product_id)
    return product


def _of_shop(shop: Shop | int, product_id: int) -> Select[Product]:
    shop_id = shop if isinstance(shop, int) else shop.id
    return select(Product).where(Product.id == product_id, Product.shop_id == shop_id)


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


def is_slug_taken(slug: str, but_product_id: int | None = None) -> bool:
    """Whether another product has or had this slug."""
    now_used = select(Product.id).where(Product.slug == slug, Product.id != (but_product_id or 0))
    once_used = select(FormerSlug.id).where(FormerSlug.slug == slug, FormerSlug.product_id != (but_product_id or 0))
    return session.scalar(now_used) is not None or session.scalar(once_used) is not None


def find_former_slug(slug: str) -> FormerSlug | None:
    """A former slug of some product, or None."""
    return session.scalar(select(FormerSlug).where(FormerSlug.slug == slug))


def get_product_in(product_id: int, scope: Scope) -> Product:
    """A product of the territory; NotFound outside it."""
    rows = select(Product).join(Shop, Shop.id == Product.shop_id).join(Seller, Seller.id == Shop.seller_id)
    product = session.scalar(rows.where(Product.id == product_id, scope.allows(Seller.unit_id)))
    if product is None:
        raise NotFound(product=product_id)
    return product
