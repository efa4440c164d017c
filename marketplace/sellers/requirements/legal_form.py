"""As what she sells: a person, a household business, a group, a co-operative or a company."""

from marketplace.sellers import steps
from marketplace.sellers.legal_forms import LEGAL_FORMS
from marketplace.sellers.requirement import COMPUTED, Case, Requirement


def _is_given(case: Case) -> bool:
    return case.application.legal_form in LEGAL_FORMS


plug = Requirement(COMPUTED, (steps.FORM,), _is_given)
