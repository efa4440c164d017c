"""Any days from–to as the period of a programme's table: typed into two fields, kept in the address as one code."""

from dataclasses import dataclass, field
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from marketplace.core.folding import tidy
from marketplace.programme.periods import SPAN, span
from marketplace.web.parts.day_field import parse_past_day
from marketplace.web.plumbing.formats import day
from marketplace.web.staff.programme_table import ReportQuery

FIRST, LAST = "from", "to"


@dataclass(frozen=True)
class TypedDays:
    """What stands in the two fields, what is wrong with it, and the address of the table of these days."""

    texts: dict[str, str]
    faults: dict[str, str] = field(default_factory=dict)
    address: str = ""


def typed_days(query: ReportQuery) -> TypedDays:
    """The two fields as they were sent, or filled with the days shown; without a first day it is the programme's."""
    texts = {name: tidy(request.args.get(name, "")) for name in (FIRST, LAST)}
    if not any(texts.values()):
        return TypedDays(_shown(query))
    first = parse_past_day(texts[FIRST]) if texts[FIRST] else query.programme.begins_on
    last = parse_past_day(texts[LAST])
    faults = {}
    if first is None or first.year < 2000:
        faults[FIRST] = str(_("Vui lòng nhập ngày đầu theo kiểu 01/01/2024, hoặc để trống nếu tính từ đầu Đề án."))
    if last is None:
        faults[LAST] = str(_("Vui lòng nhập ngày cuối theo kiểu 08/03/2024."))
    if first is None or last is None or faults:
        return TypedDays(texts, faults)
    if last < first:
        words = _("Ngày cuối phải từ ngày %(first)s trở đi. Mời xem lại hai ngày.", first=day(first))
        return TypedDays(texts, {LAST: str(words)})
    address: dict[str, Any] = dict(query.address, period=span(first, last).code)
    return TypedDays(texts, address=url_for("staff.programmes.show", **address))


def _shown(query: ReportQuery) -> dict[str, str]:
    """The days shown, where they were chosen day by day."""
    if query.period.kind != SPAN:
        return {}
    return {FIRST: day(query.period.first), LAST: day(query.period.last)}
