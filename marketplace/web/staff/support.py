"""Hồ sơ hỗ trợ: recording what a woman was given, one page a woman, taking a wrong record back."""

import wtforms
from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from marketplace.association.models import Unit
from marketplace.core.clock import today
from marketplace.core.errors import Conflict, Invalid, NotFound
from marketplace.core.folding import fold
from marketplace.core.transactions import transaction
from marketplace.people.errors import BadPhone
from marketplace.people.models import Person
from marketplace.people.phones import normalise_phone
from marketplace.people.queries import find_person, get_person
from marketplace.people.services import create_person
from marketplace.programme.errors import AlreadyRecorded, OutsideProgramme
from marketplace.programme.queries import (
    find_unit_in,
    get_programme,
    get_support,
    list_children,
    list_programmes,
    list_support,
    search_people,
    top_unit_of,
)
from marketplace.programme.services import record_support, void_support
from marketplace.web.answers import see_other
from marketplace.web.context import site_settings
from marketplace.web.day_field import PastDayField
from marketplace.web.forms import AtMost, DongField, Form, Required
from marketplace.web.programme_words import support_kinds
from marketplace.web.visitor import current_scope, officer_actor

OLDEST = 1920


class SupportForm(Form):
    """One act of support."""

    programme = wtforms.SelectField(_l("Đề án"))
    unit = wtforms.SelectField(_l("Đơn vị hỗ trợ"))
    person = wtforms.StringField(_l("Mã người"))
    full_name = wtforms.StringField(_l("Họ và tên"), [AtMost(120)])
    birth_year = wtforms.StringField(_l("Năm sinh"), [AtMost(4)])
    phone = wtforms.StringField(_l("Số điện thoại"), [AtMost(20)])
    kind = wtforms.RadioField(_l("Hình thức hỗ trợ"), validate_choice=False)
    given_on = PastDayField(_l("Ngày hỗ trợ"), [Required(_l("Mời ghi ngày hỗ trợ, ví dụ 21/11/2026."))])
    amount = DongField(_l("Số tiền"))
    funder = wtforms.StringField(_l("Nguồn"), [AtMost(120)])
    idea = wtforms.StringField(_l("Ý tưởng, mô hình"), [AtMost(200)])
    note = wtforms.TextAreaField(_l("Ghi chú"), [AtMost(1000)])

    def validate_kind(self, field: wtforms.Field) -> None:
        """One of the known kinds."""
        if field.data not in support_kinds():
            raise wtforms.ValidationError(_("Mời chọn hình thức hỗ trợ."))

    def validate_full_name(self, field: wtforms.Field) -> None:
        """A name, unless a known person was chosen."""
        if not self.person.data and not field.data:
            raise wtforms.ValidationError(_("Mời ghi họ và tên của chị được hỗ trợ."))

    def validate_birth_year(self, field: wtforms.Field) -> None:
        """Four digits of a living person."""
        text = field.data or ""
        if text and not (text.isascii() and text.isdigit() and OLDEST <= int(text) <= today().year - 10):
            raise wtforms.ValidationError(_("Mời ghi năm sinh bằng bốn chữ số, ví dụ 1985."))

    def validate_phone(self, field: wtforms.Field) -> None:
        """A phone where one is given."""
        if field.data:
            try:
                normalise_phone(field.data)
            except BadPhone as fault:
                raise wtforms.ValidationError(_("Mời xem lại số điện thoại, ví dụ 0912 345 678.")) from fault


def index() -> str:
    """Support records of the territory, newest first."""
    page = list_support(current_scope(), request.args.get("after"))
    return render_template("staff/support/index.html", page=page, kinds=support_kinds())


def new() -> str | Response:
    """Record one act of support; a known woman is found by phone or name first, so that she is not made twice."""
    form = _form()
    if request.method == "POST" and form.validate():
        answer = _save(form)
        if answer is not None:
            return answer
    page = render_template(
        "staff/support/new.html",
        form=form,
        chosen=find_person(form.person.data) if form.person.data else None,
        found=_found(),
        sought=request.args.get("q", ""),
    )
    return make_response(page, 422) if request.method == "POST" else page


def show(person_id: str) -> str:
    """One woman's support on one printable page, as far as this territory gave it."""
    person = find_person(person_id)
    page = list_support(current_scope(), person_id=person.id) if person else None
    if person is None or page is None or not page.items:
        raise NotFound(person=person_id)
    return render_template("staff/support/show.html", woman=person, page=page, kinds=support_kinds())


def void(record_id: int) -> Response:
    """Take a wrong record back, with the reason."""
    why = request.form.get("why", "").strip()
    try:
        with transaction():
            row = get_support(record_id, current_scope())
            void_support(row, why=why, actor=officer_actor(), scope=current_scope())
            person = get_person(row.person_id)
        flash(_("Đã rút hồ sơ này; con số không còn tính nó nữa."), "success")
    except Invalid:
        person = get_person(get_support(record_id, current_scope()).person_id)
        flash(_("Mời ghi lý do rút hồ sơ."), "error")
    except Conflict:
        person = get_person(get_support(record_id, current_scope()).person_id)
        flash(_("Hồ sơ này đã được rút trước đó."), "info")
    return see_other(url_for("staff.support.show", person_id=person.public_id))


def _form() -> SupportForm:
    form = SupportForm(request.form if request.method == "POST" else request.args)
    form.programme.choices = [(p.code, p.short_name) for p in list_programmes()]
    form.unit.choices = [(unit.code, unit.name) for unit in _units()]
    form.kind.choices = list(support_kinds().items())
    return form


def _units() -> list[Unit]:
    top = top_unit_of(current_scope(), site_settings().home_province)
    return [*list_children(top), top]


def _found() -> list[Person]:
    sought = request.args.get("q", "").strip()
    if not sought:
        return []
    try:
        phone: str | None = normalise_phone(sought)
    except BadPhone:
        phone = None
    return search_people(fold(sought), phone, current_scope())


def _save(form: SupportForm) -> Response | None:
    try:
        with transaction():
            person = _person_of(form)
            unit = find_unit_in(current_scope(), form.unit.data)
            record_support(
                get_programme(form.programme.data),
                person,
                unit,
                kind=form.kind.data,
                given_on=form.given_on.day or today(),
                amount_dong=form.amount.dong,
                funder=form.funder.data or "",
                idea=form.idea.data or "",
                note=form.note.data or "",
                actor=officer_actor(),
                scope=current_scope(),
            )
    except OutsideProgramme:
        form.given_on.errors = [_("Ngày này nằm ngoài thời gian của Đề án. Mời xem lại ngày hoặc chọn Đề án khác.")]
        return None
    except AlreadyRecorded:
        form.given_on.errors = [_("Hỗ trợ này của chị ấy trong ngày này đã được ghi rồi, không cần ghi lại.")]
        return None
    flash(_("Đã ghi hồ sơ hỗ trợ cho chị %(name)s.", name=person.full_name), "success")
    return see_other(url_for("staff.support.show", person_id=person.public_id))


def _person_of(form: SupportForm) -> Person:
    known = find_person(form.person.data) if form.person.data else None
    if known is not None:
        return known
    year = int(form.birth_year.data) if form.birth_year.data else None
    return create_person(form.full_name.data, form.phone.data or None, birth_year=year)
