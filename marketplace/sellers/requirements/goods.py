"""What she wants to sell, in kinds: it decides which papers are asked for."""

from marketplace.sellers import steps
from marketplace.sellers.requirement import COMPUTED, Case, Requirement


def _is_given(case: Case) -> bool:
    return bool(case.answer("goods"))


plug = Requirement(COMPUTED, (steps.GOODS,), _is_given)
