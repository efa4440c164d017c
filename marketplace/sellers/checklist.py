"""The checklist of an application: the requirements that apply to it and the status of each, computed when read."""

from dataclasses import dataclass
from typing import Any

from marketplace.people.queries import list_consents, list_traits
from marketplace.rules.errors import NoSuchRule
from marketplace.rules.queries import rule_value
from marketplace.sellers import queries, steps
from marketplace.sellers.models import Application, RequirementMark
from marketplace.sellers.registries import REQUIREMENTS
from marketplace.sellers.shape import Case, Requirement

MET, MISSING, WAITING = "met", "missing", "waiting"
MARK_VERIFIED, MARK_WAIVED, MARK_MISSING, MARK_ANSWERED = "verified", "waived", "missing", "answered"
RULE = "seller.requirements"  # dated: {code: {"off": true}} or {code: {"forms": [legal forms it holds for]}}


@dataclass(frozen=True)
class Item:
    """One line of the checklist: a requirement, its status, and the officer's mark on it."""

    code: str
    requirement: Requirement
    state: str
    is_given: bool
    mark: RequirementMark | None

    @property
    def note(self) -> str:
        """What the officer wrote, if anything."""
        return self.mark.note if self.mark else ""

    @property
    def is_waived(self) -> bool:
        """Whether an officer waived it, with a reason."""
        return self.mark is not None and self.mark.verdict == MARK_WAIVED


def load_case(application: Application) -> Case:
    """Load all that requirements look at."""
    person_id = application.person_id
    live = (consent.purpose for consent in list_consents(person_id) if consent.withdrawn_at is None)
    return Case(
        application=application,
        traits=list_traits(person_id),
        consents=frozenset(live),
        account=queries.bank_account_of(person_id),
        papers=tuple(queries.list_papers(application.id)),
        marks=queries.list_marks(application.id),
        sides={code: requirement.sides for code, requirement in REQUIREMENTS.all().items()},
    )


def applying(application: Application) -> dict[str, Requirement]:
    """The requirements that apply to an application now, in the order of the questions."""
    ruled = _ruled()
    held = {
        code: requirement
        for code, requirement in REQUIREMENTS.all().items()
        if requirement.applies_to(application) and _in_force(ruled.get(code), application)
    }
    return dict(sorted(held.items(), key=lambda pair: (steps.STEPS.index(pair[1].steps[-1]), pair[0])))


def checklist(case: Case) -> list[Item]:
    """Every applicable requirement with its status."""
    return [_item(code, requirement, case) for code, requirement in applying(case.application).items()]


def _item(code: str, requirement: Requirement, case: Case) -> Item:
    mark, is_given = case.marks.get(code), requirement.is_given(case)
    return Item(code, requirement, _state(requirement, case, mark, is_given), is_given, mark)


def _state(requirement: Requirement, case: Case, mark: RequirementMark | None, is_given: bool) -> str:
    verdict = mark.verdict if mark else ""
    if verdict == MARK_WAIVED:
        return MET
    if not is_given or verdict == MARK_MISSING:
        return MISSING
    if not requirement.must_be_looked_at(case) or verdict == MARK_VERIFIED:
        return MET
    return WAITING


def missing_from(items: list[Item]) -> tuple[str, ...]:
    """The codes of requirements for which the applicant still has to give something."""
    return tuple(item.code for item in items if item.state == MISSING)


def unmet_in(items: list[Item]) -> tuple[str, ...]:
    """The codes of requirements that still prevent approval."""
    return tuple(item.code for item in items if item.state != MET)


def steps_of(application: Application) -> list[str]:
    """The questions this applicant is asked, in order: the legal form, and those her requirements need."""
    asked = {step for requirement in applying(application).values() for step in requirement.steps}
    return [step for step in steps.STEPS if step in asked]


def answered_steps(case: Case) -> set[str]:
    """The questions that have an answer already."""
    application = case.application
    papers = [code for code, r in applying(application).items() if steps.PAPERS in r.steps]
    answered = {
        steps.NAME: "birth_date" in case.traits,
        steps.PLACE: application.unit_id is not None,
        steps.FORM: application.legal_form is not None,
        steps.BUSINESS: bool(case.answer("business_name")),
        steps.GOODS: bool(case.answer("goods")),
        steps.CARD: "id_number" in case.traits and case.shows("identity"),
        steps.PAPERS: all(case.shows(code) for code in papers),
        steps.BANK: case.account is not None or bool(case.answer("no_account")),
        steps.CONSENT: all(r.is_given(case) for r in applying(application).values() if steps.CONSENT in r.steps),
    }
    return {step for step, is_answered in answered.items() if is_answered}


def _ruled() -> dict[str, Any]:
    try:
        value = rule_value(RULE)
    except NoSuchRule:
        return {}
    return value if isinstance(value, dict) else {}


def _in_force(rule: Any, application: Application) -> bool:
    if not isinstance(rule, dict):
        return True
    forms = rule.get("forms")
    return not rule.get("off") and (forms is None or application.legal_form in forms)
