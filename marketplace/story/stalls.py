"""What can be bought while purchases are invented: stalls with their goods, where they stand and what they serve."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from marketplace.shipping.zones import COMMUNE, NATIONWIDE, PROVINCE, is_within
from marketplace.story.buyers import Buyer


class Goods(Protocol):
    """One form a product is sold in, with what limits its sale."""

    @property
    def delivery_scope(self) -> str:
        """How far it may be sent."""
        ...

    @property
    def max_transit_days(self) -> int | None:
        """How long it may travel."""
        ...

    @property
    def order_limit(self) -> int:
        """How many one customer may order."""
        ...


class Rate(Protocol):
    """What a shop offers in one zone."""

    @property
    def carrier(self) -> str:
        """Who takes the parcel."""
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
    """A product on sale: when people want it, how much they like it, since when it is there."""

    number: int  # tells items apart that came on sale at one instant
    season: str
    liking: int
    live_from: datetime
    variants: Sequence[Goods]


@dataclass(eq=False)
class Stall:
    """A shop as customers see it: where it stands, where it sends to, what it sells."""

    area_code: str
    province_code: str
    rates: Mapping[str, Rate]
    items: list[Item] = field(default_factory=list)

    def can_send(self, goods: Goods, zone: str) -> bool:
        """Whether goods may travel so far, and so long, from here."""
        rate = self.rates.get(zone)
        return rate is not None and is_within(zone, goods.delivery_scope) and _fast_enough(goods, rate)

    def zone_to(self, buyer: Buyer) -> str:
        """How far a buyer's parcel from here goes."""
        if buyer.area_code == self.area_code:
            return COMMUNE
        return PROVINCE if buyer.province_code == self.province_code else NATIONWIDE


def _fast_enough(goods: Goods, rate: Rate) -> bool:
    return goods.max_transit_days is None or rate.days_max <= goods.max_transit_days
