"""A list of products as its query string asks for it, parsed strictly: filters, sort, cursor."""

from dataclasses import dataclass
from typing import Any

from flask import request

from marketplace.browse.queries import facts
from marketplace.browse.queries.facts import CategoryFact, PlaceFact
from marketplace.browse.queries.shelf import (
    NEWEST,
    PAGE,
    SORTS,
    CardPage,
    Filters,
    list_cards,
)
from marketplace.web.plumbing.page_cache import saves_data

LIGHT_PAGE = 12  # for those who save data


@dataclass(frozen=True)
class ListRequest:
    """The filters, sort and cursor asked for, and the same as clean query parameters."""

    filters: Filters
    sort: str
    cursor: str | None
    params: tuple[tuple[str, str], ...]

    @property
    def is_narrowed(self) -> bool:
        """Whether a filter other than the category is set."""
        return any(name in ("place", "in_stock") for name, _value in self.params)


def read_list(version: int, category: CategoryFact | None = None) -> ListRequest:
    """Parse the query string; an unknown place, sort or cursor counts as not given."""
    args = request.args
    params: dict[str, str] = {}
    place = _place(version, args.get("place", ""))
    if place:
        params["place"] = place.code
    if args.get("in_stock") == "1":
        params["in_stock"] = "1"
    sort = args.get("sort", NEWEST)
    if sort in SORTS and sort != NEWEST:
        params["sort"] = sort
    filters = Filters(**_category_filter(category), **_place_filter(place), in_stock="in_stock" in params)
    return ListRequest(filters, params.get("sort", NEWEST), args.get("cursor"), tuple(params.items()))


def read_cards(asked: ListRequest) -> CardPage:
    """The page of cards asked for; fewer for a browser that saves data."""
    return list_cards(asked.filters, asked.sort, asked.cursor, LIGHT_PAGE if saves_data() else PAGE)


def _place(version: int, code: str) -> PlaceFact | None:
    counts = facts.groups(version)
    return next((place for place in (*counts.provinces, *counts.communes) if place.code == code), None)


def _category_filter(category: CategoryFact | None) -> dict[str, Any]:
    if category is None:
        return {}
    return {"root_category_id" if category.parent_id is None else "category_id": category.id}


def _place_filter(place: PlaceFact | None) -> dict[str, Any]:
    if place is None:
        return {}
    return {"province_code" if place.code == place.province_code else "area_code": place.code}
