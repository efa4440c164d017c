"""The list behind a figure: one row for each thing that was counted, so that its length is the number."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Integer, cast, func, null, select, tuple_

from marketplace.association.models import Unit
from marketplace.core.db import session
from marketplace.core.paging import Page, decode_cursor, encode_cursor
from marketplace.people.models import Person
from marketplace.programme.models import Programme
from marketplace.programme.periods import Period
from marketplace.programme.queries.figures import facts_behind, key_of_thing, within
from marketplace.programme.queries.telling_apart import Narrowing, narrowed
from marketplace.programme.shape import HEADS, LATEST, STATES, SUMS, Indicator, Place, Record, RecordRef

PAGE = 25


def list_records(
    indicator: Indicator,
    programme: Programme,
    place: Place,
    period: Period,
    cursor: str | None = None,
    *,
    narrowing: Narrowing = (),
) -> Page[Record]:
    """The records behind a figure or one part of it, in order of keys and women; as many as it counts."""
    days = within(programme, period)
    if days is None:
        return Page([])
    rows = _with_names(indicator, narrowed(listed(indicator, programme, place, days), narrowing))
    after = decode_cursor(cursor, (int, int))
    if after:
        keys = (rows.selected_columns.ref_id, rows.selected_columns.woman)
        rows = rows.where(tuple_(*keys) > tuple_(*after))
    found = session.execute(rows.limit(PAGE + 1)).all()
    records = [_record(indicator, row) for row in found[:PAGE]]
    last = found[PAGE - 1 : PAGE]
    return Page(records, encode_cursor(last[0].ref_id, last[0].woman) if len(found) > PAGE else None)


def every_record(
    indicator: Indicator, programme: Programme, place: Place, period: Period, *, narrowing: Narrowing = ()
) -> list[Record]:
    """All records behind a figure or one part of it, for files."""
    days = within(programme, period)
    if days is None:
        return []
    rows = _with_names(indicator, narrowed(listed(indicator, programme, place, days), narrowing))
    return [_record(indicator, row) for row in session.execute(rows)]


def list_chosen(
    indicator: Indicator, programme: Programme, place: Place, period: Period, keys: Collection[tuple[int, int]]
) -> dict[tuple[int, int], Record]:
    """Some records behind a figure, by record's key and woman's (0: of no woman), in this order."""
    days = within(programme, period)
    if days is None or not keys:
        return {}
    rows = _with_names(indicator, listed(indicator, programme, place, days))
    pair = tuple_(rows.selected_columns.ref_id, rows.selected_columns.woman)
    found = session.execute(rows.where(pair.in_(sorted(keys))))
    return {(row.ref_id, row.woman): _record(indicator, row) for row in found}


def listed(indicator: Indicator, programme: Programme, place: Place, days: Period) -> Any:
    """Each counted record; of SUMS, those whose amounts in these days do not add up to zero.

    Of a SHARE every thing of the base, fulfilling or not; of a LATEST those that fulfil.
    """
    return _listed(indicator, programme, place, days, "title", "note")


def counted_things(indicator: Indicator, programme: Programme, place: Place, days: Period) -> Any:
    """The rows of `listed` without their words, to be told apart: many can be read without what is long."""
    return _listed(indicator, programme, place, days)


def _listed(indicator: Indicator, programme: Programme, place: Place, days: Period, *words: str) -> Any:
    facts = facts_behind(indicator, programme, place, days)
    amount = func.sum(facts.c.amount_dong)
    is_met = func.max(facts.c.is_met) if indicator.counting in STATES else cast(null(), Integer)
    rows = select(
        func.min(facts.c.record_id).label("ref_id"),
        func.min(facts.c.happened_on).label("happened_on"),
        func.min(facts.c.person_id).label("person_id"),
        func.min(facts.c.unit_id).label("unit_id"),
        amount.label("amount_dong"),
        *(func.min(facts.c[word]).label(word) for word in words),
        is_met.label("is_met"),
    ).group_by(*key_of_thing(indicator, facts))
    if indicator.counting == LATEST:
        rows = rows.having(is_met == 1)
    return (rows.having(amount != 0) if indicator.counting in SUMS else rows).subquery("listed")


def _with_names(indicator: Indicator, rows: Any) -> Any:
    woman = func.coalesce(rows.c.person_id, 0).label("woman")
    columns = [rows.c.ref_id, woman, rows.c.happened_on, rows.c.amount_dong, rows.c.title, rows.c.note, rows.c.is_met]
    return (
        select(*columns, Person.full_name, Person.birth_year, Unit.name)
        .join(Person, Person.id == rows.c.person_id, isouter=indicator.counting in (*STATES, HEADS))
        .join(Unit, Unit.id == rows.c.unit_id)
        .order_by(rows.c.ref_id, woman)
    )


def _record(indicator: Indicator, row: Any) -> Record:
    ref_id, _woman, happened_on, amount, title, note, is_met, name, birth_year, unit_name = row
    amount = None if amount is None else int(amount)
    ref = RecordRef(indicator.record_kind, ref_id)
    met = None if is_met is None else bool(is_met)
    return Record(ref, happened_on, title or "", name or "", birth_year, unit_name, amount, note or "", met)
