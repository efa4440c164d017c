"""/impact: what the Union's support achieved, for everyone; small cells are not shown."""

from dataclasses import dataclass

from flask import g, render_template

from marketplace.association.scope import EVERYTHING
from marketplace.core.clock import today
from marketplace.programme.models import Programme
from marketplace.programme.periods import span
from marketplace.programme.queries import count_and_sum, list_indicators, list_programmes, top_unit_of
from marketplace.programme.registries import INDICATORS
from marketplace.programme.shape import SUM, Place
from marketplace.web.context import site_settings
from marketplace.web.programme_words import IndicatorWords, indicator_words


@dataclass(frozen=True)
class PublicFigure:
    """A figure for everyone; `value` is None where too few records lie behind it to be shown."""

    words: IndicatorWords
    value: int | None
    is_money: bool


def show() -> str:
    """Chosen indicators of each programme since it began."""
    g.is_public_page = True
    figures = [(programme, _figures(programme)) for programme in list_programmes()]
    return render_template(
        "storefront/impact/show.html", figures=figures, least=site_settings().revenue_suppressed_below
    )


def _figures(programme: Programme) -> list[PublicFigure]:
    settings = site_settings()
    place = Place(top_unit_of(EVERYTHING, settings.home_province).path)
    period = span(programme.begins_on, min(programme.ends_on, today()))
    shown = []
    for row in list_indicators(programme):
        if not row.is_public:
            continue
        plug = INDICATORS.get(row.indicator)
        records, amount = count_and_sum(plug, programme, place, period)
        enough = records == 0 or records >= settings.revenue_suppressed_below
        value = (amount if plug.counting == SUM else records) if enough else None
        shown.append(PublicFigure(indicator_words(row.indicator), value, plug.counting == SUM))
    return shown
