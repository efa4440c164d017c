"""A product's working copy put back to what a revision froze."""

from datetime import date
from typing import Any

from marketplace.catalog.models import Certificate, Product, ProductPhoto
from marketplace.catalog.queries import get_category
from marketplace.catalog.services.papers import remove_certificate
from marketplace.core.db import session
from marketplace.media.queries import find_photo

TEXTS = ("name", "description", "season_note", "origin_note", "label_group", "label")
LIMITS = ("delivery_scope", "max_transit_days", "keeps_cold", "order_limit")


def put_back(product: Product, content: dict[str, Any]) -> None:
    """Make a working copy say what a content says; what a content does not hold (price, stock) stays."""
    for key in (*TEXTS, *LIMITS):
        setattr(product, key, content[key])
    product.category_id = content["category_id"]
    product.category = get_category(content["category_id"])
    _put_back_photos(product, content["photos"])
    _put_back_variants(product, content["variants"])
    _put_back_papers(product, content["certificates"])
    session.flush()


def _put_back_photos(product: Product, wanted: list[dict[str, Any]]) -> None:
    held = {shown.photo.public_id: shown for shown in product.photos}
    for public_id in held.keys() - {photo["public_id"] for photo in wanted}:
        product.photos.remove(held[public_id])
        session.delete(held[public_id])
    for position, kept in enumerate(wanted):
        shown = held.get(kept["public_id"]) or _shown_again(product, kept["public_id"])
        if shown is not None:
            shown.position, shown.alt = position, kept["alt"]
    product.photos.sort(key=lambda shown: shown.position)


def _shown_again(product: Product, public_id: str) -> ProductPhoto | None:
    photo = find_photo(public_id)
    if photo is None:
        return None
    shown = ProductPhoto(photo_id=photo.id)
    shown.photo = photo
    product.photos.append(shown)
    return shown


def _put_back_variants(product: Product, wanted: list[dict[str, Any]]) -> None:
    photos = {shown.photo.public_id: shown.photo_id for shown in product.photos}
    by_id = {variant.id: variant for variant in product.variants}
    for kept in wanted:
        if (variant := by_id.get(kept["id"])) is not None:
            variant.name, variant.unit = kept["name"], kept["unit"]
            variant.content_amount, variant.content_unit = kept["content_amount"], kept["content_unit"]
            variant.photo_id = photos.get(kept["photo"] or "")


def _put_back_papers(product: Product, wanted: list[dict[str, Any]]) -> None:
    names = {(paper["kind"], paper["number"]) for paper in wanted}
    for certificate in [c for c in product.certificates if (c.kind, c.number) not in names]:
        remove_certificate(product, certificate)
    held = {(certificate.kind, certificate.number) for certificate in product.certificates}
    for paper in wanted:
        if (paper["kind"], paper["number"]) not in held:
            days = {name: _day(paper[name]) for name in ("issued_on", "expires_on")}
            facts = {name: paper[name] for name in ("kind", "stars", "number", "authority")}
            product.certificates.append(Certificate(product_id=product.id, **facts, **days))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
