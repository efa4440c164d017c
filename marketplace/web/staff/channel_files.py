"""The register of channels as a workbook: a unit a row, what it has and lacks, when each was seen last."""

from flask import Response, make_response
from flask_babel import gettext as _

from marketplace.association.queries import list_top_units, standings
from marketplace.association.queries.channels import Standing
from marketplace.association.unit_channels import FANPAGE, ZALO_GROUP
from marketplace.audit.services import record
from marketplace.core.clock import today
from marketplace.core.transactions import transaction
from marketplace.reporting.report import DAY, NUMBER, Column, Report
from marketplace.reporting.xlsx import MIME, to_xlsx
from marketplace.web.plumbing.context import site_settings
from marketplace.web.plumbing.formats import day
from marketplace.web.plumbing.visitor import current_scope, staff_actor
from marketplace.web.staff.unit_choices import units_of_territory
from marketplace.web.words.units import channel_words


def register() -> Response:
    """All units of the territory with their channels; one audit row says that it was taken."""
    top = list_top_units(current_scope(), site_settings().home_province)[0]
    report = register_report(standings(units_of_territory()), top.name)
    workbook = to_xlsx(report)
    details = {"file": "channels", "records": len(report.rows)}
    with transaction():
        record("unit_channels.exported", "unit", top.id, by=staff_actor(), details=details)
    response = make_response(workbook)
    response.headers["Content-Type"] = MIME
    response.headers["Content-Disposition"] = f'attachment; filename="kenh-cua-don-vi-{today():%Y-%m-%d}.xlsx"'
    return response


def register_report(found: list[Standing], whose: str) -> Report:
    """The rows of the register, one a unit."""
    columns = [
        Column(_("TT"), NUMBER, 6),
        Column(_("Đơn vị"), width=34),
        Column(_("Fanpage (Facebook)"), width=40),
        Column(_("Xem lần cuối"), DAY, 14),
        Column(_("Nhóm Zalo"), width=40),
        Column(_("Xem lần cuối"), DAY, 14),
        Column(_("Còn thiếu"), width=26),
    ]
    rows = [[number, each.unit.name, *_cells(each)] for number, each in enumerate(found, start=1)]
    subtitles = [whose, str(_("Ngày lập: %(day)s", day=day(today())))]
    return Report(_("Fanpage, nhóm Zalo của các đơn vị"), subtitles, columns, rows)


def _cells(each: Standing) -> list[object]:
    cells: list[object] = []
    for kind in (FANPAGE, ZALO_GROUP):
        seen = each.of_kind(kind)
        days = [one.last_seen_on for one in seen if one.last_seen_on is not None]
        cells += ["; ".join(one.channel.link for one in seen), max(days, default=None)]
    return [*cells, ", ".join(channel_words()[kind] for kind in each.lacks)]
