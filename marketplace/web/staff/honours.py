"""«Khen thưởng»: honours of women, models and units; entered, consented to, revoked everywhere at once, restored."""

from collections.abc import Mapping
from functools import partial

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.association.models import Unit
from marketplace.association.queries import find_unit_in
from marketplace.core.errors import Conflict, NotFound, TooMany
from marketplace.core.transactions import transaction
from marketplace.honours.errors import AlreadyHonoured, ExpiresBeforeItBegan
from marketplace.honours.models import Honour
from marketplace.honours.queries import get_honour, list_honours, lock_honour, state_of
from marketplace.honours.services import (
    note_consent,
    note_withdrawal,
    record_honour,
    restore_honour,
    revoke_honour,
)
from marketplace.honours.titles import MODEL, PERSON
from marketplace.media.errors import PhotoRefused, QuotaReached
from marketplace.media.models import Photo
from marketplace.people.models import Person
from marketplace.people.purposes import HONOUR
from marketplace.people.queries import find_consent
from marketplace.programme.errors import MayBeKnown
from marketplace.programme.services import enter_woman
from marketplace.web.parts.pictures import picture
from marketplace.web.parts.uploads import refusal_words, sent_files, take_photo
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.visitor import current_scope, officer_actor, signed_in_person
from marketplace.web.staff.forms.honours import HonourForm, RevokeForm, honour_form
from marketplace.web.staff.likely_people import chosen_woman, find_people, show_likely, who_page
from marketplace.web.staff.unit_choices import units_around
from marketplace.web.words.honours import awardee_words, level_words, state_words, title_of, title_words

LOOK_UP = "honour"  # of a look-up by phone, in the audit trail
_new_page = partial(who_page, "staff/honours/new.html")


def index() -> str:
    """The honours that units of the territory keep, the newest decision first."""
    state = request.args.get("state", "")
    state = state if state in state_words() else ""
    page = list_honours(current_scope(), request.args.get("after"), state=state)
    return render_template("staff/honours/index.html", page=page, state=state, states=state_words(), title_of=title_of)


def find() -> Response:
    """Find the honoured woman by name or phone; sent as POST, so that names stay out of addresses and logs."""
    sought = request.form.get("q", "").strip()[:100]
    form = _form({"awardee": PERSON})
    try:
        return _new_page(form, sought=sought, found=find_people(sought, LOOK_UP))
    except TooMany:
        flash(_("Đã tra nhiều số. Mời đợi một lúc rồi thử lại."), "warning")
        return _new_page(form, 429, sought=sought)


def new() -> Response:
    """Enter an honour as its decision says."""
    given = request.form if request.method == "POST" else {"awardee": PERSON, **request.args}
    form = _form(given)
    if request.method == "POST" and form.validate():
        answer = _save(form)
        if answer is not None:
            return answer
    return _new_page(form, 422 if request.method == "POST" else 200)


def show(number: str) -> Response:
    """One honour: what its decision says, whether the public sees it, and what can be done."""
    return _show(get_honour(number, current_scope()), RevokeForm())


def revoke(number: str) -> Response:
    """Take an honour off every page at once, with the reason."""
    form = RevokeForm(request.form)
    if not form.validate():
        return _show(get_honour(number, current_scope()), form)
    try:
        with transaction():
            honour = lock_honour(number, current_scope())
            revoke_honour(honour, why=form.why.data, actor=officer_actor(), scope=current_scope())
        flash(_("Đã gỡ khỏi mọi trang công khai."), "success")
    except Conflict:
        flash(_("Việc này đã được ghi trước đó."), "info")
    return _back_to(number)


def restore(number: str) -> Response:
    """Let an honour stand again that was revoked by mistake."""
    try:
        with transaction():
            restore_honour(lock_honour(number, current_scope()), actor=officer_actor(), scope=current_scope())
        flash(_("Đã đăng lại."), "success")
    except AlreadyHonoured as refused:
        flash(_already_words(refused.honour), "error")
    except Conflict:
        flash(_("Việc này đã được ghi trước đó."), "info")
    return _back_to(number)


def consent(number: str) -> Response:
    """Write down that she signed her consent."""
    with transaction():
        first_time()
        note_consent(_of_a_woman(number), actor=officer_actor(), scope=current_scope())
        leads_to(url_for("staff.honours.show", number=number))
    flash(_("Đã ghi chị ấy đồng ý đăng công khai."), "success")
    return _back_to(number)


def withdraw(number: str) -> Response:
    """Write down that she wants it no more: all her honours leave the public pages at once."""
    with transaction():
        note_withdrawal(_of_a_woman(number), actor=officer_actor(), scope=current_scope())
    flash(_("Đã ghi chị ấy rút lại. Mọi khen thưởng của chị ấy không còn hiện công khai."), "success")
    return _back_to(number)


def _of_a_woman(number: str) -> Honour:
    honour = lock_honour(number, current_scope())
    if honour.person is None:
        raise NotFound(honour=number)
    return honour


def _form(given: Mapping[str, str]) -> HonourForm:
    form = honour_form(given, [])
    return honour_form(given, units_around(chosen_woman(form) if form.known_id else None))


def _save(form: HonourForm) -> Response | None:
    try:
        photo = _photo()
    except (PhotoRefused, QuotaReached) as refused:
        form.photo.errors = [refusal_words(refused)]
        return None
    try:
        with transaction():
            first_time()
            honour = _record(form, photo)
            if form.consents.data and honour.person is not None:
                note_consent(honour, actor=officer_actor(), scope=current_scope())
            page = leads_to(url_for("staff.honours.show", number=honour.number))
    except MayBeKnown as refused:
        return _ask_who_she_is(form, refused.people)
    except AlreadyHonoured as refused:
        form.decision_number.errors = [_already_words(refused.honour)]
        return None
    except ExpiresBeforeItBegan:
        form.expires_on.errors = [_("Ngày này trước ngày quyết định. Mời xem lại.")]
        return None
    flash(_("Đã lưu khen thưởng."), "success")
    return see_other(page)


def _photo() -> Photo | None:
    sent = sent_files("photo")
    return take_photo(sent[0], signed_in_person().id) if sent else None


def _record(form: HonourForm, photo: Photo | None) -> Honour:
    return record_honour(
        find_unit_in(current_scope(), form.unit.data),
        _awardee(form),
        title=form.title.data,
        title_said=form.title_said.data or "",
        citation=form.citation.data,
        level=form.level.data,
        issuer=form.issuer.data,
        decision_number=form.decision_number.data,
        decided_on=form.decision_day,
        year=form.year.year,
        theme=form.theme.data or "",
        expires_on=form.expires_on.day,
        photo=photo,
        actor=officer_actor(),
        scope=current_scope(),
    )


def _awardee(form: HonourForm) -> Person | Unit | str:
    if form.awardee.data == PERSON:
        return chosen_woman(form) if form.known_id else _enter(form)
    if form.awardee.data == MODEL:
        return str(form.model_name.data)
    return find_unit_in(current_scope(), form.honoured_unit.data)


def _enter(form: HonourForm) -> Person:
    return enter_woman(
        form.full_name.data,
        None,
        form.birth_year.year,
        other_than=form.other_than,
        actor=officer_actor(),
        scope=current_scope(),
    )


def _ask_who_she_is(form: HonourForm, people: list[Person]) -> Response | None:
    """Show the people she may be, for the officer to choose."""
    form.person.errors = [_("Có thể chị ấy đã có trong danh sách. Mời chọn đúng người rồi lưu.")]
    return _new_page(form, 422, likely=show_likely(people, None, LOOK_UP))


def _already_words(honour: Honour) -> str:
    facts = {"title": title_of(honour.title, honour.title_said), "name": honour.awarded_to, "number": honour.number}
    return str(_("%(name)s đã có “%(title)s” theo quyết định này, mã %(number)s.", **facts))


def _show(honour: Honour, form: RevokeForm) -> Response:
    photo = honour.photo
    page = render_template(
        "staff/honours/show.html",
        honour=honour,
        form=form,
        state=state_of(honour),
        consents=honour.person is not None and find_consent(honour.person.id, HONOUR) is not None,
        states=state_words(),
        title=title_of(honour.title, honour.title_said),
        levels=level_words(),
        awardees=awardee_words(),
        titles=title_words(),
        photo_of=picture(photo.public_id, honour.awarded_to, photo.width, photo.height) if photo else None,
    )
    return make_response(page, 422 if form.errors else 200)


def _back_to(number: str) -> Response:
    return see_other(url_for("staff.honours.show", number=number))
