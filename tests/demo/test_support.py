"""The programmes of the demo: count of list = number = rows of the file, for every indicator, period and some units."""

from datetime import date

import pytest

from marketplace.association.queries import find_unit_of_area
from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.demo.source import list_shops
from marketplace.demo.support import plans_until
from marketplace.programme.models import Programme, SupportRecord, Target
from marketplace.programme.periods import Period, parse_period, periods_between, span, year_of
from marketplace.programme.queries import (
    count_and_sum,
    every_record,
    get_programme,
    list_records,
    value_of,
    values_by_child,
)
from marketplace.programme.registries import INDICATORS
from marketplace.programme.shape import SUM, UNIQUE, Indicator, Place

CODES = tuple(INDICATORS.all())
PROGRAMMES = ("939", "2415", "01")
HOME, BIEN_THUONG, TRIEU_SON = "38", "15382", "15664"


def place_of(area_code: str) -> Place:
    unit = find_unit_of_area(area_code)
    assert unit is not None
    return Place(unit.path)


def length_of_list(indicator: Indicator, programme: Programme, place: Place, period: Period) -> int:
    length, cursor = 0, None
    while True:
        page = list_records(indicator, programme, place, period, cursor)
        length, cursor = length + len(page.items), page.next_cursor
        if cursor is None:
            return length


@pytest.mark.usefixtures("demo_app")
class TestFigures:
    @pytest.mark.parametrize("area_code", [HOME, BIEN_THUONG, TRIEU_SON])
    @pytest.mark.parametrize("code", PROGRAMMES)
    def test_number_list_and_file_agree_in_every_period(self, code: str, area_code: str) -> None:
        programme, place = get_programme(code), place_of(area_code)
        periods = periods_between(programme.begins_on, min(programme.ends_on, today()))
        periods.append(span(programme.begins_on, programme.ends_on))
        seen = 0
        for indicator in map(INDICATORS.get, CODES):
            for period in periods:
                counted, summed = count_and_sum(indicator, programme, place, period)
                rows = every_record(indicator, programme, place, period)
                figure = value_of(indicator, programme, place, period)
                assert counted == len(rows) == length_of_list(indicator, programme, place, period)
                assert figure == (summed if indicator.counting == SUM else len(rows))
                assert summed == sum(row.amount_dong or 0 for row in rows)
                seen += counted
        assert seen > 0 or area_code != HOME

    @pytest.mark.parametrize("code", CODES)
    def test_communes_add_up_to_the_province(self, code: str) -> None:
        indicator, programme = INDICATORS.get(code), get_programme("2415")
        home = find_unit_of_area(HOME)
        assert home is not None
        period = year_of(today())
        children = sum(values_by_child(indicator, programme, home, period).values())
        whole = value_of(indicator, programme, Place(home.path), period)
        assert children >= whole > 0
        assert children == whole or indicator.counting == UNIQUE

    def test_the_women_of_the_stalls_count_in_the_programme_of_today(self) -> None:
        programme, place, year = get_programme("2415"), place_of(HOME), parse_period(str(today().year))
        for code in ("shops_opened", "products_listed", "first_sales", "revenue"):
            assert value_of(INDICATORS.get(code), programme, place, year) > 0, code
        assert value_of(INDICATORS.get("revenue"), programme, place_of(BIEN_THUONG), year) > 1_000_000


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
        assert 300 < len(women) < 1_000
        assert len(units) > 40

    def test_targets_are_marked_as_samples(self) -> None:
        targets = session.query(Target).all()
        assert len(targets) == 2 * len(CODES) * (1 + len(list_shops()))
        assert all(target.is_sample and "(mẫu)" in target.source and target.value > 0 for target in targets)


def test_a_programme_that_has_not_begun_has_no_plan_that_ends() -> None:
    plans = {plan.code: plan for plan in plans_until(date(2025, 12, 1), women=100)}
    assert plans["2415"].first > plans["2415"].last
    assert plans["939"].last == date(2025, 12, 1)
