"""/impact: what the Union's support achieved, for everyone; figures of few women are not shown."""

from dataclasses import dataclass

from flask import g, render_template

from marketplace.association.scope import EVERYTHING
from marketplace.core.clock import today
from marketplace.programme.disclosure import too_few, withheld_with
from marketplace.programme.models import Programme
from marketplace.programme.periods import span
from marketplace.programme.queries import Tally, list_indicators, list_programmes, tally, top_unit_of
from marketplace.programme.registries import INDICATORS
from marketplace.programme.shape import SUM, Place
from marketplace.web.plumbing.context import site_settings
from marketplace.web.words.programme import IndicatorWords, ProgrammeWords, indicator_words, programme_words

SHOWN, FEW, WITHHELD = "shown", "few", "withheld"


@dataclass(frozen=True)
class PublicFigure:
    """A figure for everyone; `value` is None where too few women stand behind it, or where it would tell such a one."""

    words: IndicatorWords
    standing: str
    value: int | None
    is_money: bool
    is_people: bool


@dataclass(frozen=True)
class PublicProgramme:
    """A programme with the figures everyone may read."""

    row: Programme
    words: ProgrammeWords
    figures: list[PublicFigure]


def show() -> str:
    """Chosen indicators of each programme since it began."""
    g.is_public_page = True
    least = site_settings().revenue_suppressed_below
    programmes = [PublicProgramme(row, programme_words(row), _figures(row, least)) for row in list_programmes()]
    return render_template("storefront/impact/show.html", programmes=programmes, least=least)


def _figures(programme: Programme, least: int) -> list[PublicFigure]:
    tallies = _tallies(programme)
    few = too_few(tallies, least)
    withheld = withheld_with(few, tallies)
    return [
        _figure(code, tally, FEW if code in few else WITHHELD if code in withheld else SHOWN)
        for code, tally in tallies.items()
    ]


def _tallies(programme: Programme) -> dict[str, Tally]:
    place = Place(top_unit_of(EVERYTHING, site_settings().home_province).path)
    period = span(programme.begins_on, min(programme.ends_on, today()))
    public = [row.indicator for row in list_indicators(programme) if row.is_public]
    return {code: tally(INDICATORS.get(code), programme, place, period) for code in public}


def _figure(code: str, tally: Tally, standing: str) -> PublicFigure:
    plug = INDICATORS.get(code)
    value = tally.figure(plug) if standing == SHOWN else None
    return PublicFigure(indicator_words(code), standing, value, plug.counting == SUM, plug.measure == "women")
