"""A figure's parts: the things of its list, told apart by one or two dimensions, in one statement."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BigInteger, case, cast, func, null, select

from marketplace.core.db import session
from marketplace.programme.models import Programme
from marketplace.programme.periods import Period
from marketplace.programme.queries.figures import Tally, within
from marketplace.programme.queries.records import listed
from marketplace.programme.queries.telling_apart import Part, told_apart
from marketplace.programme.shape import SHARE, SUMS, Dimension, Indicator, Place

Parts = dict[tuple[Part, ...], Tally]


def parts_of(
    indicator: Indicator, programme: Programme, place: Place, period: Period, dimensions: Sequence[Dimension]
) -> Parts:
    """What lies behind each part of a figure; each thing of its list is in exactly one, so that they add up to it."""
    found = _told(indicator, programme, place, period, dimensions, by_woman=False)
    return {codes: tally for (_woman, codes), tally in found.items()}


def parts_by_woman(
    indicator: Indicator, programme: Programme, place: Place, period: Period, dimensions: Sequence[Dimension]
) -> dict[tuple[int | None, tuple[Part, ...]], Tally]:
    """The same for each woman (None: of no woman), to be told apart further by what the database may not read."""
    return _told(indicator, programme, place, period, dimensions, by_woman=True)


def _told(
    indicator: Indicator,
    programme: Programme,
    place: Place,
    period: Period,
    dimensions: Sequence[Dimension],
    *,
    by_woman: bool,
) -> dict[tuple[int | None, tuple[Part, ...]], Tally]:
    days = within(programme, period)
    if days is None:
        return {}
    told = told_apart(listed(indicator, programme, place, days), dimensions)
    codes = [told.c[f"part_{n}"] for n in range(len(dimensions))]
    keys = [told.c.person_id, *codes] if by_woman else codes
    rows = select(*keys, *_numbers(indicator, told)).group_by(*keys)
    first, width = int(by_woman), len(keys)
    return {
        (row[0] if by_woman else None, tuple(row[first:width])): _tally(*row[width:]) for row in session.execute(rows)
    }


def _numbers(indicator: Indicator, told: Any) -> list[Any]:
    is_met = func.sum(told.c.is_met) if indicator.counting == SHARE else cast(null(), BigInteger)
    women = func.count(told.c.person_id.distinct())
    if indicator.counting == SHARE:
        women = func.count(case((told.c.is_met == 1, told.c.person_id)).distinct())
    amount = func.sum(told.c.amount_dong) if indicator.counting in SUMS else cast(null(), BigInteger)
    numbers = {"things": func.count(), "women": women, "amount_dong": amount, "met": is_met}
    return [number.label(name) for name, number in numbers.items()]


def _tally(things: int, women: int, amount_dong: Any, met: Any) -> Tally:
    if met is not None:
        return Tally(int(met), int(women), 0, things)
    return Tally(things, int(women), int(amount_dong or 0))
