"""The list of enterprises as a workbook; it names women, and leaves one audit row."""

from flask import Response, make_response
from flask_babel import gettext as _

from marketplace.audit.services import record
from marketplace.core.clock import today
from marketplace.core.transactions import transaction
from marketplace.enterprises.queries import every_enterprise, newest_counts, newest_tests
from marketplace.reporting.report import DAY, DONG, NUMBER, Column, Report
from marketplace.reporting.xlsx import MIME, to_xlsx
from marketplace.web.plumbing.formats import day
from marketplace.web.plumbing.visitor import officer_actor
from marketplace.web.staff.enterprises import asked, scope_asked
from marketplace.web.words.enterprises import form_words, result_words, state_words


def download() -> Response:
    """What the list shows, narrowed as its address says."""
    narrowed = asked()
    report = _report(narrowed)
    workbook, by = to_xlsx(report), officer_actor()
    details = {"file": "list", "records": len(report.rows)}
    with transaction():
        record("enterprises.exported", "enterprise", None, by=by, details=details)
    response = make_response(workbook)
    response.headers["Content-Type"] = MIME
    response.headers["Content-Disposition"] = 'attachment; filename="so-theo-doi-mo-hinh.xlsx"'
    return response


def _report(narrowed: dict[str, str]) -> Report:
    scope = scope_asked(narrowed["unit"])
    rows = every_enterprise(scope, text=narrowed["q"], form=narrowed["form"], state=narrowed["state"])
    ids = [row.id for row in rows]
    counts, tests, forms, states = newest_counts(ids), newest_tests(ids), form_words(), state_words()
    cells = []
    for number, row in enumerate(rows, start=1):
        counted, test = counts.get(row.id), tests.get(row.id)
        cells.append(
            [
                number,
                row.name,
                forms.get(row.form, row.form),
                row.person.full_name,
                row.unit.name,
                row.sector,
                row.registration_number,
                row.founded_on,
                row.supported_from,
                row.charter_capital_dong,
                result_words(test) if test else "",
                counted.members if counted else None,
                counted.women_members if counted else None,
                counted.workers if counted else None,
                counted.women_workers if counted else None,
                states[row.state],
            ]
        )
    return Report(_("Sổ theo dõi mô hình"), [str(_("Ngày lập: %(day)s", day=day(today())))], _columns(), cells)


def _columns() -> list[Column]:
    return [
        Column(_("TT"), NUMBER, 6),
        Column(_("Tên"), width=36),
        Column(_("Loại hình"), width=16),
        Column(_("Người đại diện"), width=26),
        Column(_("Đơn vị theo dõi"), width=30),
        Column(_("Ngành nghề"), width=24),
        Column(_("Số đăng ký"), width=18),
        Column(_("Ngày thành lập"), DAY, 14),
        Column(_("Hội bắt đầu hỗ trợ từ ngày"), DAY, 14),
        Column(_("Vốn điều lệ (đồng)"), DONG, 18),
        Column(_("Phụ nữ làm chủ, quản lý"), width=30),
        Column(_("Số thành viên"), NUMBER, 12),
        Column(_("Trong đó phụ nữ"), NUMBER, 12),
        Column(_("Số lao động"), NUMBER, 12),
        Column(_("Trong đó lao động nữ"), NUMBER, 12),
        Column(_("Tình trạng"), width=18),
    ]
