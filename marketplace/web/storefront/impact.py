"""/impact: what the Union's support achieved; figures that rest on few women are withheld."""

from dataclasses import dataclass
from typing import Any

from flask import Response

from marketplace.association.queries import top_unit_of
from marketplace.association.scope import EVERYTHING
from marketplace.core.clock import today
from marketplace.core.versions import version_of
from marketplace.programme.disclosure import too_few, withheld_with
from marketplace.programme.models import OUTCOMES, Programme, ProgrammeIndicator
from marketplace.programme.periods import span
from marketplace.programme.queries import Tally, indicators_of, list_programmes, tallies
from marketplace.programme.registries import INDICATORS, whole_position
from marketplace.programme.shape import SHARE, SUM, IndicatorWords, Number, Place
from marketplace.web.plumbing.context import site_settings
from marketplace.web.plumbing.page_cache import begin_public_page, public_page
from marketplace.web.words.programme import ProgrammeWords, counted_apart_words, indicator_words, programme_words

SHOWN, FEW, WITHHELD = "shown", "few", "withheld"


@dataclass(frozen=True)
class PublicFigure:
    """A public figure; `value` is None where it rests on too few women, or would disclose such a figure."""

    words: IndicatorWords
    standing: str
    value: Number | None
    is_money: bool
    is_people: bool
    is_share: bool = False


@dataclass(frozen=True)
class PublicProgramme:
    """A programme with its public figures."""

    row: Programme
    words: ProgrammeWords
    figures: list[PublicFigure]


def show() -> Response:
    """Chosen indicators of each programme since it began; cached until a fact, a setting or the day changes."""
    begin_public_page()
    return public_page("storefront/impact/show.html", (version_of(OUTCOMES), today()), _context)


def _context() -> dict[str, Any]:
    least, programmes = site_settings().revenue_suppressed_below, list_programmes()
    used = indicators_of(programmes)
    place = Place(top_unit_of(EVERYTHING, site_settings().home_province).path)
    shown = [
        PublicProgramme(row, programme_words(row), _figures(row, used[row.id], place, least)) for row in programmes
    ]
    return {"programmes": shown, "least": least, "counted_apart": counted_apart_words()}


def _figures(programme: Programme, used: list[ProgrammeIndicator], place: Place, least: int) -> list[PublicFigure]:
    plugs = [INDICATORS.get(row.indicator) for row in used if row.is_public and whole_position(row.indicator) is None]
    period = span(programme.begins_on, min(programme.ends_on, today()))
    counted = {code: found[""] for code, found in tallies(programme, plugs, place, {"": period}).items()}
    few = too_few(counted, least)
    withheld = withheld_with(few, counted)
    return [
        _figure(code, tally, FEW if code in few else WITHHELD if code in withheld else SHOWN)
        for code, tally in counted.items()
    ]


def _figure(code: str, tally: Tally, standing: str) -> PublicFigure:
    plug = INDICATORS.get(code)
    value = tally.figure(plug) if standing == SHOWN else None
    is_people, is_share = plug.measure == "women", plug.counting == SHARE
    return PublicFigure(indicator_words(code), standing, value, plug.counting == SUM, is_people, is_share)
