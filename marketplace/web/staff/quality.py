"""«Chất lượng dữ liệu»: how well a unit's records are kept, each number with its rows, and figures that jump."""

from dataclasses import dataclass
from datetime import date, timedelta

from flask import render_template, request, url_for

from marketplace.association.models import Unit
from marketplace.association.queries import find_unit_in, list_children, top_unit_of
from marketplace.core.clock import today
from marketplace.core.errors import NotFound
from marketplace.programme.periods import Period, parse_period
from marketplace.programme.queries import list_indicators, list_programmes
from marketplace.programme.queries.figures import tallies_as_told
from marketplace.programme.queries.quality import CHECKS, LEFT_ALONE, Kept, list_faults, quality_below, quality_of
from marketplace.programme.registries import INDICATORS
from marketplace.programme.shape import STATES, Place
from marketplace.web.plumbing.context import site_settings
from marketplace.web.plumbing.visitor import current_scope
from marketplace.web.words.programme import figure_words, indicator_words, period_words, programme_words
from marketplace.web.words.quality import check_words

EARLIER, FEWEST = 4, 2  # quarters that a quarter is held against: so many where the programme has had them
TIMES, AT_LEAST = 3, 10  # a jump is so many times more or less, of numbers that are no chance


@dataclass(frozen=True)
class Jump:
    """A figure of the last whole quarter that is far from the mean of those before it."""

    name: str
    programme: str
    value: str
    mean: str
    address: str


def index() -> str:
    """The unit asked for, those below it from the lowest score on, and the figures that jump."""
    unit = _unit()
    below = quality_below(unit)
    units = [(child, below[child.id]) for child in list_children(unit) if child.id in below]
    quarter = _last_quarter(today())
    return render_template(
        "staff/quality/index.html",
        unit=unit,
        kept=quality_of(unit),
        units=sorted(units, key=_lowest_first),
        checks=check_words(),
        jumps=_jumps(unit, quarter),
        quarter=period_words(quarter),
        times=TIMES,
        at_least=AT_LEAST,
        earlier=EARLIER,
        left_alone=LEFT_ALONE,
    )


def show(code: str) -> str:
    """What of one check is not in order in a unit."""
    if code not in CHECKS:
        raise NotFound(check=code)
    unit = _unit()
    page = list_faults(code, unit, request.args.get("after"))
    return render_template("staff/quality/show.html", unit=unit, code=code, words=check_words()[code], page=page)


def _unit() -> Unit:
    asked, scope = request.args.get("unit"), current_scope()
    return find_unit_in(scope, asked) if asked else top_unit_of(scope, site_settings().home_province)


def _lowest_first(pair: tuple[Unit, Kept]) -> tuple[float, str]:
    return (pair[1].score if pair[1].score is not None else 100.0, pair[0].folded)


def _last_quarter(day: date) -> Period:
    """The last quarter that is over."""
    first = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    return _quarter_of(first - timedelta(days=1))


def _quarter_of(day: date) -> Period:
    return parse_period(f"{day.year}-Q{(day.month - 1) // 3 + 1}")


def _jumps(unit: Unit, quarter: Period) -> list[Jump]:
    """Of each programme that runs, the figures that are far from the mean of its quarters before."""
    periods = [quarter]
    for _each in range(EARLIER):
        periods.append(_quarter_of(periods[-1].first - timedelta(days=1)))
    found: list[Jump] = []
    for programme in list_programmes():
        before = [period for period in periods[1:] if programme.covers(period.first)]
        if not programme.covers(quarter.last) or len(before) < FEWEST:
            continue
        plugs = [INDICATORS.get(row.indicator) for row in list_indicators(programme)]
        plugs = [plug for plug in plugs if plug.counting not in STATES]
        told = tallies_as_told(
            programme, plugs, Place(unit.path), {period.code: period for period in (quarter, *before)}
        )
        for plug in plugs:
            value = told[plug.code][quarter.code].figure(plug)
            mean = sum(told[plug.code][period.code].figure(plug) for period in before) / len(before)
            is_jump = max(value, mean) >= AT_LEAST and (value > TIMES * mean or TIMES * value < mean)
            if is_jump:
                address = url_for(
                    "staff.programmes.records",
                    code=programme.code,
                    indicator=plug.code,
                    unit=unit.code,
                    period=quarter.code,
                )
                names = (indicator_words(plug.code).name, programme_words(programme).short_name)
                found.append(Jump(*names, figure_words(plug, value), figure_words(plug, round(mean)), address))
    return found
