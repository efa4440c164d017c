"""A product's working copy: begun with four fields, described step by step, shown, hidden, blocked."""

import secrets

from marketplace.association.models import Unit
from marketplace.audit.services import record
from marketplace.catalog import queries, states
from marketplace.catalog.errors import BadValue
from marketplace.catalog.events import DraftBegun, ProductChanged
from marketplace.catalog.labels import CHOOSABLE_GROUPS, MOST_CHARACTERS, answers_only
from marketplace.catalog.models import MOST_ORDER_LIMIT, Category, Product, ProductPhoto, Variant
from marketplace.catalog.policies import require_may_block, require_selling
from marketplace.catalog.suggestions import FRESH_FOOD, suggested_label_group
from marketplace.core.actors import SYSTEM_ACTOR, Actor
from marketplace.core.db import session
from marketplace.core.events import publish
from marketplace.core.folding import slugify
from marketplace.core.references import ALPHABET
from marketplace.inventory.services import open_stock, receive
from marketplace.shops.models import Shop

LEAST_PRICE_DONG, MOST_PRICE_DONG = 1_000, 500_000_000
MOST_NAME, MOST_DESCRIPTION, MOST_NOTE = 120, 5_000, 200
NATIONWIDE, PROVINCE, COMMUNE = SCOPES = ("nationwide", "province", "commune")
MOST_TRANSIT_DAYS = 15


def create_draft(
    shop: Shop,
    name: str,
    price_dong: int,
    stock: int,
    photo_id: int | None,
    actor: Actor,
) -> Product:
    """Begin a product with photo, name, price and quantity."""
    product = Product(shop_id=shop.id, name=checked_name(name), slug=free_slug(name))
    product.shop = shop
    product.begin_at(states.DRAFT, by=actor)
    variant = Variant(product_id=product.id, price_dong=checked_price(price_dong))
    session.add(variant)
    if photo_id is not None:
        session.add(ProductPhoto(product_id=product.id, photo_id=photo_id, position=0, alt=product.name))
    session.flush()
    open_stock(variant.id)
    if stock:
        receive(variant.id, stock, actor)
    publish(DraftBegun(product.id, actor.person_id))
    return product


def edit_words(
    product: Product, *, name: str, description: str = "", origin_note: str = "", season_note: str = ""
) -> None:
    """Change a product's texts; the public sees them after the next review."""
    product.name = checked_name(name)
    product.description = _within("description", description, MOST_DESCRIPTION)
    product.origin_note = _within("origin_note", origin_note, MOST_NOTE)
    product.season_note = _within("season_note", season_note, MOST_NOTE)
    if product.live_revision_id is None:
        product.slug = free_slug(product.name, product)


def choose_category(product: Product, category_id: int) -> Category:
    """Set a product's category; its label group follows category and name. CategoryNotOffered if switched off."""
    category = queries.get_offered_category(category_id)
    if product.category_id != category.id:
        product.category, product.category_id = category, category.id
        choose_label_group(product, suggested_label_group(product.name, category.label_group))
    return category


def choose_label_group(product: Product, group: str) -> None:
    """Set the label group (fresh, packed food, craft …), which decides the label's fields; answers that fit are kept.

    Fresh goods that were never on sale are limited to the province, unless the seller chose a narrower scope.
    """
    if group not in CHOOSABLE_GROUPS:
        raise BadValue(field="label_group", why="unknown")
    if group != product.label_group and product.live_revision_id is None:
        product.delivery_scope = _usual_scope(product.delivery_scope, group, product.label_group)
    product.label_group = group


def _usual_scope(scope: str, group: str, before: str | None) -> str:
    if group == FRESH_FOOD and scope == NATIONWIDE:
        return PROVINCE
    return NATIONWIDE if before == FRESH_FOOD and scope == PROVINCE else scope


def set_label(product: Product, values: dict[str, str]) -> None:
    """Fill in the label; only fields of the product's label group are kept."""
    answers = answers_only(product.label_group or "", values)
    for code, text in answers.items():
        _within(code, text, MOST_CHARACTERS)
    product.label = answers


def set_delivery(
    product: Product, *, scope: str, max_transit_days: int | None, keeps_cold: bool, order_limit: int
) -> None:
    """Set how far and how many days the goods may travel, whether they need cooling, and the most pieces an order."""
    if scope not in SCOPES:
        raise BadValue(field="scope", why="unknown")
    if max_transit_days is not None and not 1 <= max_transit_days <= MOST_TRANSIT_DAYS:
        raise BadValue(field="max_transit_days", why="out_of_bounds")
    if not 1 <= order_limit <= MOST_ORDER_LIMIT:
        raise BadValue(field="order_limit", why="out_of_bounds")
    product.delivery_scope, product.max_transit_days = scope, max_transit_days
    product.keeps_cold, product.order_limit = keeps_cold, order_limit


def change_price(variant: Variant, price_dong: int, actor: Actor) -> None:
    """Change a price (đồng), effective at once and without review."""
    price_dong = checked_price(price_dong)
    if variant.price_dong == price_dong:
        return
    details = {"before": variant.price_dong, "after": price_dong}
    variant.price_dong = price_dong
    record("variant.price_changed", "variant", variant.id, by=actor, details=details)
    publish(ProductChanged(variant.product_id))


def hide_product(product: Product, actor: Actor) -> None:
    """Take a product off sale; hidden already, nothing changes."""
    if product.status != states.HIDDEN:
        product.move_to(states.HIDDEN, by=actor)
        publish(ProductChanged(product.id))


def show_product(product: Product, actor: Actor) -> None:
    """Put a hidden product back on sale in its approved revision; ShopNotSelling while the shop is suspended."""
    if product.status != states.LIVE:
        require_selling(product.shop)
        product.move_to(states.LIVE, by=actor)
        publish(ProductChanged(product.id))


def discard_draft(product: Product, actor: Actor) -> None:
    """Discard a product that was never approved; `restore_draft` undoes it."""
    if product.status != states.DISCARDED:
        product.move_to(states.DISCARDED, by=actor)


def restore_draft(product: Product, actor: Actor) -> None:
    """Bring a discarded product back as a draft."""
    if product.status == states.DISCARDED:
        product.move_to(states.DRAFT, by=actor)


def block_product(product: Product, reason: str, actor: Actor, unit: Unit | None = None) -> None:
    """Take a product off sale for a stated reason; only an officer above the shop or an operator may."""
    require_may_block(actor, product.shop, unit)
    if product.status == states.BLOCKED:
        return
    if not reason.strip():
        raise BadValue(field="reason", why="empty")
    product.move_to(states.BLOCKED, by=actor, note=reason)
    pending = queries.find_pending_revision(product.id)
    if pending is not None:
        pending.move_to(states.WITHDRAWN, by=SYSTEM_ACTOR, note="product blocked")
    publish(ProductChanged(product.id))


def unblock_product(product: Product, actor: Actor, unit: Unit | None = None, note: str = "") -> None:
    """Lift a block: the product is hidden until its seller shows it again."""
    require_may_block(actor, product.shop, unit)
    if product.status != states.BLOCKED:
        return
    product.move_to(states.HIDDEN, by=actor, note=note)
    publish(ProductChanged(product.id))


def checked_price(price_dong: int) -> int:
    """A valid price in đồng; BadValue otherwise."""
    if not LEAST_PRICE_DONG <= price_dong <= MOST_PRICE_DONG:
        raise BadValue(field="price", why="out_of_bounds", least=LEAST_PRICE_DONG, most=MOST_PRICE_DONG)
    return price_dong


def checked_name(name: str) -> str:
    """A non-empty name that is not too long; BadValue otherwise."""
    if not name.strip():
        raise BadValue(field="name", why="empty")
    return _within("name", name.strip(), MOST_NAME)


def free_slug(name: str, product: Product | None = None) -> str:
    """A slug for a name that no other product has or had."""
    own_id = product.id if product else None
    wanted = slugify(name)[:70].rstrip("-") or "x"
    if product is not None and product.slug.rpartition("-")[0] == wanted:
        return product.slug
    slug = wanted
    while queries.is_slug_taken(slug, own_id):
        slug = f"{wanted}-" + "".join(secrets.choice(ALPHABET) for _ in range(4)).lower()
    return slug


def _within(field: str, text: str, most: int) -> str:
    if len(text) > most:
        raise BadValue(field=field, why="too_long", most=most)
    return text
