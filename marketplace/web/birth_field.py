"""A birth date as people type it: 05/09/1975, 5-9-1975, 05091975."""

import re
from datetime import date
from typing import Any

import wtforms
from flask_babel import gettext as _
from wtforms import ValidationError

from marketplace.core.clock import today

_WRITTEN = re.compile(r"([0-9]{1,2})[/.\- ]+([0-9]{1,2})[/.\- ]+([0-9]{4})|([0-9]{2})([0-9]{2})([0-9]{4})", re.A)
_MACHINE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", re.A)
EARLIEST = 1900


def parse_birth(text: str) -> date | None:
    """A day of the past since 1900, day first as people here write it; None for anything else."""
    if machine := _MACHINE.fullmatch(text.strip()):
        year, month, day = machine.groups()
    elif written := _WRITTEN.fullmatch(text.strip()):
        day, month, year = [part for part in written.groups() if part is not None]
    else:
        return None
    try:
        born = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return born if born.year >= EARLIEST and born < today() else None


class BirthField(wtforms.StringField):
    """A birth date typed in figures; `.day` is it once valid."""

    day: date | None = None

    def process_data(self, value: Any) -> None:
        """Show a day as «05/09/1975»."""
        self.data = f"{value:%d/%m/%Y}" if isinstance(value, date) else value

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        """Read the day, unless an earlier check failed or the field is empty."""
        if validation_stopped or not self.data:
            return
        self.day = parse_birth(self.data)
        if self.day is None:
            raise ValidationError(str(_("Mời chị ghi ngày, tháng, năm sinh bằng số, ví dụ 05/09/1975.")))
