"""The promise of the programme pages: count of list = number = rows of the file, for every figure."""

from datetime import date, timedelta

import pytest

from marketplace.association.scope import EVERYTHING, Scope
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.clock import now, today
from marketplace.core.db import session
from marketplace.core.errors import Conflict, NotAllowed
from marketplace.core.transactions import transaction
from marketplace.programme.errors import AlreadyRecorded, OutsideProgramme
from marketplace.programme.models import SupportRecord
from marketplace.programme.periods import parse_period, periods_between, year_of
from marketplace.programme.queries import (
    count_and_sum,
    every_record,
    get_indicator,
    get_programme,
    list_records,
    value_of,
    values_by_child,
)
from marketplace.programme.registries import INDICATORS
from marketplace.programme.services import record_support, set_target, void_support
from marketplace.programme.shape import SUM, Place
from tests.builders import BIEN_THUONG, HAC_THANH, make_officer, make_person, make_seller, make_shop, unit_of

THIS_YEAR = year_of(today())


def support(person, area_code=BIEN_THUONG, on: date | None = None, kind="training", code="2415") -> SupportRecord:
    return record_support(
        get_programme(code),
        person,
        unit_of(area_code),
        kind=kind,
        given_on=on or date(today().year, 1, 5),
        actor=Actor(OFFICER, 1),
        scope=EVERYTHING,
    )


def figure(code: str, area_code: str = "38", programme: str = "2415", period=THIS_YEAR) -> int:
    return value_of(INDICATORS.get(code), get_programme(programme), Place(unit_of(area_code).path), period)


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
        below = values_by_child(plug, get_programme("2415"), unit_of("38"), THIS_YEAR)
        assert below == {unit_of(BIEN_THUONG).id: 1, unit_of(HAC_THANH).id: 2}

    def test_list_number_and_file_agree_for_every_indicator_unit_and_period(self) -> None:
        with transaction():
            for n in range(7):
                woman = make_person(f"Chị {n}")
                support(woman, BIEN_THUONG if n % 2 else HAC_THANH, on=date(today().year, 1 + n % 3, 3))
                support(woman, HAC_THANH, on=date(2024, 1 + n, 3), code="939")
        for code in ("2415", "939", "01"):
            programme = get_programme(code)
            for plug in INDICATORS.all().values():
                for area in ("38", BIEN_THUONG, HAC_THANH):
                    for period in periods_between(date(2024, 1, 1), today())[:40]:
                        place = Place(unit_of(area).path)
                        count, amount = count_and_sum(plug, programme, place, period)
                        rows = every_record(plug, programme, place, period)
                        assert len(rows) == count
                        assert sum(r.amount_dong or 0 for r in rows) == amount
                        shown = list_records(plug, programme, place, period)
                        assert len(shown) == min(count, 100)
                        assert value_of(plug, programme, place, period) == (amount if plug.counting == SUM else count)


@pytest.mark.usefixtures("app")
class TestRecording:
    def test_the_same_support_is_recorded_once(self) -> None:
        with transaction():
            woman = make_person()
            support(woman)
        with pytest.raises(AlreadyRecorded), transaction():
            support(woman)
        assert figure("women_supported") == 1

    def test_a_day_outside_the_programme_is_refused(self) -> None:
        with transaction():
            woman = make_person()
        with pytest.raises(OutsideProgramme), transaction():
            support(woman, on=date(2025, 12, 31))

    def test_an_officer_of_another_unit_is_refused_and_nothing_changes(self) -> None:
        with transaction():
            officer, woman = make_officer(HAC_THANH), make_person()
        scope = Scope(paths=(unit_of(HAC_THANH).path,))
        with pytest.raises(NotAllowed), transaction():
            record_support(
                get_programme("2415"),
                woman,
                unit_of(BIEN_THUONG),
                kind="training",
                given_on=today(),
                actor=Actor(OFFICER, officer.id),
                scope=scope,
            )
        assert figure("women_supported") == 0

    def test_taking_back_twice_is_refused(self) -> None:
        with transaction():
            row = support(make_person())
        with transaction():
            void_support(session.get_one(SupportRecord, row.id), why="nhầm", actor=Actor(OFFICER, 1), scope=EVERYTHING)
        with pytest.raises(Conflict), transaction():
            void_support(session.get_one(SupportRecord, row.id), why="nhầm", actor=Actor(OFFICER, 1), scope=EVERYTHING)

    def test_a_target_is_set_and_changed(self) -> None:
        for value in (10, 12):
            with transaction():
                target = set_target(
                    get_programme("2415"),
                    "women_supported",
                    unit_of("38"),
                    2026,
                    value,
                    actor=Actor(OFFICER, 1),
                    scope=EVERYTHING,
                    source="KH 12/KH-BTV",
                )
        assert target.value == 12


def test_periods_read_and_touch() -> None:
    assert parse_period("2026-H2").first == date(2026, 7, 1)
    assert parse_period("2026-Q1").last == date(2026, 3, 31)
    assert parse_period("2028-02").last == date(2028, 2, 29)
    assert len(periods_between(date(2025, 1, 1), date(2025, 12, 31))) == 1 + 2 + 4 + 12
