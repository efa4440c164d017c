"""The list of a class: a woman found and entered, who waits taken all the same, who withdraws or is no trainee."""

from collections.abc import Mapping
from typing import Any

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.association.models import Unit
from marketplace.association.queries import commune_of
from marketplace.core.errors import Conflict, TooMany
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from marketplace.people.services import keep_address
from marketplace.programme.errors import MayBeKnown
from marketplace.programme.queries import is_known_in
from marketplace.programme.services import enter_woman
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
from marketplace.web.staff.class_places import village_in
from marketplace.web.staff.forms.training import TraineeForm, WhyForm, trainee_form
from marketplace.web.staff.likely_people import ANOTHER, Found, chosen_woman, find_people, show_likely

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
    sought = request.form.get("q", "").strip()[:100]
    try:
        found = find_people(sought, PURPOSE)
    except TooMany:
        flash(_("Đã tra nhiều số. Mời đợi một lúc rồi thử lại."), "warning")
        return _page(row, trainee_form({}), 429, sought=sought)
    return _page(row, trainee_form({}), sought=sought, found=found)


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


def enter_new(unit: Unit, told: Mapping[str, Any], other_than: set[str]) -> Person:
    """Somebody new, with her village where it is of the unit's commune; MayBeKnown while she may be somebody known.

    Of a unit that is no commune, `told["commune"]` is the code of the one whose list she stands in: she lives there,
    unless another place was written.
    """
    woman = enter_woman(
        told["full_name"],
        told["phone"] or None,
        told["birth_year"],
        other_than=other_than,
        actor=officer_actor(),
        scope=current_scope(),
    )
    own, said = commune_of(unit), told.get("commune", "")
    area_code = own or said
    village = village_in(unit, told["village"], told.get("wider", ""), said)
    if area_code and (village or (village == "" and not own)):
        keep_address(woman, area_code, village)
    return woman


def _is_of_commune(row: TrainingClass, form: TraineeForm) -> bool:
    """Whether what was written as her village can be one; else it is asked."""
    if form.known_id or village_in(row.unit, form.village.data or "") is not None:
        return True
    words = _("Nơi này không phải thôn của xã mở lớp. Vui lòng ghi tên thôn, hoặc để trống nếu chị ấy ở nơi khác.")
    if not commune_of(row.unit):
        words = _("Lớp này không do một xã mở, nên chưa ghi thôn ở đây được. Mời để trống.")
    form.village.errors = [words]
    return False


def _save(row: TrainingClass, form: TraineeForm) -> Response | None:
    try:
        with transaction():
            first_time()
            locked = lock_class(row.code, current_scope())
            woman = chosen_woman(form) if form.known_id else enter_new(locked.unit, _told(form), form.other_than)
            beyond = bool(form.beyond.data)
            one = enrol(locked, woman, actor=officer_actor(), scope=current_scope(), beyond=beyond)
            page = leads_to(url_for("staff.classes.show", code=row.code))
    except MayBeKnown as refused:
        return _ask_who_she_is(row, form, refused.people)
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


def _told(form: TraineeForm) -> dict[str, Any]:
    return {
        "full_name": form.full_name.data,
        "phone": form.phone.e164,
        "birth_year": form.birth_year.year,
        "village": form.village.data or "",
    }


def _ask_who_she_is(row: TrainingClass, form: TraineeForm, people: list[Person]) -> Response | None:
    try:
        likely = show_likely(people, form.phone.e164, PURPOSE)
    except TooMany:
        form.phone.errors = [_("Đã tra nhiều số. Mời đợi một lúc rồi thử lại.")]
        return None
    form.person.errors = [_("Có thể chị ấy đã có trong danh sách. Mời chọn đúng người rồi lưu.")]
    return _page(row, form, 422, likely=likely)


def _page(
    row: TrainingClass,
    form: TraineeForm,
    status: int = 200,
    *,
    sought: str = "",
    found: list[Found] | None = None,
    likely: list[Found] | None = None,
) -> Response:
    chosen = chosen_woman(form) if form.known_id and not likely else None
    page = render_template(
        "staff/classes/enter.html",
        row=row,
        form=form,
        chosen=Found(chosen, is_known_in(chosen, current_scope())) if chosen else None,
        found=found,
        likely=likely,
        another=ANOTHER,
        sought=sought,
        is_full=counts_of([row.id])[row.id].seated >= row.capacity,
    )
    return make_response(page, status)


def _back(code: str) -> Response:
    return see_other(url_for("staff.classes.show", code=code) + "#people")
