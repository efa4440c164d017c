"""A figure's parts: the things of its list, told apart by one or two dimensions, in one statement."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from sqlalchemy import BigInteger, case, cast, func, null, select

from marketplace.core.db import session
from marketplace.core.versioned_cache import VersionedCache
from marketplace.core.versions import versions_of
from marketplace.people.models import TRAITS
from marketplace.people.queries import women_with_sealed
from marketplace.places.models import PLACES
from marketplace.programme.models import OUTCOMES, PARTS, Programme
from marketplace.programme.periods import Period
from marketplace.programme.queries.figures import Tally, within
from marketplace.programme.queries.records import counted_things
from marketplace.programme.queries.telling_apart import Part, told_apart
from marketplace.programme.shape import SHARE, SUMS, UNIQUE, Dimension, Indicator, Place

Key = tuple[Any, ...]
Parts = dict[tuple[Part, ...], Tally]
MOST_TOLD = 500  # tables of parts kept in a process: a few KB each
_told_before: VersionedCache[dict[Key, Parts]] = VersionedCache()


def parts_of(
    indicator: Indicator, programme: Programme, place: Place, period: Period, dimensions: Sequence[Dimension]
) -> Parts:
    """What lies behind each part of a figure; each thing of its list is in exactly one, so that they add up to it."""
    found = _told(indicator, programme, place, period, dimensions)
    return {codes: tally for (_woman, codes), tally in found.items()}


def parts_as_told(
    indicator: Indicator,
    programme: Programme,
    place: Place,
    period: Period,
    dimensions: Sequence[Dimension],
    count: Callable[[], Parts],
) -> Parts:
    """What `count` says (`parts_of`, `sealed_parts_of`), asked anew only after something that it rests on changed."""
    told = _told_before.get(sum(versions_of(OUTCOMES, PARTS, TRAITS, PLACES).values()), dict)
    days = (programme.id, programme.begins_on, programme.ends_on, period.first, period.last)
    key = (indicator.code, place, days, tuple(dimension.code for dimension in dimensions))
    if key not in told:
        if len(told) >= MOST_TOLD:
            told.clear()
        told[key] = count()
    return told[key]


def parts_by_woman(
    indicator: Indicator,
    programme: Programme,
    place: Place,
    period: Period,
    dimensions: Sequence[Dimension],
    kinds: Collection[str],
) -> dict[tuple[int | None, tuple[Part, ...]], Tally]:
    """The same for each woman of whom a sealed fact of some kinds is kept, to be told apart further by what it says.

    All others stand together, with None for a woman.
    """
    return _told(indicator, programme, place, period, dimensions, kinds)


def _told(
    indicator: Indicator,
    programme: Programme,
    place: Place,
    period: Period,
    dimensions: Sequence[Dimension],
    kinds: Collection[str] = (),
) -> dict[tuple[int | None, tuple[Part, ...]], Tally]:
    days = within(programme, period)
    if days is None:
        return {}
    told = told_apart(counted_things(indicator, programme, place, days), dimensions)
    codes = [told.c[f"part_{n}"] for n in range(len(dimensions))]
    woman, source = cast(null(), BigInteger), told
    if kinds:
        kept = women_with_sealed(kinds)
        woman, source = kept.c.person_id, told.join(kept, kept.c.person_id == told.c.person_id, isouter=True)
    rows = select(woman, *codes, *_numbers(indicator, told)).select_from(source)
    rows = rows.group_by(*([woman] if kinds else []), *codes)
    end = 1 + len(codes)
    return {(row[0], tuple(row[1:end])): _tally(*row[end:]) for row in session.execute(rows)}


def _numbers(indicator: Indicator, told: Any) -> list[Any]:
    is_met = func.sum(told.c.is_met) if indicator.counting == SHARE else cast(null(), BigInteger)
    women = func.count(told.c.person_id if indicator.counting == UNIQUE else told.c.person_id.distinct())
    if indicator.counting == SHARE:
        women = func.count(case((told.c.is_met == 1, told.c.person_id)).distinct())
    amount = func.sum(told.c.amount_dong) if indicator.counting in SUMS else cast(null(), BigInteger)
    numbers = {"things": func.count(), "women": women, "amount_dong": amount, "met": is_met}
    return [number.label(name) for name, number in numbers.items()]


def _tally(things: int, women: int, amount_dong: Any, met: Any) -> Tally:
    if met is not None:
        return Tally(int(met), int(women), 0, things)
    return Tally(things, int(women), int(amount_dong or 0))
