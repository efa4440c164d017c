"""The scripted purchases: work waiting for the published sign-ins, and the customer's orders."""

from datetime import datetime, timedelta
from random import Random

from marketplace.core.clock import local_date
from marketplace.payments.registries import is_confirmed
from marketplace.payments.shape import AT_HANDOVER
from marketplace.story.buyers import Buyer, Buyers
from marketplace.story.demand import Basket, Purchase, Wish
from marketplace.story.fates import (
    ACCEPTED,
    COLLECTED,
    DECLINED,
    DELIVERED,
    FED,
    PACKED,
    PAID,
    PLACED,
    REFUND_ACCOUNT,
    SAID,
    SHIPPED,
    Scene,
    Step,
)
from marketplace.story.seasons import is_in_season
from marketplace.story.stalls import Stall
from marketplace.story.ways import COD, VIETQR

# Whose stall, paid how, and what happened how many hours ago.
Told = tuple[str, str, tuple[tuple[str, float], ...]]
SELLERS_DAY: tuple[Told, ...] = (
    ("bien-thuong", COD, ((PLACED, 1.2),)),
    ("bien-thuong", COD, ((PLACED, 3.4),)),
    ("bien-thuong", VIETQR, ((PLACED, 7.1), (FED, 6.8))),
    ("bien-thuong", VIETQR, ((PLACED, 5.2), (SAID, 4.9))),
    ("bien-thuong", VIETQR, ((PLACED, 2.1),)),
    ("bien-thuong", COD, ((PLACED, 21.0), (ACCEPTED, 13.5))),
    ("bien-thuong", VIETQR, ((PLACED, 27.0), (SAID, 26.6), (PAID, 24.0), (ACCEPTED, 17.0))),
    ("bien-thuong", COD, ((PLACED, 33.0), (ACCEPTED, 29.0), (PACKED, 16.0))),
    ("bien-thuong", COD, ((PLACED, 56.0), (ACCEPTED, 52.0), (PACKED, 38.0), (SHIPPED, 34.0))),
    ("trieu-son", COD, ((PLACED, 2.6),)),
    ("trieu-son", VIETQR, ((PLACED, 9.0), (SAID, 8.5))),
    ("trieu-son", COD, ((PLACED, 25.0), (ACCEPTED, 20.0))),
    ("trieu-son", VIETQR, ((PLACED, 50.0), (FED, 49.4), (DECLINED, 41.0), (REFUND_ACCOUNT, 36.0))),
    ("trieu-son", COD, ((PLACED, 60.0), (ACCEPTED, 55.0), (PACKED, 40.0), (SHIPPED, 37.0))),
)
REASONS = {DECLINED: "sold_out"}
_FINE = ((ACCEPTED, 4.0), (PACKED, 16.0), (SHIPPED, 20.0), (DELIVERED, 96.0), (COLLECTED, 96.1))
CUSTOMERS_ORDERS: tuple[tuple[tuple[str, ...], str, float, tuple[tuple[str, float], ...]], ...] = (
    (("vinh-loc", "hoang-thanh"), COD, 24 * 290 + 9.4, _FINE),
    (("pu-luong",), COD, 24 * 33 + 13.7, _FINE),
    (("bien-thuong",), COD, 24 * 19 - 5.2, _FINE),
    (("thuong-xuan",), COD, 62, ((ACCEPTED, 5.0), (PACKED, 19.0), (SHIPPED, 22.0))),
    (("trieu-son", "vinh-loc"), COD, 4.4, ()),
    (("hoang-thanh",), VIETQR, 1.6, ()),
)


class Scenes:
    """Makes the scripted purchases."""

    def __init__(self, random: Random, stalls: dict[str, Stall], buyers: Buyers, now: datetime) -> None:
        self.random, self.stalls, self.buyers, self.now = random, stalls, buyers, now

    def all(self, customer: Buyer) -> list[Scene]:
        """Orders that wait for the sellers, and the customer's orders."""
        scenes = [self._sellers(*told) for told in SELLERS_DAY]
        return scenes + [self._customers(customer, *told) for told in CUSTOMERS_ORDERS]

    def _sellers(self, key: str, method: str, told: tuple[tuple[str, float], ...]) -> Scene:
        steps = [Step(self.now - timedelta(hours=hours), what, REASONS.get(what, "")) for what, hours in told]
        stall = self.stalls[key]
        at_the_door = is_confirmed(method, AT_HANDOVER)
        buyer = self.random.choice(self.buyers.home if at_the_door else self.buyers.all)
        basket = self._basket(stall, buyer, steps[0].at, fresh=at_the_door)
        return Scene(Purchase(steps[0].at, buyer, method, (basket,)), [steps])

    def _customers(
        self,
        customer: Buyer,
        keys: tuple[str, ...],
        method: str,
        hours_ago: float,
        then: tuple[tuple[str, float], ...],
    ) -> Scene:
        placed_at = self.now - timedelta(hours=hours_ago)
        baskets = tuple(self._basket(self.stalls[key], customer, placed_at) for key in keys)
        steps = [Step(placed_at, PLACED), *(Step(placed_at + timedelta(hours=h), what) for what, h in then)]
        return Scene(Purchase(placed_at, customer, method, baskets), [steps for _ in baskets])

    def _basket(self, stall: Stall, buyer: Buyer, at: datetime, *, fresh: bool = False) -> Basket:
        zone = stall.zone_to(buyer)
        sent = [item for item in stall.items if item.live_from < at and stall.can_send(item.variants[0], zone)]
        fitting = [item for item in sent if item.liking > 0 and is_in_season(item.season, local_date(at))] or sent
        near = [item for item in fitting if item.variants[0].delivery_scope != "nationwide"]
        chosen = near[0] if near and fresh else self.random.choice(fitting)
        quantity = self.random.choice((1, 1, 2, 3))
        wish = Wish(chosen, self.random.choice(chosen.variants[:2]), quantity)
        return Basket(stall, zone, (wish,))
