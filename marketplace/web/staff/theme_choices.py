"""The question under which theme of its year an activity is held: of classes, contests, outreach."""

from datetime import date
from typing import Any

import wtforms
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.widgets import CheckboxInput, ListWidget

from marketplace.association.models import Unit, YearTheme
from marketplace.association.queries import find_theme_above, list_top_units
from marketplace.core.clock import today
from marketplace.core.errors import Invalid
from marketplace.programme.errors import NoTheme
from marketplace.programme.queries import naming_rows
from marketplace.programme.services import name_themes
from marketplace.web.plumbing.context import site_settings
from marketplace.web.plumbing.visitor import current_scope, officer_actor
from marketplace.web.words.units import theme_part_words


class NamesTheme:
    """The part of a form that says whether its activity is under the theme of its year, or its khâu đột phá."""

    themes = wtforms.SelectMultipleField(
        _l("Thực hiện chủ đề năm"),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        validate_choice=False,
    )
    theme_hint = ""

    def offer_themes(self, kind: str, record_id: int | None = None) -> None:
        """Fill in the choices, with what the activity names where it is there; before it is shown or validated."""
        self.themes.choices = list(theme_part_words().items())
        if self.themes.raw_data is None and record_id is not None:
            self.themes.process_data([row.part for row in naming_rows(kind, record_id)])
        tops = list_top_units(current_scope(), site_settings().home_province)
        theme = find_theme_above(tops[0].path, today().year) if tops else None
        self.theme_hint = theme_words(theme) if theme else str(_("Năm nay chưa ghi chủ đề."))

    @property
    def chosen_themes(self) -> list[str]:
        """What was ticked; unknown codes are left out."""
        return [part for part in self.themes.data or () if part in theme_part_words()]

    def save_themes(self, kind: str, record_id: int, unit: Unit, day: date) -> None:
        """Let the activity name what was ticked, in the running transaction; NoTheme where its year has none."""
        name_themes(kind, record_id, unit, day, self.chosen_themes, actor=officer_actor())


def theme_words(theme: YearTheme) -> str:
    """The theme of a year and its khâu đột phá in one sentence."""
    told: dict[str, Any] = {"year": theme.year, "theme": theme.theme, "breakthrough": theme.breakthrough}
    if theme.breakthrough:
        return str(_("Năm %(year)d: chủ đề “%(theme)s”, khâu đột phá “%(breakthrough)s”.", **told))
    return str(_("Năm %(year)d: chủ đề “%(theme)s”.", **told))


def no_theme_words(refused: Invalid) -> str | None:
    """Why an activity cannot name a theme, where that is what was refused."""
    if not isinstance(refused, NoTheme):
        return None
    if refused.has_theme:
        return str(_("Năm %(year)d chưa ghi khâu đột phá. Mời bỏ dấu này.", year=refused.year))
    return str(_("Năm %(year)d chưa ghi chủ đề. Mời bỏ dấu này, hoặc nhờ Hội cấp tỉnh ghi.", year=refused.year))
