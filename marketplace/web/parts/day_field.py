"""A calendar day as people here write it: 21/11/2026; and a birth date, which may also be eight figures: 05091975."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import wtforms
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from marketplace.core.clock import today
from marketplace.core.folding import fold
from marketplace.core.typed_numbers import plain_figures

_WRITTEN = re.compile(r"([0-9]{1,2})\s*[/.\- ]\s*([0-9]{1,2})\s*[/.\- ]\s*([0-9]{4}|[0-9]{2})", re.A)
_IN_WORDS = re.compile(
    r"(?:ngay |mung |mong )?([0-9]{1,2})(?:,? thang |/)([0-9]{1,2})(?:,? nam |[/,. ]+)([0-9]{4}|[0-9]{2})", re.A
)
_RUN_TOGETHER = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4})", re.A)
_MACHINE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", re.A)
_YEARLESS = re.compile(r"(?:ngay )?[0-9]{1,2}(?: thang |\s*[/.\- ]\s*)[0-9]{1,2}", re.A)
# Not «Giêng» and «Chạp»: these are months of the moon, whose days are others.
_MONTHS = {"muoi mot": 11, "muoi hai": 12, "muoi": 10, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4}
_MONTHS |= {"nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9}
_YEARS = range(1900, 2101)
YOUNGEST, OLDEST = 15, 100  # ages of those whose birth dates and years are asked for
Centuries = Callable[[int, int, int], date | None]  # day, month and two figures of a year → the one day it can be


def parse_day(text: str, of_two_figures: Centuries | None = None) -> date | None:
    """«21/11/2026», «21-11-2026», «21112026», «2026-11-21» or «21 tháng 11 năm 2026» as a day, day first.

    None for anything else; for a year of two figures too, unless `of_two_figures` knows the one day it can be.
    """
    found = _figures(text)
    if found is None:
        return None
    day, month, year = found
    if year < 100:
        return of_two_figures(day, month, year) if of_two_figures else None
    return _date(day, month, year) if year in _YEARS else None


def names_no_day(text: str) -> bool:
    """Whether a text is written as a day is, but the calendar has no such day: «31/02/1966»."""
    found = _figures(text)
    if found is None:
        return False
    day, month, year = found
    years = (1900 + year, 2000 + year) if year < 100 else (year,)
    return all(whole in _YEARS and _date(day, month, whole) is None for whole in years)


def lacks_its_year(text: str) -> bool:
    """Whether a text names day and month alone: «1/11»."""
    return _YEARLESS.fullmatch(_plain(text)) is not None


def has_short_year(text: str) -> bool:
    """Whether a text names a day with two figures for its year: «1/11/26»."""
    found = _figures(text)
    return found is not None and found[2] < 100


def parse_birth(text: str) -> date | None:
    """A day of the past, written as any day is; None for anything else."""
    born = parse_day(text, _birth_in)
    return born if born and born < today() else None


def parse_past_day(text: str) -> date | None:
    """The day of something that happened; of this century where its year has two figures. It may yet be to come."""
    return parse_day(text, _of_the_past)


def birth_year_of(two_figures: int) -> int | None:
    """The one year in which somebody of an age to be asked was born, by its last two figures; None for none or two."""
    years = [c + two_figures for c in (1900, 2000) if YOUNGEST <= today().year - c - two_figures <= OLDEST]
    return years[0] if len(years) == 1 else None


def _birth_in(day: int, month: int, two_figures: int) -> date | None:
    found = [_date(day, month, century + two_figures) for century in (1900, 2000)]
    possible = [born for born in found if born and YOUNGEST <= _age(born) <= OLDEST]
    return possible[0] if len(possible) == 1 else None


def _age(born: date) -> int:
    return today().year - born.year - ((today().month, today().day) < (born.month, born.day))


def _of_the_past(day: int, month: int, two_figures: int) -> date | None:
    """A day of this century that has come."""
    found = _date(day, month, 2000 + two_figures)
    return found if found and found <= today() else None


def _date(day: int, month: int, year: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _figures(text: str) -> tuple[int, int, int] | None:
    """Day, month and year as they are written, be there such a day or not."""
    plain = _plain(text)
    if machine := _MACHINE.fullmatch(plain):
        year, month, day = map(int, machine.groups())
        return day, month, year
    written = _WRITTEN.fullmatch(plain) or _RUN_TOGETHER.fullmatch(plain) or _IN_WORDS.fullmatch(plain)
    return (int(written[1]), int(written[2]), int(written[3])) if written else None


def _plain(text: str) -> str:
    """A text without tone marks, its months in figures: «ngày 5 tháng Chín năm 1975» → «ngay 5 thang 9 nam 1975»."""
    plain = fold(plain_figures(text)) if any(sign.isalpha() for sign in text) else plain_figures(text)
    for name, figure in _MONTHS.items():
        plain = re.sub(rf"\bthang {name}\b", f"thang {figure}", plain)
    return plain


class DayField(wtforms.StringField):
    """A day as she types it; `.day` is it once valid."""

    day: date | None = None
    refusal = _l("Vui lòng nhập ngày theo kiểu 21/11/2026.")
    short_year = _l("Vui lòng ghi năm đủ bốn chữ số, ví dụ %(day)s.", day="#")
    example = "21/11/2026"

    def process_data(self, value: Any) -> None:
        """Show a stored day as «21/11/2026»."""
        self.data = f"{value:%d/%m/%Y}" if isinstance(value, date) else value

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        """Read the day, unless an earlier check failed or the field is empty."""
        if validation_stopped or not self.data:
            return
        self.day = self.read(self.data)
        if self.day is None and lacks_its_year(self.data):
            raise ValidationError(str(_("Vui lòng ghi thêm năm, ví dụ %(day)s.", day=self.example)))
        if self.day is None and names_no_day(self.data):
            raise ValidationError(str(_("Không có ngày %(day)s trong lịch. Mời xem lại ngày và tháng.", day=self.data)))
        if self.day is None and has_short_year(self.data):
            raise ValidationError(str(self.short_year).replace("#", self.example))
        if self.day is None:
            raise ValidationError(str(self.refusal))
        self.data = f"{self.day:%d/%m/%Y}"  # read back in full where the page is shown again

    def read(self, text: str) -> date | None:
        """The day a text means."""
        return parse_day(text)


class BirthField(DayField):
    """A birth date typed in figures."""

    refusal = _l("Mời chị ghi đủ ngày, tháng, năm sinh, ví dụ 05/09/1975.")
    example = "05/09/1975"

    def read(self, text: str) -> date | None:
        """The birth date a text means."""
        return parse_birth(text)


class AnyDayField(DayField):
    """The day of something that was lately or will be soon."""

    def read(self, text: str) -> date | None:
        """The day a text means; one of this century where its year has two figures."""
        return parse_day(text, lambda day, month, year: _date(day, month, 2000 + year))


class PastDayField(DayField):
    """The day of something that happened."""

    not_yet = _l("Ngày này chưa tới. Mời xem lại.")

    def read(self, text: str) -> date | None:
        """The day a text means; one of this century where its year has two figures."""
        return parse_day(text, lambda day, month, year: _date(day, month, 2000 + year))

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        """Read the day; one that has not come yet is refused."""
        super().post_validate(form, validation_stopped)
        if self.day and self.day > today():
            raise ValidationError(str(self.not_yet))
