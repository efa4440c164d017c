"""Shares and latest counts: what is so on the last day, as number, list, units below, file and frozen reading."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from marketplace.association.models import Unit
from marketplace.association.scope import EVERYTHING
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.programme import reference
from marketplace.programme.models import ProgrammeIndicator
from marketplace.programme.periods import parse_period, span
from marketplace.programme.queries import every_record, get_programme, tallies, tallies_by_child, tally
from marketplace.programme.registries import INDICATORS
from marketplace.programme.services import difference_since_frozen, freeze_reading, record_support
from marketplace.programme.shape import Indicator, Place
from tests.builders import BIEN_THUONG, HAC_THANH, make_person, make_seller, make_shop, unit_of
from tests.outcomes import make_support, sheet_of, signed_in

BY: Any = {"actor": Actor(OFFICER, 1), "scope": EVERYTHING}
TOYS = Path(__file__).parents[1] / "plugs/indicators"
YEAR = parse_period("2024")


@pytest.fixture
def share(app: Flask) -> Iterator[Indicator]:
    with INDICATORS.with_plug(TOYS / "toy_share.py") as toy:
        with transaction():
            reference.load()
        yield toy
    with transaction():
        session.query(ProgrammeIndicator).filter_by(indicator="toy_share").delete()


def support(name: str, area: str, kind: str, on: date, person: Any = None) -> Any:
    person = person or make_person(name)
    record_support(get_programme("939"), person, unit_of(area), kind=kind, given_on=on, **BY)
    return person


def three_of_four() -> None:
    with transaction():
        for number, (area, kind) in enumerate(
            [(BIEN_THUONG, "training")] * 2 + [(HAC_THANH, "training"), (HAC_THANH, "loan")]
        ):
            support(f"Chị {number}", area, kind, date(2024, 3, 8))


def test_a_share_is_those_that_fulfil_of_all_that_exist(share: Indicator) -> None:
    three_of_four()
    programme, place = get_programme("939"), Place(unit_of("38").path)
    found = tally(share, programme, place, YEAR)
    assert (found.records, found.base, found.women, found.figure(share)) == (3, 4, 3, 75.0)
    rows = every_record(share, programme, place, YEAR)
    assert sorted((row.person_name, row.is_met) for row in rows) == [
        ("Chị 0", True), ("Chị 1", True), ("Chị 2", True), ("Chị 3", False),
    ]  # fmt: skip
    below = tallies_by_child(share, programme, unit_of("38"), YEAR)
    assert {unit: (t.records, t.base) for unit, t in below.items()} == {
        unit_of(BIEN_THUONG).id: (2, 2), unit_of(HAC_THANH).id: (1, 2),
    }  # fmt: skip


def test_it_tells_the_last_day_of_each_stretch_not_what_happened_in_it(share: Indicator) -> None:
    with transaction():
        late = support("Chị Sau", BIEN_THUONG, "loan", date(2024, 2, 1))
        support("", BIEN_THUONG, "training", date(2024, 8, 1), late)
    programme, place = get_programme("939"), Place(unit_of("38").path)
    days = {"before": parse_period("2023"), "between": parse_period("2024-Q1"), "after": parse_period("2025-01")}
    told = tallies(programme, [share], place, days)["toy_share"]
    assert {name: (t.records, t.base) for name, t in told.items()} == {
        "before": (0, 0),
        "between": (0, 1),
        "after": (1, 1),
    }
    assert told["before"].figure(share) == 0.0


def test_nearly_all_is_not_all(share: Indicator) -> None:
    assert type(tally(share, get_programme("939"), Place("/0/"), YEAR))(records=1999, base=2000).figure(share) == 99.9


def test_a_reading_keeps_both_numbers_and_tells_what_changed(share: Indicator) -> None:
    three_of_four()
    asked = get_programme("939"), share, unit_of("38"), YEAR
    with transaction():
        reading = freeze_reading(*asked, **BY)
    assert (reading.value, reading.base) == (3, 4)
    assert not difference_since_frozen(reading, *asked).is_of_other_facts
    with transaction():
        support("Chị Thêm", HAC_THANH, "loan", date(2024, 5, 1))
    changed = difference_since_frozen(reading, *asked)
    assert (changed.difference, changed.base, changed.is_of_other_facts) == (0, 1, True)


def test_the_page_and_the_files_show_numerator_denominator_and_every_thing(app: Flask, share: Indicator) -> None:
    three_of_four()
    page = signed_in(app, "province").open("/staff/programmes/939?unit=38&period=2024")
    page.sees("Tỷ lệ đồ chơi", "75,0%", "3/4")
    page.open("/staff/programmes/939/toy_share?unit=38&period=2024").sees(
        "75,0% (3/4)", "Đạt", "Chưa đạt", "50,0% (1/2)"
    )
    assert page.html.count("<tr data-row") == 4
    rows = sheet_of(page, "/staff/programmes/939/toy_share/list.xlsx?unit=38&period=2024")
    assert [row[7] for row in rows if isinstance(row[0], int | float)] == ["Đạt"] * 3 + ["Chưa đạt"]
    assert any("Đạt 3 trong 4" in str(row[0]) for row in rows)
    [row] = [
        row
        for row in sheet_of(page, "/staff/programmes/939/table.xlsx?unit=38&period=2024")
        if row[1] == "Tỷ lệ đồ chơi"
    ]
    assert row[5] == 75.0


def test_a_target_of_a_share_is_a_percentage(app: Flask, share: Indicator) -> None:
    page = signed_in(app, "operator")
    three_of_four()
    page = signed_in(app, "province").open("/staff/programmes/939/targets?unit=38&period=2024")
    given = {"target-source": "Kế hoạch 12", "target-day": "15/01/2024", "target-giver": "Hội LHPN Việt Nam"}
    page.press("Lưu chỉ tiêu", **given, **{"target-toy_share": "101"}).sees("từ 0 đến 100", status=422)
    page.press("Lưu chỉ tiêu", **given, **{"target-toy_share": "90"}).sees("Đã lưu chỉ tiêu")
    page.open("/staff/programmes/939?unit=38&period=2024").sees("83,3%")


def test_latest_counts_what_is_there_on_the_last_day(app: Flask) -> None:
    programme, home = get_programme("2415"), unit_of("38")
    with INDICATORS.with_plug(TOYS / "toy_latest.py") as toy:
        before = tally(toy, programme, Place(home.path), span(date(2026, 1, 1), date(2026, 6, 30)))
        with transaction():
            unit_of(BIEN_THUONG).valid_to = date(2026, 3, 8)
        after = tally(toy, programme, Place(home.path), span(date(2026, 1, 1), date(2026, 6, 30)))
        assert before.records == 166 and after.records == 165 == after.figure(toy)
        assert len(every_record(toy, programme, Place(home.path), span(date(2026, 1, 1), date(2026, 6, 30)))) == 165
        still = tally(toy, programme, Place(home.path), span(date(2026, 1, 1), date(2026, 3, 8)))
        assert still.records == 166


def test_communes_with_a_shop_of_a_supported_woman(app: Flask) -> None:
    with transaction():
        supported, other = make_seller("Chị Có"), make_seller("Chị Không", area_code=HAC_THANH)
        make_support(supported.person)
        for seller in (supported, other):
            make_shop(f"Gian hàng {seller.id}", seller=seller, opened_at=now())
    plug, programme, home = INDICATORS.get("communes_with_shops"), get_programme("2415"), unit_of("38")
    this_year = parse_period(f"{now().year}")
    found = tally(plug, programme, Place(home.path), this_year)
    communes = session.query(Unit).filter_by(level="commune").count()
    assert (found.records, found.base, found.women) == (1, communes, 1)
    assert [row.title for row in every_record(plug, programme, Place(home.path), this_year) if row.is_met] == [
        unit_of(BIEN_THUONG).name
    ]
    page = signed_in(app, "province").open(f"/staff/programmes/2415/communes_with_shops?unit=38&period={now().year}")
    page.follow("Mở hồ sơ").sees("Đơn vị Hội", "Hoạt động từ ngày")
    page = signed_in(app, "commune").open("/staff/programmes/2415/communes_with_shops").sees("100,0% (1/1)")
    page.follow("Mở hồ sơ").sees(f"Gian hàng {supported.id}").follow(f"Gian hàng {supported.id}").sees("Chị Có")
