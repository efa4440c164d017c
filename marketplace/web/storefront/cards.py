"""Cards of products and shops, rendered once for each set of values they show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from markupsafe import Markup

from marketplace.browse.models import OUT
from marketplace.browse.queries.facts import PhotoFact, ShopFact
from marketplace.browse.queries.shelf import Card, CardRow
from marketplace.core.clock import today
from marketplace.core.versions import version_of
from marketplace.honours.models import HONOURS
from marketplace.honours.queries import Badge, badges
from marketplace.web.parts.pictures import Picture, card_picture
from marketplace.web.plumbing.page_cache import fragment
from marketplace.web.words.honours import title_of

CARD, SEASON_CARD = "storefront/products/card.html", "storefront/home/season_card.html"


@dataclass(frozen=True)
class ProductCard:
    """What the `product_card` macro takes."""

    url: str
    name: str
    price_dong: int
    price_from: bool
    unit: str
    owner: str
    place: str
    ocop: int | None
    in_stock: bool
    photo: Picture | None


@dataclass(frozen=True)
class ShopCard:
    """What the `shop_card` macro takes."""

    url: str
    name: str
    owner: str
    place: str
    verified: bool
    photo: Picture | None
    goods: tuple[Picture, ...]
    honour: str = ""  # the title of the newest honour of hers that stands


def drawn_cards(rows: Sequence[CardRow], eager: int = 0, *, says_where: bool = True) -> list[Markup]:
    """Cards of products; the first `eager` pictures load at once; on a shop's own page the shop is left out."""
    return [_drawn(row, place < eager, says_where) for place, row in enumerate(rows)]


def drawn_season_cards(rows: Sequence[CardRow]) -> list[Markup]:
    """Seasonal products, each with its season note; a row is the note followed by the card's row."""
    return [fragment(SEASON_CARD, row, lambda row=row: _season_context(row)) for row in rows]  # type: ignore[misc]


def _season_context(row: CardRow) -> dict[str, Any]:
    return {"note": row[0], "p": _product_card(Card._make(row[1:]))}


def shop_cards(shops: Iterable[ShopFact]) -> list[ShopCard]:
    """Cards of shops, with three of their products each, and the honour of hers that stands today."""
    honoured = badges()
    return [replace(_shop_card(shop), honour=honour_words(honoured.get(shop.slug))) for shop in shops]


def cards_version() -> tuple[int, date]:
    """What cards of shops show besides the shelf: honours that stand today; part of the key of a page with them."""
    return version_of(HONOURS), today()


def honour_words(badge: Badge | None) -> str:
    """What an honour is called where it stands beside a shop."""
    return f"{title_of(badge.title, badge.title_said)} {badge.year}" if badge else ""


def picture_of(photo: PhotoFact | None) -> Picture | None:
    """The picture of a photo as stored in lists."""
    return card_picture(*photo) if photo else None


def _drawn(row: CardRow, is_first: bool, says_where: bool) -> Markup:
    card = Card._make(row)
    if not says_where:
        card = card._replace(shop_name="", area_name="", owner="")
    return fragment(CARD, (card, is_first), lambda: {"p": _product_card(card), "first": is_first})


def _product_card(card: Card) -> ProductCard:
    return ProductCard(
        url=f"/products/{card.slug}",
        name=card.name,
        price_dong=card.price_dong,
        price_from=bool(card.has_more_prices),
        unit=card.unit,
        owner=card.owner,
        place=card.area_name,
        ocop=card.ocop_stars,
        in_stock=card.stock_state != OUT,
        photo=card_picture(card.photo_public_id, card.photo_width, card.photo_height),
    )


def _shop_card(shop: ShopFact) -> ShopCard:
    goods = tuple(picture for picture in map(picture_of, shop.goods) if picture)
    photo = picture_of(shop.portrait) or (goods[0] if goods else None)
    return ShopCard(f"/shops/{shop.slug}", shop.name, shop.owner, shop.area_name, True, photo, goods)
