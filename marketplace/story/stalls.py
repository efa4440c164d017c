"""The shapes by which purchases are invented: stalls with their items, places and rates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from marketplace.shipping.zones import COMMUNE, NATIONWIDE, PROVINCE, is_within
from marketplace.story.buyers import Buyer


class Goods(Protocol):
    """One variant of a product with its delivery limits."""

    @property
    def delivery_scope(self) -> str:
        """Its delivery scope."""
        ...

    @property
    def max_transit_days(self) -> int | None:
        """The longest transit in days, or None."""
        ...

    @property
    def order_limit(self) -> int:
        """The most pieces an order."""
        ...


class Rate(Protocol):
    """A shop's shipping rate in one zone."""

    @property
    def carrier(self) -> str:
        """The carrier's code."""
        ...

    @property
    def days_min(self) -> int:
        """Days a parcel takes at least."""
        ...

    @property
    def days_max(self) -> int:
        """Days a parcel takes at most."""
        ...


@dataclass(eq=False)
class Item:
    """A product on sale: season, popularity, and first day on sale."""

    number: int  # tells items apart that came on sale at one instant
    season: str
    liking: int
    live_from: datetime
    variants: Sequence[Goods]


@dataclass(eq=False)
class Stall:
    """A shop with its place, rates and items."""

    area_code: str
    province_code: str
    rates: Mapping[str, Rate]
    items: list[Item] = field(default_factory=list)

    def can_send(self, goods: Goods, zone: str) -> bool:
        """Whether these goods may be sent to a zone."""
        rate = self.rates.get(zone)
        return rate is not None and is_within(zone, goods.delivery_scope) and _fast_enough(goods, rate)

    def zone_to(self, buyer: Buyer) -> str:
        """The shipping zone of a parcel to a buyer."""
        if buyer.area_code == self.area_code:
            return COMMUNE
        return PROVINCE if buyer.province_code == self.province_code else NATIONWIDE


def _fast_enough(goods: Goods, rate: Rate) -> bool:
    return goods.max_transit_days is None or rate.days_max <= goods.max_transit_days
