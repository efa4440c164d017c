"""Who she is: name, birth date and personal number, seen beside the card (Law 122/2025/QH15 art. 17.1.c)."""

from marketplace.sellers import steps
from marketplace.sellers.requirement import BACK, FRONT, VERIFIED, Case, Requirement


def _is_given(case: Case) -> bool:
    return {"id_number", "birth_date"} <= set(case.traits) and case.shows("identity")


plug = Requirement(VERIFIED, (steps.NAME, steps.CARD), _is_given, takes_papers=True, sides=(FRONT, BACK))
