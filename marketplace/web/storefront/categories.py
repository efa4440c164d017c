"""/categories: the categories and their products."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import Response, abort
from flask_babel import gettext as _
from markupsafe import Markup

from marketplace.browse.queries import facts
from marketplace.browse.queries.facts import CategoryFact
from marketplace.browse.queries.shelf import CardPage
from marketplace.web.parts.list_request import ListRequest, read_cards, read_list
from marketplace.web.parts.pictures import Picture
from marketplace.web.plumbing.page_cache import begin_public_page, fragment, public_page
from marketplace.web.storefront.cards import picture_of
from marketplace.web.storefront.lists import category_name, list_context


@dataclass(frozen=True)
class Tile:
    """A category as its tile shows it."""

    url: str
    name: str
    photo: Picture | None
    icon: str
    count: int


def index() -> Response:
    """All categories, each with its subcategories."""
    version = begin_public_page()
    return public_page("storefront/categories/index.html", version, lambda: {"shelves": _shelves(version)})


def show(slug: str) -> Response:
    """One category: its products and those of its subcategories; 404 unless it is enabled."""
    version = begin_public_page()
    category = facts.find_category(version, slug)
    if category is None:
        abort(404)
    asked = read_list(version, category)
    page = read_cards(asked)
    kept_under = (version, category.id, asked, page)
    return public_page("storefront/categories/show.html", kept_under, lambda: _context(version, category, asked, page))


def category_tiles(categories: Iterable[CategoryFact]) -> list[Tile]:
    """Tiles of categories that have products."""
    return [
        Tile(
            f"/categories/{category.slug}",
            category_name(category),
            picture_of(category.photo),
            category.icon,
            category.goods_count,
        )
        for category in categories
        if category.goods_count
    ]


def drawn_shelves(version: int) -> Markup:
    """The tiles of all top categories that have products; «» while there are none."""
    tiles = category_tiles(category for category in facts.categories(version) if category.parent_id is None)
    return (
        fragment("storefront/parts/drawn_tiles.html", tuple(tiles), lambda: {"categories": tiles})
        if tiles
        else Markup()
    )


def _shelves(version: int) -> list[tuple[Tile, list[Tile]]]:
    found = facts.categories(version)
    roots = category_tiles(category for category in found if category.parent_id is None)
    below = {
        f"/categories/{root.slug}": category_tiles(category for category in found if category.parent_id == root.id)
        for root in found
        if root.parent_id is None
    }
    return [(tile, below[tile.url]) for tile in roots]


def _context(version: int, category: CategoryFact, asked: ListRequest, page: CardPage) -> dict[str, Any]:
    found = facts.categories(version)
    root = next((other for other in found if other.id == category.parent_id), category)
    children = category_tiles(other for other in found if other.parent_id == root.id)
    whole = (f"/categories/{root.slug}", _("Tất cả"))
    return list_context(f"/categories/{category.slug}", version, asked, page) | {
        "name": category_name(category),
        "root": None if root is category else (f"/categories/{root.slug}", category_name(root)),
        "siblings": [whole, *((tile.url, tile.name) for tile in children)] if children else [],
        "current_url": f"/categories/{category.slug}",
    }
