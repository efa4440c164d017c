"""Days and birth dates as people type them, and nothing else."""

from datetime import date, timedelta

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from marketplace.core.clock import today
from marketplace.web.parts.day_field import (
    BirthField,
    DayField,
    PastDayField,
    birth_year_of,
    names_no_day,
    parse_birth,
    parse_day,
    parse_past_day,
)
from marketplace.web.parts.forms import Form


@pytest.mark.parametrize(
    "text",
    [
        *("21/11/2026", "21-11-2026", "21.11.2026", " 21 / 11 / 2026 ", "2026-11-21", "21112026"),
        *("21 tháng 11 năm 2026", "ngày 21 tháng 11, 2026", "Ngày 21 tháng Mười Một năm 2026", "ngày 21/11/2026"),
    ],
)
def test_ways_to_write_a_day(text: str) -> None:
    assert parse_day(text) == date(2026, 11, 21)


@pytest.mark.parametrize("text", ["", "hôm nay", "31/2/2026", "1/1/26", "٢١/١١/٢٠٢٦", "21/11/1026", "2026-13-01"])
def test_what_is_no_day(text: str) -> None:
    assert parse_day(text) is None


@pytest.mark.parametrize(
    "text",
    ["5/9/1975", "05-09-1975", "05.09.1975", "5 9 1975", "05091975", "1975-09-05", " 5/9/1975 ", "5.9.75"],
)
def test_a_birth_date_is_read_day_first(text: str) -> None:
    assert parse_birth(text) == date(1975, 9, 5)


@pytest.mark.parametrize("text", ["", "31/2/1990", "1/1/1899", "5/9/15", "٥/٩/١٩٧٥", "hôm qua", "1990", "13/13/1990"])
def test_what_is_no_birth_date_is_not_guessed(text: str) -> None:
    assert parse_birth(text) is None


def test_two_figures_name_a_year_only_where_one_is_possible() -> None:
    """Somebody of 15 to 100 years; what happened is of this century and has come (8.21)."""
    this, young, old = today().year, today().year - 14, today().year - 40
    assert parse_birth(f"1/1/{old % 100:02}") == date(old, 1, 1)
    assert parse_birth(f"31/12/{young % 100:02}") is None
    assert birth_year_of(old % 100) == old and birth_year_of(young % 100) is None
    assert parse_past_day(f"1/1/{this % 100}") == date(this, 1, 1)
    assert parse_past_day(f"1/1/{(this + 1) % 100}") is None


def test_nobody_is_born_today_or_later() -> None:
    for day in (today(), today() + timedelta(days=1)):
        assert parse_birth(f"{day:%d/%m/%Y}") is None


class DaysForm(Form):
    """One field of each kind."""

    born = BirthField("born")
    given = PastDayField("given")
    begins = DayField("begins")


def test_a_form_shows_a_day_and_refuses_in_words(app: Flask) -> None:
    assert DaysForm(None, born=date(1975, 9, 5)).born.data == "05/09/1975"
    with app.test_request_context():
        good, bad, empty = (DaysForm(MultiDict({"born": text})) for text in ("5/9/1975", "x", ""))
        assert good.validate() and good.born.day == date(1975, 9, 5)
        assert not bad.validate() and "05/09/1975" in bad.born.errors[0]
        assert empty.validate() and empty.born.day is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1/11", "Vui lòng ghi thêm năm, ví dụ 05/09/1975."),
        ("1 tháng 11", "Vui lòng ghi thêm năm, ví dụ 05/09/1975."),
        ("5/9/15", "Vui lòng ghi năm đủ bốn chữ số, ví dụ 05/09/1975."),
    ],
)
def test_what_lacks_is_named(app: Flask, text: str, said: str) -> None:
    with app.test_request_context():
        form = DaysForm(MultiDict({"born": text}))
        assert not form.validate() and form.born.errors == [said]


def test_a_day_is_read_back_in_full(app: Flask) -> None:
    with app.test_request_context():
        form = DaysForm(MultiDict({"born": "5.9.75", "begins": "1 tháng 2 năm 2027"}))
        assert form.validate() and (form.born.data, form.begins.data) == ("05/09/1975", "01/02/2027")


def test_what_happened_was_not_tomorrow(app: Flask) -> None:
    typed = f"{today() + timedelta(days=1):%d/%m/%Y}"
    with app.test_request_context():
        form = DaysForm(MultiDict({"given": typed, "begins": typed}))
        assert not form.validate()
        assert set(form.errors) == {"given"} and form.begins.day == today() + timedelta(days=1)


@pytest.mark.parametrize("text", ["31/02/1966", "31021966", "30-2-1990", "31/04/1975"])
def test_a_day_the_calendar_lacks_is_named(app: Flask, text: str) -> None:
    with app.test_request_context():
        form = DaysForm(MultiDict({"born": text}))
        assert not form.validate()
        assert f"Không có ngày {text} trong lịch" in form.born.errors[0]


def test_another_writing_is_not_called_a_missing_day(app: Flask) -> None:
    assert not names_no_day("hôm qua") and not names_no_day("5/9/1975") and names_no_day("31/02/75")


@pytest.mark.parametrize("text", ["5 tháng Giêng năm 1975", "mùng 3 tháng Chạp năm 2025", "23 tháng chạp 2025"])
def test_a_month_of_the_moon_is_no_day_of_the_calendar(text: str) -> None:
    """Read as January or December it would be another day: asked, not guessed."""
    assert parse_day(text) is None and parse_birth(text) is None and parse_past_day(text) is None
