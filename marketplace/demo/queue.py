"""Work that waits for the demo's officers: applications in every state, and a changed listing."""

from functools import partial

from marketplace.catalog.services.products import edit_words
from marketplace.catalog.services.revisions import submit_product
from marketplace.core.db import session
from marketplace.demo.cast import open_account
from marketplace.demo.diary import Diary
from marketplace.demo.entrepreneurs import applicant_actor, begin_application, owner_of, usual_answers
from marketplace.demo.pictures import Picture, evidence
from marketplace.demo.stage import Stage
from marketplace.media.services import keep_document
from marketplace.sellers import steps
from marketplace.sellers.checklist import applying
from marketplace.sellers.models import Application
from marketplace.sellers.services import (
    add_evidence,
    answer,
    ask_for_more,
    decline_application,
    submit_application,
)
from marketplace.sellers.shape import BACK, FRONT
from marketplace.story.source import ApplicationFacts, PersonFacts, get_people

DRAFT, MORE_NEEDED, DECLINED = "draft", "more_needed", "declined"
CHANGED_LISTING = "mat-ong-yen-nhan"
CHANGED_WORDS = " Mẻ cuối năm nay quay ngày mồng mười tháng Chín, hương hoa nhãn rừng rõ hơn mọi năm."


def queue_pictures() -> list[Picture]:
    """The photographed papers of the waiting applications."""
    people = get_people()
    return [evidence(code, told.phone, side) for told in people.applications for code, side in _photographed(told)]


def write_queue(diary: Diary, stage: Stage) -> None:
    """Schedule the waiting applications, and one listing submitted again."""
    for number, told in enumerate(get_people().applications, start=51):
        diary.at(stage.hours_ago(told.hours_ago + 2), partial(_apply, stage, told, number))
        if told.state in (MORE_NEEDED, DECLINED):
            diary.at(stage.hours_ago(told.hours_ago - 26), partial(_answer_her, stage, told))
    diary.at(stage.hours_ago(31), partial(_change_listing, stage))


def _photographed(told: ApplicationFacts) -> tuple[tuple[str, str], ...]:
    card = ("identity", FRONT), ("identity", BACK)
    return (*card, ("registration", "")) if told.business else card


def _apply(stage: Stage, told: ApplicationFacts, number: int) -> None:
    person = open_account(stage, PersonFacts(told.phone, told.name, told.area_code, told.address_line))
    answers = usual_answers(told.name, told.birth_year, told.area_code, told.address_line, told.legal_form, number)
    answers[steps.GOODS] = {"goods": list(told.goods), "goods_note": told.note}
    answers[steps.CARD] |= {"in_person": False}
    if told.business:
        answers[steps.BUSINESS]["business_name"] = told.business
    if told.state == DRAFT:  # an application left unfinished
        answers = {step: answers[step] for step in (steps.NAME, steps.PLACE, steps.FORM, steps.GOODS)}
    application = begin_application(person, answers)
    if told.state != DRAFT:
        _hand_in(stage, told, application)


def _hand_in(stage: Stage, told: ApplicationFacts, application: Application) -> None:
    person = application.person
    photographed = _photographed(told)
    others = [code for code, needed in applying(application).items() if needed.takes_papers]
    in_person = [code for code in others if code not in dict(photographed)]
    answer(application, steps.PAPERS, {"in_person": in_person}, applicant_actor(person))
    for code, side in photographed:
        scan = keep_document(stage.pictures.document(evidence(code, told.phone, side)), person.id)
        add_evidence(application, code, scan, side)
    submit_application(application, applicant_actor(person))


def _answer_her(stage: Stage, told: ApplicationFacts) -> None:
    application = _application_of(told)
    officer = stage.officer_of(told.area_code)
    if told.state == MORE_NEEDED:
        ask_for_more(application, told.ask_note, told.ask, officer)
    else:
        decline_application(application, told.reason, told.decline_note, officer)


def _application_of(told: ApplicationFacts) -> Application:
    return session.query(Application).join(Application.person).filter_by(full_name=told.name).one()


def _change_listing(stage: Stage) -> None:
    product = stage.products[CHANGED_LISTING]
    edit_words(
        product,
        name=product.name,
        description=product.description + CHANGED_WORDS,
        origin_note=product.origin_note,
        season_note=product.season_note,
    )
    submit_product(product, owner_of(stage, "yen-nhan"))
