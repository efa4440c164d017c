"""The applicant's consent to each purpose without which she cannot sell, given one by one (Law 91/2025/QH15)."""

from marketplace.core.words import N_
from marketplace.people.purposes import PURPOSES
from marketplace.sellers import steps
from marketplace.sellers.shape import ATTESTED, Case, Requirement, RequirementWords

WORDS = RequirementWords(
    name=N_("Các điều đồng ý"),
    hint=N_("Bốn điều cần có để bán hàng"),
)


def _is_given(case: Case) -> bool:
    return {code for code, purpose in PURPOSES.items() if purpose.needed_to_sell} <= case.consents


plug = Requirement(ATTESTED, (steps.CONSENT,), _is_given, WORDS)
