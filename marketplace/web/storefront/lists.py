"""Lists of products: the template context for a parsed list request."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from flask_babel import get_locale
from flask_babel import gettext as _
from markupsafe import Markup

from marketplace.browse.queries import facts
from marketplace.browse.queries.facts import CategoryFact, Groups, PlaceFact
from marketplace.browse.queries.shelf import (
    NEWEST,
    PRICE_DOWN,
    PRICE_UP,
    CardPage,
    Filters,
)
from marketplace.web.parts.list_request import ListRequest
from marketplace.web.plumbing.page_cache import fragment
from marketplace.web.storefront.cards import drawn_cards


def list_context(path: str, version: int, asked: ListRequest, page: CardPage) -> dict[str, Any]:
    """What the list template needs: cards, the filter form with its choices, and links to the pages around."""
    params = dict(asked.params)
    return {
        "path": path,
        "cards": drawn_cards(page.rows, eager=1 if asked.cursor is None else 0),
        "previous_url": _url(path, params, page.previous),
        "next_url": _url(path, params, page.next),
        "chosen": params,
        "filters": _drawn_filters(path, version, asked),
        "is_first": asked.cursor is None,
        "is_narrowed": asked.is_narrowed,
        "total": total_of(version, asked),
    }


def _drawn_filters(path: str, version: int, asked: ListRequest) -> Markup:
    def context() -> dict[str, Any]:
        places, sorts = place_choices(version, _category_of(asked.filters)), sort_choices()
        return {"path": path, "places": places, "chosen": dict(asked.params), "sorts": sorts}

    return fragment("storefront/parts/drawn_filters.html", (version, path, asked.params), context)


def total_of(version: int, asked: ListRequest) -> int | None:
    """The length of the list, where the cached counts have it; else None."""
    filters, counts = asked.filters, facts.groups(version)
    if filters.in_stock:
        return None
    category = _category_of(filters)
    place = filters.area_code or filters.province_code
    if category and place:
        return counts.from_place.get((category, place), 0)
    if category:
        return counts.by_category.get(category, 0)
    if place:
        return next((p.goods_count for p in (*counts.provinces, *counts.communes) if p.code == place), 0)
    return counts.total


def place_choices(version: int, category: int | None = None) -> list[tuple[PlaceFact, list[PlaceFact]]]:
    """Provinces that products (of a category) come from, each with its communes in alphabetical order."""
    counts = facts.groups(version)
    provinces = _places_of(counts, counts.provinces, category)
    communes = sorted(_places_of(counts, counts.communes, category), key=lambda commune: commune.name)
    return [(province, [c for c in communes if c.province_code == province.code]) for province in provinces]


def _places_of(counts: Groups, places: Sequence[PlaceFact], category: int | None) -> list[PlaceFact]:
    if category is None:
        return list(places)
    counted = [place._replace(goods_count=counts.from_place.get((category, place.code), 0)) for place in places]
    return [place for place in counted if place.goods_count]


def sort_choices() -> list[tuple[str, str]]:
    """The sort orders of a list."""
    return [(NEWEST, _("Mới nhất")), (PRICE_UP, _("Giá thấp trước")), (PRICE_DOWN, _("Giá cao trước"))]


def category_name(category: CategoryFact) -> str:
    """A category in the visitor's language."""
    return category.name if str(get_locale()) == "vi" else category.name_en


def _category_of(filters: Filters) -> int | None:
    return filters.root_category_id or filters.category_id


def _url(path: str, params: Mapping[str, str], cursor: str | None) -> str | None:
    return f"{path}?{urlencode({**params, 'cursor': cursor})}" if cursor else None
