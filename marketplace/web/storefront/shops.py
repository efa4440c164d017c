"""/shops: the women who sell here, and each one's own page."""

from typing import Any

from flask import Response, abort, g, make_response, render_template, request

from marketplace.browse.queries import facts, pages
from marketplace.browse.queries.facts import PlaceFact, ShopFact
from marketplace.browse.queries.pages import ShopRow
from marketplace.browse.queries.shelf import CardPage, Filters, list_cards
from marketplace.core.folding import sort_key
from marketplace.core.versioned_cache import VersionedCache
from marketplace.honours.queries import Badge, badges
from marketplace.places.queries import former_names, old_names_text
from marketplace.web.parts.pictures import card_picture, picture
from marketplace.web.plumbing.answers import moved_to
from marketplace.web.plumbing.page_cache import begin_public_page, public_page
from marketplace.web.storefront.cards import cards_version, drawn_cards, honour_words, shop_cards
from marketplace.web.words.buying import legal_form_words

SHOPS_A_PAGE = 24
_old_names: VersionedCache[str] = VersionedCache()


def index() -> Response:
    """Open shops, newest first, of one commune where given."""
    version = begin_public_page()
    place = _place(version)
    shops = tuple(shop for shop in facts.shops(version) if place is None or place.code in _places_of(shop))
    number = _page_number(len(shops))
    shown = shops[(number - 1) * SHOPS_A_PAGE : number * SHOPS_A_PAGE]
    return public_page(
        "storefront/shops/index.html",
        (version, place, number, cards_version()),
        lambda: {
            "shops": shop_cards(shown),
            "total": len(shops),
            "place": place,
            "places": _communes(version),
            "previous_url": _page_url(place, number - 1) if number > 1 else None,
            "next_url": _page_url(place, number + 1) if number * SHOPS_A_PAGE < len(shops) else None,
        },
    )


def show(slug: str) -> Response:
    """One shop: its seller's story, its products, and its verification; 301 from a former address."""
    version = begin_public_page()
    shop = pages.find_shop(slug)
    if shop is None:
        return _moved(slug)
    if shop.status == "preparing":
        abort(404)
    if shop.status != "open" or shop.seller_status != "active":
        return _closed(version, shop)
    goods = list_cards(Filters(shop_id=shop.id), cursor=request.args.get("cursor"))
    honour = badges().get(shop.slug)
    kept_under = (version, g.places_version, shop, goods, honour)
    return public_page("storefront/shops/show.html", kept_under, lambda: _context(shop, goods, honour))


def old_names(area_code: str) -> str:
    """The former communes merged into one of today, as one line of text; cached by the version of the areas."""
    return _old_names.get(g.places_version, lambda: old_names_text(former_names([area_code])[area_code]), area_code)


def _context(shop: ShopRow, goods: CardPage, honour: Badge | None) -> dict[str, Any]:
    path = f"/shops/{shop.slug}"
    return {
        "shop": shop,
        "path": path,
        "honour": honour,
        "honour_words": honour_words,
        "portrait": card_picture(shop.portrait_id, shop.portrait_width, shop.portrait_height),
        "cover": picture(shop.cover_id, shop.name, shop.cover_width or 1200, shop.cover_height or 800, True),
        "old_names": old_names(shop.area_code),
        "legal_form": legal_form_words(shop.legal_form),
        "cards": drawn_cards(goods.rows, says_where=False),
        "previous_url": f"{path}?cursor={goods.previous}" if goods.previous else None,
        "next_url": f"{path}?cursor={goods.next}" if goods.next else None,
    }


def _moved(slug: str) -> Response:
    now = pages.shop_slug_now(slug)
    if now is None:
        abort(404)
    return moved_to(f"/shops/{now}")


def _closed(version: int, shop: ShopRow) -> Response:
    others = shop_cards([other for other in facts.shops(version) if other.goods_count][:3])
    page = render_template("storefront/shops/closed.html", shop=shop, others=others)
    return make_response(page, 410)


def _place(version: int) -> PlaceFact | None:
    code = request.args.get("place", "")
    return next((place for place in _communes(version) if place.code == code), None)


def _communes(version: int) -> list[PlaceFact]:
    """Communes with an open shop, by name."""
    found: dict[str, PlaceFact] = {}
    for shop in facts.shops(version):
        before = found.get(shop.area_code)
        count = before.goods_count + 1 if before else 1
        found[shop.area_code] = PlaceFact(shop.area_code, shop.area_name, shop.province_code, count)
    return sorted(found.values(), key=lambda place: sort_key(place.name))


def _places_of(shop: ShopFact) -> tuple[str, str]:
    return (shop.area_code, shop.province_code)


def _page_number(total: int) -> int:
    text = request.args.get("page", "1")
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else 1
    return max(1, min(number, -(-total // SHOPS_A_PAGE)))


def _page_url(place: PlaceFact | None, number: int) -> str:
    return f"/shops?{f'place={place.code}&' if place else ''}page={number}"
