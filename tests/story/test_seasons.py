"""The calendar of wishes: Tết, women's days, summer, harvests."""

from datetime import date, timedelta

import holidays
import pytest

from marketplace.story.seasons import TET, days_to_tet, is_holiday, is_in_season, wish_for

TET_2026 = date(2026, 2, 17)


@pytest.mark.parametrize("day", TET.values(), ids=str)
def test_tet_is_when_the_calendar_says(day: date) -> None:
    known = holidays.country_holidays("VN", years=day.year)
    # The library counts by the Chinese calendar, which in 2030 is a day later.
    assert any("Lunar New Year" in known.get(day + timedelta(days=late), "") for late in (0, 1))


def test_days_are_counted_to_the_next_tet() -> None:
    assert days_to_tet(date(2026, 2, 10)) == 7
    assert days_to_tet(TET_2026) == 0
    assert days_to_tet(date(2026, 2, 18)) == (date(2027, 2, 6) - date(2026, 2, 18)).days


def test_nobody_buys_on_the_days_of_tet() -> None:
    assert is_holiday(TET_2026) and not is_holiday(date(2026, 2, 10))
    assert wish_for("all", TET_2026) == 0


def test_country_sweets_peak_before_tet() -> None:
    assert wish_for("tet_food", date(2026, 2, 10)) > 5 * wish_for("tet_food", date(2026, 5, 10))


def test_buoi_is_sold_only_before_tet() -> None:
    assert is_in_season("tet_only", date(2026, 2, 1))
    assert not is_in_season("tet_only", date(2026, 3, 1))
    assert not is_in_season("tet_only", date(2026, 11, 21))


def test_fresh_sam_bao_is_dug_from_november() -> None:
    assert is_in_season("fresh_root", date(2026, 11, 21))
    assert is_in_season("fresh_root", date(2026, 1, 20))
    assert not is_in_season("fresh_root", date(2026, 7, 1))


def test_brocade_is_given_on_womens_days_and_fish_sauce_bought_in_summer() -> None:
    assert wish_for("women", date(2026, 10, 15)) > 3 * wish_for("women", date(2026, 9, 1))
    assert wish_for("women", date(2026, 3, 5)) > 3 * wish_for("women", date(2026, 4, 5))
    assert wish_for("sea", date(2026, 7, 10)) > 1.5 * wish_for("sea", date(2026, 9, 10))


def test_what_has_no_season_can_always_be_had() -> None:
    assert all(is_in_season("gift", date(2026, month, 1)) for month in range(1, 13))
