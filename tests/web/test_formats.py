"""How numbers are written for people here."""

from datetime import UTC, datetime

import pytest
from flask import Flask

from marketplace.web.formats import about_million, million, moment, until


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
