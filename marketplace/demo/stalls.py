"""The stalls of the small demo, read from its files, for inventing purchases before anything is stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from marketplace.demo.entrepreneurs import rates_of
from marketplace.story.buyers import HOME
from marketplace.story.source import LIVE, ProductFacts, list_products, list_shops
from marketplace.story.stalls import Item, Stall


@dataclass(frozen=True)
class Form:
    """One variant of a product, by the product's slug and its place among its variants."""

    slug: str
    position: int
    delivery_scope: str
    max_transit_days: int | None
    order_limit: int
    first_batch: int


def read_stalls(live_from: Mapping[str, datetime]) -> dict[str, Stall]:
    """Every stall by its shop's key; `live_from` tells when each product came on sale, by slug."""
    stalls = {shop.key: Stall(shop.area_code, HOME, {r.zone: r for r in rates_of(shop)}) for shop in list_shops()}
    for number, product in enumerate(list_products()):
        if product.state == LIVE:
            stalls[product.shop].items.append(_item(number, product, live_from[product.slug]))
    return stalls


def _item(number: int, product: ProductFacts, live_from: datetime) -> Item:
    return Item(number, product.season, product.popularity, live_from, _forms(product))


def _forms(product: ProductFacts) -> list[Form]:
    delivery = product.delivery
    limits = delivery.scope, delivery.max_transit_days, delivery.order_limit
    return [Form(product.slug, n, *limits, variant.stock or 60) for n, variant in enumerate(product.variants)]
