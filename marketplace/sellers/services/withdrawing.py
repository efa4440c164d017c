"""Erasing what an applicant gave for a purpose whose consent she withdraws: bank accounts, or card and papers."""

from marketplace.audit.services import record
from marketplace.core.actors import SYSTEM_ACTOR
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.media.services import erase_document
from marketplace.people.purposes import IDENTITY, PAYMENT, PURPOSES
from marketplace.sellers import steps
from marketplace.sellers.checklist import applying
from marketplace.sellers.errors import StillSelling
from marketplace.sellers.models import Application
from marketplace.sellers.queries import (
    find_application_of,
    find_seller_of,
    list_accounts,
    list_papers,
    lock_application_of,
)
from marketplace.sellers.services.applying import ask_officers_anew

READ_FROM_CARD = ("card_year", "card_of_a_man", "card_name", "card_warnings")


def forget_what_rests_on(purpose: str, person_id: int) -> None:
    """Erase what a person gave for a purpose of selling; this room stores nothing for other purposes.

    StillSelling for a seller: the law requires the marketplace to know its sellers, and money is owed to them.
    """
    if purpose not in PURPOSES or not PURPOSES[purpose].needed_to_sell:
        return
    application = lock_application_of(person_id) if find_application_of(person_id) else None
    if find_seller_of(person_id) is not None:
        raise StillSelling(purpose=purpose)
    if purpose == PAYMENT:
        _erase_accounts(person_id)
    if application is not None and purpose in (PAYMENT, IDENTITY):
        _erase_answers(application, purpose)


def _erase_accounts(person_id: int) -> None:
    """Erase former bank accounts too; payments keep their own copy of the account they were sent to."""
    accounts = list_accounts(person_id)
    for account in accounts:
        session.delete(account)
    if accounts:
        session.flush()
        record("bank_account.erased", "person", person_id, by=SYSTEM_ACTOR)


def _erase_answers(application: Application, purpose: str) -> None:
    asked = {steps.BANK} if purpose == PAYMENT else {steps.NAME, steps.CARD, steps.BUSINESS, steps.PAPERS}
    if purpose == IDENTITY:
        _erase_papers(application)
        application.answers = {key: said for key, said in application.answers.items() if key not in READ_FROM_CARD}
    touched = {code for code, needed in applying(application).items() if asked & set(needed.steps)}
    ask_officers_anew(application, touched)


def _erase_papers(application: Application) -> None:
    papers = list_papers(application.id)
    for paper in papers:
        paper.removed_at = now()
        erase_document(paper.file)
    if papers:
        session.flush()
        record("application.papers_erased", "application", application.id, by=SYSTEM_ACTOR)
