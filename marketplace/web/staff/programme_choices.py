"""The question for which programmes a record counts, asked wherever a class, a contest or an enterprise is entered."""

import wtforms
from flask_babel import lazy_gettext as _l
from wtforms.widgets import CheckboxInput, ListWidget

from marketplace.programme.models import Programme
from marketplace.programme.queries import list_programmes
from marketplace.web.words.programme import programme_words


class CountsFor:
    """The part of a form that says for which programmes its record counts: any number of them, or none."""

    programmes = wtforms.SelectMultipleField(
        _l("Tính vào Đề án"),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        validate_choice=False,
    )

    def offer_programmes(self) -> None:
        """Fill in the choices; to be called before the form is shown or validated."""
        self.programmes.choices = [(row.code, programme_words(row).short_name) for row in list_programmes()]

    @property
    def chosen_programmes(self) -> list[Programme]:
        """The programmes that were ticked; unknown codes are left out."""
        return [row for row in list_programmes() if row.code in (self.programmes.data or ())]
