"""Periods of a report."""

from datetime import date

from marketplace.programme.periods import parse_period, periods_between


def test_periods_read_and_touch() -> None:
    assert parse_period("2026-H2").first == date(2026, 7, 1)
    assert parse_period("2026-Q1").last == date(2026, 3, 31)
    assert parse_period("2028-02").last == date(2028, 2, 29)
    assert len(periods_between(date(2025, 1, 1), date(2025, 12, 31))) == 1 + 2 + 4 + 12
