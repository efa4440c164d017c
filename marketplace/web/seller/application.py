"""The applicant's own application once handed in: its state, what is met and missing, who helps, the next step."""

from flask import Response, flash, render_template, url_for
from flask_babel import gettext as _

from marketplace.core.actors import CUSTOMER
from marketplace.core.errors import NotFound
from marketplace.core.transactions import transaction
from marketplace.sellers.checklist import MISSING, Item, answered_steps, checklist, load_case, steps_of
from marketplace.sellers.queries import find_application_of, get_paper, lock_application_of
from marketplace.sellers.services import reopen_application, withdraw_application
from marketplace.sellers.shape import Case
from marketplace.sellers.states import OPEN_TO_ANSWERS
from marketplace.shops.queries import find_shop_of
from marketplace.web.parts.papers import paper_response
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.visitor import acting_as, signed_in_person
from marketplace.web.seller.apply import next_address
from marketplace.web.words.applications import decline_reason_words, requirement_words, state_words


def show() -> str | Response:
    """The state of the applicant's application in plain words, and the one next step."""
    application = find_application_of(signed_in_person().id)
    if application is None:
        return see_other(url_for("seller.apply.begin"))
    case = load_case(application)
    items = checklist(case)
    tone, text = state_words(application.status)
    return render_template(
        "seller/application/show.html",
        application=application,
        tone=tone,
        text=text,
        rows=[(item.state, requirement_words(item.code).name, _note(item)) for item in items],
        to_mend=[(item, _address_of(case, item)) for item in items if item.state == MISSING],
        requirement_words=requirement_words,
        reason=decline_reason_words(application.decision_reason),
        go_on=next_address(case) if application.status in OPEN_TO_ANSWERS else "",
        answered=len(answered_steps(case).intersection(steps_of(application))),
        asked=len(steps_of(application)),
        shop=find_shop_of(application.person_id),
    )


def withdraw() -> Response:
    """Withdraw the application; its answers stay stored."""
    with transaction():
        withdraw_application(lock_application_of(signed_in_person().id), acting_as(CUSTOMER))
    flash(_("Chị đã rút hồ sơ. Muốn nộp lại lúc nào cũng được, những gì đã ghi vẫn còn."), "info")
    return see_other(url_for("seller.application.show"))


def reopen() -> Response:
    """Reopen the application with all earlier answers."""
    with transaction():
        application = lock_application_of(signed_in_person().id)
        reopen_application(application, acting_as(CUSTOMER))
    return see_other(url_for("seller.apply.review"))


def paper(paper_id: int) -> Response:
    """One of the applicant's own papers, as it was sent."""
    application = find_application_of(signed_in_person().id)
    if application is None:
        raise NotFound(paper=paper_id)
    return paper_response(get_paper(application.id, paper_id))


def _note(item: Item) -> str:
    return requirement_words(item.code).hint if item.state == MISSING and not item.note else item.note


def _address_of(case: Case, item: Item) -> str:
    answered = answered_steps(case)
    step = next((step for step in item.requirement.steps if step not in answered), item.requirement.steps[-1])
    return url_for("seller.apply.show", step=step)
