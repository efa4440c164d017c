"""What the pages of a programme are asked, and the figures that answer: one place for screen and file."""

from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from marketplace.association.models import Unit
from marketplace.association.queries import find_unit_in, top_unit_of
from marketplace.core.clock import today
from marketplace.core.errors import NotFound
from marketplace.programme.models import Baseline, Programme, Target
from marketplace.programme.periods import (
    Period,
    UnknownPeriod,
    parse_period,
    same_period_last_year,
    span,
    year_of,
)
from marketplace.programme.queries import baselines_of, get_programme, list_indicators, tallies, targets_of
from marketplace.programme.registries import INDICATORS
from marketplace.programme.shape import SUM, Indicator, IndicatorWords, Place
from marketplace.web.plumbing.context import site_settings
from marketplace.web.plumbing.formats import day
from marketplace.web.plumbing.visitor import current_scope
from marketplace.web.words.programme import indicator_words, period_words

IN_PERIOD, YEAR_TO_DATE, SINCE_START, LAST_YEAR = "", "year", "start", "last-year"
REACHES = (IN_PERIOD, YEAR_TO_DATE, SINCE_START, LAST_YEAR)


@dataclass(frozen=True)
class Question:
    """What a page was asked: programme, unit and period, all within the visitor's territory.

    `reach` says which stretch of days around the period is meant: itself, its year so far, all since the programme
    began, or the same period a year earlier.
    """

    programme: Programme
    unit: Unit
    period: Period
    reach: str = IN_PERIOD

    @property
    def place(self) -> Place:
        """The unit's subtree."""
        return Place(self.unit.path)

    @property
    def days(self) -> Period:
        """The days counted."""
        return self.days_of(self.reach)

    def days_of(self, reach: str) -> Period:
        """The days counted at another reach."""
        if reach == YEAR_TO_DATE:
            return span(parse_period(str(self.period.year)).first, self.period.last)
        if reach == SINCE_START:
            return span(self.programme.begins_on, self.period.last)
        return same_period_last_year(self.period) if reach == LAST_YEAR else self.period

    @property
    def has_last_year(self) -> bool:
        """Whether the programme already ran in the same period a year earlier."""
        return self.days_of(LAST_YEAR).last >= self.programme.begins_on

    @property
    def days_words(self) -> str:
        """The days counted, as people say them."""
        first, last = day(self.days.first), day(self.days.last)
        if self.reach == YEAR_TO_DATE:
            return str(_("Lũy kế năm, từ %(first)s đến %(last)s", first=first, last=last))
        if self.reach == SINCE_START:
            return str(_("Lũy kế Đề án, từ %(first)s đến %(last)s", first=first, last=last))
        return period_words(self.days)

    @property
    def address(self) -> dict[str, str]:
        """What leads back to the table of indicators."""
        return {"code": self.programme.code, **self._asked}

    @property
    def table_address(self) -> str:
        """The table of indicators itself."""
        return url_for("staff.programmes.show", code=self.programme.code, **self._asked)

    @property
    def _asked(self) -> dict[str, Any]:
        return {"unit": self.unit.code, "period": self.period.code}

    @property
    def list_address(self) -> dict[str, str]:
        """What leads back to a list."""
        return self.address | ({"reach": self.reach} if self.reach else {})


@dataclass(frozen=True)
class Figure:
    """One row of the table of indicators: `values` has one number for each reach that the programme has."""

    code: str
    words: IndicatorWords
    is_money: bool
    target: Target | None
    baseline: Baseline | None
    values: dict[str, int]

    @property
    def percent(self) -> float | None:
        """The year so far against the year's target."""
        return (
            round(100 * self.values[YEAR_TO_DATE] / self.target.value, 1) if self.target and self.target.value else None
        )


def ask(code: str) -> Question:
    """Read a page's question; NotFound for what is unknown or outside the visitor's territory."""
    programme, scope = get_programme(code), current_scope()
    asked, reach = request.args.get("unit"), request.args.get("reach", IN_PERIOD)
    if reach not in REACHES:
        raise NotFound(reach=reach)
    unit = find_unit_in(scope, asked) if asked else top_unit_of(scope, site_settings().home_province)
    return Question(programme, unit, _period(programme), reach)


def figures_of(question: Question) -> list[Figure]:
    """Every indicator of the programme with its figures, target and starting figure of the unit itself."""
    targets = targets_of(question.programme, question.unit, question.period.year)
    baselines = baselines_of(question.programme, question.unit)
    plugs = [INDICATORS.get(row.indicator) for row in list_indicators(question.programme)]
    values = _values(plugs, question)
    return [
        Figure(
            plug.code,
            indicator_words(plug.code),
            plug.counting == SUM,
            targets.get(plug.code),
            baselines.get(plug.code),
            values[plug.code],
        )
        for plug in plugs
    ]


def why_no_last_year(question: Question) -> str:
    """Why a table has no figures of the year before; «» where it has."""
    if question.has_last_year:
        return ""
    year = question.programme.begins_on.year
    return str(_("Đề án bắt đầu năm %(year)d nên chưa có số cùng kỳ năm trước.", year=year))


def _values(plugs: list[Indicator], question: Question) -> dict[str, dict[str, int]]:
    """The number of each indicator at each reach that the programme has."""
    days = {reach: question.days_of(reach) for reach in REACHES if reach != LAST_YEAR or question.has_last_year}
    counted = tallies(question.programme, plugs, question.place, days)
    return {plug.code: {reach: tally.figure(plug) for reach, tally in counted[plug.code].items()} for plug in plugs}


def _period(programme: Programme) -> Period:
    try:
        return parse_period(request.args["period"])
    except KeyError:
        return year_of(min(programme.ends_on, today()))
    except UnknownPeriod as fault:
        raise NotFound(period=fault.facts["code"]) from fault
