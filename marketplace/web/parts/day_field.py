"""A calendar day as people here write it: 21/11/2026; and a birth date, which may also be eight figures: 05091975."""

import re
from datetime import date
from typing import Any

import wtforms
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from marketplace.core.clock import today
from marketplace.core.typed_numbers import plain_figures

_WRITTEN = re.compile(r"([0-9]{1,2})\s*[/.\- ]\s*([0-9]{1,2})\s*[/.\- ]\s*([0-9]{4})", re.A)
_RUN_TOGETHER = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4})", re.A)
_MACHINE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", re.A)
_YEARS = range(1900, 2101)


def parse_day(text: str) -> date | None:
    """«21/11/2026», «21-11-2026», «21112026» or «2026-11-21» as a day, day first; None for anything else."""
    text = plain_figures(text)
    if machine := _MACHINE.fullmatch(text):
        year, month, day = map(int, machine.groups())
    elif written := _WRITTEN.fullmatch(text) or _RUN_TOGETHER.fullmatch(text):
        day, month, year = map(int, written.groups())
    else:
        return None
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None


def names_no_day(text: str) -> bool:
    """Whether a text is written as a day is, but the calendar has no such day: «31/02/1966»."""
    plain = plain_figures(text)
    written = _WRITTEN.fullmatch(plain) or _RUN_TOGETHER.fullmatch(plain)
    return written is not None and int(written[3]) in _YEARS and parse_day(text) is None


def parse_birth(text: str) -> date | None:
    """A day of the past, written as any day is; None for anything else."""
    born = parse_day(text)
    return born if born and born < today() else None


class DayField(wtforms.StringField):
    """A day typed in figures; `.day` is it once valid."""

    day: date | None = None
    refusal = _l("Vui lòng nhập ngày theo kiểu 21/11/2026.")

    def process_data(self, value: Any) -> None:
        """Show a stored day as «21/11/2026»."""
        self.data = f"{value:%d/%m/%Y}" if isinstance(value, date) else value

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        """Read the day, unless an earlier check failed or the field is empty."""
        if validation_stopped or not self.data:
            return
        self.day = self.read(self.data)
        if self.day is None and names_no_day(self.data):
            raise ValidationError(str(_("Không có ngày %(day)s trong lịch. Mời xem lại ngày và tháng.", day=self.data)))
        if self.day is None:
            raise ValidationError(str(self.refusal))

    def read(self, text: str) -> date | None:
        """The day a text means."""
        return parse_day(text)


class BirthField(DayField):
    """A birth date typed in figures."""

    refusal = _l("Mời chị ghi ngày, tháng, năm sinh bằng số, ví dụ 05/09/1975.")

    def read(self, text: str) -> date | None:
        """The birth date a text means."""
        return parse_birth(text)


class PastDayField(DayField):
    """The day of something that happened, typed in figures."""

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        """Read the day; one that has not come yet is refused."""
        super().post_validate(form, validation_stopped)
        if self.day and self.day > today():
            raise ValidationError(str(_("Ngày này chưa tới. Mời xem lại.")))
