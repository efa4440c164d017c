"""The figures of indicators: what lies behind each in a unit's subtree, for several stretches of days at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Select,
    String,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.sql.elements import ColumnElement

from marketplace.association.models import Unit
from marketplace.core.db import db, session
from marketplace.core.rows import rows_of
from marketplace.core.versioned_cache import VersionedCache
from marketplace.core.versions import version_of
from marketplace.programme.models import OUTCOMES, Programme
from marketplace.programme.periods import Period
from marketplace.programme.shape import SHARE, STATES, SUMS, UNIQUE, Indicator, Number, Place


@dataclass(frozen=True)
class Tally:
    """What lies behind a figure: how many records, of how many different women, and of SUMS what they add up to.

    Of a SHARE `records` are the things that fulfil what is asked, `base` all that exist.
    """

    records: int = 0
    women: int = 0
    amount_dong: int = 0
    base: int = 0

    def figure(self, indicator: Indicator) -> Number:
        """The number an indicator shows for it."""
        if indicator.counting == SHARE:
            return self.percent
        return self.amount_dong if indicator.counting in SUMS else self.records

    @property
    def percent(self) -> float:
        """The things that fulfil in percent of all, rounded down to tenths: 100 means all, nothing of nothing is 0."""
        return 1000 * self.records // self.base / 10 if self.base else 0.0


Tallies = dict[str, dict[str, Tally]]
Days = tuple[date, date]
NUMBERS = 4  # columns that a statement has for each stretch of days: those of a Tally
MOST_TOLD = 500  # tables kept in a process: a few KB each
_told: VersionedCache[dict[tuple[Any, ...], Tallies]] = VersionedCache()


def tallies(
    programme: Programme, indicators: Sequence[Indicator], place: Place, stretches: Mapping[str, Period]
) -> Tallies:
    """What lies behind each indicator in each stretch of days, by code and by the stretch's name; one statement."""
    found = {plug.code: dict.fromkeys(stretches, Tally()) for plug in indicators}
    inside = {name: (days.first, days.last) for name, p in stretches.items() if (days := within(programme, p))}
    if not inside or not indicators:
        return found
    asked = list(dict.fromkeys(inside.values()))  # two names may stand for the same days
    for code, *numbers in rows_of(_counting(tuple(indicators), programme.id, len(asked)), _values(place, asked)):
        for name, stretch in inside.items():
            position = NUMBERS * asked.index(stretch)
            found[code][name] = _tally(*numbers[position : position + NUMBERS])
    return found


def tallies_as_told(
    programme: Programme, indicators: Sequence[Indicator], place: Place, stretches: Mapping[str, Period]
) -> Tallies:
    """What `tallies` says, counted anew only after a fact was written or removed; for pages, which write nothing."""
    told = _told.get(version_of(OUTCOMES), dict)
    codes, days = tuple(plug.code for plug in indicators), tuple(stretches.items())
    key = (programme.id, programme.begins_on, programme.ends_on, place, codes, days)
    if key not in told:
        if len(told) >= MOST_TOLD:
            told.clear()
        told[key] = tallies(programme, indicators, place, stretches)
    return told[key]


def tally(indicator: Indicator, programme: Programme, place: Place, period: Period) -> Tally:
    """What lies behind one figure."""
    return tallies(programme, [indicator], place, {"": period})[indicator.code][""]


def value_of(indicator: Indicator, programme: Programme, place: Place, period: Period) -> Number:
    """The figure: number of records, the sum of their amounts in đồng, or a percentage."""
    return tally(indicator, programme, place, period).figure(indicator)


def values_by_child(indicator: Indicator, programme: Programme, unit: Unit, period: Period) -> dict[int, Number]:
    """The figure of the subtree of each unit right below one, by unit key, in one statement."""
    counted = tallies_by_child(indicator, programme, unit, period)
    return {child: found.figure(indicator) for child, found in counted.items()}


def tallies_by_child(indicator: Indicator, programme: Programme, unit: Unit, period: Period) -> dict[int, Tally]:
    """What lies behind the figure of each unit right below one, by unit key, in one statement.

    Of units with nothing there is none.
    """
    days = within(programme, period)
    if days is None:
        return {}
    facts = facts_behind(indicator, programme, Place(unit.path), days)
    child = step_below(facts.c.place, unit.path).label("child")
    counted = select(child, *_numbers(indicator, facts)).where(facts.c.place != unit.path).group_by(child)
    return {int(step): _tally(*numbers) for step, *numbers in session.execute(counted)}


def _numbers(indicator: Indicator, facts: Any) -> list[ColumnElement[Any]]:
    """The columns of a Tally, of facts that are narrowed to their days already."""
    if indicator.counting in STATES:
        met = case((facts.c.is_met == 1, facts.c.record_id))
        women = case((facts.c.is_met == 1, facts.c.person_id))
        return [_different(met), _different(women), cast(literal(0), BigInteger), _different(facts.c.record_id)]
    counted = facts.c.person_id if indicator.counting == UNIQUE else _record_of_a_woman(facts)
    nothing = cast(literal(0), BigInteger)
    return [
        _different(counted),
        _different(facts.c.person_id),
        func.coalesce(func.sum(facts.c.amount_dong), 0),
        nothing,
    ]


def _record_of_a_woman(facts: Any) -> ColumnElement[Any]:
    """One number for a record and a woman of it: keys stay far below a thousand million."""
    pair: ColumnElement[Any] = cast(facts.c.record_id, BigInteger) * 1_000_000_000 + func.coalesce(facts.c.person_id, 0)
    return pair


def _different(column: Any) -> ColumnElement[Any]:
    return func.count(column.distinct())


def within(programme: Programme, period: Period) -> Period | None:
    """The part of a period within the programme's own days; None when they do not meet."""
    inside = period.clipped(programme.begins_on, programme.ends_on)
    return inside if inside.first <= inside.last else None


def facts_behind(indicator: Indicator, programme: Programme, place: Place, days: Period) -> Any:
    """The facts that an indicator counts in a unit's subtree from one day to another.

    Of a SHARE or LATEST, all things that exist on the last day, `is_met` 1 or 0.
    """
    facts = indicator.select_facts(programme.id).subquery("facts")
    if indicator.counting in STATES:
        return existing(facts, place.pattern, days.last)
    return _narrowed(facts, place.pattern, days.first, days.last)


def existing(facts: Any, pattern: Any, last: Any) -> Any:
    """The things of a base that exist on a day, with whether each fulfils what is asked on it."""
    met = case((_is_met(facts, last), 1), else_=0).label("is_met")
    return select(facts, met).where(facts.c.place.like(pattern), _exists(facts, last)).subquery("behind")


def _exists(facts: Any, last: Any) -> ColumnElement[bool]:
    return and_(facts.c.happened_on <= last, or_(facts.c.until_on.is_(None), facts.c.until_on >= last))


def _is_met(facts: Any, last: Any) -> ColumnElement[bool]:
    return and_(facts.c.met_on <= last, or_(facts.c.lost_on.is_(None), facts.c.lost_on > last))


def key_of_thing(indicator: Indicator, facts: Any) -> list[Any]:
    """What makes facts one thing that is counted: the same woman, or the same record of hers."""
    if indicator.counting in STATES:
        return [facts.c.record_id]
    return [facts.c.person_id] if indicator.counting == UNIQUE else [facts.c.record_id, facts.c.person_id]


def _tally(records: int | None, women: int | None, amount_dong: int | None, base: int | None) -> Tally:
    """One as it was read: of nothing sums are NULL, and women are where they are the records."""
    records = int(records or 0)
    return Tally(records, records if women is None else int(women), int(amount_dong or 0), int(base or 0))


@lru_cache(maxsize=256)
def _counting(indicators: tuple[Indicator, ...], programme_id: int, stretches: int) -> Any:
    """The statement that counts indicators in so many stretches of days; place and days are told when it runs.

    Building it costs more than running it where there are few facts, so it is built once.
    """
    counted = [_counted(plug, programme_id, stretches) for plug in indicators]
    return union_all(*counted) if len(counted) > 1 else counted[0]


def _values(place: Place, asked: Sequence[Days]) -> dict[str, Any]:
    """What such a statement is told."""
    values: dict[str, Any] = {"pattern": place.pattern, "first": min(asked)[0], "last": max(last for _, last in asked)}
    for n, (first, last) in enumerate(asked):
        values |= {f"first_{n}": first, f"last_{n}": last}
    return values


def _counted(indicator: Indicator, programme_id: int, stretches: int) -> Select[Any]:
    """One row: the indicator's code, then records, women, amount and base of each stretch."""
    facts = indicator.select_facts(programme_id).subquery("facts")
    code = cast(literal(indicator.code), String)
    if indicator.counting in STATES:
        return _state(code, facts, stretches)
    if indicator.counting == UNIQUE:
        return select(code, *(number for n in range(stretches) for number in _women(facts, n)))
    things = _things(
        indicator, _narrowed(facts, bindparam("pattern"), bindparam("first"), bindparam("last")), stretches
    )
    return select(code, *(number for n in range(stretches) for number in _sums(things, n))).select_from(things)


def _women(facts: Any, n: int) -> list[ColumnElement[Any]]:
    """Of a stretch, the different women, who are its records too: cheapest in a pass of its own over its days."""
    behind = _narrowed(facts, bindparam("pattern"), bindparam(f"first_{n}"), bindparam(f"last_{n}"))
    women = select(func.count(behind.c.person_id.distinct())).scalar_subquery()
    return [women, *(cast(null(), BigInteger) for _ in range(NUMBERS - 1))]


def _state(code: ColumnElement[str], facts: Any, stretches: int) -> Select[Any]:
    """The row of a SHARE or LATEST: of each stretch what fulfils, its women, and all that exists on its last day."""
    numbers: list[ColumnElement[Any]] = []
    for n in range(stretches):
        last: Any = bindparam(f"last_{n}")
        there, met = _exists(facts, last), and_(_exists(facts, last), _is_met(facts, last))
        numbers += [func.count(case((met, column)).distinct()) for column in (facts.c.record_id, facts.c.person_id)]
        numbers += [cast(literal(0), BigInteger), func.count(case((there, facts.c.record_id)).distinct())]
    return select(code, *numbers).where(facts.c.place.like(bindparam("pattern")))


def _sums(things: Any, n: int) -> list[ColumnElement[Any]]:
    """Of a stretch, the records that count, their women and their amount."""
    counts = things.c[f"counts_{n}"]
    return [
        func.sum(counts),
        func.count(case((counts == 1, things.c.person_id)).distinct()),
        func.sum(things.c[f"amount_{n}"]),
        cast(null(), BigInteger),
    ]


def _things(indicator: Indicator, facts: Any, stretches: int) -> Any:
    """One row for each thing that may be counted: whether it counts in each stretch, and of SUMS how much."""
    columns: list[Any] = [func.min(facts.c.person_id).label("person_id")]
    for n in range(stretches):
        inside = facts.c.happened_on.between(bindparam(f"first_{n}"), bindparam(f"last_{n}"))
        adds_up = indicator.counting in SUMS
        amount = func.sum(case((inside, facts.c.amount_dong), else_=0)) if adds_up else literal(0)
        counts = case((amount != 0, 1), else_=0) if adds_up else func.max(case((inside, 1), else_=0))
        columns += [counts.label(f"counts_{n}"), amount.label(f"amount_{n}")]
    return select(*columns).group_by(*key_of_thing(indicator, facts)).subquery("things")


def _narrowed(facts: Any, pattern: Any, first: Any, last: Any) -> Any:
    """The facts of places like a pattern, from one day to another."""
    return select(facts).where(facts.c.place.like(pattern), facts.c.happened_on.between(first, last)).subquery("behind")


def step_below(place: Any, path: str) -> ColumnElement[str]:
    """The unit right below `path` on the way to a place: of «/1/7/12/» below «/1/» it is «7»."""
    rest = func.substr(place, len(path) + 1)
    slash = func.instr(rest, "/") if db.engine.dialect.name == "sqlite" else func.strpos(rest, "/")
    return func.substr(rest, 1, slash - 1)
