"""Derives a listing's columns from a product, its shop and its category."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from marketplace.browse.models import FEW, FEW_LEFT, IN, OUT
from marketplace.catalog.papers import OCOP, is_current
from marketplace.core.folding import accented_words, folded_words

QUIET = frozenset({"price_dong", "has_more_prices", "unit", "stock_state", "sold", "ocop_stars", "ocop_until"})


@dataclass(frozen=True)
class Shelf:
    """A category as a listing needs it: its own and its top category's key, their names, whether both are enabled."""

    category_id: int
    root_id: int
    words: str
    is_open: bool


def shelves_of(categories: list[Any]) -> dict[int, Shelf]:
    """Every category by key, with its top category."""
    by_id = {category.id: category for category in categories}
    shelves = {}
    for category in categories:
        root = by_id.get(category.parent_id, category)
        words = category.name if root is category else f"{category.name} {root.name}"
        shelves[category.id] = Shelf(category.id, root.id, words, category.is_enabled and root.is_enabled)
    return shelves


def stock_state(available: int) -> str:
    """What a card says about stock: in, few or out."""
    if available <= 0:
        return OUT
    return FEW if available <= FEW_LEFT else IN


def listing_values(source: Any, shelf: Shelf, today: date, now: datetime) -> dict[str, Any]:
    """The columns of a product's listing."""
    return {
        "product_id": source.product_id,
        "revision_id": source.revision_id,
        "is_shown": is_shown(source, shelf),
        "slug": source.slug,
        "name": source.content["name"],
        "published_at": source.first_live_at or now,
        "delivery_scope": source.content.get("delivery_scope") or "nationwide",
        "season_note": source.content.get("season_note") or "",
        "category_id": shelf.category_id,
        "root_category_id": shelf.root_id,
        **_money_and_stock(source),
        **_photo(source.content),
        **_place(source),
        **_stars(source.content, today),
        **_words(source, shelf),
    }


def is_shown(source: Any, shelf: Shelf) -> bool:
    """Whether the public sees it: product live, shop open, seller active, category enabled, a variant on sale."""
    alive = source.status == "live" and source.shop_status == "open" and source.seller_status == "active"
    return alive and shelf.is_open and bool(source.variants)


def _money_and_stock(source: Any) -> dict[str, Any]:
    if not source.variants:
        return {"price_dong": 0, "has_more_prices": False, "unit": "", "stock_state": OUT}
    lowest = min(source.variants, key=lambda variant: variant[0])
    return {
        "price_dong": lowest[0],
        "has_more_prices": any(variant[0] != lowest[0] for variant in source.variants),
        "unit": lowest[1],
        "stock_state": stock_state(sum(variant[2] for variant in source.variants)),
    }


def _photo(content: Mapping[str, Any]) -> dict[str, Any]:
    photo = next(iter(content["photos"]), {"public_id": None, "width": 0, "height": 0})
    return {
        "photo_public_id": photo["public_id"],
        "photo_width": photo["width"],
        "photo_height": photo["height"],
    }


def _place(source: Any) -> dict[str, Any]:
    names = ("shop_id", "shop_slug", "shop_name", "owner", "area_code", "area_name", "province_code")
    return {name: getattr(source, name) for name in names}


def _stars(content: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The columns of the OCOP certificate valid today that expires last."""
    papers = [paper for paper in content["certificates"] if paper["kind"] == OCOP and paper["stars"]]
    current = [paper for paper in papers if is_current(paper["expires_on"], today)]
    best = max(current, key=lambda paper: paper["expires_on"] or "9999-12-31", default=None)
    if best is None:
        return {"ocop_stars": None, "ocop_until": None}
    until = date.fromisoformat(best["expires_on"]) if best["expires_on"] else None
    return {"ocop_stars": best["stars"], "ocop_until": until}


def _words(source: Any, shelf: Shelf) -> dict[str, Any]:
    name = source.content["name"]
    return {
        "folded_name": " ".join(folded_words(name)),
        "folded": " ".join(folded_words(f"{name} {source.shop_name} {shelf.words}")),
        "accented": " ".join(accented_words(name)),
    }
