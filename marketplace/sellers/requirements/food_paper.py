"""The food safety certificate of a co-operative or company selling food; small makers give a commitment instead."""

from marketplace.sellers import steps
from marketplace.sellers.goods import has_food
from marketplace.sellers.legal_forms import COMPANY, COOPERATIVE
from marketplace.sellers.models import Application
from marketplace.sellers.requirement import VERIFIED, Case, Requirement


def _applies_to(application: Application) -> bool:
    is_organisation = application.legal_form in (COOPERATIVE, COMPANY)
    return is_organisation and has_food(application.answers.get("goods") or ())


def _is_given(case: Case) -> bool:
    return case.shows("food_paper")


plug = Requirement(VERIFIED, (steps.PAPERS,), _is_given, _applies_to, takes_papers=True, is_waivable=True)
