"""Programmes: the table of indicators, and the list behind each figure."""

from dataclasses import replace

from flask import Response, make_response, render_template, request

from marketplace.accounts.roles import OFFICES
from marketplace.association.models import Unit
from marketplace.association.queries import list_children, list_top_units
from marketplace.core.clock import today
from marketplace.programme.models import Programme
from marketplace.programme.periods import Period, parse_period, periods_between
from marketplace.programme.policies import can_set_target
from marketplace.programme.queries import (
    Narrowing,
    Tally,
    get_indicator,
    list_programmes,
    list_records,
    parts_of,
    tallies_by_child,
    tally,
)
from marketplace.programme.queries.evidence import has_kinds_of_evidence
from marketplace.programme.shape import SHARE, Indicator
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.context import site_settings
from marketplace.web.plumbing.visitor import current_scope, staff_roles
from marketplace.web.staff.contests import unnamed
from marketplace.web.staff.figure_narrowing import narrowing_address, narrowing_of, narrowing_words
from marketplace.web.staff.programme_days import typed_days
from marketplace.web.staff.programme_table import ReportQuery, ask, figures_of, givings_of, why_no_last_year
from marketplace.web.words.programme import (
    confidence_words,
    counted_apart_words,
    counting_words,
    indicator_words,
    met_words,
    note_words,
    period_words,
    programme_words,
    within_words,
)

MOST_BARS = 10


def index() -> str:
    """All programmes."""
    programmes = [(programme, programme_words(programme)) for programme in list_programmes()]
    return render_template("staff/programmes/index.html", programmes=programmes)


def show(code: str) -> Response:
    """The table of indicators of a programme for a unit and a period, or for any days from–to."""
    query = ask(code)
    typed = typed_days(query)
    if typed.address:
        return see_other(typed.address)
    figures, is_officer = figures_of(query), bool(staff_roles() & OFFICES)
    page = render_template(
        "staff/programmes/show.html",
        query=query,
        programme_text=programme_words(query.programme),
        figures=figures,
        givings=givings_of(figures),
        no_last_year=why_no_last_year(query),
        periods=[(p.code, period_words(p)) for p in _periods(query.programme)],
        units=_units_to_choose(),
        period_text=period_words(query.period),
        counted_apart=counted_apart_words(),
        counting_words=counting_words,
        within_words=within_words,
        total_days=lambda total: period_words(parse_period(total.period)),
        is_officer=is_officer,
        may_set=is_officer and can_set_target(current_scope(), query.unit),
        typed=typed,
    )
    return make_response(page, 422 if typed.faults else 200)


def records(code: str, indicator: str) -> str:
    """The list behind one figure, and the figure of each unit below."""
    query = ask(code)
    plug, _row = get_indicator(query.programme, indicator)
    narrowing = narrowing_of(plug)
    below = [] if narrowing else _units_below(query, plug)
    page = list_records(plug, query.programme, query.place, query.days, request.args.get("after"), narrowing=narrowing)
    return render_template(
        "staff/programmes/records.html",
        query=query,
        programme_text=programme_words(query.programme),
        words=indicator_words(indicator),
        indicator=plug,
        page=replace(page, items=unnamed(page.items)),
        tally=_tally_of(plug, query, narrowing),
        narrowed=narrowing_words(narrowing),
        narrowing=narrowing_address(narrowing),
        last_day=min(query.days.last, query.programme.ends_on),
        below=below,
        largest=below[:MOST_BARS],
        without=len(list_children(query.unit)) - len(below),
        confidence_words=confidence_words,
        counting_words=counting_words,
        met_words=met_words,
        note_words=note_words,
        counted_apart=counted_apart_words(),
        has_evidence=has_kinds_of_evidence(plug),
    )


def _tally_of(plug: Indicator, query: ReportQuery, narrowing: Narrowing) -> Tally:
    """What lies behind the figure, or behind the part to which it is narrowed."""
    asked = (plug, query.programme, query.place, query.days)
    if not narrowing:
        return tally(*asked)
    dimensions, codes = [d for d, _part in narrowing], tuple(part for _d, part in narrowing)
    return parts_of(*asked, dimensions).get(codes, Tally())


def _units_below(query: ReportQuery, plug: Indicator) -> list[tuple[Unit, Tally]]:
    """The units directly below with their figures, the largest first; those without one are left out."""
    children = list_children(query.unit)
    found = tallies_by_child(plug, query.programme, query.unit, query.days) if children else {}
    counted = [
        (child, found[child.id]) for child in children if child.id in found and _has_figure(plug, found[child.id])
    ]
    return sorted(counted, key=lambda row: -row[1].figure(plug))


def _has_figure(plug: Indicator, tally: Tally) -> bool:
    return bool(tally.base) if plug.counting == SHARE else bool(tally.figure(plug))


def _periods(programme: Programme) -> list[Period]:
    return periods_between(programme.begins_on, min(programme.ends_on, today()))


def _units_to_choose() -> list[Unit]:
    tops = list_top_units(current_scope(), site_settings().home_province)
    return [unit for top in tops for unit in (top, *list_children(top))]
