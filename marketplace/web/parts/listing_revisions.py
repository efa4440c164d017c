"""A revision's content prepared for the seller's preview and for the reviewer's page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from marketplace.catalog.measures import unit_price
from marketplace.catalog.models import Variant
from marketplace.catalog.papers import OCOP, PAPERS
from marketplace.inventory.queries import stock_of
from marketplace.places.queries import full_name, get_area
from marketplace.shops.models import Shop
from marketplace.web.parts.pictures import Picture, picture
from marketplace.web.words.catalogue import (
    delivery_words,
    has_ended,
    label_group_name,
    paper_name,
    public_label,
    unit_price_words,
)


@dataclass(frozen=True)
class VariantView:
    """One variant with its present price and stock."""

    name: str
    unit: str
    price_dong: int
    per: str
    left: int
    is_active: bool


@dataclass(frozen=True)
class PaperView:
    """One paper as a customer reads it."""

    kind: str
    name: str
    number: str
    authority: str
    issued_on: str
    expires_on: str
    has_ended: bool
    stars: int | None


@dataclass(frozen=True)
class RevisionView:
    """All that a customer sees of a product."""

    content: Mapping[str, Any]
    pictures: Sequence[Picture]
    variants: Sequence[VariantView]
    label_group: str
    label: Sequence[tuple[str, str]]
    papers: Sequence[PaperView]
    delivery: Sequence[str]
    shop: Shop
    place: str

    @property
    def ocop(self) -> int | None:
        """The stars of a valid certificate."""
        return next((p.stars for p in self.papers if p.kind == OCOP and not p.has_ended), None)


def revision_view(content: Mapping[str, Any], shop: Shop, variants: Iterable[Variant]) -> RevisionView:
    """A revision's content with the present prices and stock of the given variants."""
    return RevisionView(
        content=content,
        pictures=_pictures(content),
        variants=_variants(content, {variant.id: variant for variant in variants}),
        label_group=label_group_name(content["label_group"]),
        label=public_label(dict(content)),
        papers=[_paper(paper) for paper in content["certificates"] if PAPERS[paper["kind"]].shown_publicly],
        delivery=delivery_words(dict(content)),
        shop=shop,
        place=full_name(get_area(shop.area_code)),
    )


def _pictures(content: Mapping[str, Any]) -> list[Picture]:
    drawn = (picture(p["public_id"], p["alt"], p["width"], p["height"]) for p in content["photos"])
    return [pic for pic in drawn if pic is not None]


def _variants(content: Mapping[str, Any], now: Mapping[int, Variant]) -> list[VariantView]:
    left = stock_of(now)
    return [_variant(v, now[v["id"]], left[v["id"]]) for v in content["variants"] if v["id"] in now]


def _variant(frozen: Mapping[str, Any], now: Variant, left: int) -> VariantView:
    per = unit_price(now.price_dong, frozen["content_amount"], frozen["content_unit"])
    return VariantView(frozen["name"], frozen["unit"], now.price_dong, unit_price_words(per), left, now.is_active)


def _paper(paper: Mapping[str, Any]) -> PaperView:
    return PaperView(
        kind=paper["kind"],
        name=paper_name(paper["kind"]),
        number=paper["number"],
        authority=paper["authority"],
        issued_on=_written(paper["issued_on"]),
        expires_on=_written(paper["expires_on"]),
        has_ended=has_ended(paper["expires_on"]),
        stars=paper["stars"],
    )


def _written(day: str | None) -> str:
    return "/".join(reversed(day.split("-"))) if day else ""
