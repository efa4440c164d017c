"""Giving a supported woman somebody who stands by her, ending that, and taking a mistake back."""

from collections.abc import Mapping

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from marketplace.association.queries import find_unit_in
from marketplace.core.clock import today
from marketplace.core.errors import Invalid, TooMany
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from marketplace.programme.errors import DoneBefore, MayBeKnown
from marketplace.programme.models import Mentorship
from marketplace.programme.queries import is_known_in, lock_mentorship
from marketplace.programme.services import end_mentorship, enter_woman, give_mentor, void_mentorship
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.visitor import current_scope, officer_actor, signed_in_person
from marketplace.web.staff.act_pages import ActPage, do_act, say_fault, show_act
from marketplace.web.staff.forms.funding import ActForm, WhyForm
from marketplace.web.staff.forms.visits import MentorEndForm, MentorForm
from marketplace.web.staff.likely_people import ANOTHER, Found, chosen_woman, find_people, phone_in, show_likely
from marketplace.web.staff.unit_choices import units_around
from marketplace.web.staff.women import get_woman

PURPOSE = "mentor"  # of a look-up by phone, in the audit trail


def new(person_id: str) -> Response:
    """Somebody stands by a woman: the officer herself, somebody known, or a new person."""
    woman = get_woman(person_id)
    form = _form(woman, request.form if request.method == "POST" else request.args)
    if request.method == "POST" and form.validate():
        answer = _save(woman, form)
        if answer is not None:
            return answer
    return _page(woman, form, 422 if request.method == "POST" else 200)


def find(person_id: str) -> Response:
    """Find somebody by name or phone; sent as POST, so that names and numbers stay out of addresses and logs."""
    woman, sought = get_woman(person_id), request.form.get("q", "").strip()[:100]
    try:
        found = find_people(sought, PURPOSE)
    except TooMany:
        flash(_("Đã tra nhiều số. Mời đợi một lúc rồi thử lại."), "warning")
        return _page(woman, _form(woman, {}), 429, sought=sought)
    return _page(woman, _form(woman, {}), sought=sought, found=found)


def _form(woman: Person, given: Mapping[str, str]) -> MentorForm:
    form = MentorForm(MultiDict({"began_on": f"{today():%d/%m/%Y}", **given}))
    choices = [(unit.code, unit.name) for unit in units_around(woman)]
    form.unit.choices = choices if len(choices) == 1 else [("", _("Mời chọn đơn vị")), *choices]
    return form


def _page(
    woman: Person,
    form: MentorForm,
    status: int = 200,
    *,
    sought: str = "",
    found: list[Found] | None = None,
    likely: list[Found] | None = None,
) -> Response:
    chosen = _mentor(form) if form.known_id and not likely else None
    page = render_template(
        "staff/support/mentor.html",
        woman=woman,
        herself=signed_in_person(),
        form=form,
        chosen=Found(chosen, is_known_in(chosen, current_scope())) if chosen else None,
        found=found,
        likely=likely,
        another=ANOTHER,
        sought=sought,
    )
    return make_response(page, status)


def _mentor(form: MentorForm) -> Person:
    """The officer herself, or somebody she may know."""
    return signed_in_person() if form.known_id == signed_in_person().public_id else chosen_woman(form)


def _save(woman: Person, form: MentorForm) -> Response | None:
    try:
        with transaction():
            first_time()
            mentor = _mentor(form) if form.known_id else _enter(form)
            unit, day = find_unit_in(current_scope(), form.unit.data), form.began_on.day or today()
            give_mentor(woman, mentor, unit, began_on=day, actor=officer_actor(), scope=current_scope())
            page = leads_to(url_for("staff.support.show", person_id=woman.public_id))
    except MayBeKnown as refused:
        return _ask_who(woman, form, refused.people)
    except DoneBefore:
        form.began_on.errors = [_("Người này đang đồng hành với chị ấy rồi, không cần ghi lại.")]
        return None
    except Invalid:
        form.person.errors = [_("Không ai tự đồng hành với mình. Mời chọn người khác.")]
        return None
    flash(_("Đã ghi người đồng hành với chị %(name)s.", name=woman.full_name), "success")
    return see_other(page)


def _enter(form: MentorForm) -> Person:
    by = {"actor": officer_actor(), "scope": current_scope()}
    name, phone, year = form.full_name.data, form.phone.data or None, form.birth_year.year
    return enter_woman(name, phone, year, other_than=form.other_than, **by)  # type: ignore[arg-type]


def _ask_who(woman: Person, form: MentorForm, people: list[Person]) -> Response | None:
    try:
        likely = show_likely(people, phone_in(form.phone.data or ""), PURPOSE)
    except TooMany:
        form.phone.errors = [_("Đã tra nhiều số. Mời đợi một lúc rồi thử lại.")]
        return None
    form.person.errors = [_("Có thể người này đã có trong danh sách. Mời chọn đúng người rồi lưu.")]
    return _page(woman, form, 422, likely=likely)


def end(mentorship_id: int) -> Response:
    """The last day on which somebody stands by her."""
    form = MentorEndForm(request.form)
    page = _act_page(mentorship_id, _("Ghi kết thúc đồng hành"), _("Lưu ngày kết thúc"))

    def act(_file: int | None) -> None:
        row = _locked(mentorship_id)
        end_mentorship(row, ended_on=form.ended_on.day or today(), actor=officer_actor(), scope=current_scope())

    words = {"ended_on": _("Ngày này trước ngày bắt đầu đồng hành. Mời xem lại.")}
    return _answered(page, form, act, _("Đã ghi ngày kết thúc đồng hành."), words)


def void(mentorship_id: int) -> Response:
    """It was written down by mistake."""
    form = WhyForm(request.form)
    page = _act_page(mentorship_id, _("Hủy người đồng hành ghi nhầm"), _("Hủy dòng này"))

    def act(_file: int | None) -> None:
        void_mentorship(_locked(mentorship_id), why=form.why.data, actor=officer_actor(), scope=current_scope())

    return _answered(page, form, act, _("Đã hủy dòng ghi nhầm."), {})


def _answered(page: ActPage, form: ActForm, act: object, done: str, words: dict[str, str]) -> Response:
    try:
        return do_act(page, form, act, done)  # type: ignore[arg-type]
    except Invalid as fault:
        say_fault(form, fault, words)
        return show_act(page, form, 422)


def _act_page(mentorship_id: int, title: str, button: str) -> ActPage:
    row = _locked(mentorship_id)
    back = url_for("staff.support.show", person_id=row.woman.public_id)
    lead = _("%(mentor)s đồng hành với chị %(woman)s", mentor=row.person.full_name, woman=row.woman.full_name)
    return ActPage(title, lead, button, back, ((back, row.woman.full_name),))


def _locked(mentorship_id: int) -> Mentorship:
    return lock_mentorship(mentorship_id, current_scope())
