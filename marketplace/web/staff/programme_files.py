"""The files of a programme: the table of indicators, and the list behind one figure; each leaves one audit row."""

from typing import Any

from flask import Response, make_response
from flask_babel import gettext as _

from marketplace.audit.services import record
from marketplace.core.clock import today
from marketplace.core.transactions import transaction
from marketplace.programme.models import StatedTotal
from marketplace.programme.periods import parse_period
from marketplace.programme.queries import Narrowing, every_record, get_indicator
from marketplace.programme.shape import HEADS, SHARE, SUMS, Indicator, Number, Record
from marketplace.reporting.report import DAY, DONG, NUMBER, PERCENT, YEAR, Column, Percent, Report
from marketplace.reporting.xlsx import MIME, to_xlsx
from marketplace.web.plumbing.formats import day
from marketplace.web.plumbing.visitor import staff_actor
from marketplace.web.staff.contests import unnamed
from marketplace.web.staff.figure_narrowing import narrowing_of, narrowing_words
from marketplace.web.staff.programme_table import (
    IN_PERIOD,
    LAST_YEAR,
    SINCE_START,
    YEAR_TO_DATE,
    Figure,
    ReportQuery,
    ask,
    figures_of,
    giving_words,
    why_no_last_year,
)
from marketplace.web.words.programme import (
    counted_apart_words,
    counting_words,
    file_note_words,
    indicator_words,
    met_words,
    period_words,
    programme_words,
    within_words,
)


def table(code: str) -> Response:
    """The table of indicators as a workbook."""
    query = ask(code)
    report = table_report(query)
    name = f"bang-chi-tieu-{code}-{query.unit.code}-{query.period.code}"
    return handed_out(report, name, query, {"file": "table"})


def records(code: str, indicator: str) -> Response:
    """The list behind one figure as a workbook; it names women, so it needs a fresh sign-in (A6)."""
    query = ask(code)
    plug, _row = get_indicator(query.programme, indicator)
    report = list_report(query, plug, narrowing_of(plug))
    window = f"-{query.window}" if query.window else ""
    name = f"danh-sach-{code}-{indicator}-{query.unit.code}-{query.period.code}{window}"
    return handed_out(report, name, query, {"file": "list", "indicator": indicator})


def table_report(query: ReportQuery) -> Report:
    """The rows of the table of indicators, money in đồng."""
    figures = figures_of(query)
    columns = [
        Column(_("TT"), NUMBER, 6),
        Column(_("Nội dung chỉ tiêu"), width=44),
        Column(_("ĐVT"), width=12),
        Column(_("Số liệu gốc trước Đề án"), NUMBER, 14),
        Column(_("Chỉ tiêu giao năm"), NUMBER, 16),
        Column(_("Thực hiện trong kỳ"), NUMBER, 18),
        Column(_("Lũy kế năm"), NUMBER, 18),
        Column(_("Lũy kế Đề án"), NUMBER, 18),
        Column(_("Tỷ lệ so với kế hoạch năm (%)"), PERCENT, 12),
        Column(_("Cùng kỳ năm trước"), NUMBER, 16),
        Column(_("Ghi chú"), width=36),
    ]
    rows: list[list[Any]] = []
    for number, figure in enumerate(figures, start=1):
        rows.append(_figure_row(number, figure))
        rows += [_total_row(query, figure, total) for total in figure.totals]
    definitions = [
        f"({number}) {figure.words.definition} {counting_words(figure.plug)}"
        for number, figure in enumerate(figures, start=1)
    ]
    notes = [note for note in (why_no_last_year(query), counted_apart_words(), *definitions) if note]
    return Report(heading_of(query), subtitles_of(query), columns, rows, notes=notes)


def _figure_row(number: int, figure: Figure) -> list[Any]:
    return [
        number,
        figure.name,
        figure.words.unit,
        figure.baseline.value if figure.baseline else None,
        figure.target.value if figure.target else None,
        _cell(figure, IN_PERIOD),
        _cell(figure, YEAR_TO_DATE),
        _cell(figure, SINCE_START),
        figure.percent,
        _cell(figure, LAST_YEAR),
        _note(figure),
    ]


def _total_row(query: ReportQuery, figure: Figure, total: StatedTotal) -> list[Any]:
    """A total without a list, below the indicator it is told of, in the columns whose days hold its days."""
    value = Percent(total.value) if figure.is_share else total.value
    windows = query.windows_of(total)
    cells = [value if window in windows else None for window in (IN_PERIOD, YEAR_TO_DATE, SINCE_START)]
    facts = {"days": period_words(parse_period(total.period)), "document": total.source, "day": day(total.source_on)}
    note = str(_("%(days)s; %(document)s ngày %(day)s", **facts))
    note = "; ".join(filter(None, (note, within_words(figure.holders.get(total.id, [])))))
    name = str(_("Số tổng, chưa có danh sách"))
    return [None, name, figure.words.unit, None, None, *cells, None, None, note]


def list_report(query: ReportQuery, plug: Indicator, narrowing: Narrowing = ()) -> Report:
    """The records behind one figure or one part of it, one a row."""
    found = unnamed(every_record(plug, query.programme, query.place, query.days, narrowing=narrowing))
    words, is_share = indicator_words(plug.code), plug.counting == SHARE
    columns = [
        Column(_("TT"), NUMBER, 6),
        Column(_("Họ và tên"), width=26),
        Column(_("Năm sinh"), YEAR, 10),
        Column(_("Đơn vị"), width=30),
        Column(_("Nội dung"), width=40),
        Column(_("Có từ ngày") if is_share else _("Ngày"), DAY, 14),
        Column(_("Số người"), NUMBER, 12) if plug.counting == HEADS else Column(_("Số tiền (đồng)"), DONG, 18),
        Column(_("Kết quả") if is_share else _("Ghi chú"), width=28),
    ]
    rows = [
        [n, r.person_name, r.birth_year, r.unit_name, r.title, r.on, r.amount_dong, _told(r)]
        for n, r in enumerate(found, start=1)
    ]
    total = None
    if plug.counting in SUMS:
        total = [None, _("TỔNG CỘNG"), None, None, None, None, sum(r.amount_dong or 0 for r in found), None]
    notes = [f"{words.definition} {counting_words(plug)}", counted_apart_words()]
    if is_share:
        met = sum(bool(r.is_met) for r in found)
        notes.insert(0, str(_("Đạt %(met)d trong %(base)d.", met=met, base=len(found))))
    part = [narrowing_words(narrowing)] if narrowing else []
    return Report(words.name, [heading_of(query), *subtitles_of(query), *part], columns, rows, notes, total)


def _told(record: Record) -> str:
    return met_words(record.is_met) or file_note_words(record.note)


def _cell(figure: Figure, window: str) -> Number | str:
    """The number of a window; «–» where the programme has no such days, or a share is one of nothing."""
    value = figure.values.get(window)
    if value is None:
        return "–"
    return Percent(value) if figure.is_share else value


def _note(figure: Figure) -> str:
    notes = []
    if figure.baseline:
        facts = {"year": figure.baseline.year, "source": figure.baseline.source}
        notes.append(_("số liệu gốc: năm %(year)d, %(source)s", **facts))
    if figure.target:
        notes.append(_("chỉ tiêu: %(giving)s", giving=giving_words(figure.target)))
    if figure.target and figure.target.is_sample:
        notes.append(_("chỉ tiêu mẫu"))
    return "; ".join(notes)


def heading_of(query: ReportQuery) -> str:
    """The programme, above a file."""
    words = programme_words(query.programme)
    return f"{words.short_name}: {words.name}"


def subtitles_of(query: ReportQuery) -> list[str]:
    """The unit, the days and the day on which a file was drawn up."""
    facts = {"period": query.days_words, "first": day(query.days.first), "last": day(query.days.last)}
    days = query.days_words
    if query.window not in (YEAR_TO_DATE, SINCE_START):
        days = _("%(period)s (từ %(first)s đến %(last)s)", **facts)
    return [query.unit.name, str(days), str(_("Ngày lập: %(day)s", day=day(today())))]


def handed_out(report: Report, name: str, query: ReportQuery, what: dict[str, str]) -> Response:
    """The file as an answer. It is built before the audit row is written, so that no writer waits for it; and
    it leaves only when that row is committed (P2)."""
    workbook = to_xlsx(report)
    days = f"{day(query.days.first)} – {day(query.days.last)}"
    details = what | {"unit": query.unit.name, "days": days, "records": len(report.rows)}
    programme_id, by = query.programme.id, staff_actor()
    with transaction():
        record("programme.exported", "programme", programme_id, by=by, details=details)
    response = make_response(workbook)
    response.headers["Content-Type"] = MIME
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response
