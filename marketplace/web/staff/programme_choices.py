"""The question for which programmes a record counts, asked wherever a class, a contest or an enterprise is entered."""

from datetime import date
from typing import Any

import wtforms
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.widgets import CheckboxInput, ListWidget

from marketplace.programme.models import Programme
from marketplace.programme.queries import list_programmes
from marketplace.web.words.programme import programme_words


def outside_words() -> str:
    """That a day lies outside a programme, and what to do."""
    return str(_("Ngày này nằm ngoài thời gian của Đề án. Mời xem lại ngày hoặc chọn Đề án khác."))


class CountsFor:
    """The part of a form that says for which programmes its record counts: any number of them, or none."""

    programmes = wtforms.SelectMultipleField(
        _l("Tính vào Đề án"),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        validate_choice=False,
    )

    @property
    def counted_day(self) -> date | None:
        """The day of the record, of a form that is valid otherwise; of those that ask for it."""
        return None

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """Besides the fields: a programme that is newly ticked covers the day of the record."""
        is_valid: bool = super().validate(*args, **kwargs)  # type: ignore[misc]
        before, day = self.programmes.object_data or (), self.counted_day
        if day and not all(row.covers(day) for row in self.chosen_programmes if row.code not in before):
            self.programmes.errors = [outside_words()]
            return False
        return is_valid

    def offer_programmes(self) -> None:
        """Fill in the choices; to be called before the form is shown or validated."""
        self.programmes.choices = [(row.code, programme_words(row).short_name) for row in list_programmes()]

    @property
    def chosen_programmes(self) -> list[Programme]:
        """The programmes that were ticked; unknown codes are left out."""
        return [row for row in list_programmes() if row.code in (self.programmes.data or ())]
