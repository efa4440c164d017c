"""Seasonal demand: Tết, 8-3, 20-10, summer at Sầm Sơn, harvests; as weights of a day, 1 being usual."""

from collections.abc import Callable
from datetime import date, timedelta

# First day of the lunar year in Vietnam (calendar at UTC+7).
TET = {
    2025: date(2025, 1, 29),
    2026: date(2026, 2, 17),
    2027: date(2027, 2, 6),
    2028: date(2028, 1, 26),
    2029: date(2029, 2, 13),
    2030: date(2030, 2, 2),
    2031: date(2031, 1, 23),
    2032: date(2032, 2, 11),
    2033: date(2033, 1, 31),
    2034: date(2034, 2, 19),
    2035: date(2035, 2, 8),
    2036: date(2036, 1, 28),
}
SUMMER, COLD = (5, 6, 7, 8), (11, 12, 1, 2)
BEACH = (6, 7, 8)  # when families go to Sầm Sơn
WOMENS_DAYS = ((3, 8), (10, 20))


def days_to_tet(day: date) -> int:
    """Days until the next Tết (0 on its first day); very many where the calendar above ends."""
    coming = [(tet - day).days for tet in TET.values() if tet >= day]
    return min(coming, default=999)


def is_holiday(day: date) -> bool:
    """The days of Tết on which nobody sends parcels."""
    return any(-2 <= (day - tet).days <= 4 for tet in TET.values())


def wish_for(season: str, day: date) -> float:
    """The weight of a season's products on a day; 0 when there are none."""
    return 0.0 if is_holiday(day) and season != "none" else _WISHES[season](day)


def is_in_season(season: str, day: date) -> bool:
    """Whether a season's products are available on a day."""
    return season not in _BOUND or _WISHES[season](day) > 0


def _tet(day: date, peak: float, days: int = 30) -> float:
    """From 1 up to the peak a week before Tết, then falling to nothing new on its eve."""
    left = days_to_tet(day)
    if left > days:
        return 1.0
    return 1 + (peak - 1) * (1 - (left - 7) / days if left >= 7 else max(left, 1) / 7)


def _womens_day(day: date, peak: float) -> float:
    near = [(date(day.year, month, number) - day).days for month, number in WOMENS_DAYS]
    return peak if any(0 <= left <= 10 for left in near) else 1.0


def _gift(day: date) -> float:
    return max(_tet(day, 5.0), _womens_day(day, 1.9))


def _tet_only(day: date) -> float:
    left = days_to_tet(day)
    return _tet(day, 6.0, 45) if 1 <= left <= 45 else 0.0


def _fresh_root(day: date) -> float:
    if day.month in (11, 12):
        return 1.6
    return _tet(day, 5.0) if day.month in (1, 2) and days_to_tet(day) <= 60 else 0.0


_WISHES: dict[str, Callable[[date], float]] = {
    "all": lambda day: _tet(day, 2.2),
    "gift": _gift,
    "tet_food": lambda day: _tet(day, 11.0),
    "tet_only": _tet_only,
    "nem": lambda day: max(_tet(day, 7.0), 1.7 if day.month in BEACH else 1.0),
    "sea": lambda day: max(_tet(day, 3.5), 2.0 if day.month in BEACH else 1.0),
    "women": lambda day: max(_tet(day, 2.0), _womens_day(day, 5.0)),
    "craft": lambda day: 1.4 if day.month in (4, 5, 6, 7) else 1.0,
    "sam": lambda day: max(_gift(day), 1.7 if day.month in COLD else 0.9),
    "fresh_root": _fresh_root,
    "oranges": lambda day: _tet(day, 3.0) if day.month in (11, 12, 1) else 0.0,
    "summer": lambda day: 2.0 if day.month in SUMMER else 0.7,
    "cold": lambda day: _tet(day, 4.0) * (1.6 if day.month in COLD else 0.8),
    "none": lambda day: 0.0,
}
_BOUND = frozenset({"tet_only", "fresh_root", "oranges"})


def first_day_of_past_year(today: date) -> date:
    """The first of the twelve months of orders."""
    return today - timedelta(days=365)
