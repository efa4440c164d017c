"""The list of a class: a woman found and entered, who waits taken all the same, who withdraws or is no trainee."""

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.core.errors import Conflict
from marketplace.core.transactions import transaction
from marketplace.programme.errors import MayBeKnown
from marketplace.training.errors import AlreadyCertified, AlreadyEnrolled, ClassCancelled, ClassOver, HasAttendance
from marketplace.training.models import TrainingClass
from marketplace.training.queries import counts_of, get_class, get_enrolment, lock_call, lock_class
from marketplace.training.services import (
    enrol,
    say_called,
    take_back_called,
    take_beyond_capacity,
    void_enrolment,
    withdraw,
)
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.visitor import current_scope, officer_actor
from marketplace.web.staff.entered_women import (
    NOBODY_SOUGHT,
    Search,
    ask_who,
    enter_or_choose,
    facts_of_page,
    is_of_commune,
    search_sent,
)
from marketplace.web.staff.forms.training import TraineeForm, WhyForm, trainee_form
from marketplace.web.staff.likely_people import Found

PURPOSE = "class"  # of a look-up by phone, in the audit trail


def new(code: str) -> Response:
    """Enter a woman: somebody found before, or a new person."""
    row = get_class(code, current_scope())
    form = trainee_form(request.form if request.method == "POST" else request.args)
    if request.method == "POST" and form.validate() and _is_of_commune(row, form):
        answer = _save(row, form)
        if answer is not None:
            return answer
    return _page(row, form, 422 if request.method == "POST" else 200)


def find(code: str) -> Response:
    """Find a woman by name or phone within the territory, or by exact phone elsewhere, before she is entered.

    Sent as POST, so that names and numbers stay out of addresses and logs.
    """
    row = get_class(code, current_scope())
    search = search_sent(PURPOSE)
    return _page(row, trainee_form({}), 429 if search.refused else 200, search)


def leave(code: str, enrolment_id: int) -> Response:
    """She does not take part after all; her place goes to who waits longest."""
    try:
        with transaction():
            row = lock_class(code, current_scope())
            one = get_enrolment(row, enrolment_id)
            withdraw(one, actor=officer_actor(), scope=current_scope())
        flash(_("Đã ghi: chị %(name)s không dự lớp này.", name=one.person.full_name), "success")
    except HasAttendance:
        flash(_("Chị ấy đã có mặt ở lớp. Nếu điểm danh nhầm, mời sửa điểm danh trước."), "error")
    except Conflict:
        flash(_("Việc này đã được ghi trước đó."), "info")
    return _back(code)


def take(code: str, enrolment_id: int) -> Response:
    """Take who waits, though the class is full."""
    try:
        with transaction():
            row = lock_class(code, current_scope())
            one = get_enrolment(row, enrolment_id)
            take_beyond_capacity(one, actor=officer_actor(), scope=current_scope())
        flash(_("Đã nhận thêm chị %(name)s ngoài số chỗ.", name=one.person.full_name), "success")
    except (ClassCancelled, ClassOver):
        flash(_("Lớp này không nhận thêm người nữa."), "error")
    except Conflict:
        flash(_("Việc này đã được ghi trước đó."), "info")
    return _back(code)


def called(code: str, call_id: int) -> Response:
    """An officer called somebody whom no message reached."""
    with transaction():
        call = lock_call(get_class(code, current_scope()), call_id)
        is_new = say_called(call, actor=officer_actor(), scope=current_scope())
        name = call.enrolment.person.full_name
    if is_new:
        flash(_("Đã ghi: đã gọi báo chị %(name)s.", name=name), "success")
    else:
        flash(_("Việc này đã được ghi trước đó."), "info")
    return see_other(url_for("staff.classes.show", code=code) + "#calls")


def not_called(code: str, call_id: int) -> Response:
    """Take back that she was called."""
    with transaction():
        call = lock_call(get_class(code, current_scope()), call_id)
        is_new = take_back_called(call, actor=officer_actor(), scope=current_scope())
        name = call.enrolment.person.full_name
    if is_new:
        flash(_("Đã ghi lại: chưa gọi chị %(name)s.", name=name), "success")
    else:
        flash(_("Không sửa được: chưa ghi đã gọi, hoặc có tin mới hơn cần gọi."), "info")
    return see_other(url_for("staff.classes.show", code=code) + "#calls")


def void(code: str, enrolment_id: int) -> Response:
    """Take somebody out who never was in this class, with the reason."""
    row = get_class(code, current_scope())
    one = get_enrolment(row, enrolment_id)
    form = WhyForm(request.form)
    if request.method == "POST" and form.validate():
        try:
            with transaction():
                row = lock_class(code, current_scope())
                one = get_enrolment(row, enrolment_id)
                void_enrolment(one, why=form.why.data, actor=officer_actor(), scope=current_scope())
            flash(_("Đã hủy dòng ghi nhầm."), "success")
        except AlreadyCertified:
            flash(_("Chị ấy đã được cấp giấy chứng nhận. Mời thu hồi giấy trước."), "error")
        except Conflict:
            flash(_("Việc này đã được ghi trước đó."), "info")
        return _back(code)
    page = render_template("staff/classes/void.html", row=row, one=one, form=form)
    return make_response(page, 422 if request.method == "POST" else 200)


def _is_of_commune(row: TrainingClass, form: TraineeForm) -> bool:
    words = _("Lớp này không do một xã mở, nên chưa ghi thôn ở đây được. Mời để trống.")
    return is_of_commune(row.unit, form, words)


def _save(row: TrainingClass, form: TraineeForm) -> Response | None:
    try:
        with transaction():
            first_time()
            locked = lock_class(row.code, current_scope())
            woman = enter_or_choose(locked.unit, form)
            beyond = bool(form.beyond.data)
            one = enrol(locked, woman, actor=officer_actor(), scope=current_scope(), beyond=beyond)
            page = leads_to(url_for("staff.classes.show", code=row.code))
    except MayBeKnown as refused:
        return ask_who(form, refused.people, PURPOSE, lambda likely: _page(row, form, 422, likely=likely))
    except AlreadyEnrolled:
        form.full_name.errors = [_("Chị ấy đã có trong danh sách lớp này.")]
        return None
    except (ClassCancelled, ClassOver):
        form.full_name.errors = [_("Lớp này đã hủy hoặc đã kết thúc, nên không ghi thêm người.")]
        return None
    name = woman.full_name
    done = _("Đã ghi chị %(name)s vào danh sách lớp.", name=name)
    flash(done if one.is_seated else _("Lớp đã đủ chỗ: chị %(name)s được xếp chờ.", name=name), "success")
    return see_other(page)


def _page(
    row: TrainingClass,
    form: TraineeForm,
    status: int = 200,
    search: Search = NOBODY_SOUGHT,
    *,
    likely: list[Found] | None = None,
) -> Response:
    is_full = counts_of([row.id])[row.id].seated >= row.capacity
    facts = facts_of_page(form, search, likely)
    return make_response(render_template("staff/classes/enter.html", row=row, is_full=is_full, **facts), status)


def _back(code: str) -> Response:
    return see_other(url_for("staff.classes.show", code=code) + "#people")
