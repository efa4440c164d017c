"""Applying to sell: one question a screen, saved at each step, taken up again on any day and any device."""

from typing import Any

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.core.actors import CUSTOMER
from marketplace.core.errors import NotFound, TooMany
from marketplace.core.transactions import transaction
from marketplace.media.errors import PhotoRefused, QuotaReached
from marketplace.media.services import keep_document
from marketplace.people.services import reveal_trait
from marketplace.sellers.card_check import doubts
from marketplace.sellers.checklist import answered_steps, applying, checklist, load_case, steps_of
from marketplace.sellers.errors import BadAnswer, Incomplete, NotOpenToAnswers, TooManyPapers
from marketplace.sellers.models import Application
from marketplace.sellers.queries import find_application_of, lock_application_of
from marketplace.sellers.services import (
    add_evidence,
    answer,
    remove_evidence,
    reveal_account_number,
    start_application,
    submit_application,
)
from marketplace.sellers.shape import Case
from marketplace.sellers.states import MORE_NEEDED, OPEN_TO_ANSWERS
from marketplace.sellers.steps import CONSENT
from marketplace.web.parts.application_answers import bank_words, own_answers_in_words
from marketplace.web.parts.uploads import refusal_words as file_refusal_words
from marketplace.web.parts.uploads import sent_files, take_document
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.posted_form import put_aside, put_aside_before, wants_later
from marketplace.web.plumbing.visitor import acting_as, signed_in_person
from marketplace.web.seller.forms.application import FORMS, Answers, photo_name
from marketplace.web.words.applications import (
    business_example,
    doubt_words,
    form_words,
    goods_words,
    paper_words,
    question_words,
    refusal_words,
    requirement_words,
    side_name,
)

REVIEW = "review"
OWN_REVIEW = "own_review"  # why birth date and account number are decrypted: the applicant checks what she hands in


def begin() -> str | Response:
    """What will be asked, and one button; an application in progress continues where the applicant left it."""
    application = find_application_of(signed_in_person().id)
    if application is None:
        return render_template("seller/apply/begin.html")
    if application.status not in OPEN_TO_ANSWERS:
        return see_other(url_for("seller.application.show"))
    return see_other(next_address(load_case(application)))


def start() -> Response:
    """Begin an application, once."""
    with transaction():
        application = start_application(signed_in_person(), acting_as(CUSTOMER))
    return see_other(next_address(load_case(application)))


def show(step: str) -> str | Response:
    """One question, with what was answered before."""
    case = _case_of(step)
    if isinstance(case, Response):
        return case
    before = put_aside_before() if step != CONSENT else None  # a consent is ticked in the form that gives it
    return _page(case, step, FORMS[step](before, case))


def save(step: str) -> str | Response:
    """Store the answer (photos first, so that none is lost) and go on to the next open question."""
    case = _case_of(step)
    if isinstance(case, Response):
        return case
    faults = _keep_papers(case)
    _take_back_paper()
    if wants_later():
        return put_aside()
    case = load_case(case.application)
    form = FORMS[step](request.form, case)
    if "choose_province" in request.form or "remove" in request.form:
        return _page(case, step, form)
    if not form.validate() or faults:
        return _bad(case, step, form, faults)
    try:
        _keep(form.answers())
    except BadAnswer as refused:
        return _bad(case, step, form, {refused.field: refusal_words(refused.field, refused.why)})
    _tell_what_was_read(form)
    return see_other(_way_on(load_case(_own())))


def review() -> str | Response:
    """All answers of the applicant, to check before they go to the Union."""
    application = find_application_of(signed_in_person().id)
    if application is None or application.status not in OPEN_TO_ANSWERS:
        return see_other(url_for("seller.apply.begin"))
    return _review_page(load_case(application))


def submit() -> str | Response:
    """Hand the application in; what is still missing is listed with links."""
    try:
        with transaction():
            application = lock_application_of(signed_in_person().id)
            submit_application(application, acting_as(CUSTOMER))
    except Incomplete as refused:
        page = _review_page(load_case(_own()), refused.missing)
        return make_response(page, 422)
    except NotOpenToAnswers:
        return see_other(url_for("seller.application.show"))
    flash(_("Chị đã nộp hồ sơ. Hội sẽ xem và trả lời chị."), "success")
    return see_other(url_for("seller.application.show"))


def next_address(case: Case) -> str:
    """Where the applicant continues: the first question without an answer, else the review."""
    answered = answered_steps(case)
    open_steps = [step for step in steps_of(case.application) if step not in answered]
    if open_steps:
        return url_for("seller.apply.show", step=open_steps[0])
    return url_for("seller.apply.review")


def _own() -> Application:
    application = find_application_of(signed_in_person().id)
    if application is None:
        raise NotFound(person=signed_in_person().id)
    return application


def _case_of(step: str) -> Case | Response:
    if step not in FORMS:
        raise NotFound(step=step)
    application = find_application_of(signed_in_person().id)
    if application is None or application.status not in OPEN_TO_ANSWERS:
        return see_other(url_for("seller.apply.begin"))
    if step not in steps_of(application):
        return see_other(next_address(load_case(application)))
    return load_case(application)


def _way_on(case: Case) -> str:
    """Where to go after an answer: the next open question, or for an application sent back the officer's notes."""
    if case.application.status == "more_needed":
        return url_for("seller.application.show")
    return next_address(case)


def _keep(answers: Answers) -> None:
    with transaction():
        application = lock_application_of(signed_in_person().id)
        for step, values in answers.items():
            answer(application, step, values, acting_as(CUSTOMER))


def _keep_papers(case: Case) -> dict[str, str]:
    """Store the photos of this screen; returns the error of each field whose photo was refused."""
    faults: dict[str, str] = {}
    for code, requirement in applying(case.application).items():
        for side in requirement.sides if requirement.takes_papers else ():
            for data in sent_files(photo_name(code, side)):
                fault = _keep_paper(code, side, data)
                faults |= {photo_name(code, side): fault} if fault else {}
    return faults


def _keep_paper(code: str, side: str, data: bytes) -> str:
    person = signed_in_person()
    try:
        prepared = take_document(data, person.id)
        with transaction():
            add_evidence(lock_application_of(person.id), code, keep_document(prepared, person.id), side)
    except (PhotoRefused, QuotaReached) as refused:
        return file_refusal_words(refused)
    except TooManyPapers as refused:
        return str(_("Phần này đã có đủ %(most)d ảnh. Chị bỏ bớt ảnh cũ rồi gửi lại.", most=refused.most))
    return ""


def _take_back_paper() -> None:
    paper_id = request.form.get("remove", type=int)
    if paper_id is not None:
        with transaction():
            remove_evidence(lock_application_of(signed_in_person().id), paper_id)


def _bad(case: Case, step: str, form: Any, faults: dict[str, str]) -> Response:
    for name, text in faults.items():
        if name in form:
            form[name].errors = [text]
        else:
            form.form_errors.append(text)
    return make_response(_page(case, step, form), 422)


def _page(case: Case, step: str, form: Any) -> str:
    order = [*steps_of(case.application), REVIEW]
    number = order.index(step) + 1
    return render_template(
        f"seller/apply/{step}.html",
        form=form,
        case=case,
        words=question_words(step, case.application.legal_form or ""),
        example=business_example(case.application.legal_form or ""),
        number=number,
        total=len(order),
        previous=url_for("seller.apply.show", step=order[number - 2]) if number > 1 else "",
        notes=_notes_on(case, step),
        form_words=form_words,
        goods_words=goods_words,
        paper_words=paper_words,
        side_name=side_name,
        bank=bank_words(case),
    )


def _notes_on(case: Case, step: str) -> list[str]:
    """What officers wrote on the requirements of a question; with the first of them what they said of all."""
    items = [item for item in checklist(case) if step in item.requirement.steps and item.note]
    notes = [item.note for item in items if item.mark and item.mark.verdict in ("missing", "answered")]
    general = case.application.decision_note if case.application.status == MORE_NEEDED else ""
    return [text for text in (*notes, general if notes else "") if text]


def _review_page(case: Case, missing: tuple[str, ...] = ()) -> str:
    order = steps_of(case.application)
    rows = own_answers_in_words(case, _own_birth_date(case), _own_account_number(case))
    return render_template(
        "seller/apply/review.html",
        case=case,
        rows=rows,
        number=len(order) + 1,
        total=len(order) + 1,
        missing=[(requirement_words(code).name, _way_to(case, code)) for code in missing],
        open_steps=[row for row in rows if not row[3]],
        remarks=_remarks(case),
        doubts=[doubt_words(code) for code in doubts(case.application)],
        previous=url_for("seller.apply.show", step=order[-1]),
    )


def _remarks(case: Case) -> list[tuple[str, str, str]]:
    """(what, what officers asked for, where it is changed) of everything they asked for and still miss."""
    asked = [item for item in checklist(case) if item.mark and item.mark.verdict == "missing"]
    return [(requirement_words(item.code).name, item.note, _way_to(case, item.code)) for item in asked]


def _own_birth_date(case: Case) -> str:
    """The applicant's own birth date, decrypted and audited once; «» beyond the rate limit."""
    if "birth_date" not in case.traits:
        return ""
    try:
        with transaction():
            return reveal_trait(signed_in_person(), "birth_date", acting_as(CUSTOMER), OWN_REVIEW)
    except TooMany:
        return ""


def _own_account_number(case: Case) -> str:
    """The applicant's own account number, decrypted and audited once; «» beyond the rate limit."""
    if case.account is None:
        return ""
    try:
        with transaction():
            return reveal_account_number(case.account, acting_as(CUSTOMER), OWN_REVIEW)
    except TooMany:
        return ""


def _way_to(case: Case, code: str) -> str:
    wanted, answered = applying(case.application)[code].steps, answered_steps(case)
    step = next((step for step in wanted if step not in answered), wanted[-1])
    return url_for("seller.apply.show", step=step)


def _tell_what_was_read(form: Any) -> None:
    card = getattr(form, "card", None)
    if card is None:
        return
    facts = {"name": card.full_name.title(), "born": f"{card.born_on:%d/%m/%Y}"}
    flash(_("Đã đọc được từ thẻ: %(name)s, sinh ngày %(born)s. Sai thì chị bấm “Quay lại” để sửa.", **facts), "info")
    for warning in card.warnings:
        flash(doubt_words(warning.value), "warning")
