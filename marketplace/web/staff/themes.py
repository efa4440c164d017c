"""The theme of one year: its words, and the activities of the visitor's territory that name it."""

from flask import render_template, url_for

from marketplace.association.models import Unit
from marketplace.association.queries import find_theme_above, list_top_units
from marketplace.core.errors import NotFound
from marketplace.programme.queries import Activity, count_activities, list_activities
from marketplace.programme.queries.outcomes import OUTREACH
from marketplace.programme.queries.themes import MOST_OF_A_KIND
from marketplace.web.plumbing.context import site_settings
from marketplace.web.plumbing.visitor import current_scope
from marketplace.web.words.training import outreach_words
from marketplace.web.words.units import activity_words, theme_part_words


def show(year: int) -> str:
    """The activities under the theme of a year, each kind with its number."""
    theme = find_theme_above(_top().path, year)
    if theme is None:
        raise NotFound(theme=year)
    found = list_activities(theme.unit_id, year, current_scope())
    counts = count_activities(theme.unit_id, current_scope(), year).get(year, {})
    return render_template(
        "staff/themes/show.html",
        theme=theme,
        found=found,
        counts={kind: counts.get(kind, 0) for kind in found},
        most=MOST_OF_A_KIND,
        kinds=activity_words(),
        part_words=theme_part_words(),
        title_of=_title,
        back=url_for("staff.unit_notes.themes"),
    )


def _top() -> Unit:
    tops = list_top_units(current_scope(), site_settings().home_province)
    if not tops:
        raise NotFound(unit="")
    return tops[0]


def _title(row: Activity) -> str:
    return outreach_words().get(row.title, row.title) if row.kind == OUTREACH else row.title
