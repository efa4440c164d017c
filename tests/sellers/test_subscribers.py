"""A consent taken back: what an applicant gave for it goes at once; of a seller it stays, and so does the consent."""

import pytest
from flask import Flask
from sqlalchemy import text

from marketplace.audit.models import AuditEntry
from marketplace.core import outbox
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.media.errors import FileGone
from marketplace.media.exchanges import read_document
from marketplace.people.purposes import CONTACT, IDENTITY, PAYMENT
from marketplace.people.queries import find_consent, list_traits
from marketplace.people.services import give_consent, withdraw_consent
from marketplace.sellers import steps
from marketplace.sellers.checklist import answered_steps, checklist, load_case, missing_from
from marketplace.sellers.errors import StillSelling
from marketplace.sellers.models import Application, BankAccount
from marketplace.sellers.queries import bank_account_of, find_application_of, list_marks, list_papers
from marketplace.sellers.services import answer, set_bank_account
from tests.builders import make_customer, make_officer
from tests.sellers.applicants import (
    ACCOUNT_NUMBER,
    applicant_actor,
    make_approved,
    make_draft,
    make_submitted,
    verify_all,
)


def _withdraw(application: Application, purpose: str) -> None:
    with transaction():
        withdraw_consent(application.person, purpose)
    while outbox.run_due():
        pass
    session.expire_all()


def _deeds() -> list[str]:
    return [entry.action for entry in session.query(AuditEntry).order_by(AuditEntry.id)]


def test_the_account_goes_with_the_consent_to_be_paid_there(app: Flask) -> None:
    application = make_submitted()
    with transaction():
        set_bank_account(
            application.person, "970436", "0071000888999", "NGUYEN THI MAU", applicant_actor(application.person)
        )
    _withdraw(application, PAYMENT)
    _withdraw(application, PAYMENT)
    assert bank_account_of(application.person_id) is None
    assert session.scalar(text("SELECT count(*) FROM seller_bank_account")) == 0, "those of former days too"
    assert _deeds().count("bank_account.erased") == 1
    assert {"bank_account", "consents"} <= set(missing_from(checklist(load_case(application))))
    assert "id_number" in list_traits(application.person_id) and list_papers(application.id)


def test_card_and_papers_go_with_the_consent_to_look_at_them(app: Flask) -> None:
    application = make_submitted("ho_kinh_doanh")
    with transaction():
        by = make_officer()
    verify_all(application, by)
    files = [paper.file for paper in list_papers(application.id)]
    assert len(files) == 3 and all(read_document(file) for file in files)
    _withdraw(application, IDENTITY)
    _withdraw(application, IDENTITY)
    assert list_papers(application.id) == [] and list_traits(application.person_id) == {}
    for file in files:
        with pytest.raises(FileGone):
            read_document(file)
    assert not [key for key in application.answers if key.startswith("card_")]
    assert application.person.birth_year is None
    assert _deeds().count("application.papers_erased") == 1
    marks = list_marks(application.id)
    assert {marks["identity"].verdict, marks["registration"].verdict} == {"answered"}, "seen anew when given anew"
    assert bank_account_of(application.person_id) is not None


def test_what_was_taken_back_can_be_given_again(app: Flask) -> None:
    application = make_draft()
    _withdraw(application, PAYMENT)
    assert not {steps.BANK, steps.CONSENT} & answered_steps(load_case(application))
    with transaction():
        give_consent(application.person, PAYMENT, "v2")
        answer(
            application, steps.BANK, {"bin": "970405", "number": ACCOUNT_NUMBER}, applicant_actor(application.person)
        )
    assert {steps.BANK, steps.CONSENT} <= answered_steps(load_case(application))


def test_an_account_without_an_application_goes_too_and_nobody_elses(app: Flask) -> None:
    with transaction():
        person, other = make_customer(), make_customer("Người Khác")
        for one in (person, other):
            give_consent(one, PAYMENT, "v1")
            set_bank_account(one, "970436", "1234567890", one.full_name, applicant_actor(one))
    with transaction():
        withdraw_consent(person, PAYMENT)
    assert bank_account_of(person.id) is None and bank_account_of(other.id) is not None


@pytest.mark.parametrize("purpose", [IDENTITY, PAYMENT, CONTACT])
def test_a_seller_keeps_what_the_law_asks_of_her_and_nothing_changes(app: Flask, purpose: str) -> None:
    with transaction():
        by = make_officer()
    seller = make_approved(by)
    with pytest.raises(StillSelling), transaction():
        withdraw_consent(seller.person, purpose)
    application = find_application_of(seller.person_id)
    assert application is not None and list_papers(application.id)
    assert find_consent(seller.person_id, purpose) is not None
    assert "id_number" in list_traits(seller.person_id) and session.query(BankAccount).count() == 1
    assert "consent.withdrawn" not in _deeds()
