"""Structured data on public pages: schema.org as JSON-LD, which browsers never execute."""

from collections.abc import Mapping, Sequence
from typing import Any

from marketplace.browse.queries.pages import ProductRow
from marketplace.core.runtime import config
from marketplace.media.urls import photo_url

SCHEMA = "https://schema.org"
MOST_IMAGES = 5


def product_data(path: str, row: ProductRow, content: Mapping[str, Any], choices: Sequence[Any]) -> dict[str, Any]:
    """A Product with one Offer a variant."""
    base = config().public_url
    photos = content["photos"][:MOST_IMAGES]
    return {
        "@context": SCHEMA,
        "@type": "Product",
        "name": content["name"],
        "url": base + path,
        "productID": str(row.id),
        "description": content["description"] or content["name"],
        "image": [base + photo_url(photo["public_id"], min(960, photo["width"]), "jpg") for photo in photos],
        "brand": {"@type": "Brand", "name": row.shop_name},
        "offers": [_offer(base + path, row, choice) for choice in choices],
    }


def breadcrumb_data(trail: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """A BreadcrumbList of (address, name) from the top."""
    base = config().public_url
    items = [
        {"@type": "ListItem", "position": place, "name": name, "item": base + url}
        for place, (url, name) in enumerate(trail, start=1)
    ]
    return {"@context": SCHEMA, "@type": "BreadcrumbList", "itemListElement": items}


def organisation_data(name: str, association: str, hotline: str) -> dict[str, Any]:
    """The marketplace itself."""
    data: dict[str, Any] = {"@context": SCHEMA, "@type": "Organization", "name": name, "url": config().public_url + "/"}
    if association:
        data["parentOrganization"] = {"@type": "Organization", "name": association}
    if hotline:
        data["contactPoint"] = {"@type": "ContactPoint", "telephone": hotline, "contactType": "customer service"}
    return data


def _offer(url: str, row: ProductRow, choice: Any) -> dict[str, Any]:
    return {
        "@type": "Offer",
        "name": choice.name or choice.unit,
        "sku": str(choice.id),
        "url": f"{url}?variant={choice.id}",
        "price": choice.price_dong,
        "priceCurrency": "VND",
        "availability": f"{SCHEMA}/{'InStock' if choice.available else 'OutOfStock'}",
        "seller": {"@type": "Organization", "name": row.shop_name},
    }
