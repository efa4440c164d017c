"""Quoting parcels: zone, fee, days, and goods that cannot be sent to a place."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import bindparam, select

from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.places.errors import NoSuchArea
from marketplace.places.queries import Place, directory
from marketplace.shipping.errors import (
    BEYOND_COMMUNE,
    BEYOND_PROVINCE,
    NOT_SERVED,
    TOO_SLOW,
)
from marketplace.shipping.models import ShippingRate
from marketplace.shipping.parcels import Obstacle, ParcelItem, Quote, weight_of, worth_of
from marketplace.shipping.registries import CARRIERS
from marketplace.shipping.zones import COMMUNE, NATIONWIDE, PROVINCE, is_within, zone_between
from marketplace.shops.models import Shop

_USUAL = (  # zone, first kilogram, each further one, days from, days to, carrier
    (COMMUNE, 10_000, 2_000, 0, 1, "own_delivery"),
    (PROVINCE, 22_000, 4_000, 1, 2, "post_office"),
    (NATIONWIDE, 35_000, 7_000, 3, 5, "post_office"),
)
_RATES = select(ShippingRate).where(ShippingRate.shop_id.in_(bindparam("shops", expanding=True)))
__all__ = ["Obstacle", "ParcelItem", "Quote"]


def default_rates(shop: Shop) -> list[ShippingRate]:
    """The default rates of a shop that has set none; not stored."""
    return [
        ShippingRate(
            shop_id=shop.id,
            zone=zone,
            first_kg_dong=first,
            next_kg_dong=after,
            days_min=days_min,
            days_max=days_max,
            carrier=carrier,
        )
        for zone, first, after, days_min, days_max, carrier in _USUAL
    ]


def rates_of(shops: Iterable[Shop]) -> dict[int, dict[str, ShippingRate]]:
    """The rates of several shops by zone: their own, or the default ones where a shop has set none."""
    asked = list(shops)
    own: dict[int, dict[str, ShippingRate]] = {shop.id: {} for shop in asked}
    for rate in session.scalars(_RATES, {"shops": list(own)}):
        own[rate.shop_id][rate.zone] = rate
    return {shop.id: own[shop.id] or {r.zone: r for r in default_rates(shop)} for shop in asked}


def quote_parcels(
    parcels: Sequence[tuple[Shop, Sequence[ParcelItem]]],
    area_code: str,
    on: date | None = None,
    places: Mapping[str, Place] | None = None,
) -> list[tuple[Quote | None, list[Obstacle]]]:
    """The quote and all obstacles of each shop's parcel to one commune, read in one statement.

    The quote is None only where the shop does not serve the zone. NoSuchArea for an unknown commune.
    """
    places = directory() if places is None else places
    receiver = places.get(area_code)
    if receiver is None or receiver.level != "commune":
        raise NoSuchArea(code=area_code)
    rates = rates_of(shop for shop, _ in parcels)
    return [
        _quote(shop, zone_between(places[shop.area_code], receiver), rates[shop.id], items, on or today())
        for shop, items in parcels
    ]


def _quote(
    shop: Shop, zone: str, rates: dict[str, ShippingRate], items: Sequence[ParcelItem], on: date
) -> tuple[Quote | None, list[Obstacle]]:
    rate = rates.get(zone)
    if rate is None:
        return None, [Obstacle(NOT_SERVED, tuple(item.product_id for item in items))]
    fee = CARRIERS.get(rate.carrier).fee_dong(rate, weight_of(items), worth_of(items))
    leaves_on = on + timedelta(days=shop.preparation_days)
    first, last = (leaves_on + timedelta(days=days) for days in (rate.days_min, rate.days_max))
    return Quote(fee, rate.carrier, zone, first, last), list(_obstacles(zone, rate, items))


def _obstacles(zone: str, rate: ShippingRate, items: Sequence[ParcelItem]) -> Iterable[Obstacle]:
    for scope, reason in ((COMMUNE, BEYOND_COMMUNE), (PROVINCE, BEYOND_PROVINCE)):
        bound = tuple(i.product_id for i in items if i.delivery_scope == scope)
        if bound and not is_within(zone, scope):
            yield Obstacle(reason, bound)
    slow = tuple(i.product_id for i in items if (i.max_transit_days or rate.days_max) < rate.days_max)
    if slow:
        yield Obstacle(TOO_SLOW, slow, rate.days_max)
