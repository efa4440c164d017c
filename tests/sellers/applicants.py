"""Women who apply: complete answers of each legal form, papers, and applications at each stage."""

from datetime import date
from typing import Any

from marketplace.core.actors import CUSTOMER, OFFICER, Actor
from marketplace.core.transactions import transaction
from marketplace.media.exchanges import prepare_document
from marketplace.media.services import keep_document
from marketplace.people.models import Person
from marketplace.people.purposes import CONTACT, IDENTITY, PAYMENT, PUBLIC
from marketplace.sellers import steps
from marketplace.sellers.checklist import MARK_VERIFIED, WAITING, applying, checklist, load_case
from marketplace.sellers.legal_forms import GROUP, PERSON
from marketplace.sellers.models import Application, Evidence, Seller
from marketplace.sellers.queries import get_application, list_unopened
from marketplace.sellers.services import (
    add_evidence,
    answer,
    approve_application,
    mark_requirement,
    open_paper,
    start_application,
    submit_application,
)
from tests.builders import BIEN_THUONG, make_customer

ID_NUMBER, TAX_CODE, ACCOUNT_NUMBER = "038190000001", "2801234567", "3500205123456"
CARD_TEXT = "038190000001||NGUYỄN THỊ MẪU|01021990|Nữ|Thôn Mẫu, Vĩnh Hùng, Vĩnh Lộc, Thanh Hóa|01072021"
PDF = b"%PDF-1.4\n1 0 obj<</Type /Page>>endobj\nstartxref\n0\n%%EOF\n"
NEEDED = {IDENTITY, PAYMENT, PUBLIC, CONTACT}


def applicant_actor(person: Person) -> Actor:
    """The applicant as author of changes of her application."""
    return Actor(CUSTOMER, person.id, person.full_name)


def officer(person: Person) -> Actor:
    """An officer as author of a decision."""
    return Actor(OFFICER, person.id, person.full_name)


def answers(legal_form: str = PERSON, **changes: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """A whole set of answers, by question; `changes` replaces parts of one question's answer."""
    whole: dict[str, dict[str, Any]] = {
        steps.NAME: {"full_name": "Nguyễn Thị Mẫu", "birth_date": date(1990, 2, 1)},
        steps.PLACE: {"area_code": BIEN_THUONG, "address_line": "Thôn Bồng Thượng"},
        steps.FORM: {"legal_form": legal_form},
        steps.GOODS: {"goods": ["nong_san_tuoi", "thu_cong"], "goods_note": "Sâm Báo tươi, chiếu cói"},
        steps.CARD: {"id_number": ID_NUMBER},
        steps.BANK: {"bin": "970405", "number": "3500 2051 23456", "holder": "Nguyễn Thị Mẫu"},
        steps.CONSENT: {"purposes": NEEDED, "text_version": "1", "food_commitment": True},
    }
    if legal_form != PERSON:
        whole[steps.BUSINESS] = {"business_name": "Tổ sâm Báo Triệu Sơn"}
        if legal_form != GROUP:
            whole[steps.BUSINESS]["tax_code"] = TAX_CODE
    for step, values in changes.items():
        whole[step] = {**whole[step], **values}
    return {step: whole[step] for step in steps.STEPS if step in whole}


def make_draft(legal_form: str = PERSON, person: Person | None = None, **changes: Any) -> Application:
    """An application with everything given, papers too, not yet handed in."""
    with transaction():
        person = person or make_customer("Nguyễn Thị Mẫu")
        application = start_application(person)
        for step, values in answers(legal_form, **changes).items():
            answer(application, step, values, applicant_actor(person))
        owed = {code: needed.sides for code, needed in applying(application).items() if needed.takes_papers}
    for code, sides in owed.items():
        for side in sides:
            add_paper(application, code, side=side)
    return application


def add_paper(application: Application, requirement: str, data: bytes = PDF, side: str = "") -> Evidence:
    """Send one paper, or one side of it, as a page would."""
    prepared = prepare_document(data)
    with transaction():
        return add_evidence(application, requirement, keep_document(prepared, application.person_id), side)


def make_submitted(legal_form: str = PERSON, person: Person | None = None, **changes: Any) -> Application:
    """An application handed in."""
    application = make_draft(legal_form, person, **changes)
    with transaction():
        submit_application(application, applicant_actor(application.person))
    return application


def verify_all(application: Application, by: Person) -> None:
    """An officer opens every paper, looks at everything that waits for her, and finds it in order."""
    with transaction():
        waiting = [item.code for item in checklist(load_case(application)) if item.state == WAITING]
        for paper in list_unopened(application):
            open_paper(application, paper, officer(by))
        for code in waiting:
            mark_requirement(application, code, MARK_VERIFIED, "", officer(by))


def make_approved(by: Person, **how: Any) -> Seller:
    """A woman admitted through her application by an officer."""
    application = make_submitted(**how)
    verify_all(application, by)
    with transaction():
        return approve_application(get_application(application.number), officer(by))
