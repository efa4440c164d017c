"""The checklist: computed on reading, fitting the legal form, open to dated rules, one contract for every plug."""

from datetime import timedelta

import pytest
from flask import Flask

from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.rules.models import LegalRule
from marketplace.sellers import steps
from marketplace.sellers.checklist import MET, MISSING, RULE, WAITING, applying, checklist, load_case
from marketplace.sellers.legal_forms import COMPANY, COOPERATIVE, GROUP, HOUSEHOLD, PERSON
from marketplace.sellers.registries import REQUIREMENTS
from marketplace.sellers.services import start_application
from marketplace.sellers.shape import ATTESTED, COMPUTED, VERIFIED
from tests.builders import make_customer
from tests.sellers.applicants import make_draft, make_submitted

COMMON = {"identity", "address", "legal_form", "goods", "bank_account", "consents", "food_commitment"}


@pytest.mark.parametrize("code", sorted(REQUIREMENTS.all()))
def test_every_requirement_keeps_the_contract(app: Flask, code: str) -> None:
    requirement = REQUIREMENTS.get(code)
    assert requirement.kind in (COMPUTED, ATTESTED, VERIFIED)
    assert requirement.steps and set(requirement.steps) <= set(steps.STEPS)
    assert not requirement.takes_papers or requirement.kind == VERIFIED
    with transaction():
        empty = start_application(make_customer())
    assert requirement.applies_to(empty) in (True, False)
    assert requirement.is_given(load_case(empty)) is False


@pytest.mark.parametrize(
    ("form", "further"),
    [
        (PERSON, set()),
        (HOUSEHOLD, {"registration"}),
        (GROUP, {"members"}),
        (COOPERATIVE, {"registration", "food_paper"}),
        (COMPANY, {"registration", "food_paper"}),
    ],
)
def test_requirements_fit_the_legal_form(app: Flask, form: str, further: set[str]) -> None:
    assert set(applying(make_draft(form))) == COMMON | further


def test_who_sells_no_food_gives_no_food_papers(app: Flask) -> None:
    application = make_draft(COOPERATIVE, goods={"goods": ["thu_cong"]})
    assert set(applying(application)) == (COMMON | {"registration"}) - {"food_commitment"}


def test_what_the_applicant_gave_is_met_or_waits_for_an_officer(app: Flask) -> None:
    states = {item.code: item.state for item in checklist(load_case(make_submitted(HOUSEHOLD)))}
    assert states.pop("identity") == states.pop("registration") == WAITING
    assert set(states.values()) == {MET}


def test_what_was_not_given_is_missing(app: Flask) -> None:
    with transaction():
        application = start_application(make_customer())
    assert {item.state for item in checklist(load_case(application))} == {MISSING}


def test_an_account_in_another_name_waits_for_an_officer(app: Flask) -> None:
    def state_of(**changes: str) -> str:
        case = load_case(make_draft(GROUP, bank=changes))
        return next(item.state for item in checklist(case) if item.code == "bank_account")

    assert state_of() == MET
    assert state_of(holder="TO SAM BAO TRIEU SON") == MET
    assert state_of(holder="Lê Văn Chồng") == WAITING


def _rule(value: object, begins_in_days: int = 0) -> None:
    with transaction():
        begins = today() + timedelta(days=begins_in_days)
        session.add(LegalRule(code=RULE, value=value, valid_from=begins, source="quyết định của đơn vị vận hành"))


def test_a_dated_rule_switches_a_requirement_off_or_narrows_it(app: Flask) -> None:
    application = make_draft(COOPERATIVE)
    _rule({"food_paper": {"off": True}}, begins_in_days=1)
    assert "food_paper" in applying(application)
    _rule({"food_paper": {"off": True}, "registration": {"forms": [COMPANY]}})
    assert not {"food_paper", "registration"} & set(applying(application))


def test_a_rule_nobody_can_read_changes_nothing(app: Flask) -> None:
    _rule(["food_paper"])
    assert "food_paper" in applying(make_draft(COOPERATIVE))


def test_the_checklist_follows_the_order_of_the_questions(app: Flask) -> None:
    asked = [item.requirement.steps[-1] for item in checklist(load_case(make_draft(COOPERATIVE)))]
    assert asked == sorted(asked, key=steps.STEPS.index)
