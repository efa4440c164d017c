"""Products on sale for integrators: a list by category, place and stock or by words, and one product."""

from typing import Any

from flask import Response, g, request
from flask_babel import gettext as _

from marketplace.browse.models import OUT
from marketplace.browse.queries import facts, pages
from marketplace.browse.queries.pages import ProductRow, VariantRow, content_of_row
from marketplace.browse.queries.search import search
from marketplace.browse.queries.shelf import PAGE, Card, CardRow, cards_by_id
from marketplace.catalog.labels import public_fields
from marketplace.core.runtime import config
from marketplace.media.urls import photo_url
from marketplace.web.api.answers import answer, encoded, problem
from marketplace.web.parts.list_request import read_cards, read_list
from marketplace.web.plumbing.page_cache import begin_public_page
from marketplace.web.words.catalogue import has_ended

IMAGE_WIDTH = 960


def index() -> Response:
    """`q` searches (first page only); else `category` (slug), `place` (area code), `in_stock=1`, `sort`, `cursor`."""
    version = begin_public_page()
    typed = request.args.get("q")
    if typed is not None:
        rows = cards_by_id(search(typed, version).product_ids[:PAGE])
        return answer(encoded({"products": [_item(row) for row in rows], "next": None}))
    slug = request.args.get("category")
    category = facts.find_category(version, slug) if slug else None
    if slug and category is None:
        return problem(404, _("Không có nhóm hàng nào mang tên này"))
    page = read_cards(read_list(version, category))
    return answer(encoded({"products": [_item(row) for row in page.rows], "next": page.next}))


def show(slug: str) -> Response:
    """One product as its page shows it, with prices and stock of this moment."""
    g.is_public_page = True
    row = pages.find_product(slug)
    if row is None or not row.is_shown:
        return problem(404, _("Không có sản phẩm này"))
    return answer(encoded(_product(row, pages.variants_now(row.id))))


def _item(row: CardRow) -> dict[str, Any]:
    card = Card._make(row)
    return {
        "slug": card.slug,
        "name": card.name,
        "url": f"{config().public_url}/products/{card.slug}",
        "price_dong": card.price_dong,
        "has_more_prices": bool(card.has_more_prices),
        "in_stock": card.stock_state != OUT,
        "image": _image(card.photo_public_id, card.photo_width),
        "shop": card.shop_name,
        "place": card.area_name,
        "ocop_stars": card.ocop_stars,
    }


def _product(row: ProductRow, variants: tuple[VariantRow, ...]) -> dict[str, Any]:
    content = content_of_row(row)
    approved = {variant["id"]: variant for variant in content["variants"]}
    return {
        "slug": row.slug,
        "name": content["name"],
        "url": f"{config().public_url}/products/{row.slug}",
        "description": content["description"],
        "images": [_image(photo["public_id"], photo["width"]) for photo in content["photos"]],
        "shop": {"name": row.shop_name, "url": f"{config().public_url}/shops/{row.shop_slug}"},
        "place": {"code": row.area_code, "name": row.area_name, "province": row.province_name},
        "verified": {"unit": row.unit_name, "at": row.verified_at.isoformat()},
        "label": dict(public_fields(content["label_group"] or "", dict(content["label"]))),
        "certificates": [paper for paper in content["certificates"] if not has_ended(paper["expires_on"])],
        "variants": [_variant(variant, approved[variant.id]) for variant in variants if variant.id in approved],
    }


def _variant(variant: VariantRow, said: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": variant.id,
        "name": said["name"],
        "unit": said["unit"],
        "price_dong": variant.price_dong,
        "in_stock": variant.available > 0,
    }


def _image(public_id: str | None, width: int) -> str | None:
    return config().public_url + photo_url(public_id, min(IMAGE_WIDTH, width), "jpg") if public_id else None
