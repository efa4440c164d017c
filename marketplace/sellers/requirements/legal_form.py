"""The applicant's legal form: an individual, a household business, a group, a co-operative or a company."""

from marketplace.core.words import N_
from marketplace.sellers import steps
from marketplace.sellers.legal_forms import LEGAL_FORMS
from marketplace.sellers.shape import COMPUTED, Case, Requirement, RequirementWords

WORDS = RequirementWords(
    name=N_("Loại hình"),
    hint=N_("Cá nhân, hộ kinh doanh, tổ, hợp tác xã hay doanh nghiệp"),
)


def _is_given(case: Case) -> bool:
    return case.application.legal_form in LEGAL_FORMS


plug = Requirement(COMPUTED, (steps.FORM,), _is_given, WORDS)
