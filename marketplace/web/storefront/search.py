"""/search: products by name, with or without tone marks; suggestions when nothing is found."""

from typing import Any
from urllib.parse import urlencode

from flask import Response, request

from marketplace.browse.queries import facts
from marketplace.browse.queries.search import Found, search
from marketplace.browse.queries.shelf import PAGE, CardRow, cards_by_id
from marketplace.browse.ranking import MOST_TYPED, read_query
from marketplace.core.folding import folded_words, tidy
from marketplace.orders.numbers import read_order_number
from marketplace.web.plumbing.page_cache import begin_public_page, public_page
from marketplace.web.storefront.cards import cards_version, drawn_cards, shop_cards
from marketplace.web.storefront.categories import category_tiles, drawn_shelves
from marketplace.web.storefront.lists import category_name

MOST_SHOPS = 3


def show() -> Response:
    """The results for the typed words."""
    version = begin_public_page()
    typed = tidy(request.args.get("q", "")[:MOST_TYPED])
    found = search(typed, version)
    number = _page_number(len(found.product_ids))
    rows = cards_by_id(found.product_ids[(number - 1) * PAGE : number * PAGE])
    kept_under = (version, typed, found, number, rows, cards_version())
    return public_page("storefront/search/show.html", kept_under, lambda: _context(version, typed, found, number, rows))


def _context(version: int, typed: str, found: Found, number: int, rows: tuple[CardRow, ...]) -> dict[str, Any]:
    total = len(found.product_ids)
    words = list(read_query(typed).words)
    return {
        "query": typed,
        "has_words": bool(words),
        "order_number": read_order_number(typed) or "",
        "cards": drawn_cards(rows, eager=1),
        "total": total,
        "is_near": found.is_near,
        "near_names": [(name, f"/search?{urlencode({'q': name})}") for name in found.near_names],
        "shops": shop_cards(_shops_named(version, words)) if number == 1 else [],
        "shelves": "" if total and not found.is_near else drawn_shelves(version),
        "named_shelves": _shelves_named(version, words) if number == 1 else [],
        "previous_url": _page_url(typed, number - 1) if number > 1 else None,
        "next_url": _page_url(typed, number + 1) if number * PAGE < total else None,
    }


def _shops_named(version: int, words: list[str]) -> list[Any]:
    """Shops whose name or owner's name contains all the words."""
    if not words:
        return []
    named = []
    for shop in facts.shops(version):
        own = folded_words(f"{shop.name} {shop.owner}")
        if all(word in own for word in words):
            named.append(shop)
    return named[:MOST_SHOPS]


def _shelves_named(version: int, words: list[str]) -> list[Any]:
    if not words:
        return []
    return category_tiles(
        category
        for category in facts.categories(version)
        if all(word in folded_words(category_name(category)) for word in words)
    )


def _page_number(total: int) -> int:
    text = request.args.get("page", "1")
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 3 else 1
    return max(1, min(number, -(-total // PAGE)))


def _page_url(typed: str, number: int) -> str:
    return f"/search?{urlencode({'q': typed, 'page': number})}"
