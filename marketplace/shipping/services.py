"""Setting a shop's own shipping rates."""

from collections.abc import Sequence
from dataclasses import dataclass

from marketplace.audit.services import record
from marketplace.core.actors import Actor
from marketplace.core.db import session
from marketplace.shipping.errors import BadRates
from marketplace.shipping.models import ShippingRate
from marketplace.shipping.queries import default_rates, rates_of
from marketplace.shipping.registries import CARRIERS
from marketplace.shipping.zones import ZONES
from marketplace.shops.models import Shop

MOST_DONG, MOST_DAYS = 2_000_000, 30
__all__ = ["default_rates"]


@dataclass(frozen=True)
class RateWish:
    """The rate a shop sets for one zone, in đồng and days of transit."""

    zone: str
    first_kg_dong: int
    next_kg_dong: int
    days_min: int
    days_max: int
    carrier: str
    free_from_dong: int | None = None


def set_rates(shop: Shop, wishes: Sequence[RateWish], *, by: Actor) -> list[ShippingRate]:
    """Replace a shop's rates; zones left out are not served (all left out: the default rates apply).

    BadRates names an invalid zone and column. Orders already placed keep their fees.
    """
    for wish in wishes:
        _require_sound(wish)
    if len({wish.zone for wish in wishes}) != len(wishes):
        raise BadRates(field="zone")
    own = {zone: rate for zone, rate in rates_of([shop])[shop.id].items() if rate.id is not None}
    for zone in own.keys() - {wish.zone for wish in wishes}:
        session.delete(own[zone])
    rates = [_apply(own.get(wish.zone) or ShippingRate(shop_id=shop.id, zone=wish.zone), wish) for wish in wishes]
    session.add_all(rates)
    session.flush()
    record("shipping.rates_set", "shop", shop.id, by=by, details={"zones": sorted(wish.zone for wish in wishes)})
    return rates


def _apply(rate: ShippingRate, wish: RateWish) -> ShippingRate:
    rate.first_kg_dong, rate.next_kg_dong = wish.first_kg_dong, wish.next_kg_dong
    rate.days_min, rate.days_max = wish.days_min, wish.days_max
    rate.carrier, rate.free_from_dong = wish.carrier, wish.free_from_dong
    return rate


def _require_sound(wish: RateWish) -> None:
    if wish.zone not in ZONES:
        raise BadRates(field="zone")
    sound = {
        "first_kg_dong": 0 <= wish.first_kg_dong <= MOST_DONG,
        "next_kg_dong": 0 <= wish.next_kg_dong <= MOST_DONG,
        "free_from_dong": wish.free_from_dong is None or wish.free_from_dong > 0,
        "days_min": 0 <= wish.days_min <= MOST_DAYS,
        "days_max": wish.days_min <= wish.days_max <= MOST_DAYS,
        "carrier": wish.carrier in CARRIERS,
    }
    for field, is_sound in sound.items():
        if not is_sound:
            raise BadRates(field=f"{wish.zone}.{field}")
