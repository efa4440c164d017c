"""A product's variants: each with its own name, price, stock, unit and net content."""

from dataclasses import dataclass

from marketplace.catalog.errors import BadValue, LastVariant, TooMany
from marketplace.catalog.events import ProductChanged
from marketplace.catalog.measures import CONTENT_UNITS
from marketplace.catalog.models import Product, Variant
from marketplace.catalog.services.products import change_price, checked_price
from marketplace.core.actors import Actor
from marketplace.core.db import session
from marketplace.core.events import publish
from marketplace.core.folding import fold
from marketplace.inventory.services import open_stock, receive

MOST_VARIANTS = 20
MOST_WEIGHT_G, MOST_CONTENT = 100_000, 100_000


@dataclass(frozen=True)
class VariantFields:
    """A seller's input for one variant; the name may be empty while it is the only one."""

    name: str
    price_dong: int
    unit: str = ""
    content_amount: int | None = None
    content_unit: str | None = None
    weight_g: int = 500
    sku: str = ""
    photo_id: int | None = None


def add_variant(product: Product, fields: VariantFields, stock: int, actor: Actor) -> Variant:
    """Add a variant; the public sees it after the next review."""
    if len(product.variants) >= MOST_VARIANTS:
        raise TooMany(part="variants", most=MOST_VARIANTS)
    if not fields.name:
        raise BadValue(field="name", why="empty")
    _check(product, fields, None)
    position = max((v.position for v in product.variants), default=-1) + 1
    variant = Variant(product_id=product.id, price_dong=checked_price(fields.price_dong), position=position)
    _fill(variant, fields)
    session.add(variant)
    product.variants.append(variant)
    session.flush()
    open_stock(variant.id)
    if stock:
        receive(variant.id, stock, actor)
    return variant


def edit_variant(variant: Variant, fields: VariantFields, actor: Actor) -> None:
    """Change a variant: its price takes effect at once, its words after the next review."""
    _check(variant.product, fields, variant)
    change_price(variant, fields.price_dong, actor)
    _fill(variant, fields)


def set_active(variant: Variant, active: bool) -> None:
    """Stop or resume selling one variant, at once; LastVariant for the only one left."""
    if variant.is_active == active:
        return
    if not active and sum(v.is_active for v in variant.product.variants) == 1:
        raise LastVariant(variant_id=variant.id)
    if active and not all(v.name for v in variant.product.variants if v.is_active or v is variant):
        raise BadValue(field="name", why="empty")
    variant.is_active = active
    publish(ProductChanged(variant.product_id))


def _check(product: Product, fields: VariantFields, itself: Variant | None) -> None:
    others = [v for v in product.variants if v is not itself]
    if not fields.name and any(v.is_active for v in others):
        raise BadValue(field="name", why="empty")
    if fields.name and any(fold(v.name) == fold(fields.name) for v in others):
        raise BadValue(field="name", why="taken")
    if (fields.content_amount is None) != (fields.content_unit is None):
        raise BadValue(field="content_amount", why="half")
    if fields.content_unit is not None and fields.content_unit not in CONTENT_UNITS:
        raise BadValue(field="content_unit", why="unknown")
    if fields.content_amount is not None and not 1 <= fields.content_amount <= MOST_CONTENT:
        raise BadValue(field="content_amount", why="out_of_bounds")
    if not 1 <= fields.weight_g <= MOST_WEIGHT_G:
        raise BadValue(field="weight_g", why="out_of_bounds")
    if fields.photo_id is not None and fields.photo_id not in {p.photo_id for p in product.photos}:
        raise BadValue(field="photo", why="unknown")


def _fill(variant: Variant, fields: VariantFields) -> None:
    variant.name, variant.unit, variant.sku = fields.name, fields.unit, fields.sku
    variant.content_amount, variant.content_unit = fields.content_amount, fields.content_unit
    variant.weight_g, variant.photo_id = fields.weight_g, fields.photo_id
