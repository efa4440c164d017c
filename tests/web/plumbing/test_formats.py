"""How numbers are written for people here."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from flask_babel import force_locale

from marketplace.web.plumbing.formats import about_million, dong, million, moment, number, percent, until, weight


@pytest.mark.parametrize(
    ("amount", "text"),
    [(536_957_000, "537"), (1_234_500_000, "1.234"), (4_912_000, "4,9"), (384_000, "0,38"), (0, "0"), (None, "")],
)
def test_the_public_reads_about_how_many_million(amount: int | None, text: str) -> None:
    assert about_million(amount) == text


def test_reports_keep_two_places() -> None:
    assert million(536_957_000) == "536,96" and million(1_250_000) == "1,25"


def test_a_deadline_of_these_days_goes_without_its_year() -> None:
    assert until(datetime(2026, 11, 22, 17, 26, tzinfo=UTC)) == "00:26, 23/11"
    assert until(None) == ""


def test_a_moment_is_a_time_and_then_a_day(app: Flask) -> None:
    with app.test_request_context():
        assert moment(datetime(2026, 11, 22, 17, 26, tzinfo=UTC)) == "00:26, ngày 23/11/2026"
        assert moment(None) == ""


@pytest.mark.parametrize(
    ("locale", "texts"),
    [
        ("vi", ["1.250.000đ", "530,95", "1.234", "212.013", "79,3%", "1.120%", "0,5 kg"]),
        ("en", ["1,250,000đ", "530.95", "1,234", "212,013", "79.3%", "1,120%", "0.5 kg"]),
    ],
)
def test_numbers_are_written_in_the_readers_way(app: Flask, locale: str, texts: list[str]) -> None:
    with app.test_request_context(), force_locale(locale):
        assert texts == [
            dong(1_250_000),
            million(530_950_000),
            about_million(1_234_500_000),
            number(212_013),
            percent(79.3),
            percent(1120),
            weight(500),
        ]
