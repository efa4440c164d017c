"""Where the applicant lives: a commune whose unit of the Union can vouch for her and help her."""

from marketplace.core.words import N_
from marketplace.sellers import steps
from marketplace.sellers.shape import COMPUTED, Case, Requirement, RequirementWords

WORDS = RequirementWords(
    name=N_("Nơi ở"),
    hint=N_("Xã, phường trong tỉnh"),
)


def _is_given(case: Case) -> bool:
    return case.application.unit_id is not None and bool(case.application.person.area_code)


plug = Requirement(COMPUTED, (steps.PLACE,), _is_given, WORDS)
