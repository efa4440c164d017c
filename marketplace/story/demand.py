"""Twelve months of random purchases: who buys what on which day, by season and popularity, from a seed."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from random import Random

from marketplace.core.clock import VIETNAM, local_date
from marketplace.payments.registries import is_confirmed
from marketplace.payments.shape import BY_PROVIDER
from marketplace.shipping.zones import NATIONWIDE
from marketplace.story.buyers import Buyer, Buyers
from marketplace.story.seasons import BEACH, days_to_tet, first_day_of_past_year, is_in_season, wish_for
from marketplace.story.stalls import Goods, Item, Stall
from marketplace.story.ways import CARD, COD, VIETQR

AT_THE_BEACH = frozenset({"nem", "sea"})
SHARES = {COD: 60, VIETQR: 35, CARD: 5}
HOURS = dict(zip(range(7, 23), (5, 8, 10, 9, 8, 8, 6, 6, 6, 5, 5, 6, 9, 12, 10, 4), strict=True))
SECOND_SHOP = 0.09  # share of orders that hold goods of two shops


@dataclass(frozen=True)
class Wish:
    """Some pieces of one variant."""

    item: Item
    goods: Goods
    quantity: int


@dataclass(frozen=True)
class Basket:
    """One shop's part of a purchase."""

    stall: Stall
    zone: str
    wishes: tuple[Wish, ...]


@dataclass(frozen=True)
class Purchase:
    """One order as it was placed."""

    placed_at: datetime
    buyer: Buyer
    method: str
    baskets: tuple[Basket, ...]


class _Shelf:
    """The items of one season, the oldest first, with cumulative popularity."""

    def __init__(self, season: str, items: Sequence[tuple[Item, Stall]]) -> None:
        self.season = season
        self.items = sorted(items, key=lambda pair: (pair[0].live_from, pair[0].number))
        self.summed = list(accumulate(item.liking for item, _ in self.items))
        self.days = [local_date(item.live_from) for item, _ in self.items]

    def liking_on(self, day: date) -> float:
        """The total popularity on a day of all items on sale before it."""
        on_sale = bisect_left(self.days, day)
        return self.summed[on_sale - 1] * wish_for(self.season, day) if on_sale else 0.0

    def choose(self, random: Random, day: date) -> tuple[Item, Stall]:
        """A random item on sale before a day, weighted by popularity."""
        on_sale = bisect_left(self.days, day)
        point = random.uniform(0, self.summed[on_sale - 1])
        return self.items[min(bisect_left(self.summed, point), on_sale - 1)]


class Demand:
    """Draws purchases from the stalls, the buyers and the calendar."""

    def __init__(self, random: Random, stalls: Iterable[Stall], buyers: Buyers, now: datetime) -> None:
        self.random, self.buyers, self.now = random, buyers, now
        self.shelves = _shelves(stalls)
        first = first_day_of_past_year(local_date(now))
        self.days = [first + timedelta(days=number) for number in range((local_date(now) - first).days + 1)]
        self.wanted = list(accumulate(sum(s.liking_on(day) for s in self.shelves) for day in self.days))

    def purchases(self, number: int) -> list[Purchase]:
        """Draw `number` purchases, in order of time."""
        found: list[Purchase] = []
        while len(found) < number:
            purchase = self._purchase()
            if purchase is not None:
                found.append(purchase)
        return sorted(found, key=lambda purchase: purchase.placed_at)

    def _purchase(self) -> Purchase | None:
        day = self._day()
        placed_at = self._time_of(day)
        item, stall = self._shelf(day).choose(self.random, day)
        buyer = self._buyer(item, day)
        baskets = [self._basket(item, stall, buyer, day)]
        if self.random.random() < SECOND_SHOP:
            other, other_stall = self._shelf(day).choose(self.random, day)
            if other_stall is not stall:
                baskets.append(self._basket(other, other_stall, buyer, day))
        sent = tuple(basket for basket in baskets if basket is not None)
        if not sent or placed_at > self.now - timedelta(minutes=20):
            return None
        return Purchase(placed_at, buyer, self._method(len(sent), day), sent)

    def _day(self) -> date:
        point = self.random.uniform(0, self.wanted[-1])
        return self.days[bisect_left(self.wanted, point)]

    def _shelf(self, day: date) -> _Shelf:
        likings = [shelf.liking_on(day) for shelf in self.shelves]
        return self.random.choices(self.shelves, likings)[0]

    def _time_of(self, day: date) -> datetime:
        hour = self.random.choices(list(HOURS), list(HOURS.values()))[0]
        return datetime.combine(day, time(hour, self.random.randrange(60), self.random.randrange(60)), VIETNAM)

    def _buyer(self, item: Item, day: date) -> Buyer:
        if item.season in AT_THE_BEACH and day.month in BEACH and self.random.random() < 0.5:
            return self.random.choice(self.buyers.beach)
        near_only = item.variants[0].delivery_scope != NATIONWIDE
        return self.random.choice(self.buyers.home if near_only else self.buyers.all)

    def _method(self, parcels: int, day: date) -> str:
        method = self.random.choices(list(SHARES), list(SHARES.values()))[0]
        recent = local_date(self.now) - day < timedelta(days=4)  # nothing the card provider could be asked about
        return COD if is_confirmed(method, BY_PROVIDER) and (parcels > 1 or recent) else method

    def _basket(self, item: Item, stall: Stall, buyer: Buyer, day: date) -> Basket | None:
        zone = stall.zone_to(buyer)
        chosen = [item, *self._more(item, stall, day)]
        wishes = [self._wish(each, day) for each in chosen if stall.can_send(each.variants[0], zone)]
        return Basket(stall, zone, tuple(wishes)) if wishes else None

    def _more(self, item: Item, stall: Stall, day: date) -> Iterable[Item]:
        """Sometimes one or two more items of the same stall."""
        others = [other for other in stall.items if other is not item and self._can_be_had(other, day)]
        number = self.random.choices((0, 1, 2), (62, 27, 11))[0] if others else 0
        drawn = self.random.choices(others, [other.liking for other in others], k=number) if number else []
        return dict.fromkeys(drawn)

    def _can_be_had(self, item: Item, day: date) -> bool:
        return item.liking > 0 and local_date(item.live_from) < day and is_in_season(item.season, day)

    def _wish(self, item: Item, day: date) -> Wish:
        weights = (6, 3, 1, 1)[: len(item.variants)]
        goods = self.random.choices(item.variants[:4], weights)[0]
        quantity = self.random.choices((1, 2, 3, 5), (66, 22, 8, 4))[0]
        if item.season == "tet_food" and days_to_tet(day) <= 25 and self.random.random() < 0.5:
            quantity += self.random.randrange(1, 5)
        return Wish(item, goods, min(quantity, goods.order_limit))


def _shelves(stalls: Iterable[Stall]) -> list[_Shelf]:
    by_season: dict[str, list[tuple[Item, Stall]]] = {}
    for stall in stalls:
        for item in stall.items:
            if item.liking > 0:
                by_season.setdefault(item.season, []).append((item, stall))
    return [_Shelf(season, items) for season, items in sorted(by_season.items())]
