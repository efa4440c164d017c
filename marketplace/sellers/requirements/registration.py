"""The registration certificate of a household business, a co-operative or a company, with its number."""

from marketplace.sellers import steps
from marketplace.sellers.legal_forms import COMPANY, COOPERATIVE, HOUSEHOLD
from marketplace.sellers.models import Application
from marketplace.sellers.requirement import VERIFIED, Case, Requirement


def _applies_to(application: Application) -> bool:
    return application.legal_form in (HOUSEHOLD, COOPERATIVE, COMPANY)


def _is_given(case: Case) -> bool:
    return bool(case.answer("business_name")) and "tax_code" in case.traits and case.shows("registration")


plug = Requirement(
    VERIFIED, (steps.BUSINESS, steps.PAPERS), _is_given, _applies_to, takes_papers=True, is_waivable=True
)
