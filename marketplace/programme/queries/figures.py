"""The figures of indicators: what lies behind each in a unit's subtree, for several stretches of days at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, String, case, cast, func, literal, select, union_all
from sqlalchemy.sql.elements import ColumnElement

from marketplace.association.models import Unit
from marketplace.core.db import db, session
from marketplace.programme.models import Programme
from marketplace.programme.periods import Period
from marketplace.programme.shape import OCCURRENCE, SUM, UNIQUE, Indicator, Place


@dataclass(frozen=True)
class Tally:
    """What lies behind a figure: how many records, of how many different women, and of a SUM the đồng."""

    records: int = 0
    women: int = 0
    amount_dong: int = 0

    def figure(self, indicator: Indicator) -> int:
        """The number an indicator shows for it."""
        return self.amount_dong if indicator.counting == SUM else self.records


Tallies = dict[str, dict[str, Tally]]
Days = tuple[date, date]


def tallies(
    programme: Programme, indicators: Sequence[Indicator], place: Place, stretches: Mapping[str, Period]
) -> Tallies:
    """What lies behind each indicator in each stretch of days, by code and by the stretch's name; one statement."""
    found = {plug.code: dict.fromkeys(stretches, Tally()) for plug in indicators}
    inside = {name: (days.first, days.last) for name, p in stretches.items() if (days := within(programme, p))}
    if not inside or not indicators:
        return found
    asked = list(dict.fromkeys(inside.values()))  # two names may stand for the same days
    counted = [_counted(plug, programme, place, asked) for plug in indicators]
    for code, *numbers in session.execute(union_all(*counted) if len(counted) > 1 else counted[0]):
        for name, stretch in inside.items():
            position = 3 * asked.index(stretch)
            found[code][name] = Tally(*(int(number or 0) for number in numbers[position : position + 3]))
    return found


def tally(indicator: Indicator, programme: Programme, place: Place, period: Period) -> Tally:
    """What lies behind one figure."""
    return tallies(programme, [indicator], place, {"": period})[indicator.code][""]


def value_of(indicator: Indicator, programme: Programme, place: Place, period: Period) -> int:
    """The figure: number of records, or the sum of their amounts in đồng."""
    return tally(indicator, programme, place, period).figure(indicator)


def values_by_child(indicator: Indicator, programme: Programme, unit: Unit, period: Period) -> dict[int, int]:
    """The figure of the subtree of each unit right below one, by unit key, in one statement."""
    days = within(programme, period)
    if days is None:
        return {}
    facts = facts_behind(indicator, programme, Place(unit.path), days.first, days.last)
    child = _step_below(facts.c.place, unit.path).label("child")
    figure = {
        UNIQUE: func.count(facts.c.person_id.distinct()),
        OCCURRENCE: func.count(facts.c.record_id.distinct()),
        SUM: func.sum(facts.c.amount_dong),
    }[indicator.counting]
    counted = select(child, figure).where(facts.c.place != unit.path).group_by(child)
    return {int(step): int(value or 0) for step, value in session.execute(counted)}


def within(programme: Programme, period: Period) -> Period | None:
    """The part of a period within the programme's own days; None when they do not meet."""
    inside = period.clipped(programme.begins_on, programme.ends_on)
    return inside if inside.first <= inside.last else None


def facts_behind(indicator: Indicator, programme: Programme, place: Place, first: date, last: date) -> Any:
    """The facts that an indicator counts in a unit's subtree from one day to another."""
    facts = indicator.select_facts(programme).subquery("facts")
    here = facts.c.place.startswith(place.path, autoescape=True)
    return select(facts).where(here, facts.c.happened_on.between(first, last)).subquery("behind")


def key_of_thing(indicator: Indicator, facts: Any) -> list[Any]:
    """What makes facts one thing that is counted: the same woman, or the same record of hers."""
    return [facts.c.person_id] if indicator.counting == UNIQUE else [facts.c.record_id, facts.c.person_id]


def _counted(indicator: Indicator, programme: Programme, place: Place, asked: Sequence[Days]) -> Select[Any]:
    """One row: the indicator's code, then records, women and amount of each stretch."""
    facts = facts_behind(indicator, programme, place, min(asked)[0], max(last for _, last in asked))
    things = _things(indicator, facts, asked)
    columns: list[ColumnElement[Any]] = [cast(literal(indicator.code), String)]
    for n in range(len(asked)):
        counts = things.c[f"counts_{n}"]
        woman = case((counts == 1, things.c.person_id))
        women = func.sum(counts) if indicator.counting == UNIQUE else func.count(woman.distinct())
        amount = func.sum(things.c[f"amount_{n}"]) if indicator.counting == SUM else literal(0)
        columns += [func.sum(counts), women, amount]
    return select(*columns).select_from(things)


def _things(indicator: Indicator, facts: Any, asked: Sequence[Days]) -> Any:
    """One row for each thing that may be counted: whether it counts in each stretch, and a SUM with how much."""
    columns: list[Any] = [func.min(facts.c.person_id).label("person_id")]
    for n, (first, last) in enumerate(asked):
        inside = facts.c.happened_on.between(first, last)
        if indicator.counting == SUM:
            amount = func.sum(case((inside, facts.c.amount_dong), else_=0))
            columns += [case((amount != 0, 1), else_=0).label(f"counts_{n}"), amount.label(f"amount_{n}")]
        else:
            columns.append(func.max(case((inside, 1), else_=0)).label(f"counts_{n}"))
    return select(*columns).group_by(*key_of_thing(indicator, facts)).subquery("things")


def _step_below(place: Any, path: str) -> ColumnElement[str]:
    """The unit right below `path` on the way to a place: of «/1/7/12/» below «/1/» it is «7»."""
    rest = func.substr(place, len(path) + 1)
    slash = func.instr(rest, "/") if db.engine.dialect.name == "sqlite" else func.strpos(rest, "/")
    return func.substr(rest, 1, slash - 1)
