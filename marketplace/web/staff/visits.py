"""Visits to supported women: written down on a phone, next steps done and reopened, mistakes taken back."""

from typing import Any

from flask import Response, flash, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import CombinedMultiDict

from marketplace.association.queries import find_unit_in, find_unit_of_area
from marketplace.core.clock import today
from marketplace.core.errors import Invalid, NotFound
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from marketplace.people.queries import find_person
from marketplace.programme.queries import get_visit, lock_visit, mentors_now
from marketplace.programme.services import finish_step, record_visit, reopen_step, void_visit
from marketplace.web.parts.papers import private_picture
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.visitor import current_scope, officer_actor, signed_in_person
from marketplace.web.staff.act_pages import ActPage, do_act, say_fault, show_act
from marketplace.web.staff.forms.funding import WhyForm
from marketplace.web.staff.forms.visits import VisitForm, visit_form
from marketplace.web.staff.unit_choices import units_around
from marketplace.web.staff.women import get_woman


def new(person_id: str) -> Response:
    """A visit or a call to a woman of the territory."""
    woman = get_woman(person_id)
    given: Any = CombinedMultiDict([request.form, request.files]) if request.method == "POST" else None
    home = find_unit_of_area(woman.area_code) if woman.area_code else None
    form = visit_form(given, units_around(woman), home, signed_in_person(), mentors_now([woman.id])[woman.id])
    back = url_for("staff.support.show", person_id=woman.public_id)
    lead = _("Chỉ cần ngày và một dòng. Việc tiếp theo hiện ngay trên trang của chị ấy.")
    crumbs = ((url_for("staff.follow_up.index"), _("Theo dõi, thăm hỏi")), (back, woman.full_name))
    title = _("Ghi thăm hỏi chị %(name)s", name=woman.full_name)
    page = ActPage(title, lead, _("Lưu"), back, crumbs, is_once=True)

    def act(photo_id: int | None) -> None:
        first_time()
        record_visit(
            woman,
            find_unit_in(current_scope(), form.unit.data),
            _visitor(woman, form),
            visited_on=form.visited_on.day or today(),
            way=form.way.data,
            seen=form.seen.data or "",
            next_step=form.next_step.data or "",
            next_due_on=form.next_due_on.day,
            photo_id=photo_id,
            actor=officer_actor(),
            scope=current_scope(),
        )
        leads_to(back)

    try:
        return do_act(page, form, act, _("Đã ghi lần thăm hỏi chị %(name)s.", name=woman.full_name))
    except Invalid as fault:
        say_fault(form, fault, {"next_due_on": _("Hạn không thể trước ngày thăm. Mời xem lại.")})
        return show_act(page, form, 422)


def _visitor(woman: Person, form: VisitForm) -> Person:
    """The officer herself, or one of those who stand by the woman."""
    chosen = form.visitor.data if "visitor" in form else None
    person = find_person(chosen) if chosen else signed_in_person()
    if person is None or person.id not in {signed_in_person().id, *_mentor_ids(woman)}:
        raise NotFound(person=chosen)
    return person


def _mentor_ids(woman: Person) -> set[int]:
    return {row.person_id for row in mentors_now([woman.id])[woman.id]}


def done(visit_id: int) -> Response:
    """The next step is done."""
    with transaction():
        row = lock_visit(visit_id, current_scope())
        is_new = finish_step(row, actor=officer_actor(), scope=current_scope())
    flash(
        _("Đã ghi: việc này đã xong.") if is_new else _("Việc này đã được ghi trước đó."),
        "success" if is_new else "info",
    )
    return see_other(url_for("staff.support.show", person_id=row.person.public_id) + f"#visit-{row.id}")


def reopen(visit_id: int) -> Response:
    """The next step is not done after all."""
    with transaction():
        row = lock_visit(visit_id, current_scope())
        is_new = reopen_step(row, actor=officer_actor(), scope=current_scope())
    flash(_("Đã ghi lại: việc này chưa xong.") if is_new else _("Việc này đã được ghi trước đó."), "info")
    return see_other(url_for("staff.support.show", person_id=row.person.public_id) + f"#visit-{row.id}")


def void(visit_id: int) -> Response:
    """A visit was written down by mistake."""
    form, row = WhyForm(request.form), get_visit(visit_id, current_scope())
    back = url_for("staff.support.show", person_id=row.person.public_id)
    crumbs = ((back, row.person.full_name),)
    page = ActPage(_("Hủy lần thăm ghi nhầm"), row.person.full_name, _("Hủy lần thăm"), back, crumbs)

    def act(_file: int | None) -> None:
        void_visit(
            lock_visit(visit_id, current_scope()), why=form.why.data, actor=officer_actor(), scope=current_scope()
        )

    return do_act(page, form, act, _("Đã hủy lần thăm ghi nhầm."))


def photo(visit_id: int) -> Response:
    """The picture of a visit, for officers of the territory."""
    row = get_visit(visit_id, current_scope())
    if row.photo_id is None:
        raise NotFound(photo=visit_id)
    return private_picture(row.photo_id, f"tham-hoi-{row.id}")
