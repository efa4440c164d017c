"""The state of a demo while it is created: its end, its random source, and the people created so far."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from marketplace.accounts.services.passwords import Hashed
from marketplace.association.models import Unit
from marketplace.catalog.models import Product
from marketplace.core.actors import Actor
from marketplace.core.clock import VIETNAM, local_date
from marketplace.sellers.models import Seller
from marketplace.shops.models import Shop
from marketplace.story.buyers import HOME
from marketplace.story.seasons import is_holiday

PASSWORD = "gian-hang"  # noqa: S105 - printed in the README, for demo installations only
CONSENT_TEXT = "mau-1"


_PUBLIC_HOLIDAYS = frozenset({(1, 1), (4, 30), (5, 1), (9, 1), (9, 2)})


@dataclass
class Stage:
    """The state of a demo while it is created; `now` is the instant at which it ends."""

    now: datetime
    random: Random
    password: Hashed
    operator: Actor | None = None
    province_officer: Actor | None = None
    officers: dict[str, Actor] = field(default_factory=dict)  # by the commune's code
    units: dict[str, Unit] = field(default_factory=dict)
    sellers: dict[str, Seller] = field(default_factory=dict)  # by the shop's key
    shops: dict[str, Shop] = field(default_factory=dict)
    products: dict[str, Product] = field(default_factory=dict)
    wanted: dict[int, tuple[str, int]] = field(default_factory=dict)  # product: its season, how much it is liked

    @property
    def today(self) -> date:
        """The demo's last day."""
        return local_date(self.now)

    @property
    def home(self) -> Unit:
        """The province's unit."""
        return self.units[HOME]

    def past(self, days_ago: int, hour: int = 9, minute: int = 0) -> datetime:
        """A time of day so many days ago, but never after the end."""
        moment = datetime.combine(self.today - timedelta(days=days_ago), time(hour, minute), VIETNAM)
        return min(moment, self.now)

    def at_work(self, moment: datetime) -> datetime:
        """That time of day on the next day on which offices are open, but never after the end."""
        while _is_day_off(local_date(moment)):
            moment += timedelta(days=1)
        return min(moment, self.now)

    def hours_ago(self, hours: float) -> datetime:
        """So many hours before the end."""
        return self.now - timedelta(hours=hours)

    def officer_of(self, area_code: str) -> Actor:
        """The officer who decides in a commune: its own, else the province's."""
        officer = self.officers.get(area_code) or self.province_officer
        assert officer is not None, "officers appear before anybody applies"
        return officer


def _is_day_off(day: date) -> bool:
    return day.weekday() >= 5 or (day.month, day.day) in _PUBLIC_HOLIDAYS or is_holiday(day)
