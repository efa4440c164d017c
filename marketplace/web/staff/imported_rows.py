"""One row of a list: who she may be is answered, what is wrong is mended; rows that are not written, as a file."""

from collections.abc import Mapping
from typing import Any

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.audit.services import record
from marketplace.core.errors import Conflict, Invalid
from marketplace.core.transactions import transaction
from marketplace.imports.drafts import ANOTHER, ELSEWHERE, OUT, TWICE
from marketplace.imports.models import ImportList, ImportRow
from marketplace.imports.queries import find_row, get_list, lock_list, rows_of_list
from marketplace.imports.registries import KINDS
from marketplace.imports.services import answer_row, mend_row
from marketplace.imports.states import DOUBTFUL, LEFT_OUT, OPEN, READ, REFUSED, UNSEEN
from marketplace.people.models import Person
from marketplace.reporting.report import NUMBER, Column, Report
from marketplace.reporting.xlsx import MIME, blank_form, to_xlsx
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.visitor import current_scope, officer_actor
from marketplace.web.plumbing.wording import in_words
from marketplace.web.staff.forms.imports import row_form
from marketplace.web.staff.likely_people import Found
from marketplace.web.words.imports import field_label, kind_names, problem_words

Choice = tuple[str, str]  # answer, words
NOT_WRITTEN = (UNSEEN, DOUBTFUL, REFUSED, LEFT_OUT)


def choice_words(line: ImportRow, people: Mapping[int, Person]) -> list[Choice]:
    """The answers to who a row means; of a woman of elsewhere the name alone is shown."""
    found = []
    for key, how in line.choices:
        if how == TWICE:
            continue
        person = people.get(key)
        if person is not None:
            facts = Found(person, how != ELSEWHERE).facts or _("có hồ sơ ở nơi khác, cùng số điện thoại")
            found.append((str(key), _("Là chị %(name)s (%(facts)s)", name=person.full_name, facts=facts)))
    return [*found, (ANOTHER, _("Người khác, ghi mới")), (OUT, _("Không ghi dòng này"))]


def answer(list_id: str, position: int) -> Response:
    """Say who a row means, or that it is not to be written; said again it is said anew."""
    said = request.form.get("answer", "")
    try:
        with transaction():
            row = lock_list(get_list(list_id, current_scope()).id)
            answer_row(row, find_row(row.id, position), said, actor=officer_actor(), scope=current_scope())
    except Invalid:
        flash(_("Mời chọn lại chị ấy là ai."), "error")
    except Conflict:
        flash(_("Danh sách này đã được ghi, không sửa dòng được nữa."), "info")
    return see_other(_list_page(list_id, position))


def seen(list_id: str, position: int) -> Response:
    """Say that a row's doubtful cells were looked at, as they are now written."""
    try:
        with transaction():
            row = lock_list(get_list(list_id, current_scope()).id)
            line = find_row(row.id, position)
            said = {code: request.form.get(code, line.typed.get(code, "")) for code in line.doubts}
            mend_row(row, line, said, actor=officer_actor(), scope=current_scope())
    except Conflict:
        flash(_("Danh sách này đã được ghi, không sửa dòng được nữa."), "info")
    return see_other(_list_page(list_id, position))


def edit(list_id: str, position: int) -> Response:
    """The fields of one row, with what stands against each; mended, the row is judged anew."""
    row = get_list(list_id, current_scope())
    line = find_row(row.id, position)
    if row.status != READ:
        return see_other(url_for("staff.imports.show", list_id=list_id))
    kind = KINDS.get(row.kind)
    form = row_form(kind, request.form if request.method == "POST" else line.typed, set(row.columns))
    if request.method == "POST" and form.validate():
        with transaction():
            row = lock_list(row.id)
            line = find_row(row.id, position)
            mend_row(row, line, form.data, actor=officer_actor(), scope=current_scope())
        if line.verdict != REFUSED:
            flash(_("Đã sửa dòng %(row)s.", row=position), "success")
            return see_other(_list_page(list_id, position))
    return _edit_page(row, line, form)


def _edit_page(row: ImportList, line: ImportRow, form: Any) -> Response:
    general = []
    for problem in line.problems:
        if problem["field"] in form:
            form[problem["field"]].errors = [*form[problem["field"]].errors, problem_words(problem)]
        else:
            general.append((problem_words(problem), ""))
    notes = [problem_words(each) for each in line.notes]
    page = render_template(
        "staff/imports/row.html", row=row, line=line, form=form, general=general, notes=notes, kinds=kind_names()
    )
    return make_response(page, 422 if request.method == "POST" else 200)


def left(list_id: str) -> Response:
    """The rows that are not written, with the reasons, to be mended in Excel and brought in again."""
    row = get_list(list_id, current_scope())
    fields = [each for each in KINDS.get(row.kind).fields if each.code not in ("family_name", "given_name")]
    columns = [
        Column(_("Dòng"), NUMBER, 8),
        *(Column(field_label(each), width=each.width) for each in fields),
        Column(_("Vì sao chưa ghi"), width=50),
    ]
    lines = [] if row.status not in (*OPEN, "applied") else rows_of_list(row.id, NOT_WRITTEN)
    rows = [[line.position, *(line.typed.get(each.code, "") for each in fields), _why(line)] for line in lines]
    report = Report(kind_names()[row.kind], [row.unit.name, row.file_name], columns, rows)
    workbook = to_xlsx(report)
    with transaction():
        details = {"records": len(rows), "file": "list"}
        record("import_list.exported", "import_list", row.id, by=officer_actor(), details=details)
    return _file(workbook, f"chua-ghi-{row.unit.code}")


def template(kind: str) -> Response:
    """An empty list of a kind, with its headings, an example, and what may be chosen."""
    plug = KINDS.get(kind) if kind in KINDS else None
    if plug is None:
        return see_other(url_for("staff.imports.new"))
    fields = [each for each in plug.fields if each.code not in ("family_name", "given_name")]
    columns = [Column(_("STT"), NUMBER, 6), *(Column(field_label(each), width=each.width) for each in fields)]
    notes = [
        _("Vui lòng giữ nguyên dòng tiêu đề. Mỗi chị một dòng. Dòng ví dụ thì ghi đè lên."),
        *(f"{field_label(each)}: {in_words(each.hint)}" for each in fields if each.hint),
        _("Cột bắt buộc: %(columns)s.", columns=", ".join(field_label(each) for each in fields if each.is_needed)),
    ]
    example = ["1", *(each.example for each in fields)]
    choices = {place: [in_words(one) for one in each.choices] for place, each in enumerate(fields, start=1)}
    return _file(blank_form(columns, example, {p: c for p, c in choices.items() if c}, notes), f"mau-{kind}")


def _why(line: ImportRow) -> str:
    told = [problem_words(each) for each in line.problems]
    if line.verdict == UNSEEN:
        told.append(_("Máy đọc chưa chắc, chưa ai xem lại."))
    if not told and line.verdict == DOUBTFUL:
        told = [_("Chưa rõ là ai: có thể đã có trong danh sách.")]
    if not told and line.verdict == LEFT_OUT:
        told = [_("Đã chọn không ghi dòng này.")]
    return " ".join(told)


def _list_page(list_id: str, position: int) -> str:
    args: dict[str, Any] = {name: text for name in ("rows", "after") if (text := request.args.get(name, ""))}
    return url_for("staff.imports.show", list_id=list_id, **args) + f"#row-{position}"


def _file(workbook: bytes, name: str) -> Response:
    response = make_response(workbook)
    response.headers["Content-Type"] = MIME
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response
