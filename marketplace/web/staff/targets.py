"""A unit's targets of a year and its baselines, given by the level above it with document, giver and day."""

from collections.abc import Mapping

from flask import Response, flash, make_response, render_template, request
from flask_babel import gettext as _

from marketplace.association.queries import find_unit_above, find_unit_in
from marketplace.core.clock import today
from marketplace.core.folding import tidy
from marketplace.core.transactions import transaction
from marketplace.core.typed_numbers import COUNT, DONG, read_number, read_year
from marketplace.programme.policies import can_set_target
from marketplace.programme.queries import baselines_of, get_programme, list_indicators, targets_of
from marketplace.programme.registries import INDICATORS
from marketplace.programme.services import (
    MOST_TARGET,
    OLDEST_BASELINE,
    BaselineValue,
    Giving,
    drop_baseline,
    set_baseline,
    set_target,
)
from marketplace.programme.shape import SHARE, SUM
from marketplace.web.parts.day_field import parse_past_day
from marketplace.web.parts.forms import too_long_words
from marketplace.web.parts.number_fields import question_words
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.visitor import current_scope, officer_actor
from marketplace.web.staff.programme_table import ReportQuery, ask
from marketplace.web.words.programme import indicator_words, programme_words

MOST_SOURCE = 200
MOST_SHARE = 100  # percent
MOST_GIVER = 120
SOURCE, YEAR, GIVER, DAY = "source", "year", "giver", "day"
TARGET, BASELINE = "target", "baseline"  # the two forms of the page; their fields begin with these words


def targets(code: str) -> str | Response:
    """Targets of one year for the chosen unit."""
    query = ask(code)
    if request.method == "GET":
        return _page(query) if can_set_target(current_scope(), query.unit) else _given_from_above(query)
    faults, values = _read(query, TARGET)
    asked = str(_("Vui lòng ghi văn bản giao chỉ tiêu, ví dụ “Kế hoạch số 12/KH-BTV”."))
    faults |= _faults_of_source(TARGET, asked) | _faults_of_giving(query)
    day = parse_past_day(_typed(TARGET, DAY))
    if faults or day is None:
        return _page(query, faults)
    _set_targets(query, values, Giving(_typed(TARGET, SOURCE), day, _typed(TARGET, GIVER)))
    flash(_("Đã lưu chỉ tiêu."), "success")
    return see_other(query.table_address)


def baselines(code: str) -> str | Response:
    """Where the chosen unit stood before the programme, with the year and the paper that says so."""
    query = ask(code)
    faults, values = _read(query, BASELINE)
    year = read_year(_typed(BASELINE, YEAR)) or 0
    if values and not OLDEST_BASELINE <= year <= today().year:
        words = _("Vui lòng nhập năm bằng bốn chữ số, từ %(first)d đến năm nay.", first=OLDEST_BASELINE)
        faults[f"{BASELINE}-{YEAR}"] = str(words)
    if values:
        asked = str(_("Vui lòng ghi nguồn của số liệu gốc, ví dụ “Báo cáo tổng kết năm 2025”."))
        faults |= _faults_of_source(BASELINE, asked)
    if faults:
        return _page(query, faults)
    _set_baselines(query, values, year)
    flash(_("Đã lưu số liệu gốc."), "success")
    return see_other(query.table_address)


def _given_from_above(query: ReportQuery) -> Response:
    flash(_("Chỉ tiêu và số liệu gốc của đơn vị này do cấp trên giao."), "info")
    return see_other(query.table_address)


def _set_targets(query: ReportQuery, values: Mapping[str, int], giving: Giving) -> None:
    """Give what differs from what stands; when nothing does, the document of all of it is put right."""
    unit_code, year, code = query.unit.code, query.period.year, query.programme.code
    by, scope = officer_actor(), current_scope()
    with transaction():
        first_time()
        programme, unit = get_programme(code), find_unit_in(scope, unit_code)
        standing = {name: target.value for name, target in targets_of(programme, unit, year).items()}
        changed = {name: value for name, value in values.items() if standing.get(name) != value}
        for name, value in (changed or values).items():
            set_target(programme, name, unit, year, value, giving=giving, actor=by, scope=scope)
        leads_to(query.table_address)


def _set_baselines(query: ReportQuery, values: Mapping[str, int], year: int) -> None:
    """Enter what differs from what stands; a figure wiped from its field is taken away."""
    code, unit_code, by, scope = query.programme.code, query.unit.code, officer_actor(), current_scope()
    source = _typed(BASELINE, SOURCE)
    with transaction():
        first_time()
        leads_to(query.table_address)
        programme, unit = get_programme(code), find_unit_in(scope, unit_code)
        standing = baselines_of(programme, unit)
        for name in [name for name in standing if name not in values and f"{BASELINE}-{name}" in request.form]:
            drop_baseline(programme, name, unit, actor=by, scope=scope)
        for name, value in values.items():
            row = standing.get(name)
            if row is None or (row.value, row.year, row.source) != (value, year, source):
                figure = BaselineValue(value, year, source)
                set_baseline(programme, name, unit, figure, actor=by, scope=scope)


def _read(query: ReportQuery, kind: str) -> tuple[dict[str, str], dict[str, int]]:
    """(errors by field, number by indicator) of the submitted form."""
    faults: dict[str, str] = {}
    values: dict[str, int] = {}
    for row in list_indicators(query.programme):
        text = _typed(kind, row.indicator)
        if not text:
            continue
        figures = _figures_of(row.indicator)
        number = read_number(text, figures)
        if number.value is not None and number.value <= _most_of(row.indicator):
            values[row.indicator] = int(number.value)
        else:
            words = question_words(text, number, figures) if number.value is None else _too_much_words(row.indicator)
            faults[f"{kind}-{row.indicator}"] = words or str(
                _("Vui lòng nhập một số nguyên, ví dụ 120 hoặc 1.500.000.")
            )
    return faults, values


def _faults_of_source(kind: str, asked: str) -> dict[str, str]:
    source = _typed(kind, SOURCE)
    if source and len(source) <= MOST_SOURCE:
        return {}
    return {f"{kind}-{SOURCE}": too_long_words(MOST_SOURCE) if source else asked}


def _faults_of_giving(query: ReportQuery) -> dict[str, str]:
    """What is wrong about the day of the document, and about its giver where no unit here stands above."""
    faults = {}
    day, giver = parse_past_day(_typed(TARGET, DAY)), _typed(TARGET, GIVER)
    if day is None or day > today():
        faults[f"{TARGET}-{DAY}"] = str(_("Vui lòng nhập ngày của văn bản, không sau hôm nay, ví dụ 15/01/2026."))
    if query.unit.parent_id is None and not giver:
        faults[f"{TARGET}-{GIVER}"] = str(_("Vui lòng ghi nơi giao chỉ tiêu, ví dụ “Hội LHPN Việt Nam”."))
    elif len(giver) > MOST_GIVER:
        faults[f"{TARGET}-{GIVER}"] = too_long_words(MOST_GIVER)
    return faults


def _typed(kind: str, name: str) -> str:
    return tidy(request.form.get(f"{kind}-{name}", ""))


def _figures_of(indicator: str) -> str:
    """What is counted: đồng where amounts are added up, else people and things."""
    return DONG if INDICATORS.get(indicator).counting == SUM else COUNT


def _most_of(indicator: str) -> int:
    return MOST_SHARE if INDICATORS.get(indicator).counting == SHARE else MOST_TARGET


def _too_much_words(indicator: str) -> str:
    is_share = INDICATORS.get(indicator).counting == SHARE
    return str(_("Vui lòng nhập số phần trăm từ 0 đến 100, ví dụ 80.")) if is_share else ""


def _page(query: ReportQuery, faults: Mapping[str, str] | None = None) -> Response:
    page = render_template(
        "staff/programmes/targets.html",
        query=query,
        programme_text=programme_words(query.programme),
        rows=[
            (row.indicator, indicator_words(row.indicator), _figures_of(row.indicator))
            for row in list_indicators(query.programme)
        ],
        standing=_standing(query) | request.form.to_dict(),
        faults=faults or {},
        most_source=MOST_SOURCE,
        most_giver=MOST_GIVER,
        above=find_unit_above(query.unit, current_scope()),
    )
    return make_response(page, 422 if faults else 200)


def _standing(query: ReportQuery) -> dict[str, str]:
    """The initial values of the fields, by field name."""
    filled: dict[str, str] = {}
    for name, target in targets_of(query.programme, query.unit, query.period.year).items():
        filled[f"{TARGET}-{name}"] = f"{target.value:,}".replace(",", ".")
    for name, baseline in baselines_of(query.programme, query.unit).items():
        filled[f"{BASELINE}-{name}"] = f"{baseline.value:,}".replace(",", ".")
        filled[f"{BASELINE}-{YEAR}"], filled[f"{BASELINE}-{SOURCE}"] = str(baseline.year), baseline.source
    filled.setdefault(f"{BASELINE}-{YEAR}", str(query.programme.begins_on.year - 1))
    return filled
