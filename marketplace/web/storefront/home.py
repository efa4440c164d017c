"""/: the front page."""

from typing import Any

from flask import Response

from marketplace.browse.queries import facts
from marketplace.browse.queries.shelf import Card, CardRow, home_cards
from marketplace.web.parts.pictures import card_picture
from marketplace.web.plumbing.context import site_settings
from marketplace.web.plumbing.page_cache import begin_public_page, public_page
from marketplace.web.storefront.cards import cards_version, drawn_cards, drawn_season_cards, shop_cards
from marketplace.web.storefront.categories import drawn_shelves
from marketplace.web.storefront.structured import organisation_data

NEW, SEASON, SHOPS, HERO = 10, 3, 6, 3


def show() -> Response:
    """The front page."""
    version = begin_public_page()
    new, season = home_cards(NEW, SEASON)
    kept_under = (version, new, season, cards_version())
    return public_page("storefront/home/show.html", kept_under, lambda: _context(version, new, season))


def _context(version: int, new: tuple[CardRow, ...], season: tuple[CardRow, ...]) -> dict[str, Any]:
    shops, counts = facts.shops(version), facts.groups(version)
    settings = site_settings()
    return {
        "organisation": organisation_data(settings.brand, settings.association, settings.hotline),
        "new": drawn_cards(new),
        "season": drawn_season_cards(season),
        "hero": _hero((*(row[1:] for row in season), *new)),
        "shelves": drawn_shelves(version),
        "shops": shop_cards([shop for shop in shops if shop.goods_count][:SHOPS]),
        "shop_count": len(shops),
        "goods_count": counts.total,
        "commune_count": len({shop.area_code for shop in shops}),
    }


def _hero(rows: tuple[CardRow, ...]) -> list[tuple[str, str, Any]]:
    """(address, name, picture) of a few products for the top, each of another shop where there are enough."""
    cards = [Card._make(row) for row in rows]
    with_photo = [card for card in dict.fromkeys(cards) if card.photo_public_id]
    by_shop = {card.shop_name: card for card in reversed(with_photo)}
    chosen = list(by_shop.values())[::-1] + [card for card in with_photo if card not in by_shop.values()]
    return [
        (f"/products/{card.slug}", card.name, card_picture(card.photo_public_id, card.photo_width, card.photo_height))
        for card in chosen[:HERO]
    ]
