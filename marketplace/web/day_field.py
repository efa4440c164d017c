"""A calendar day as people here write it: 21/11/2026."""

import re
from datetime import date
from typing import Any

import wtforms
from flask_babel import gettext as _
from wtforms import ValidationError

_WRITTEN = re.compile(r"([0-9]{1,2})\s*[/.\- ]\s*([0-9]{1,2})\s*[/.\- ]\s*([0-9]{4})", re.A)
_MACHINE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", re.A)


def parse_day(text: str) -> date | None:
    """«21/11/2026», «21-11-2026» or «2026-11-21» as a day; None for anything else."""
    if written := _WRITTEN.fullmatch(text.strip()):
        day, month, year = (int(part) for part in written.groups())
    elif machine := _MACHINE.fullmatch(text.strip()):
        year, month, day = (int(part) for part in machine.groups())
    else:
        return None
    try:
        return date(year, month, day) if 1990 <= year <= 2100 else None
    except ValueError:
        return None


class DayField(wtforms.StringField):
    """A day typed in figures; `.day` is it once valid."""

    day: date | None = None

    def process_data(self, value: Any) -> None:
        """Show a stored day as «21/11/2026»."""
        self.data = f"{value:%d/%m/%Y}" if isinstance(value, date) else value

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        """Read the day, unless an earlier check failed or the field is empty."""
        if validation_stopped or not self.data:
            return
        self.day = parse_day(self.data)
        if self.day is None:
            raise ValidationError(str(_("Mời chị ghi ngày theo kiểu 21/11/2026.")))
