"""/classes/<code>: a class to register for, by phone or, signed in, with one tap; nobody learns who is in its list."""

import wtforms
from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from marketplace.association.scope import EVERYTHING
from marketplace.core import throttles
from marketplace.core.clock import today
from marketplace.core.errors import Conflict, TooMany
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from marketplace.training.errors import ClassCancelled, ClassOver
from marketplace.training.models import Enrolment, TrainingClass
from marketplace.training.queries import counts_of, find_enrolment, get_class, lock_class
from marketplace.training.services import register_by_phone, register_herself, withdraw_herself
from marketplace.training.states import OPEN_STATES
from marketplace.web.parts.day_field import birth_year_of
from marketplace.web.parts.forms import AtMost, Form, PersonName, Required
from marketplace.web.parts.number_fields import YearField
from marketplace.web.parts.phone_field import PhoneField
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.visitor import (
    buyer_actor,
    current_person,
    signed_in_person,
    visitor_address,
)
from marketplace.web.words.limits import too_many_words
from marketplace.web.words.training import state_of_class, topic_words

OF_ADDRESS = 120  # an hour: a whole hall may stand behind one address
OF_CLASS = 1000  # a day


class RegisterForm(Form):
    """Who registers."""

    full_name = wtforms.StringField(
        _l("Họ và tên"), [Required(_l("Vui lòng nhập họ và tên.")), AtMost(120), PersonName()]
    )
    birth_year = YearField(
        _l("Năm sinh"),
        [Required(_l("Vui lòng nhập năm sinh, ví dụ 1985."))],
        years=lambda: range(1920, today().year - 9),
        of_two_figures=birth_year_of,
        refusal=_l("Vui lòng nhập năm sinh bằng bốn chữ số, ví dụ 1985."),
    )
    phone = PhoneField(_l("Số điện thoại"), [Required(_l("Vui lòng nhập số điện thoại.")), AtMost(30)])


def show(code: str) -> Response:
    """The class, and how to register for it."""
    return _page(get_class(code.upper(), EVERYTHING), RegisterForm())


def register(code: str) -> Response:
    """Register: with name, year of birth and phone, or, signed in, as oneself; twice is once."""
    row = get_class(code.upper(), EVERYTHING)
    person = current_person()
    form = RegisterForm(request.form)
    if person is None and not form.validate():
        return _page(row, form, 422)
    try:
        with transaction():
            throttles.spend(f"class:{visitor_address()}", limit=OF_ADDRESS, seconds=3600)
            throttles.spend(f"class:{row.id}", limit=OF_CLASS, seconds=24 * 3600)
            _register(lock_class(row.code), person, form)
    except TooMany as refused:
        flash(too_many_words(refused), "warning")
        return _page(row, form, 429)
    except (ClassCancelled, ClassOver):
        flash(_("Lớp này không nhận đăng ký nữa."), "warning")
        return see_other(url_for("storefront.classes.show", code=row.code))
    flash(_("Đã nhận đăng ký. Nếu lớp hết chỗ, ai đăng ký sau được xếp chờ theo thứ tự."), "success")
    return see_other(url_for("storefront.classes.show", code=row.code))


def leave(code: str) -> Response:
    """She does not come after all; her place goes to who waits longest."""
    try:
        with transaction():
            row = lock_class(code.upper())
            one = find_enrolment(row.id, signed_in_person().id)
            if one is not None:
                withdraw_herself(one, actor=buyer_actor())
        flash(_("Đã rút tên. Chỗ của chị được dành cho người đang chờ."), "success")
    except Conflict:
        flash(_("Chị đã dự lớp này, nên không rút tên được nữa."), "info")
    return see_other(url_for("storefront.classes.show", code=code.upper()))


def _register(row: TrainingClass, person: Person | None, form: RegisterForm) -> Enrolment:
    if person is not None:
        return register_herself(row, person, actor=buyer_actor())
    name, phone = form.full_name.data, form.phone.e164 or ""
    return register_by_phone(row, name, phone, form.birth_year.year, actor=buyer_actor())


def _page(row: TrainingClass, form: RegisterForm, status: int = 200) -> Response:
    person = current_person()
    mine = find_enrolment(row.id, person.id) if person is not None else None
    page = render_template(
        "storefront/classes/show.html",
        row=row,
        form=form,
        person=person,
        mine=mine if mine is not None and mine.withdrawn_at is None else None,
        is_open=row.status in OPEN_STATES,
        is_full=counts_of([row.id])[row.id].seated >= row.capacity,
        state=state_of_class(row),
        topic=topic_words()[row.topic],
    )
    return make_response(page, status)
