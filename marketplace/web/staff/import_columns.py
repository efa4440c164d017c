"""Which sheet of a file is meant, where its heading stands, and which column is which."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.core.errors import Invalid
from marketplace.core.folding import tidy
from marketplace.core.transactions import transaction
from marketplace.imports.errors import NameColumnMissing, UnderWay
from marketplace.imports.fields import COMMUNE, Field
from marketplace.imports.models import ImportList
from marketplace.imports.queries import get_list, lock_list, sheet_rows, sheets_of, territory_of
from marketplace.imports.registries import KINDS
from marketplace.imports.services import choose_columns, read_rows
from marketplace.imports.states import UPLOADED
from marketplace.imports.tables import Table, find_table, heading_at
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.visitor import current_scope, officer_actor
from marketplace.web.staff.forms.imports import MOST_TYPED
from marketplace.web.words.imports import field_label, kind_names

SHOWN = 10  # rows of the table
MOST_HEADING = 200


@dataclass(frozen=True)
class Said:
    """What the page says: the sheet, its table, and what holds for the whole list."""

    sheet: int
    rows: list[list[str]]
    table: Table
    for_all: Mapping[str, str]


def show(list_id: str) -> Response:
    """The first rows of a sheet with the columns as they were recognised, to be corrected."""
    row = get_list(list_id, current_scope())
    if row.status != UPLOADED:
        return see_other(url_for("staff.imports.show", list_id=list_id))
    return _page(row, _asked(row))


def choose(list_id: str) -> Response:
    """Read the list by the columns that were said."""
    row = get_list(list_id, current_scope())
    if row.status != UPLOADED:
        return see_other(url_for("staff.imports.show", list_id=list_id))
    said = _typed(row)
    try:
        judged = read_rows(row, said.sheet, said.table, said.for_all)
        with transaction():
            choose_columns(lock_list(row.id), judged, actor=officer_actor(), scope=current_scope())
    except NameColumnMissing as refused:
        missing = [field_label(each) for each in KINDS.get(row.kind).fields if each.code in refused.fields]
        words = _("Mời chỉ ra cột nào là: %(columns)s.", columns=", ".join(missing))
        return _page(row, said, f"{words} {_for_all_words(row, refused.fields)}".strip())
    except UnderWay:
        pass
    except Invalid:
        return _page(row, said, _("Dưới dòng tiêu đề chưa thấy dòng nào. Mời xem lại trang và dòng tiêu đề."))
    return see_other(url_for("staff.imports.show", list_id=list_id))


def _for_all_words(row: ImportList, missing: list[str]) -> str:
    can_be_said = any(each.for_all for each in KINDS.get(row.kind).fields if each.code in missing)
    return str(_("Nếu cả danh sách như nhau thì ghi một lần ở dưới.")) if can_be_said else ""


def _asked(row: ImportList) -> Said:
    """The table as it was recognised, or as the heading that somebody asked for says."""
    fields = KINDS.get(row.kind).fields
    sheet = _number(request.args.get("sheet"), row.sheet)
    rows = sheet_rows(row.id, sheet)
    heading = _number(request.args.get("heading"), -1)
    if heading < 0:
        return Said(sheet, rows, find_table(rows, fields), row.for_all)
    return Said(sheet, rows, _with_heading(rows, heading, request.args.get("lines"), fields), row.for_all)


def _typed(row: ImportList) -> Said:
    fields = KINDS.get(row.kind).fields
    sheet = _number(request.form.get("sheet"), row.sheet)
    rows = sheet_rows(row.id, sheet)
    table = _with_heading(rows, _number(request.form.get("heading"), 0), request.form.get("lines"), fields)
    known = {each.code for each in fields}
    columns = {
        code: column
        for column in range(len(table.headings))
        if (code := request.form.get(f"column-{column}", "")) in known
    }
    said = {each.code: tidy(request.form.get(f"all-{each.code}", ""))[:MOST_TYPED] for each in fields if each.for_all}
    return Said(sheet, rows, Table(table.first, table.last, table.headings, columns), said)


def _with_heading(rows: list[list[str]], heading: int, lines: str | None, fields: Any) -> Table:
    """`heading` counts from 1 as the page does; 0 where there is none."""
    first = min(heading, len(rows), MOST_HEADING) - 1
    last = min(first + 1, len(rows) - 1) if lines == "2" and first >= 0 else first
    return heading_at(rows, first, last, fields)


def _page(row: ImportList, said: Said, fault: str = "") -> Response:
    table = said.table
    fields: list[Field] = list(KINDS.get(row.kind).fields)
    territory = territory_of(row.unit)
    communes = [] if territory.only else [area.unit.name for area in territory.areas.values()]
    page = render_template(
        "staff/imports/columns.html",
        row=row,
        kinds=kind_names(),
        sheets=sheets_of(row.id),
        sheet=said.sheet,
        table=table,
        lines=2 if table.last > table.first else 1,
        code_of={column: code for code, column in table.columns.items()},
        first_rows=list(enumerate(said.rows[table.last + 1 : table.last + 1 + SHOWN], start=table.last + 2)),
        count=len(said.rows) - table.last - 1,
        fields=fields,
        for_all=[each for each in fields if each.for_all and (communes or each.code != COMMUNE)],
        communes=communes,
        said=said.for_all,
        field_label=field_label,
        fault=fault,
        most=MOST_TYPED,
    )
    return make_response(page, 422 if fault else 200)


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else otherwise
