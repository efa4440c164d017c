"""Programmes: the table of indicators, the list behind each figure, their files, and targets."""

from dataclasses import dataclass

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.association.models import Unit
from marketplace.core.clock import now, today
from marketplace.core.errors import NotFound
from marketplace.core.transactions import transaction
from marketplace.programme.models import Programme, Target
from marketplace.programme.periods import (
    Period,
    UnknownPeriod,
    parse_period,
    periods_between,
    same_period_last_year,
    span,
    year_of,
)
from marketplace.programme.queries import (
    every_record,
    find_unit_in,
    get_indicator,
    get_programme,
    list_children,
    list_indicators,
    list_programmes,
    list_records,
    targets_of,
    targets_of_units,
    top_unit_of,
    value_of,
    values_by_child,
)
from marketplace.programme.registries import INDICATORS
from marketplace.programme.services import set_target
from marketplace.programme.shape import SUM, Indicator, Place
from marketplace.reporting.report import DAY, DONG, NUMBER, PERCENT, Column, Report
from marketplace.reporting.xlsx import MIME, to_xlsx
from marketplace.web.answers import see_other
from marketplace.web.context import site_settings
from marketplace.web.formats import day, moment
from marketplace.web.forms import parse_dong
from marketplace.web.programme_words import IndicatorWords, confidence_words, indicator_words, period_words
from marketplace.web.visitor import current_scope, officer_actor


@dataclass(frozen=True)
class Figure:
    """One row of the table of indicators."""

    code: str
    words: IndicatorWords
    target: int | None
    is_sample_target: bool
    actual: int
    year_to_date: int
    since_start: int
    last_year: int
    baseline: int | None
    baseline_note: str

    @property
    def percent(self) -> float | None:
        """The year so far against the year's target."""
        return round(100 * self.year_to_date / self.target, 1) if self.target else None


@dataclass(frozen=True)
class Question:
    """What a page was asked: programme, unit and period, all within the visitor's territory."""

    programme: Programme
    unit: Unit
    period: Period

    @property
    def place(self) -> Place:
        """The unit's subtree."""
        return Place(self.unit.path)


def index() -> str:
    """All programmes."""
    return render_template("staff/programmes/index.html", programmes=list_programmes())


def show(code: str) -> str:
    """The table of indicators of a programme for a unit and a period."""
    question = _question(code)
    return render_template(
        "staff/programmes/show.html",
        question=question,
        figures=_figures(question),
        periods=[(p.code, period_words(p)) for p in _periods(question.programme)],
        units=[top_unit_of(current_scope(), site_settings().home_province), *_units_to_choose()],
        period_text=period_words(question.period),
    )


def table_file(code: str) -> Response:
    """The table of indicators as a workbook."""
    question = _question(code)
    name = f"bang-chi-tieu-{code}-{question.unit.code}-{question.period.code}"
    return _file(_table(question, _figures(question)), name)


def records(code: str, indicator: str) -> str:
    """The list behind one figure, and the figure of each unit below."""
    question = _question(code)
    plug, _row = get_indicator(question.programme, indicator)
    page = list_records(plug, question.programme, question.place, question.period, request.args.get("after"))
    children = list_children(question.unit)
    by_child = values_by_child(plug, question.programme, question.unit, question.period) if children else {}
    targets = targets_of_units(question.programme, indicator, question.period.year)
    return render_template(
        "staff/programmes/records.html",
        question=question,
        words=indicator_words(indicator),
        indicator=plug,
        page=page,
        value=value_of(plug, question.programme, question.place, question.period),
        children=[(child, by_child.get(child.id, 0), targets.get(child.id)) for child in children],
        period_text=period_words(question.period),
        confidence_words=confidence_words,
    )


def records_file(code: str, indicator: str) -> Response:
    """The list behind one figure as a workbook."""
    question = _question(code)
    plug, _row = get_indicator(question.programme, indicator)
    return _file(_list(question, plug), f"danh-sach-{code}-{indicator}-{question.unit.code}-{question.period.code}")


def targets(code: str) -> str | Response:
    """Targets of one year for the chosen unit and those right below it."""
    question = _question(code)
    faults: dict[str, str] = {}
    if request.method == "POST":
        faults = _save_targets(question)
        if not faults:
            flash(_("Đã lưu chỉ tiêu."), "success")
            unit, period = question.unit.code, question.period.code
            return see_other(url_for("staff.programmes.show", code=code, unit=unit, period=period))
    rows = [(row.indicator, indicator_words(row.indicator)) for row in list_indicators(question.programme)]
    given = {name: target.value for name, target in _targets(question).items()}
    page = render_template(
        "staff/programmes/targets.html",
        question=question,
        rows=rows,
        given=given,
        typed=request.form,
        faults=faults,
        source=request.form.get("source", ""),
    )
    return make_response(page, 422) if faults else page


def _save_targets(question: Question) -> dict[str, str]:
    faults: dict[str, str] = {}
    values: dict[str, int] = {}
    for row in list_indicators(question.programme):
        text = request.form.get(row.indicator, "").strip()
        number = _whole(text)
        if text and number is None:
            faults[row.indicator] = str(_("Mời ghi một số nguyên, ví dụ 120 hoặc 1.500.000."))
        elif number is not None:
            values[row.indicator] = number
    if not request.form.get("source", "").strip():
        faults["source"] = str(_("Mời ghi văn bản giao chỉ tiêu, ví dụ «Kế hoạch số 12/KH-BTV»."))
    if faults:
        return faults
    unit_code, year, source = question.unit.code, question.period.year, request.form["source"].strip()[:200]
    with transaction():
        programme, unit = get_programme(question.programme.code), find_unit_in(current_scope(), unit_code)
        for name, value in values.items():
            set_target(programme, name, unit, year, value, actor=officer_actor(), scope=current_scope(), source=source)
    return {}


def _whole(text: str) -> int | None:
    plain = text.replace(".", "").replace(" ", "")
    if plain.isascii() and plain.isdigit() and len(plain) <= 13:
        return int(plain)
    return parse_dong(text) if text else None


def _question(code: str) -> Question:
    programme, scope = get_programme(code), current_scope()
    asked = request.args.get("unit")
    unit = find_unit_in(scope, asked) if asked else top_unit_of(scope, site_settings().home_province)
    return Question(programme, unit, _period(programme))


def _period(programme: Programme) -> Period:
    try:
        return parse_period(request.args["period"])
    except KeyError:
        return year_of(min(programme.ends_on, today()))
    except UnknownPeriod as fault:
        raise NotFound(period=fault.facts["code"]) from fault


def _periods(programme: Programme) -> list[Period]:
    return periods_between(programme.begins_on, min(programme.ends_on, today()))


def _units_to_choose() -> list[Unit]:
    return list_children(top_unit_of(current_scope(), site_settings().home_province))


def _targets(question: Question) -> dict[str, Target]:
    return targets_of(question.programme, question.unit, question.period.year)


def _figures(question: Question) -> list[Figure]:
    targets = _targets(question)
    rows = []
    for row in list_indicators(question.programme):
        plug, target = INDICATORS.get(row.indicator), targets.get(row.indicator)
        baseline_note = f"{row.baseline_year}: {row.baseline_source}" if row.baseline_year else ""
        rows.append(
            Figure(
                row.indicator,
                indicator_words(row.indicator),
                target.value if target else None,
                bool(target and target.is_sample),
                *_values(plug, question),
                row.baseline_value,
                baseline_note,
            )
        )
    return rows


def _values(plug: Indicator, question: Question) -> tuple[int, int, int, int]:
    """In the period, in its year so far, since the programme began, and in the same period last year."""
    programme, place, period = question.programme, question.place, question.period
    year_to_date = span(parse_period(str(period.year)).first, period.last)
    since_start = span(programme.begins_on, period.last)
    asked = (period, year_to_date, since_start, same_period_last_year(period))
    first, second, third, fourth = (value_of(plug, programme, place, each) for each in asked)
    return first, second, third, fourth


def _table(question: Question, figures: list[Figure]) -> Report:
    columns = [
        Column(_("TT"), NUMBER, 6),
        Column(_("Nội dung chỉ tiêu"), width=44),
        Column(_("ĐVT"), width=12),
        Column(_("Số đầu kỳ"), NUMBER, 14),
        Column(_("Chỉ tiêu giao năm"), NUMBER, 16),
        Column(_("Thực hiện trong kỳ"), NUMBER, 18),
        Column(_("Lũy kế năm"), NUMBER, 18),
        Column(_("Lũy kế Đề án"), NUMBER, 18),
        Column(_("So kế hoạch năm (phần trăm)"), PERCENT, 12),
        Column(_("Cùng kỳ năm trước"), NUMBER, 16),
        Column(_("Ghi chú"), width=20),
    ]
    rows = [
        [
            number,
            figure.words.name,
            figure.words.unit,
            figure.baseline,
            figure.target,
            figure.actual,
            figure.year_to_date,
            figure.since_start,
            figure.percent,
            figure.last_year,
            _("chỉ tiêu mẫu") if figure.is_sample_target else "",
        ]
        for number, figure in enumerate(figures, start=1)
    ]
    return Report(_heading(question), _subtitles(question), columns, rows, notes=_definitions(figures))


def _list(question: Question, plug: Indicator) -> Report:
    found = every_record(plug, question.programme, question.place, question.period)
    words = indicator_words(plug.code)
    columns = [
        Column(_("TT"), NUMBER, 6),
        Column(_("Họ và tên"), width=26),
        Column(_("Năm sinh"), NUMBER, 10),
        Column(_("Đơn vị"), width=30),
        Column(_("Nội dung"), width=40),
        Column(_("Ngày"), DAY, 14),
        Column(_("Số tiền (đồng)"), DONG, 18),
        Column(_("Ghi chú"), width=28),
    ]
    rows = [
        [n, r.person_name, r.birth_year, r.unit_name, r.title, r.on, r.amount_dong, confidence_words(r.note)]
        for n, r in enumerate(found, start=1)
    ]
    total = None
    if plug.counting == SUM:
        total = [None, _("TỔNG CỘNG"), None, None, None, None, sum(r.amount_dong or 0 for r in found), None]
    return Report(words.name, [_heading(question), *_subtitles(question)], columns, rows, [words.definition], total)


def _heading(question: Question) -> str:
    return f"{question.programme.short_name}: {question.programme.name}"


def _subtitles(question: Question) -> list[str]:
    period = question.period
    facts = {"period": period_words(period), "first": day(period.first), "last": day(period.last)}
    days = _("%(period)s (từ %(first)s đến %(last)s, giờ Việt Nam)", **facts)
    return [question.unit.name, str(days), str(_("Lập lúc %(moment)s", moment=moment(now())))]


def _definitions(figures: list[Figure]) -> list[str]:
    return [f"({number}) {figure.words.definition}" for number, figure in enumerate(figures, start=1)]


def _file(report: Report, name: str) -> Response:
    response = make_response(to_xlsx(report))
    response.headers["Content-Type"] = MIME
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response
