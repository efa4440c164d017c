"""The programmes of the demo: count of list = number = rows of the file, for every indicator, unit and period."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from flask import Flask

from marketplace.association.models import Unit
from marketplace.association.queries import find_unit_of_area
from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.programme.models import Baseline, Programme, SupportRecord, Target
from marketplace.programme.periods import SPAN, YEAR, Period, parse_period, periods_between, span, year_of
from marketplace.programme.queries import (
    every_record,
    get_programme,
    list_indicators,
    list_records,
    tally,
    value_of,
    values_by_child,
)
from marketplace.programme.registries import INDICATORS, standard_positions
from marketplace.programme.shape import STATES, SUMS, UNIQUE, Indicator, Place
from marketplace.reporting.xlsx import to_xlsx
from marketplace.story.source import list_shops
from marketplace.story.support import plans_until
from marketplace.web.staff.programme_files import list_report
from marketplace.web.staff.programme_table import ReportQuery

CODES = sorted(code for code, plug in INDICATORS.all().items() if plug.counting not in STATES)
AIMS = {"women_start_up": "start_up", "women_trade": "trade", "women_aim_unclear": "unknown"}
PROGRAMMES = ("939", "2415", "01")
HOME, BIEN_THUONG = "38", "15382"


@dataclass(frozen=True)
class Fact:
    """One thing that happened, counted here by hand."""

    path: str  # of the unit
    day: date
    who: int  # the woman, where an indicator counts women; else a number of its own
    amount_dong: int


def place_of(area_code: str) -> Place:
    unit = find_unit_of_area(area_code)
    assert unit is not None
    return Place(unit.path)


def everything_of(programme: Programme) -> Period:
    return span(programme.begins_on, min(programme.ends_on, today()))


def periods_of(programme: Programme) -> list[Period]:
    return [*periods_between(programme.begins_on, min(programme.ends_on, today())), everything_of(programme)]


def asked_by(programme: Programme) -> list[Indicator]:
    """The indicators that a programme asks for, but those of states (tests/programme/test_counted_by_hand.py)."""
    plugs = [INDICATORS.get(row.indicator) for row in list_indicators(programme)]
    return [plug for plug in plugs if plug.counting not in STATES]


def facts_of(indicator: Indicator, programme: Programme) -> list[Fact]:
    """All that an indicator counts in a programme, with the unit and the day of each."""
    paths = {unit.name: unit.path for unit in session.query(Unit).filter(Unit.valid_to.is_(None))}
    if indicator.counting == UNIQUE and indicator.record_kind == "support_record":
        rows = session.query(SupportRecord).filter_by(programme_id=programme.id, voided_at=None)
        aim = AIMS.get(indicator.code)
        return [Fact(row.unit.path, row.given_on, row.person_id, 0) for row in rows if aim in (None, row.aim)]
    records = every_record(indicator, programme, place_of(HOME), everything_of(programme))
    return [Fact(paths[row.unit_name], row.on, number, row.amount_dong or 0) for number, row in enumerate(records)]


def by_hand(indicator: Indicator, facts: Iterable[Fact], place: Place, period: Period) -> tuple[int, int]:
    """How many, and the figure, without asking the database."""
    inside = [f for f in facts if f.path.startswith(place.path) and period.first <= f.day <= period.last]
    count = len({fact.who for fact in inside})
    return count, sum(fact.amount_dong for fact in inside) if indicator.counting in SUMS else count


def length_of_list(indicator: Indicator, programme: Programme, place: Place, period: Period) -> int:
    length, cursor = 0, None
    while True:
        page = list_records(indicator, programme, place, period, cursor)
        length, cursor = length + len(page.items), page.next_cursor
        if cursor is None:
            return length


def rows_of_file(indicator: Indicator, programme: Programme, unit: Unit, period: Period) -> tuple[int, int]:
    """How many rows the workbook has, and the sum of their money, read back from its bytes."""
    workbook = to_xlsx(list_report(ReportQuery(programme, unit, period), indicator))
    sheet = openpyxl.load_workbook(BytesIO(workbook), read_only=True).active
    assert sheet is not None
    cells = [row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int | float)]
    return len(cells), int(sum(row[6] or 0 for row in cells)) if indicator.counting in SUMS else len(cells)


@pytest.mark.sqlite_only
@pytest.mark.usefixtures("demo_app")
class TestFigures:
    @pytest.mark.parametrize("code", PROGRAMMES)
    def test_in_the_province_number_list_and_file_agree_in_every_period(self, demo_app: Flask, code: str) -> None:
        programme, home = get_programme(code), find_unit_of_area(HOME)
        assert home is not None
        with demo_app.test_request_context():
            for indicator in asked_by(programme):
                self._agree_in_the_province(indicator, programme, home)

    def _agree_in_the_province(self, indicator: Indicator, programme: Programme, home: Unit) -> None:
        facts, place, seen = facts_of(indicator, programme), Place(home.path), 0
        for period in periods_of(programme):
            count, figure = by_hand(indicator, facts, place, period)
            counted = tally(indicator, programme, place, period)
            assert (counted.records, counted.figure(indicator)) == (count, figure), (indicator.code, period)
            if count:
                assert length_of_list(indicator, programme, place, period) == count
            if count and period.kind in (YEAR, SPAN):
                assert rows_of_file(indicator, programme, home, period) == (count, figure)
            seen += count
        assert seen > 0 or indicator.standard_position is None, indicator.code

    @pytest.mark.thorough
    @pytest.mark.parametrize("code", PROGRAMMES)
    def test_in_every_unit_number_list_and_file_agree(self, demo_app: Flask, code: str) -> None:
        """Each unit with anything to count, in each period in which it has it; one file of all its days."""
        programme, units = get_programme(code), session.query(Unit).filter(Unit.valid_to.is_(None)).all()
        seen = 0
        with demo_app.test_request_context():
            for indicator in asked_by(programme):
                facts = facts_of(indicator, programme)
                for unit in units:
                    own = [fact for fact in facts if fact.path.startswith(unit.path)]
                    seen += self._agrees(indicator, programme, unit, own) if own and unit.level != "province" else 0
        assert seen > 300

    def _agrees(self, indicator: Indicator, programme: Programme, unit: Unit, facts: list[Fact]) -> int:
        place, seen = Place(unit.path), 0
        for period in periods_of(programme):
            count, figure = by_hand(indicator, facts, place, period)
            if not count:
                continue
            assert value_of(indicator, programme, place, period) == figure, (indicator.code, unit.name, period)
            assert length_of_list(indicator, programme, place, period) == count
            if period.kind == SPAN:
                assert rows_of_file(indicator, programme, unit, period) == (count, figure)
            seen += 1
        return seen

    @pytest.mark.parametrize("code", PROGRAMMES)
    def test_units_without_records_have_nothing(self, code: str) -> None:
        programme, whole = get_programme(code), everything_of(get_programme(code))
        home = find_unit_of_area(HOME)
        assert home is not None
        for indicator in asked_by(programme):
            facts = facts_of(indicator, programme)
            children = session.query(Unit).filter_by(parent_id=home.id, valid_to=None)
            counted = {child.id: by_hand(indicator, facts, Place(child.path), whole)[1] for child in children}
            expected = {unit_id: figure for unit_id, figure in counted.items() if figure}
            assert values_by_child(indicator, programme, home, whole) == expected

    @pytest.mark.parametrize("code", CODES)
    def test_communes_add_up_to_the_province(self, code: str) -> None:
        indicator, programme = INDICATORS.get(code), get_programme("2415")
        home = find_unit_of_area(HOME)
        assert home is not None
        period = year_of(today())
        children = sum(values_by_child(indicator, programme, home, period).values())
        whole = value_of(indicator, programme, Place(home.path), period)
        assert children >= whole and (whole > 0 or indicator.standard_position is None)
        assert children == whole or indicator.counting == UNIQUE

    def test_the_women_of_the_stalls_count_in_the_programme_of_today(self) -> None:
        programme, place, year = get_programme("2415"), place_of(HOME), parse_period(str(today().year))
        for code in ("shops_opened", "products_listed", "first_sales", "revenue"):
            assert value_of(INDICATORS.get(code), programme, place, year) > 0, code
        assert value_of(INDICATORS.get("revenue"), programme, place_of(BIEN_THUONG), year) > 1_000_000


@pytest.mark.sqlite_only
@pytest.mark.usefixtures("demo_app")
class TestRecords:
    def test_939_has_records_of_every_year(self) -> None:
        programme = get_programme("939")
        years = {
            given_on.year for (given_on,) in session.query(SupportRecord.given_on).filter_by(programme_id=programme.id)
        }
        assert years >= set(range(2018, 2026))

    def test_every_record_lies_within_its_programme_and_in_the_past(self) -> None:
        for record in session.query(SupportRecord):
            assert record.programme.begins_on <= record.given_on <= min(record.programme.ends_on, today())

    def test_a_few_hundred_women_over_many_communes(self) -> None:
        women = {person_id for (person_id,) in session.query(SupportRecord.person_id)}
        units = {unit_id for (unit_id,) in session.query(SupportRecord.unit_id)}
        assert 150 < len(women) < 1_000
        assert len(units) > 40

    def test_targets_and_baselines_are_marked_as_samples(self) -> None:
        for model in (Target, Baseline):
            rows = session.query(model).all()
            assert len(rows) == 2 * len(standard_positions()) * (1 + len(list_shops()))
            assert all(row.is_sample and "mẫu" in row.source for row in rows)
        assert all(target.value > 0 for target in session.query(Target))

    def test_a_commune_has_a_baseline_of_its_own(self) -> None:
        programme, home = get_programme("2415"), find_unit_of_area(HOME)
        assert home is not None
        rows = session.query(Baseline).filter_by(programme_id=programme.id, indicator="women_supported").all()
        province = next(row.value for row in rows if row.unit_id == home.id)
        communes = [row.value for row in rows if row.unit_id != home.id]
        assert {row.year for row in rows} == {2025} and 0 < max(communes) < province


def test_a_programme_that_has_not_begun_has_no_plan_that_ends() -> None:
    plans = {plan.code: plan for plan in plans_until(date(2025, 12, 1), women=100)}
    assert plans["2415"].first > plans["2415"].last
    assert plans["939"].last == date(2025, 12, 1)
