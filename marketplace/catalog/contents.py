"""The content that a revision freezes: all that the public page shows of a product, except price and stock.

The shape of a content (plain JSON, so that its hash is the same on every database):

    name, description, season_note, origin_note                 texts
    category_id, label_group                                    where it stands, which label rules hold
    label                                                       {field code: text}, see labels.public_fields
    photos        [{public_id, alt, width, height, colour}]     in order, the first is the card's
    variants      [{id, name, unit, content_amount, content_unit, photo}]   photo: public id or null; price,
                  stock and whether it is sold just now are asked of the variant itself, like the price
    certificates  [{kind, stars, number, authority, issued_on, expires_on}] days as «2026-11-21» or null
    delivery_scope, max_transit_days, keeps_cold, order_limit   limits of sending
"""

import hashlib
import json
from datetime import date
from typing import Any

from marketplace.catalog.health_claims import HealthClaim, find_health_claims
from marketplace.catalog.labels import answers_only, missing_fields
from marketplace.catalog.models import Certificate, Product, ProductPhoto, Variant
from marketplace.core.folding import identity

# Parts of a listing, as a checklist names them and a reviewer comments on them.
PHOTOS, NAME, DESCRIPTION, CATEGORY, LABEL, VARIANTS, PAPERS, DELIVERY, OTHER = (
    "photos",
    "name",
    "description",
    "category",
    "label",
    "variants",
    "papers",
    "delivery",
    "other",
)
PARTS = (PHOTOS, NAME, DESCRIPTION, CATEGORY, LABEL, VARIANTS, PAPERS, DELIVERY, OTHER)


PART_CONTENT = {  # of what in a content each part tells
    PHOTOS: ("photos",),
    NAME: ("name",),
    DESCRIPTION: ("description", "season_note", "origin_note"),
    CATEGORY: ("category_id",),
    LABEL: ("label_group", "label"),
    VARIANTS: ("variants",),
    PAPERS: ("certificates",),
    DELIVERY: ("delivery_scope", "max_transit_days", "keeps_cold", "order_limit"),
}


def changed_parts(before: dict[str, Any], now: dict[str, Any]) -> tuple[str, ...]:
    """The parts in which two contents differ, in the order of the parts."""
    return tuple(part for part, keys in PART_CONTENT.items() if any(before.get(k) != now.get(k) for k in keys))


def content_of(product: Product) -> dict[str, Any]:
    """The content of a product's working copy, as a revision would freeze it now."""
    return {
        "name": product.name,
        "description": product.description,
        "season_note": product.season_note,
        "origin_note": product.origin_note,
        "category_id": product.category_id,
        "label_group": product.label_group,
        "label": answers_only(product.label_group or "", product.label),
        "photos": [_photo(shown) for shown in product.photos],
        "variants": [_variant(variant) for variant in product.variants],
        "certificates": [_certificate(paper) for paper in product.certificates],
        "delivery_scope": product.delivery_scope,
        "max_transit_days": product.max_transit_days,
        "keeps_cold": product.keeps_cold,
        "order_limit": product.order_limit,
    }


def hash_of(content: dict[str, Any]) -> str:
    """The SHA-256 of a content, over its JSON with sorted keys."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def missing_parts(product: Product) -> tuple[str, ...]:
    """The codes of parts that are missing for a review."""
    active = [variant for variant in product.variants if variant.is_active]
    present = {
        PHOTOS: bool(product.photos),
        NAME: bool(product.name),
        CATEGORY: product.category_id is not None,
        LABEL: bool(product.label_group) and not missing_fields(product.label_group or "", product.label),
        VARIANTS: bool(active) and all(v.price_dong > 0 for v in active) and _told_apart(active),
    }
    return tuple(part for part, is_there in present.items() if not is_there)


def health_claims_in(content: dict[str, Any]) -> list[HealthClaim]:
    """Phrases of a content that may be unlawful health claims or superlatives."""
    texts = [(NAME, content["name"]), (DESCRIPTION, content["description"]), (DESCRIPTION, content["origin_note"])]
    texts += [(LABEL, text) for text in content["label"].values()]
    texts += [(VARIANTS, variant["name"]) for variant in content["variants"]]
    return list(dict.fromkeys(find_health_claims(texts)))


def _told_apart(variants: list[Variant]) -> bool:
    names = [identity(variant.name) for variant in variants]
    return len(variants) == 1 or (all(names) and len(set(names)) == len(names))


def _photo(shown: ProductPhoto) -> dict[str, Any]:
    photo = shown.photo
    return {
        "public_id": photo.public_id,
        "alt": shown.alt,
        "width": photo.width,
        "height": photo.height,
        "colour": photo.average_colour,
    }


def _variant(variant: Variant) -> dict[str, Any]:
    own = {shown.photo_id: shown.photo.public_id for shown in variant.product.photos}
    return {
        "id": variant.id,
        "name": variant.name,
        "unit": variant.unit,
        "content_amount": variant.content_amount,
        "content_unit": variant.content_unit,
        "photo": own.get(variant.photo_id) if variant.photo_id else None,
    }


def _certificate(paper: Certificate) -> dict[str, Any]:
    return {
        "kind": paper.kind,
        "stars": paper.stars,
        "number": paper.number,
        "authority": paper.authority,
        "issued_on": _day(paper.issued_on),
        "expires_on": _day(paper.expires_on),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
