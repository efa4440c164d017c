"""What each indicator of a programme means and how it counts, in every version that was in use here."""

from flask import render_template

from marketplace.programme.models import IndicatorDefinition
from marketplace.programme.queries import get_programme, list_definitions, list_indicators
from marketplace.programme.registries import INDICATORS
from marketplace.web.plumbing.formats import day
from marketplace.web.plumbing.wording import in_words
from marketplace.web.words.programme import counting_words, indicator_words, programme_words


def show(code: str) -> str:
    """Each indicator with its present definition; below it those of before."""
    programme = get_programme(code)
    codes = [row.indicator for row in list_indicators(programme)]
    kept = list_definitions(codes)
    return render_template(
        "staff/programmes/definitions.html",
        programme=programme,
        programme_text=programme_words(programme),
        rows=[
            (
                INDICATORS.get(each),
                indicator_words(each),
                counting_words(INDICATORS.get(each)),
                [_told(row) for row in kept[each] if row.version != INDICATORS.get(each).version],
                next((day(row.in_use_since) for row in kept[each] if row.version == INDICATORS.get(each).version), ""),
            )
            for each in codes
        ],
    )


def _told(row: IndicatorDefinition) -> tuple[int, str, str]:
    return row.version, day(row.in_use_since), in_words(row.definition)
