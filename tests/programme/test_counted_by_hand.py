"""Every indicator there is, counted by hand in plain Python: number, list, rows of the file and units below agree.

Its facts are read one by one, as the plug selects them, and counted with sets and sums; no SQL narrows or adds.
"""

from datetime import date
from typing import Any

import pytest
from flask import Flask

from marketplace.association.queries import list_children
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.clock import now, today
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.programme.indicators.base import counted_for, facts
from marketplace.programme.models import Programme, ProgrammeIndicator
from marketplace.programme.periods import Period, parse_period, span
from marketplace.programme.queries import every_record, get_programme, tallies, values_by_child
from marketplace.programme.registries import INDICATORS
from marketplace.programme.services import count_for
from marketplace.programme.shape import LATEST, SHARE, STATES, SUM, UNIQUE, Indicator, Number, Place
from tests.builders import BIEN_THUONG, HAC_THANH, make_person, make_product, make_seller, make_shop, unit_of
from tests.outcomes import make_outcome, make_support, sell, sheet_of, signed_in


def counted(plug: Indicator, programme: Programme, path: str, days: Period) -> Number:
    """The figure, by hand."""
    first, last = max(days.first, programme.begins_on), min(days.last, programme.ends_on)
    rows = [row for row in session.execute(plug.select_facts(programme.id)) if row.place.startswith(path)]
    if last < first:
        return 0
    if plug.counting in STATES:
        return state(plug, rows, last)
    rows = [row for row in rows if first <= row.happened_on <= last]
    if plug.counting == UNIQUE:
        return len({row.person_id for row in rows})
    if plug.counting == SUM:
        return sum(int(row.amount_dong) for row in rows)
    return len({(row.record_id, row.person_id) for row in rows})


def state(plug: Indicator, rows: list[Any], last: date) -> Number:
    there = [row for row in rows if row.happened_on <= last and (row.until_on is None or row.until_on >= last)]
    met = [row for row in there if row.met_on and row.met_on <= last and (row.lost_on is None or row.lost_on > last)]
    if plug.counting == LATEST:
        return len({row.record_id for row in met})
    base = len({row.record_id for row in there})
    return int(1000 * len({row.record_id for row in met}) / base) / 10 if base else 0


def listed(plug: Indicator, programme: Programme, path: str, days: Period) -> Number:
    """The figure, read off its list."""
    rows = every_record(plug, programme, Place(path), days)
    if plug.counting == SUM:
        return sum(row.amount_dong or 0 for row in rows)
    if plug.counting == SHARE:
        return int(1000 * sum(bool(row.is_met) for row in rows) / len(rows)) / 10 if rows else 0
    return len(rows)


def periods(programme: Programme) -> list[Period]:
    last = min(programme.ends_on, today())
    return [
        parse_period(str(last.year)),
        parse_period(f"{last.year}-Q1"),
        parse_period(f"{last:%Y-%m}"),
        span(programme.begins_on, last),
        span(date(last.year, 1, 1), date(last.year, 2, 3)),
    ]


@pytest.fixture
def outcomes(app: Flask) -> None:
    make_outcome()
    with transaction():
        for n in range(6):
            seller = make_seller(f"Chị {n}", area_code=BIEN_THUONG if n % 2 else HAC_THANH)
            make_support(seller.person, HAC_THANH if n % 3 else BIEN_THUONG)
            shop = make_shop(f"Gian hàng {n}", seller=seller, opened_at=now())
            make_product(shop=shop, first_live_at=now())
        make_support(make_person("Chị Chưa Bán"), HAC_THANH)
    sell(shop)


@pytest.mark.parametrize("code", INDICATORS.all())
def test_number_list_and_units_below_are_what_is_counted_by_hand(outcomes: None, code: str) -> None:
    plug, home = INDICATORS.get(code), unit_of("38")
    for programme in map(get_programme, ("2415", "01", "939")):
        asked = {period.code: period for period in periods(programme)}
        for unit in (home, unit_of(BIEN_THUONG), unit_of(HAC_THANH)):
            found = tallies(programme, [plug], Place(unit.path), asked)[code]
            for name, days in asked.items():
                by_hand = counted(plug, programme, unit.path, days)
                assert found[name].figure(plug) == by_hand == listed(plug, programme, unit.path, days)
        year = periods(programme)[0]
        below = {child.id: counted(plug, programme, child.path, year) for child in list_children(home)}
        told = values_by_child(plug, programme, home, year)
        assert {unit: number for unit, number in below.items() if number} == {u: n for u, n in told.items() if n}


def test_the_files_have_the_rows_and_the_numbers(app: Flask, outcomes: None) -> None:
    page, programme = signed_in(app, "province"), get_programme("2415")
    with transaction():
        used = {row.indicator for row in session.query(ProgrammeIndicator).filter_by(programme_id=programme.id)}
        for code in INDICATORS.all().keys() - used:
            session.add(ProgrammeIndicator(programme_id=programme.id, indicator=code, position=900))
    asked = f"unit=38&period={today().year}"
    table = sheet_of(page, f"/staff/programmes/2415/table.xlsx?{asked}")
    for code, plug in INDICATORS.all().items():
        by_hand = counted(plug, programme, unit_of("38").path, parse_period(f"{today().year}"))
        [row] = [row for row in table if row[1] in (plug.words.name, f"Trong đó: {plug.words.name}")]
        assert row[5] == by_hand or (row[5] == "–" and by_hand == 0), code
        rows = sheet_of(page, f"/staff/programmes/2415/{code}/list.xlsx?{asked}")
        lines = [row for row in rows if isinstance(row[0], int | float)]
        if plug.counting == SUM:
            assert sum(row[6] for row in lines) == by_hand
        elif plug.counting == SHARE:
            assert int(1000 * sum(row[7] == "Đạt" for row in lines) / max(len(lines), 1)) / 10 == by_hand
        else:
            assert len(lines) == by_hand, code


def test_a_record_that_counts_for_two_programmes_counts_once_in_each(outcomes: None) -> None:
    """P1: said twice it is said once, in each programme; taken out of one it stays in the other."""
    by, both = Actor(OFFICER, 1), [get_programme("2415"), get_programme("01")]
    [shop_id, *_] = [row.record_id for row in session.execute(facts("shop_opened"))]

    def told() -> list[int]:
        return [len(session.execute(counted_for("shop_opened", programme.id)).all()) for programme in both]

    for programmes, expected in ((both, [1, 1]), (both * 2, [1, 1]), (both[:1], [1, 0]), ([], [0, 0])):
        with transaction():
            count_for("shop", shop_id, programmes, actor=by)
        assert told() == expected
