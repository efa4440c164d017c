"""The promise of the programme pages: count of list = number = rows of the file, for every figure; and who is found."""

from collections import Counter
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest

from marketplace.association.scope import EVERYTHING, Scope
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.clock import now, today
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.programme.models import SupportRecord
from marketplace.programme.periods import Period, periods_between, span, year_of
from marketplace.programme.queries import (
    baselines_of,
    every_record,
    get_indicator,
    get_programme,
    is_known_in,
    list_records,
    search_people,
    tallies,
    tallies_as_told,
    tally,
    value_of,
    values_by_child,
)
from marketplace.programme.registries import INDICATORS
from marketplace.programme.services import BaselineValue, record_support, set_baseline, void_support
from marketplace.programme.shape import SHARE, SUM, Place
from tests.builders import BIEN_THUONG, HAC_THANH, make_person, make_product, make_seller, make_shop, unit_of
from tests.statements import counted


def support(person, area_code=BIEN_THUONG, on: date | None = None, kind="training", code="2415") -> SupportRecord:
    return record_support(
        get_programme(code),
        person,
        unit_of(area_code),
        kind=kind,
        given_on=on or date(today().year, 1, 1),
        actor=Actor(OFFICER, 1),
        scope=EVERYTHING,
    )


def figure(code: str, area_code: str = "38", programme: str = "2415", period: Period | None = None) -> int:
    return value_of(
        INDICATORS.get(code), get_programme(programme), Place(unit_of(area_code).path), period or year_of(today())
    )


def periods_around(days: list[date]) -> list[Period]:
    """Every kind of period in which something happened, and one in which nothing did."""
    every = periods_between(date(min(days).year, 1, 1), date(max(days).year, 12, 31))
    busy = [period for period in every if any(period.first <= day <= period.last for day in days)]
    return [*busy, next(period for period in every if period not in busy)]


@pytest.mark.usefixtures("app")
class TestFigures:
    def test_a_woman_counts_once_however_often_she_is_supported(self) -> None:
        with transaction():
            woman = make_person()
            support(woman)
            support(woman, kind="loan")
            support(woman, HAC_THANH, kind="advice")
        assert figure("women_supported") == 1
        assert figure("women_supported", BIEN_THUONG) == 1
        assert figure("women_supported", HAC_THANH) == 1

    def test_a_record_taken_back_counts_no_more(self) -> None:
        with transaction():
            row = support(make_person())
        assert figure("women_supported") == 1
        with transaction():
            void_support(
                session.get_one(SupportRecord, row.id), why="nhầm người", actor=Actor(OFFICER, 1), scope=EVERYTHING
            )
        assert figure("women_supported") == 0

    def test_shops_count_for_women_supported_before_they_opened(self) -> None:
        with transaction():
            early, late = make_seller("Chị Sớm"), make_seller("Chị Muộn")
            make_shop("Gian hàng sớm", seller=early, opened_at=now() - timedelta(days=2))
            make_shop("Gian hàng muộn", seller=late, opened_at=now() - timedelta(days=2))
            support(early.person)
            support(late.person, on=today())
        assert figure("shops_opened") == 1

    def test_units_below_have_their_own_figures(self) -> None:
        with transaction():
            both = make_person("Chị Hai Nơi")
            support(both)
            support(both, HAC_THANH, kind="loan")
            support(make_person("Chị Một Nơi"), HAC_THANH)
        plug, _row = get_indicator(get_programme("2415"), "women_supported")
        below = values_by_child(plug, get_programme("2415"), unit_of("38"), year_of(today()))
        assert below == {unit_of(BIEN_THUONG).id: 1, unit_of(HAC_THANH).id: 2}

    def test_list_number_and_rows_of_the_file_agree_for_every_indicator_unit_and_period(self) -> None:
        days = [(date(today().year, 1 + n % 3, 3), date(2024, 1 + n, 3)) for n in range(7)]
        with transaction():
            for n, (now_day, then_day) in enumerate(days):
                seller = make_seller(f"Chị {n}", area_code=BIEN_THUONG if n % 2 else HAC_THANH)
                support(seller.person, BIEN_THUONG if n % 2 else HAC_THANH, on=now_day)
                support(seller.person, HAC_THANH, on=then_day, code="939")
                make_product(shop=make_shop(f"Gian hàng {n}", seller=seller, opened_at=now()), first_live_at=now())
        seen, places = Counter[str](), [Place(unit_of(area).path) for area in ("38", BIEN_THUONG, HAC_THANH)]
        plugs = list(INDICATORS.all().values())
        for code, happened in (("2415", [*(d for d, _ in days), today()]), ("939", [d for _, d in days])):
            programme = get_programme(code)
            asked = [*periods_around(happened), span(programme.begins_on, max(happened))]
            figures = {place: tallies(programme, plugs, place, {p.code: p for p in asked}) for place in places}
            for plug, place, period in product(plugs, places, asked):
                counted = figures[place][plug.code][period.code]
                if not (counted.records or counted.base) and period is not asked[-1]:
                    continue  # that its list is empty too is asked of the longest period, by far the slowest part
                rows = every_record(plug, programme, place, period)
                if plug.counting == SHARE:
                    assert len(rows) == counted.base and sum(bool(row.is_met) for row in rows) == counted.records
                    continue
                assert len(rows) == counted.records == len(list_records(plug, programme, place, period))
                assert len({row.person_name for row in rows}) == counted.women
                if plug.counting == SUM:
                    assert sum(r.amount_dong or 0 for r in rows) == counted.amount_dong
                seen[plug.code] += counted.records
        assert seen["women_supported"] > 100 and seen["shops_opened"] > 0 and seen["products_listed"] > 0

    def test_a_figure_knows_how_many_women_stand_behind_it(self) -> None:
        with transaction():
            seller = make_seller()
            support(seller.person)
            shop = make_shop(seller=seller, opened_at=now())
            for _ in range(7):
                make_product(shop=shop, first_live_at=now())
        programme, place = get_programme("2415"), Place(unit_of("38").path)
        counted = tally(INDICATORS.get("products_listed"), programme, place, year_of(today()))
        assert (counted.records, counted.women) == (7, 1)

    def test_a_baseline_is_the_units_own(self) -> None:
        programme = get_programme("2415")
        with transaction():
            by: Any = {"actor": Actor(OFFICER, 1), "scope": EVERYTHING}
            set_baseline(programme, "revenue", unit_of("38"), BaselineValue(900, 2025, "Báo cáo"), **by)
            set_baseline(programme, "revenue", unit_of(HAC_THANH), BaselineValue(7, 2024, "Sổ theo dõi"), **by)
        assert baselines_of(programme, unit_of("38"))["revenue"].value == 900
        assert baselines_of(programme, unit_of(HAC_THANH))["revenue"].year == 2024
        assert baselines_of(programme, unit_of(BIEN_THUONG)) == {}


@pytest.mark.usefixtures("app")
class TestPeople:
    def test_a_territory_knows_those_who_live_sell_serve_or_were_supported_in_it(self) -> None:
        with transaction():
            home = make_person("Lê Thị Nhà", area_code=HAC_THANH)
            selling = make_seller("Lê Thị Bán", area_code=HAC_THANH)
            seller, serving = selling.person, selling.verified_by
            helped, elsewhere = make_person("Lê Thị Nhận"), make_person("Lê Thị Xa", area_code=BIEN_THUONG)
            support(helped, HAC_THANH)
        ours = Scope(paths=(unit_of(HAC_THANH).path,))
        assert {p.id for p in search_people("le thi", None, ours)} == {home.id, seller.id, serving, helped.id}
        assert not is_known_in(elsewhere, ours) and is_known_in(home, ours)
        assert elsewhere in search_people("le thi", None, Scope(paths=(unit_of("38").path,)))
        assert search_people("le thi", None, Scope()) == []

    def test_one_letter_finds_nobody(self) -> None:
        with transaction():
            make_person("Lê Thị Nhà", area_code=HAC_THANH)
        assert search_people("l", None, EVERYTHING) == []


def test_pages_count_anew_only_after_an_outcome_was_written_or_removed(app):
    """The version of the outcomes says which: a table asked again reads no fact, and is never behind."""
    programme, plugs, place = get_programme("2415"), [INDICATORS.get("women_supported")], Place(unit_of("38").path)

    def told() -> int:
        return tallies_as_told(programme, plugs, place, {"": year_of(today())})["women_supported"][""].records

    with transaction():
        record = support(make_person("Lê Thị Một"))
    assert told() == 1
    with counted() as sent:
        assert told() == 1
    assert not any("outcome_fact" in statement for statement in sent)
    with transaction():
        support(make_person("Lê Thị Hai"))
    assert told() == 2
    with transaction():
        void_support(record, why="ghi nhầm", actor=Actor(OFFICER, 1), scope=EVERYTHING)
    assert told() == 1
