"""«Nhập danh sách»: a file is brought in, its columns are said, and the list is seen, written, thrown or taken back."""

from functools import partial
from typing import Any

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.association.levels import COMMUNE
from marketplace.association.queries import find_unit_in
from marketplace.core.errors import Conflict, NotFound
from marketplace.core.transactions import transaction
from marketplace.imports.errors import FileRefused, NothingToWrite, NotSeen
from marketplace.imports.models import ImportList
from marketplace.imports.queries import count_verdicts, get_list, list_lists, list_rows, lock_list
from marketplace.imports.queries.lists import count_entered, kept_rows
from marketplace.imports.queries.matching import people_of
from marketplace.imports.queries.pictures import pictures_of
from marketplace.imports.registries import KINDS, reader_here
from marketplace.imports.services import (
    answer_all_exact,
    begin_taking_back,
    bring_in,
    bring_in_pictures,
    check_list,
    choose_other_columns,
    throw_away,
)
from marketplace.imports.sheets import MOST_ROWS, is_picture, read_file
from marketplace.imports.states import (
    APPLIED,
    DOUBTFUL,
    READ,
    READING,
    UNDER_WAY,
    UNREADABLE,
    UNSEEN,
    UPLOADED,
    VERDICTS,
    WRITTEN,
)
from marketplace.media.errors import PhotoRefused, QuotaReached
from marketplace.media.services import keep_document
from marketplace.people.queries import list_people
from marketplace.web.parts.uploads import refusal_words as upload_words
from marketplace.web.parts.uploads import sent_files, take_document
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.visitor import current_scope, officer_actor, signed_in_person
from marketplace.web.plumbing.wording import in_words
from marketplace.web.staff.forms.imports import ListForm, list_form
from marketplace.web.staff.imported_rows import choice_words
from marketplace.web.staff.unit_choices import units_of_territory
from marketplace.web.words.imports import (
    field_label,
    kind_names,
    problem_words,
    refusal_words,
    status_words,
    verdict_words,
)


def index() -> str:
    """The lists of the territory, the newest first."""
    page = list_lists(current_scope(), request.args.get("after"))
    people = list_people({row.brought_by for row in page.items})
    return render_template(
        "staff/imports/index.html", page=page, people=people, kinds=kind_names(), statuses=status_words()
    )


def new() -> Response:
    """Bring a file in."""
    units = units_of_territory()
    form, reader = list_form(request.form, units), reader_here()
    if reader is not None:
        form.file.label.text = _("Tệp Excel, LibreOffice, CSV, hoặc ảnh của danh sách")
    if request.method == "GET":
        form.kind.data = next(iter(KINDS.all()))
        communes = [unit.code for unit in units if unit.level == COMMUNE]
        form.unit.data = communes[0] if len(communes) == 1 else None
    if request.method == "POST" and form.validate():
        answer = _save(form)
        if answer is not None:
            return answer
    hints = {code: (in_words(plug.words.lead), None) for code, plug in KINDS.all().items()}
    page = render_template(
        "staff/imports/new.html", form=form, hints=hints, kinds=kind_names(), most=MOST_ROWS, reader=reader_here()
    )
    return make_response(page, 422 if request.method == "POST" else 200)


def _save(form: ListForm) -> Response | None:
    files = sent_files("file")
    if any(is_picture(data) for data in files):
        return _save_pictures(form, files)
    try:
        sheets = read_file(files[0]) if files else []
    except FileRefused as refused:
        form.file.errors = [refusal_words(refused)]
        return None
    if not sheets:
        form.file.errors = [_("Mời chọn tệp danh sách.")]
        return None
    with transaction():
        first_time()
        unit = find_unit_in(current_scope(), form.unit.data)
        name = request.files["file"].filename or ""
        row = bring_in(form.kind.data, unit, name, sheets, actor=officer_actor(), scope=current_scope())
        page = leads_to(url_for("staff.import_columns.show", list_id=row.public_id))
    return see_other(page)


def _save_pictures(form: ListForm, files: list[bytes]) -> Response | None:
    """Pictures of one list, which the worker reads."""
    reader = reader_here()
    if reader is None:
        form.file.errors = [_("Máy này chưa cài bộ đọc ảnh, nên chưa đọc được ảnh chụp. Vẫn nhận tệp Excel và CSV.")]
        return None
    if not all(map(is_picture, files)):
        form.file.errors = [_("Mời gửi riêng: một tệp Excel, hoặc các ảnh của một danh sách.")]
        return None
    owner = signed_in_person().id
    try:
        prepared = [take_document(data, owner) for data in files]
        with transaction():
            first_time()
            unit = find_unit_in(current_scope(), form.unit.data)
            kept = [keep_document(each, owner) for each in prepared]
            name = request.files["file"].filename or ""
            by: dict[str, Any] = {"actor": officer_actor(), "scope": current_scope()}
            row = bring_in_pictures(form.kind.data, unit, name, kept, reader.code, **by)
            page = leads_to(url_for("staff.imports.show", list_id=row.public_id))
    except (PhotoRefused, QuotaReached) as refused:
        form.file.errors = [upload_words(refused)]
        return None
    return see_other(page)


def show(list_id: str) -> Response:
    """One list: its rows by what becomes of them; while it is written, how far that is."""
    row = get_list(list_id, current_scope())
    if row.status == UPLOADED:
        return see_other(url_for("staff.import_columns.show", list_id=list_id))
    return make_response(_page(row))


def _page(row: ImportList) -> str:
    counts = count_verdicts(row.id)
    shown = [code for code in VERDICTS if counts.get(code)]
    verdict = request.args.get("rows", "")
    verdict = verdict if verdict in shown else _first_to_see(shown)
    rows = list_rows(row.id, verdict, request.args.get("after"))
    people = people_of(key for line in rows.items for key, _how in line.choices)
    return render_template(
        "staff/imports/show.html",
        row=row,
        kind=KINDS.get(row.kind),
        kinds=kind_names(),
        status=status_words()[row.status],
        counts=counts,
        shown=shown,
        verdict=verdict,
        verdicts=verdict_words(is_written=row.status == APPLIED),
        rows=rows,
        to_write=sum(counts.get(code, 0) for code in WRITTEN),
        asked=counts.get(DOUBTFUL, 0),
        unseen=counts.get(UNSEEN, 0),
        entered=count_entered(row.id),
        kept=kept_rows(row.id),
        people=list_people({row.brought_by}),
        columns=[each for each in KINDS.get(row.kind).fields if each.code in _columns_shown(row)],
        choice_words=partial(choice_words, people=people),
        field_label=field_label,
        problem_words=problem_words,
        in_words=in_words,
        is_open=row.status == READ,
        is_under_way=row.status in UNDER_WAY,
        is_reading=row.status == READING,
        is_unreadable=row.status == UNREADABLE,
        pictures=len(pictures_of(row.id)) if row.reader else 0,
        is_written=row.status == APPLIED,
    )


def _first_to_see(shown: list[str]) -> str:
    """What an officer has to look at comes first."""
    return next((code for code in (UNSEEN, DOUBTFUL) if code in shown), shown[0] if shown else "")


def _columns_shown(row: ImportList) -> set[str]:
    parts = {"family_name", "given_name"}
    named = {"full_name"} if parts & row.columns.keys() else set()
    return (row.columns.keys() | row.for_all.keys() | named) - parts


def exact(list_id: str) -> Response:
    """Say of all rows that mean exactly one known woman that they mean her."""
    with transaction():
        row = lock_list(get_list(list_id, current_scope()).id)
        found = answer_all_exact(row, actor=officer_actor(), scope=current_scope())
    flash(_("Đã nhận %(count)s dòng là đúng người đã có hồ sơ.", count=found), "success")
    return _back_to(list_id)


def write(list_id: str) -> Response:
    """Write the list as it was shown."""
    try:
        with transaction():
            first_time()
            row = lock_list(get_list(list_id, current_scope()).id)
            check_list(row, actor=officer_actor(), scope=current_scope())
            leads_to(url_for("staff.imports.show", list_id=list_id))
        flash(_("Danh sách đã ghi xong.") if row.status == APPLIED else _("Danh sách đang được ghi."), "success")
    except NotSeen as refused:
        flash(_("Còn %(count)s dòng máy đọc chưa chắc. Mời xem từng dòng rồi hãy ghi.", count=refused.rows), "warning")
    except NothingToWrite:
        flash(_("Không có dòng nào cần ghi. Mời xem các dòng cần sửa hoặc chưa rõ là ai."), "warning")
    except Conflict:
        flash(_("Việc này đã được ghi trước đó."), "info")
    return _back_to(list_id)


def discard(list_id: str) -> Response:
    """Throw a list away that was not written."""
    with transaction():
        row = lock_list(get_list(list_id, current_scope()).id)
        throw_away(row, actor=officer_actor(), scope=current_scope())
    flash(_("Đã bỏ danh sách này. Chưa có gì được ghi từ nó."), "success")
    return see_other(url_for("staff.imports.index"))


def columns_again(list_id: str) -> Response:
    """Go back to saying which column is which."""
    with transaction():
        row = lock_list(get_list(list_id, current_scope()).id)
        choose_other_columns(row, actor=officer_actor(), scope=current_scope())
    return see_other(url_for("staff.import_columns.show", list_id=list_id))


def take_back(list_id: str) -> Response:
    """Take all back that the list entered."""
    try:
        with transaction():
            row = lock_list(get_list(list_id, current_scope()).id)
            begin_taking_back(row, actor=officer_actor(), scope=current_scope())
        flash(_("Đã rút lại danh sách này."), "success")
    except Conflict:
        flash(_("Việc này đã được ghi trước đó."), "info")
    return _back_to(list_id)


def open_list(list_id: str) -> ImportList:
    """A list that is being looked at; NotFound otherwise."""
    row = get_list(list_id, current_scope())
    if row.status != READ:
        raise NotFound(list=list_id)
    return row


def _back_to(list_id: str) -> Response:
    return see_other(url_for("staff.imports.show", list_id=list_id))
