"""Hồ sơ hỗ trợ: finding a woman, recording support given to her, one page a woman, voiding a wrong record."""

from collections.abc import Mapping
from functools import partial

import wtforms
from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from marketplace.association.queries import find_unit_in
from marketplace.core.clock import today
from marketplace.core.errors import Conflict, Invalid, NotFound, TooMany
from marketplace.core.folding import tidy
from marketplace.core.transactions import transaction
from marketplace.people.errors import BadPhone
from marketplace.people.models import Person
from marketplace.people.phones import normalise_phone
from marketplace.people.queries import find_person, get_person, person_now
from marketplace.programme.errors import AlreadyRecorded, HasFunding, MayBeKnown, OutsideProgramme
from marketplace.programme.queries import (
    count_out_of_touch,
    funding_behind,
    funding_of_woman,
    get_programme,
    get_support,
    list_merges,
    list_programmes,
    list_support,
    mentors_of_woman,
    visits_of_woman,
)
from marketplace.programme.services import correct_aim, enter_woman, record_support, void_support
from marketplace.sellers.queries import find_handed_in
from marketplace.web.parts.day_field import PastDayField
from marketplace.web.parts.forms import AtMost, Form, Required, too_long_words
from marketplace.web.parts.number_fields import DongField
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.visitor import current_offices, current_scope, officer_actor
from marketplace.web.staff.forms.funding import AimField
from marketplace.web.staff.likely_people import (
    SaysWho,
    birth_year_field,
    chosen_woman,
    find_people,
    phone_in,
    show_likely,
    who_page,
)
from marketplace.web.staff.programme_choices import outside_words
from marketplace.web.staff.unit_choices import units_of_territory
from marketplace.web.words.funding import aim_examples, aim_words, funded_kinds, funding_states
from marketplace.web.words.funding import way_words as contact_words
from marketplace.web.words.programme import programme_words, support_kinds

MOST_WHY = 300
_new_page = partial(who_page, "staff/support/new.html")


class SupportForm(SaysWho, Form):
    """One act of support."""

    programme = wtforms.SelectField(_l("Đề án"), [Required(_l("Mời chọn Đề án mà hỗ trợ này thuộc về."))])
    unit = wtforms.SelectField(_l("Đơn vị hỗ trợ"), [Required(_l("Mời chọn đơn vị đã hỗ trợ chị ấy."))])
    person = wtforms.StringField(_l("Chị ấy là ai"))  # the public id of somebody known, or ANOTHER
    shown = wtforms.StringField()  # the public ids of those of whom she is none when ANOTHER is chosen
    full_name = wtforms.StringField(_l("Họ và tên"), [AtMost(120)])
    birth_year = birth_year_field()
    phone = wtforms.StringField(_l("Số điện thoại"), [AtMost(20)])
    kind = wtforms.RadioField(_l("Hình thức hỗ trợ"), validate_choice=False)
    aim = AimField()
    given_on = PastDayField(_l("Ngày hỗ trợ"), [Required(_l("Vui lòng nhập ngày hỗ trợ, ví dụ 21/11/2026."))])
    amount = DongField(_l("Số tiền"))
    funder = wtforms.StringField(_l("Nguồn"), [AtMost(120)])
    idea = wtforms.StringField(_l("Ý tưởng, mô hình"), [AtMost(200)])
    note = wtforms.TextAreaField(_l("Ghi chú"), [AtMost(1000)])

    @property
    def examples(self) -> dict[str, tuple[str, None]]:
        """An example under each aim."""
        return aim_examples()

    def validate_kind(self, field: wtforms.Field) -> None:
        """One of the known kinds."""
        if field.data not in support_kinds():
            raise wtforms.ValidationError(_("Mời chọn hình thức hỗ trợ."))

    def validate_full_name(self, field: wtforms.Field) -> None:
        """A name, unless a known person was chosen."""
        if not self.known_id and not field.data:
            raise wtforms.ValidationError(_("Vui lòng nhập họ và tên của chị được hỗ trợ."))

    def validate_phone(self, field: wtforms.Field) -> None:
        """A phone where one is given."""
        if field.data:
            try:
                normalise_phone(field.data)
            except BadPhone as fault:
                raise wtforms.ValidationError(_("Mời xem lại số điện thoại, ví dụ 0912 345 678.")) from fault


def index() -> str:
    """Support records of the territory, the latest support first; a search stands in the address."""
    text = request.args.get("q", "").strip()[:80]
    page = list_support(current_scope(), request.args.get("after"), text=text, phone=phone_in(text))
    return render_template(
        "staff/support/index.html",
        page=page,
        text=text,
        kinds=support_kinds(),
        aims=aim_words(),
        programme_words=programme_words,
        out_of_touch=count_out_of_touch(current_scope()),
    )


def new() -> str | Response:
    """Record one act of support for a woman found before, or for a new person."""
    form = _form(request.form if request.method == "POST" else request.args)
    if request.method == "POST" and form.validate():
        answer = _save(form)
        if answer is not None:
            return answer
    return _new_page(form, 422 if request.method == "POST" else 200)


def find() -> Response:
    """Find a woman by name or phone within the territory, or by exact phone elsewhere, to avoid duplicates.

    Sent as POST, so that names and numbers stay out of addresses and logs.
    """
    sought = request.form.get("q", "").strip()[:100]
    try:
        found = find_people(sought, "support")
    except TooMany:
        flash(_("Đã tra nhiều số. Mời đợi một lúc rồi thử lại."), "warning")
        return _new_page(_form({"programme": request.form.get("programme", "")}), 429, sought=sought)
    return _new_page(_form({"programme": request.form.get("programme", "")}), sought=sought, found=found)


def show(person_id: str) -> str | Response:
    """One woman's support on one printable page, as far as this territory gave it; a merged record leads on."""
    person = find_person(person_id)
    if person is not None and person.merged_into_id is not None:
        return see_other(url_for("staff.support.show", person_id=person_now(person).public_id))
    return _woman_page(person_id)


def _woman_page(person_id: str, **fault: object) -> str:
    person, scope = find_person(person_id), current_scope()
    if person is None:
        raise NotFound(person=person_id)
    page, files = list_support(scope, person_id=person.id), funding_of_woman(person.id, scope)
    visits, mentors = visits_of_woman(person.id, scope), mentors_of_woman(person.id, scope)
    if not (page.items or files or visits or mentors):
        raise NotFound(person=person_id)
    return render_template(
        "staff/support/show.html",
        files=files,
        file_of=funding_behind([row.id for row in page.items]),
        visits=visits,
        mentors=mentors,
        funded=funded_kinds(),
        file_states=funding_states(),
        aims=aim_words(),
        examples=aim_examples(),
        ways=contact_words(),
        today=today(),
        application=find_handed_in(person.id, current_scope()) if current_offices() else None,
        woman=person,
        merges=list_merges(current_scope(), person.id) if current_offices() else [],
        page=page,
        kinds=support_kinds(),
        programme_words=programme_words,
        most_why=MOST_WHY,
        **fault,
    )


def void(record_id: int) -> Response:
    """Take a wrong record back, with the reason."""
    why = tidy(request.form.get("why", ""))
    if len(why) > MOST_WHY:
        person = get_person(get_support(record_id, current_scope()).person_id)
        said = {"too_long": too_long_words(MOST_WHY), "why": why, "void_id": record_id}
        return make_response(_woman_page(person.public_id, **said), 422)
    try:
        with transaction():
            row = get_support(record_id, current_scope())
            void_support(row, why=why, actor=officer_actor(), scope=current_scope())
            person = get_person(row.person_id)
        flash(_("Đã hủy bản ghi này; con số không còn tính nó nữa."), "success")
    except Invalid:
        person = get_person(get_support(record_id, current_scope()).person_id)
        flash(_("Vui lòng ghi lý do hủy."), "error")
    except HasFunding:
        person = get_person(get_support(record_id, current_scope()).person_id)
        flash(_("Lượt hỗ trợ này có hồ sơ vốn. Mời hủy hồ sơ vốn ghi nhầm trước."), "error")
    except Conflict:
        person = get_person(get_support(record_id, current_scope()).person_id)
        flash(_("Bản ghi này đã được hủy trước đó."), "info")
    return see_other(url_for("staff.support.show", person_id=person.public_id))


def aim(record_id: int) -> Response:
    """Say what a support was for, or say it otherwise."""
    with transaction():
        row = get_support(record_id, current_scope())
        is_new = correct_aim(row, request.form.get("aim", ""), actor=officer_actor(), scope=current_scope())
        person = get_person(row.person_id)
    if is_new:
        flash(_("Đã ghi: hỗ trợ này để %(aim)s.", aim=aim_words()[row.aim].lower()), "success")
    else:
        flash(_("Việc này đã được ghi trước đó."), "info")
    return see_other(url_for("staff.support.show", person_id=person.public_id) + f"#record-{record_id}")


def _form(given: Mapping[str, str]) -> SupportForm:
    form = SupportForm(MultiDict(given))
    programmes = [(p.code, programme_words(p).short_name) for p in list_programmes()]
    form.programme.choices = programmes if len(programmes) == 1 else [("", _("Mời chọn Đề án")), *programmes]
    units = [(unit.code, unit.name) for unit in units_of_territory()]
    form.unit.choices = units if len(units) == 1 else [("", _("Mời chọn đơn vị")), *units]
    form.kind.choices = list(support_kinds().items())
    form.aim.offer()
    return form


def _save(form: SupportForm) -> Response | None:
    try:
        with transaction():
            first_time()
            person = _person_of(form)
            unit = find_unit_in(current_scope(), form.unit.data)
            record_support(
                get_programme(form.programme.data),
                person,
                unit,
                kind=form.kind.data,
                aim=form.aim.data,
                given_on=form.given_on.day or today(),
                amount_dong=form.amount.dong,
                funder=form.funder.data or "",
                idea=form.idea.data or "",
                note=form.note.data or "",
                actor=officer_actor(),
                scope=current_scope(),
            )
            page = leads_to(url_for("staff.support.show", person_id=person.public_id))
    except MayBeKnown as refused:
        return _ask_who_she_is(form, refused.people)
    except OutsideProgramme:
        form.given_on.errors = [outside_words()]
        return None
    except AlreadyRecorded:
        form.given_on.errors = [_("Hỗ trợ này của chị ấy trong ngày này đã được ghi rồi, không cần ghi lại.")]
        return None
    flash(_("Đã ghi lượt hỗ trợ cho chị %(name)s.", name=person.full_name), "success")
    return see_other(page)


def _person_of(form: SupportForm) -> Person:
    if form.known_id:
        return chosen_woman(form)
    return enter_woman(
        form.full_name.data,
        form.phone.data or None,
        form.birth_year.year,
        other_than=form.other_than,
        actor=officer_actor(),
        scope=current_scope(),
    )


def _ask_who_she_is(form: SupportForm, people: list[Person]) -> Response | None:
    """Show the people she may be, for the officer to choose."""
    try:
        likely = show_likely(people, phone_in(form.phone.data or ""))
    except TooMany:
        form.phone.errors = [_("Đã tra nhiều số. Mời đợi một lúc rồi thử lại.")]
        return None
    form.person.errors = [_("Có thể chị ấy đã có trong danh sách. Mời chọn đúng người rồi lưu.")]
    return _new_page(form, 422, likely=likely)
