"""The product page's context: variants with prices, valid certificates, the seller, and structured data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from flask_babel import gettext as _

from marketplace.browse.queries import facts
from marketplace.browse.queries.pages import ProductRow, VariantRow, content_of_row
from marketplace.browse.queries.shelf import CardRow
from marketplace.catalog.measures import unit_price
from marketplace.core.runtime import config
from marketplace.media.urls import photo_url
from marketplace.web.parts.pictures import Picture, card_picture, picture
from marketplace.web.plumbing.context import site_settings
from marketplace.web.plumbing.formats import day, dong
from marketplace.web.storefront.cards import drawn_cards
from marketplace.web.storefront.lists import category_name
from marketplace.web.storefront.shops import old_names
from marketplace.web.storefront.structured import breadcrumb_data, product_data
from marketplace.web.words.buying import legal_form_words
from marketplace.web.words.catalogue import delivery_words, has_ended, paper_name, public_label, unit_price_words

MOST_DESCRIBED = 160  # characters of a description for search engines


class ProductFacts(NamedTuple):
    """All data read for a product page; its cache key."""

    row: ProductRow
    variants: tuple[VariantRow, ...]
    others: tuple[CardRow, ...]
    chosen: int | None
    today: date


@dataclass(frozen=True)
class Choice:
    """A variant to choose."""

    id: int
    name: str
    unit: str
    price_dong: int
    unit_price: str
    available: int
    is_chosen: bool


def product_context(version: int, found: ProductFacts) -> dict[str, Any]:
    """The context of the template."""
    row, content = found.row, content_of_row(found.row)
    choices = _choices(found, content)
    pictures = _pictures(content)
    trail = _trail(version, row)
    path = f"/products/{row.slug}"
    available = sum(choice.available for choice in choices)
    return {
        "product": row,
        "content": content,
        "path": path,
        "trail": trail,
        "choices": choices,
        "chosen": next((choice for choice in choices if choice.is_chosen), choices[0]),
        "available": available,
        "most": max(1, min(content["order_limit"], max((choice.available for choice in choices), default=1))),
        "takes_orders": site_settings().takes_orders,
        "stars": stars_of(content),
        "pictures": pictures,
        "portrait": card_picture(row.portrait_id, row.portrait_width, row.portrait_height),
        "trust_papers": [("award", name, details) for name, details in papers_in_force(content)],
        "offers": [(choice.name or choice.unit, dong(choice.price_dong)) for choice in choices],
        "legal_form": legal_form_words(row.legal_form),
        "label": public_label(dict(content)),
        "delivery": delivery_words(dict(content)),
        "old_names": old_names(row.area_code),
        "others": drawn_cards(found.others, says_where=False),
        "summary": summary_of(content, row),
        "image": _image(content),
        "data": [product_data(path, row, content, choices), breadcrumb_data([*trail, (path, content["name"])])],
    }


def papers_in_force(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(name, number and dates) of the valid certificates of the approved revision."""
    return [
        (_paper_words(paper), _paper_details(paper))
        for paper in content["certificates"]
        if not has_ended(paper["expires_on"])
    ]


def stars_of(content: Mapping[str, Any]) -> int | None:
    """The OCOP stars of a valid certificate."""
    current = (p for p in content["certificates"] if p["kind"] == "ocop" and not has_ended(p["expires_on"]))
    return max((p["stars"] for p in current if p["stars"]), default=None)


def summary_of(content: Mapping[str, Any], row: ProductRow) -> str:
    """A product in one or two sentences, for search engines and shared links."""
    text = " ".join(content["description"].split())
    cut = text if len(text) <= MOST_DESCRIBED else text[:MOST_DESCRIBED].rsplit(" ", 1)[0] + "…"
    made = _("%(owner)s, %(shop)s, %(place)s.", owner=row.owner, shop=row.shop_name, place=row.area_name)
    return f"{cut} {made}".strip()


def _choices(found: ProductFacts, content: Mapping[str, Any]) -> list[Choice]:
    """Approved variants on sale; selected is the one asked for, else the cheapest available.

    So the page opens on the price that the card of the product names («Từ 440.000đ»).
    """
    approved = {variant["id"]: variant for variant in content["variants"]}
    rows = [variant for variant in found.variants if variant.id in approved]
    ids = [variant.id for variant in rows]
    left = [variant for variant in rows if variant.available > 0]
    cheapest = min(left or rows, key=lambda variant: variant.price_dong)
    chosen = found.chosen if found.chosen in ids else cheapest.id
    return [_choice(variant, approved[variant.id], variant.id == chosen) for variant in rows]


def _choice(variant: VariantRow, said: Mapping[str, Any], is_chosen: bool) -> Choice:
    per = unit_price(variant.price_dong, said["content_amount"], said["content_unit"])
    left = max(0, variant.available)
    return Choice(variant.id, said["name"], said["unit"], variant.price_dong, unit_price_words(per), left, is_chosen)


def _pictures(content: Mapping[str, Any]) -> list[Picture]:
    made = [
        picture(photo["public_id"], photo["alt"] or content["name"], photo["width"], photo["height"], True)
        for photo in content["photos"]
    ]
    return [one for one in made if one]


def _image(content: Mapping[str, Any]) -> str:
    first = next(iter(content["photos"]), None)
    return config().public_url + photo_url(first["public_id"], min(960, first["width"]), "jpg") if first else ""


def _trail(version: int, row: ProductRow) -> list[tuple[str, str]]:
    by_id = {category.id: category for category in facts.categories(version)}
    above = [by_id[key] for key in dict.fromkeys((row.root_category_id, row.category_id)) if key in by_id]
    return [("/", _("Trang chủ")), *((f"/categories/{c.slug}", category_name(c)) for c in above)]


def _paper_words(paper: Mapping[str, Any]) -> str:
    if paper["kind"] == "ocop" and paper["stars"]:
        return str(_("Giấy chứng nhận OCOP %(stars)d sao", stars=paper["stars"]))
    return paper_name(paper["kind"])


def _paper_details(paper: Mapping[str, Any]) -> str:
    parts: Sequence[str] = (
        _("Số %(number)s", number=paper["number"]),
        paper["authority"],
        _("cấp ngày %(day)s", day=_written(paper["issued_on"])) if paper["issued_on"] else "",
        _("có giá trị đến %(day)s", day=_written(paper["expires_on"])) if paper["expires_on"] else "",
    )
    return ", ".join(str(part) for part in parts if part)


def _written(iso: str) -> str:
    return day(date.fromisoformat(iso))
