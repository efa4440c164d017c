"""The query of a programme's report pages, and its figures: one place for screen and file."""

from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from marketplace.association.models import Unit
from marketplace.association.queries import find_unit_in, top_unit_of
from marketplace.core.clock import today
from marketplace.core.errors import NotFound
from marketplace.programme.models import Baseline, Programme, StatedTotal, Target
from marketplace.programme.periods import (
    Period,
    UnknownPeriod,
    parse_period,
    same_period_last_year,
    span,
    year_of,
)
from marketplace.programme.queries import (
    Tallies,
    Tally,
    baselines_of,
    get_programme,
    holders_among,
    list_indicators,
    standing_totals,
    tallies_as_told,
    targets_of,
)
from marketplace.programme.registries import INDICATORS, whole_position
from marketplace.programme.shape import SHARE, SUM, Indicator, IndicatorWords, Number, Place
from marketplace.web.plumbing.context import site_settings
from marketplace.web.plumbing.formats import day
from marketplace.web.plumbing.visitor import current_scope
from marketplace.web.words.programme import indicator_words, period_words

IN_PERIOD, YEAR_TO_DATE, SINCE_START, LAST_YEAR = "", "year", "start", "last-year"
WINDOWS = (IN_PERIOD, YEAR_TO_DATE, SINCE_START, LAST_YEAR)


@dataclass(frozen=True)
class ReportQuery:
    """The query of a report: programme, unit and period, all within the visitor's territory.

    `window` says which days relative to the period are counted: the period itself, its year so far, all since the
    programme began, or the same period a year earlier (`reach` in addresses).
    """

    programme: Programme
    unit: Unit
    period: Period
    window: str = IN_PERIOD

    @property
    def place(self) -> Place:
        """The unit's subtree."""
        return Place(self.unit.path)

    @property
    def days(self) -> Period:
        """The days counted."""
        return self.days_of(self.window)

    def windows_of(self, total: StatedTotal) -> list[str]:
        """The windows in whose days a total's days lie: where it may be shown."""
        told, windows = parse_period(total.period), (IN_PERIOD, YEAR_TO_DATE, SINCE_START)
        days = {window: self.days_of(window) for window in windows}
        first = max(told.first, self.programme.begins_on)
        return [window for window in windows if days[window].first <= first and told.last <= days[window].last]

    def days_of(self, window: str) -> Period:
        """The days counted in another window."""
        if window == YEAR_TO_DATE:
            return span(parse_period(str(self.period.year)).first, self.period.last)
        if window == SINCE_START:
            return span(self.programme.begins_on, self.period.last)
        return same_period_last_year(self.period) if window == LAST_YEAR else self.period

    @property
    def has_last_year(self) -> bool:
        """Whether the programme already ran in the same period a year earlier."""
        return self.days_of(LAST_YEAR).last >= self.programme.begins_on

    @property
    def days_words(self) -> str:
        """The days counted, as people say them."""
        first, last = day(self.days.first), day(self.days.last)
        if self.window == YEAR_TO_DATE:
            return str(_("Lũy kế năm, từ %(first)s đến %(last)s", first=first, last=last))
        if self.window == SINCE_START:
            return str(_("Lũy kế Đề án, từ %(first)s đến %(last)s", first=first, last=last))
        return period_words(self.days)

    @property
    def address(self) -> dict[str, str]:
        """The address parameters of the table of indicators."""
        return {"code": self.programme.code, **self._asked}

    @property
    def table_address(self) -> str:
        """The address of the table of indicators."""
        return url_for("staff.programmes.show", code=self.programme.code, **self._asked)

    @property
    def _asked(self) -> dict[str, Any]:
        return {"unit": self.unit.code, "period": self.period.code}

    @property
    def list_address(self) -> dict[str, str]:
        """The address parameters of a list."""
        return self.address | ({"reach": self.window} if self.window else {})


@dataclass(frozen=True)
class Figure:
    """One row of the table of indicators: `tallies` has what lies behind its number in each window of the programme."""

    plug: Indicator
    words: IndicatorWords
    target: Target | None
    baseline: Baseline | None
    tallies: dict[str, Tally]
    is_part: bool = False
    totals: tuple[StatedTotal, ...] = ()  # of the unit itself, without a list

    @property
    def code(self) -> str:
        """The indicator's code."""
        return self.plug.code

    @property
    def holders(self) -> dict[int, list[str]]:
        """Of its totals that are parts of others, the periods of those, by key."""
        return {key: codes for key, codes in holders_among(self.totals).items() if codes}

    @property
    def is_money(self) -> bool:
        """Whether it counts đồng."""
        return self.plug.counting == SUM

    @property
    def is_share(self) -> bool:
        """Whether it is a percentage of things on the last day."""
        return self.plug.counting == SHARE

    @property
    def values(self) -> dict[str, Number | None]:
        """The number of each window; None of a share of nothing."""
        return {window: self._value(tally) for window, tally in self.tallies.items()}

    def _value(self, tally: Tally) -> Number | None:
        return None if self.is_share and not tally.base else tally.figure(self.plug)

    @property
    def name(self) -> str:
        """Its name; of one that counts a part of the one above it, as such."""
        return str(_("Trong đó: %(name)s", name=self.words.name)) if self.is_part else self.words.name

    @property
    def percent(self) -> float | None:
        """The year so far in percent of the year's target, rounded down: 100,0% is a target that is reached."""
        reached = self.values[YEAR_TO_DATE]
        if not self.target or not self.target.value or reached is None:
            return None
        return int(1000 * reached // self.target.value) / 10


def ask(code: str) -> ReportQuery:
    """Parse a report's query; NotFound for anything unknown or outside the visitor's territory."""
    programme, scope = get_programme(code), current_scope()
    asked, window = request.args.get("unit"), request.args.get("reach", IN_PERIOD)
    if window not in WINDOWS:
        raise NotFound(window=window)
    unit = find_unit_in(scope, asked) if asked else top_unit_of(scope, site_settings().home_province)
    return ReportQuery(programme, unit, _period(programme), window)


def figures_of(query: ReportQuery) -> list[Figure]:
    """Every indicator of the programme with its figures, target and baseline of the unit itself."""
    targets = targets_of(query.programme, query.unit, query.period.year)
    baselines = baselines_of(query.programme, query.unit)
    plugs = [INDICATORS.get(row.indicator) for row in list_indicators(query.programme)]
    counted, totals = _counted(plugs, query), _totals(query)
    return [
        Figure(
            plug,
            indicator_words(plug.code),
            targets.get(plug.code),
            baselines.get(plug.code),
            counted[plug.code],
            whole_position(plug.code) is not None,
            tuple(total for total in totals if total.indicator == plug.code),
        )
        for plug in plugs
    ]


def givings_of(figures: list[Figure]) -> list[str]:
    """By what the targets of a table were given, each once: document, giver, day."""
    return list(dict.fromkeys(giving_words(figure.target) for figure in figures if figure.target))


def giving_words(target: Target) -> str:
    """By what one target was given; those of earlier versions do not say by whom."""
    if not target.given_by or target.given_on is None:
        return str(_("%(document)s, chưa ghi nơi giao", document=target.source))
    facts = {"document": target.source, "giver": target.given_by, "day": day(target.given_on)}
    return str(_("%(document)s, %(giver)s giao ngày %(day)s", **facts))


def why_no_last_year(query: ReportQuery) -> str:
    """Why a table has no figures of the year before; «» where it has."""
    if query.has_last_year:
        return ""
    year = query.programme.begins_on.year
    return str(_("Đề án bắt đầu năm %(year)d nên chưa có số cùng kỳ năm trước.", year=year))


def _counted(plugs: list[Indicator], query: ReportQuery) -> Tallies:
    """What lies behind each indicator in each window that the programme has."""
    days = {window: query.days_of(window) for window in WINDOWS if window != LAST_YEAR or query.has_last_year}
    return tallies_as_told(query.programme, plugs, query.place, days)


def _totals(query: ReportQuery) -> list[StatedTotal]:
    """The unit's own totals without a list, of days until the last one shown."""
    found = standing_totals(query.programme, query.unit)
    return [total for total in found if parse_period(total.period).last <= query.period.last]


def _period(programme: Programme) -> Period:
    try:
        return parse_period(request.args["period"])
    except KeyError:
        return year_of(min(programme.ends_on, today()))
    except UnknownPeriod as fault:
        raise NotFound(period=fault.facts["code"]) from fault
