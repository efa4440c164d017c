"""Who belongs to a group without legal person: its contract of co-operation or its list of members."""

from marketplace.sellers import steps
from marketplace.sellers.legal_forms import GROUP
from marketplace.sellers.models import Application
from marketplace.sellers.requirement import VERIFIED, Case, Requirement


def _applies_to(application: Application) -> bool:
    return application.legal_form == GROUP


def _is_given(case: Case) -> bool:
    return bool(case.answer("business_name")) and case.shows("members")


plug = Requirement(
    VERIFIED, (steps.BUSINESS, steps.PAPERS), _is_given, _applies_to, takes_papers=True, is_waivable=True
)
