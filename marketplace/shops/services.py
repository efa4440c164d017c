"""Opening, editing, renaming, closing and suspending a shop."""

from collections.abc import Mapping
from typing import Any

from marketplace.audit.services import record
from marketplace.core.actors import Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.errors import Invalid, NotFound
from marketplace.core.events import publish
from marketplace.core.folding import fold, slugify, tidy, tidy_lines
from marketplace.media.models import Photo
from marketplace.media.services import erase_photo
from marketplace.people.phones import normalise_mobile, normalise_phone
from marketplace.places.queries import find_area
from marketplace.sellers.models import Seller
from marketplace.sellers.states import ACTIVE
from marketplace.shops import queries
from marketplace.shops.errors import BadShop, NameTaken, NotAdmitted, PromisesLess
from marketplace.shops.events import ShopChanged, ShopOpened
from marketplace.shops.models import FormerSlug, Shop, ShopMember
from marketplace.shops.roles import OWNER
from marketplace.shops.states import CLOSED, OPEN, PREPARING, SUSPENDED
from marketplace.shops.terms import promises_less

COVER, PORTRAIT = "cover", "portrait"
SHORTEST_NAME, MOST_NAME = 3, 80
MOST_COD_DONG, MOST_DAYS = 100_000_000, 30
LINES = {"tagline": 120, "address_line": 200, "opening_hours": 200}  # one line each: characters at most
TEXTS = {"story": 5_000, "delivery_policy": 3_000, "return_policy": 3_000}
SWITCHES = ("open_before_paying", "accepts_cod")


def open_shop(seller: Seller, name: str, details: Mapping[str, Any], actor: Actor) -> Shop:
    """Open a seller's one shop with the seller as its owner; returns the existing one if there is one.

    `details` as in `edit_shop`; phone and area_code are needed. BadShop or NotAdmitted otherwise.
    """
    known = queries.find_shop_of_seller(seller.id)
    if known is not None:
        return known
    _require_admitted(seller)
    shop = Shop(seller_id=seller.id, area_code="", phone="")
    shop.seller = seller
    _name(shop, name)
    for field in ("area_code", "phone"):
        if not details.get(field):
            raise BadShop(field=field, why="empty")
    _apply(shop, details)
    shop.begin_at(PREPARING, by=actor)
    session.add(ShopMember(shop_id=shop.id, person_id=seller.person_id, role=OWNER))
    shop.opened_at = now()
    shop.move_to(OPEN, by=actor)
    record("shop.opened", "shop", shop.id, by=actor, details={"name": shop.name})
    publish(ShopOpened(shop.id))
    return shop


def edit_shop(shop: Shop, details: Mapping[str, Any], actor: Actor) -> None:
    """Change what a shop says of itself, any of: tagline, story, area_code, address_line, phone, zalo_phone,
    opening_hours, delivery_policy, return_policy, open_before_paying, accepts_cod, cod_limit_dong, preparation_days.

    BadShop names an unusable detail; nothing is changed then. Return terms may not promise less than the policy.
    """
    before = {field: getattr(shop, field, None) for field in details}
    _apply(shop, details)
    changed = sorted(field for field in details if getattr(shop, field) != before[field])
    if changed:
        _note_change(shop, "shop.changed", actor, {"fields": changed})


def rename_shop(shop: Shop, name: str, actor: Actor) -> None:
    """Rename a shop; its slug follows, and the former address redirects for ever."""
    before, slug = shop.name, shop.slug
    _name(shop, name)
    if shop.name == before:
        return
    if shop.slug != slug:
        _keep_former(shop, slug)
    _note_change(shop, "shop.renamed", actor, {"before": before, "after": shop.name})


def show_photo(shop: Shop, place: str, photo: Photo | None, actor: Actor) -> None:
    """Set or remove the photo at the top of the page («cover») or of the seller («portrait»)."""
    if place not in (COVER, PORTRAIT):
        raise NotFound(place=place)
    before: Photo | None = getattr(shop, place)
    if before is photo:
        return
    setattr(shop, place, photo)
    session.flush()
    if before is not None and before.owner_person_id is not None and not queries.is_photo_shown(before.id):
        erase_photo(before)
    _note_change(shop, "shop.photo_changed", actor, {"place": place, "removed": photo is None})


def close_shop(shop: Shop, actor: Actor) -> None:
    """Close temporarily: pages stay, nothing can be bought. Closed already, nothing changes."""
    if shop.status == CLOSED:
        return
    shop.move_to(CLOSED, by=actor)
    _note_change(shop, "shop.closed", actor)


def reopen_shop(shop: Shop, actor: Actor) -> None:
    """Open again; NotAdmitted while the seller is suspended. Open already, nothing changes."""
    if shop.status == OPEN:
        return
    _require_admitted(shop.seller)
    shop.move_to(OPEN, by=actor)
    _note_change(shop, "shop.reopened", actor)


def suspend_shop(shop: Shop, actor: Actor) -> None:
    """Suspend a shop because its seller was suspended."""
    if shop.status != SUSPENDED:
        shop.move_to(SUSPENDED, by=actor)
        publish(ShopChanged(shop.id))


def end_suspension(shop: Shop, actor: Actor) -> None:
    """End a suspension: the shop is closed until its owner opens it."""
    if shop.status == SUSPENDED:
        shop.move_to(CLOSED, by=actor)
        publish(ShopChanged(shop.id))


def _require_admitted(seller: Seller) -> None:
    if seller.status != ACTIVE:
        raise NotAdmitted(seller_id=seller.id)


def _note_change(shop: Shop, action: str, actor: Actor, details: dict[str, Any] | None = None) -> None:
    session.flush()
    record(action, "shop", shop.id, by=actor, details=details)
    publish(ShopChanged(shop.id))


def _name(shop: Shop, name: str) -> None:
    name = tidy(name)
    _require_name(name)
    if queries.is_name_taken(name, shop.id):
        raise NameTaken(field="name", why="taken")
    if shop.name != name:
        shop.name, shop.folded_name, shop.slug = name, fold(name), _free_slug(slugify(name), shop)


def _require_name(name: str) -> None:
    if len(name) < SHORTEST_NAME or not any(char.isalpha() for char in name):
        raise BadShop(field="name", why="too_short")
    if len(name) > MOST_NAME:
        raise BadShop(field="name", why="too_long")


def _free_slug(wished: str, shop: Shop) -> str:
    slug, number = wished, 2
    while queries.is_slug_taken(slug, shop.id):
        slug, number = f"{wished[:74]}-{number}", number + 1
    return slug


def _keep_former(shop: Shop, slug: str) -> None:
    own = queries.find_former_slug(shop.slug)
    if own is not None:  # back to a name of old: its address is the shop's own again
        session.delete(own)
        session.flush()
    session.add(FormerSlug(slug=slug, shop_id=shop.id))


def _apply(shop: Shop, details: Mapping[str, Any]) -> None:
    checked = {field: _checked(field, value) for field, value in details.items()}
    for field, value in checked.items():
        setattr(shop, field, value)


def _checked(field: str, value: Any) -> Any:
    if field in LINES or field in TEXTS:
        return _text(field, value)
    if field in SWITCHES:
        return bool(value)
    checks = {
        "area_code": _area,
        "phone": _phone,
        "zalo_phone": _zalo,
        "cod_limit_dong": _limit,
        "preparation_days": _days,
    }
    if field not in checks:
        raise BadShop(field=field, why="unknown")
    return checks[field](value)


def _text(field: str, value: Any) -> str:
    text = tidy_lines(str(value)) if field in TEXTS else tidy(str(value))
    if len(text) > (LINES.get(field) or TEXTS[field]):
        raise BadShop(field=field, why="too_long")
    if field == "return_policy" and (words := promises_less(text)):
        raise PromisesLess(field=field, why="less", words=words)
    return text


def _area(code: Any) -> str:
    area = find_area(str(code or ""))
    if area is None or area.level != "commune":
        raise BadShop(field="area_code", why="unknown")
    return area.code


def _phone(text: Any) -> str:
    try:
        return normalise_phone(str(text or ""))
    except Invalid as refused:
        raise BadShop(field="phone", why=str(refused.facts.get("reason", "form"))) from refused


def _zalo(text: Any) -> str | None:
    if not text:
        return None
    try:
        return normalise_mobile(str(text))
    except Invalid as refused:
        raise BadShop(field="zalo_phone", why=str(refused.facts.get("reason", "form"))) from refused


def _limit(amount: Any) -> int | None:
    if amount is None:
        return None
    if not isinstance(amount, int) or not 0 < amount <= MOST_COD_DONG:
        raise BadShop(field="cod_limit_dong", why="range")
    return amount


def _days(count: Any) -> int:
    if not isinstance(count, int) or not 0 <= count <= MOST_DAYS:
        raise BadShop(field="preparation_days", why="range")
    return count
