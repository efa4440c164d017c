"""A class list pasted from a chat or a sheet: looked at line by line, the doubtful ones asked, then entered at once."""

from collections.abc import Iterable

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from marketplace.training.errors import AlreadyEnrolled, ClassCancelled, ClassOver
from marketplace.training.models import Enrolment, TrainingClass
from marketplace.training.queries import enrolled_in, get_class, lock_class
from marketplace.training.services import enrol
from marketplace.training.states import OPEN_STATES
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.visitor import current_scope, officer_actor
from marketplace.web.staff.class_lists import PURPOSE
from marketplace.web.staff.pasted_people import (
    InDoubt,
    Into,
    PasteForm,
    paste_form,
    paste_page,
    preview_page,
    read_answered,
    read_pasted,
    women_of,
)


def paste(code: str) -> Response:
    """Paste a list and look at it; nothing is saved here."""
    row = get_class(code, current_scope())
    into = _into(row)
    form = paste_form(request.form if request.method == "POST" else request.args, into)
    if request.method == "GET" and row.status not in OPEN_STATES:
        return make_response(render_template("staff/classes/closed.html", row=row))
    if request.method == "POST" and form.validate():
        if row.status not in OPEN_STATES:
            return _refused(form, into)
        looked, left_out = read_pasted(form, into)
        if looked:
            return preview_page(form, into, looked, left_out)
    return paste_page(form, into, 422 if request.method == "POST" else 200)


def save(code: str) -> Response:
    """Enter everybody of a list that was looked at: all of them, or nobody while one line is in doubt."""
    row = get_class(code, current_scope())
    into = _into(row)
    form = paste_form(request.form, into)
    if not form.validate():
        return paste_page(form, into, 422)
    looked, left_out, is_answered = read_answered(form, into, request.form)
    if not is_answered:
        return preview_page(form, into, looked, left_out, 422)
    try:
        with transaction():
            first_time()
            entered = _enter_all(lock_class(code, current_scope()), women_of(form, into, looked))
            page = leads_to(into.page)
    except InDoubt as doubt:
        doubt.ask(into)
        return preview_page(form, into, looked, left_out, 422)
    except (ClassCancelled, ClassOver):
        return _refused(form, into)
    flash(_told(entered), "success")
    return see_other(page)


def _into(row: TrainingClass) -> Into:
    return Into(
        unit=row.unit,
        title=row.title,
        trail=[
            (url_for("staff.classes.index"), _("Lớp tập huấn")),
            (url_for("staff.classes.show", code=row.code), row.title),
        ],
        paste=url_for("staff.class_pasting.paste", code=row.code),
        save=url_for("staff.class_pasting.save", code=row.code),
        purpose=PURPOSE,
        in_it=_("đã có trong lớp"),
        button=_("Ghi vào danh sách lớp"),
        listed=lambda keys: enrolled_in(row.id, keys),
    )


def _refused(form: PasteForm, into: Into) -> Response:
    """Nobody is entered in a class that is called off or over; what was pasted stays."""
    form.lines.errors = [_("Lớp này đã hủy hoặc đã kết thúc, nên không ghi thêm người.")]
    return paste_page(form, into, 422)


def _enter_all(row: TrainingClass, women: Iterable[Person]) -> list[Enrolment]:
    entered: list[Enrolment] = []
    for woman in women:
        try:
            entered.append(enrol(row, woman, actor=officer_actor(), scope=current_scope()))
        except AlreadyEnrolled:
            continue  # entered by hand since the list was looked at: she is in it once
    return entered


def _told(entered: list[Enrolment]) -> str:
    waiting = sum(one.is_waiting for one in entered)
    if not entered:
        return str(_("Không có ai mới: mọi người trong danh sách này đã có tên ở lớp."))
    if waiting:
        return str(_("Đã ghi %(many)s chị, trong đó %(waiting)s chị được xếp chờ.", many=len(entered), waiting=waiting))
    return str(_("Đã ghi %(many)s chị vào danh sách lớp.", many=len(entered)))
