"""Closing an enterprise, opening it again, voiding it; its counts of a day, and voiding them."""

from flask import Response, flash, make_response, render_template, request
from flask_babel import gettext as _

from marketplace.core.clock import today
from marketplace.core.errors import Conflict, Invalid
from marketplace.core.transactions import transaction
from marketplace.enterprises.errors import DayTaken, OutsideLife
from marketplace.enterprises.models import Enterprise
from marketplace.enterprises.queries import get_count, get_enterprise, lock_enterprise
from marketplace.enterprises.services import (
    Counted,
    close_enterprise,
    record_count,
    reopen_enterprise,
    void_count,
    void_enterprise,
)
from marketplace.web.parts.forms import Form
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.formats import day as date_words
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.visitor import current_scope, officer_actor
from marketplace.web.staff.enterprise_entry import page_of
from marketplace.web.staff.forms.enterprises import CountsForm, StopForm
from marketplace.web.staff.forms.register import VoidForm


def close(enterprise_id: int) -> Response:
    """Since which day it works no more, and why."""
    form = StopForm(request.form)
    if request.method == "POST" and form.validate():
        try:
            with transaction():
                row = lock_enterprise(enterprise_id, current_scope())
                why, by = form.why.data, officer_actor()
                close_enterprise(row, closed_on=form.on.day or today(), why=why, actor=by, scope=current_scope())
            flash(_("Đã ghi: “%(name)s” dừng hoạt động.", name=row.name), "success")
            return see_other(page_of(row))
        except OutsideLife:
            form.on.errors = [_("Ngày này trước ngày thành lập. Mời xem lại.")]
        except Conflict:
            return _done_before(enterprise_id)
    return _ask("staff/enterprises/stop.html", _row(enterprise_id), form, _("Dừng hoạt động"))


def reopen(enterprise_id: int) -> Response:
    """Take the closing back."""
    try:
        with transaction():
            row = lock_enterprise(enterprise_id, current_scope())
            reopen_enterprise(row, actor=officer_actor(), scope=current_scope())
        flash(_("Đã bỏ ngày dừng: “%(name)s” vẫn hoạt động.", name=row.name), "success")
    except Conflict:
        return _done_before(enterprise_id)
    return see_other(page_of(row))


def void(enterprise_id: int) -> Response:
    """Void what was entered by mistake, with its people."""
    form = VoidForm(request.form)
    if request.method == "POST" and form.validate():
        try:
            with transaction():
                row = lock_enterprise(enterprise_id, current_scope())
                void_enterprise(row, why=form.why.data, actor=officer_actor(), scope=current_scope())
            flash(_("Đã hủy bản ghi này; con số không còn tính nó nữa."), "success")
        except Conflict:
            return _done_before(enterprise_id)
        return see_other(page_of(row))
    return _ask("staff/enterprises/void.html", _row(enterprise_id), form, _("Hủy vì ghi nhầm"))


def count(enterprise_id: int) -> Response:
    """Members, workers and revenue as they were on a day."""
    form = CountsForm(request.form if request.method == "POST" else None, data={"as_of": today()})
    if request.method == "POST" and form.validate():
        answer = _save_count(enterprise_id, form)
        if answer is not None:
            return answer
    return _ask("staff/enterprises/count.html", _row(enterprise_id), form, _("Ghi số liệu"))


def void_counts(count_id: int) -> Response:
    """Void numbers that were wrong."""
    form, counted = VoidForm(request.form), get_count(count_id, current_scope())
    row = counted.enterprise
    if request.method == "POST" and form.validate():
        try:
            with transaction():
                lock_enterprise(row.id, current_scope())
                void_count(counted, why=form.why.data, actor=officer_actor(), scope=current_scope())
            flash(_("Đã hủy dòng ghi nhầm."), "success")
        except Conflict:
            return _done_before(row.id)
        return see_other(page_of(row))
    about = _("Số liệu đến ngày %(day)s", day=date_words(counted.as_of))
    return _ask("staff/enterprises/void.html", row, form, _("Hủy dòng ghi nhầm"), about)


def _save_count(enterprise_id: int, form: CountsForm) -> Response | None:
    counted = Counted(
        form.members.count, form.women_members.count, form.workers.count, form.women_workers.count, form.revenue.dong
    )
    try:
        with transaction():
            first_time()
            row = lock_enterprise(enterprise_id, current_scope())
            by, source = officer_actor(), form.source.data or ""
            record_count(row, counted, form.as_of.day or today(), source=source, actor=by, scope=current_scope())
            page = leads_to(page_of(row))
    except DayTaken:
        form.as_of.errors = [_("Đã có số liệu của ngày này. Nếu số cũ sai, mời hủy dòng ấy trước.")]
        return None
    except Invalid as refused:
        field = str(refused.facts.get("field"))
        form[field].errors = [_count_words(field)]
        return None
    flash(_("Đã ghi số liệu."), "success")
    return see_other(page)


def _count_words(field: str) -> str:
    if field == "as_of":
        return str(_("Ngày này trước ngày thành lập. Mời xem lại."))
    return str(_("Số phụ nữ không thể nhiều hơn tổng số. Mời xem lại hai số."))


def _row(enterprise_id: int) -> Enterprise:
    return get_enterprise(enterprise_id, current_scope())


def _done_before(enterprise_id: int) -> Response:
    flash(_("Việc này đã được ghi trước đó."), "info")
    return see_other(page_of(_row(enterprise_id)))


def _ask(template: str, row: Enterprise, form: Form, title: str, about: str = "") -> Response:
    page = render_template(template, row=row, form=form, title=title, about=about, here=request.path)
    return make_response(page, 422 if request.method == "POST" else 200)
