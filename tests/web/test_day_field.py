"""Days as people write them."""

from datetime import date

import pytest

from marketplace.web.day_field import parse_day


@pytest.mark.parametrize("text", ["21/11/2026", "21-11-2026", "21.11.2026", " 21 / 11 / 2026 ", "2026-11-21"])
def test_ways_to_write_a_day(text: str) -> None:
    assert parse_day(text) == date(2026, 11, 21)


@pytest.mark.parametrize("text", ["", "hôm nay", "31/2/2026", "1/1/26", "٢١/١١/٢٠٢٦", "21/11/1026", "2026-13-01"])
def test_what_is_no_day(text: str) -> None:
    assert parse_day(text) is None
