"""The kinds of goods the applicant wants to sell, which decide what papers are asked for."""

from marketplace.core.words import N_
from marketplace.sellers import steps
from marketplace.sellers.shape import COMPUTED, Case, Requirement, RequirementWords

WORDS = RequirementWords(
    name=N_("Hàng muốn bán"),
    hint=N_("Ít nhất một loại hàng"),
)


def _is_given(case: Case) -> bool:
    return bool(case.answer("goods"))


plug = Requirement(COMPUTED, (steps.GOODS,), _is_given, WORDS)
