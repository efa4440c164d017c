"""An officer writes down the application of a woman without a phone, who sits beside her with her papers."""

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.accounts.queries import find_account_of
from marketplace.core.errors import NotAllowed, TooMany
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from marketplace.programme.errors import MayBeKnown
from marketplace.programme.services import enter_woman, get_shown_woman
from marketplace.sellers import steps
from marketplace.sellers.checklist import applying
from marketplace.sellers.errors import BadAnswer
from marketplace.sellers.models import Application
from marketplace.sellers.policies import can_decide
from marketplace.sellers.queries import find_application_of
from marketplace.sellers.services import answer, start_application, submit_application
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.visitor import current_offices, current_scope, officer_actor
from marketplace.web.staff.forms.application import EnteredForm
from marketplace.web.staff.likely_people import ANOTHER, Found, show_likely
from marketplace.web.words.applications import consent_words, form_words, goods_words, refusal_words


class HasHerOwn(Exception):
    """She has an account or an application of her own."""


def new() -> Response:
    """Everything on one page; handed in at once, to be marked and decided like any other."""
    form = EnteredForm(request.form if request.method == "POST" else None)
    if request.method == "GET" or "choose_province" in request.form:
        return _page(form)
    if not form.validate():
        return _page(form, 422)
    try:
        with transaction():
            first_time()
            application = _enter(form)
            page = leads_to(url_for("staff.applications.show", number=application.number))
    except MayBeKnown as refused:
        return _ask_who_she_is(form, refused.people)
    except BadAnswer as refused:
        return _say(form, refused.field, refusal_words(refused.field, refused.why))
    except HasHerOwn:
        return _say(form, "full_name", _("Chị ấy đã có tài khoản hoặc hồ sơ. Mời chị ấy tự ghi, hoặc mở hồ sơ đã có."))
    except NotAllowed:
        return _say(form, "commune", _("Nơi này ngoài địa bàn của chị. Mời chị ấy gặp Hội nơi đang ở."))
    flash(_("Đã ghi và nộp hồ sơ. Mời xem lại từng mục rồi duyệt."), "success")
    return see_other(page)


def _enter(form: EnteredForm) -> Application:
    person, by = _person_of(form), officer_actor()
    if find_account_of(person.id) is not None or find_application_of(person.id) is not None:
        raise HasHerOwn()
    application = start_application(person, by)
    for step, values in form.answers().items():
        answer(application, step, values, by)
    shown = {code for code, needed in applying(application).items() if needed.takes_papers} - {"identity"}
    answer(application, steps.PAPERS, {"in_person": shown}, by)
    if not can_decide(by, current_offices(), application):
        raise NotAllowed(why="not_your_territory")
    submit_application(application, by)
    return application


def _person_of(form: EnteredForm) -> Person:
    by, scope = officer_actor(), current_scope()
    if form.person.data and form.person.data != ANOTHER:
        return get_shown_woman(form.person.data, actor=by, scope=scope)
    other_than = set((form.shown.data or "").split()) if form.person.data == ANOTHER else set()
    year = form.birth_date.day.year if form.birth_date.day else None
    return enter_woman(form.full_name.data, form.phone.e164, year, other_than=other_than, actor=by, scope=scope)


def _ask_who_she_is(form: EnteredForm, people: list[Person]) -> Response:
    try:
        likely = show_likely(people, form.phone.e164)
    except TooMany:
        return _say(form, "phone", _("Đã tra nhiều số. Mời đợi một lúc rồi thử lại."))
    form.person.errors = [_("Có thể chị ấy đã có trong danh sách. Mời chọn đúng người rồi lưu.")]
    return _page(form, 422, likely)


def _say(form: EnteredForm, field: str, words: str) -> Response:
    form[field if field in form else "full_name"].errors = [words]
    return _page(form, 422)


def _page(form: EnteredForm, status: int = 200, likely: list[Found] | None = None) -> Response:
    page = render_template(
        "staff/applications/new.html",
        form=form,
        likely=likely,
        another=ANOTHER,
        consents=[words for code, words in consent_words().items()],
        form_words=form_words,
        goods_words=goods_words,
    )
    return make_response(page, status)
