"""The applicant's identity: name, birth date, personal number and card (Law 122/2025/QH15 art. 17.1.c)."""

from marketplace.core.words import N_
from marketplace.sellers import steps
from marketplace.sellers.shape import BACK, FRONT, VERIFIED, Case, Requirement, RequirementWords

WORDS = RequirementWords(
    name=N_("Họ tên và thẻ căn cước"),
    hint=N_("Họ tên, ngày sinh, số căn cước và ảnh hai mặt thẻ (hoặc mang thẻ cho Hội xem)"),
    paper=N_("Ảnh thẻ căn cước"),
    paper_hint=N_("Đặt thẻ nơi đủ sáng, không bị lóa."),
)


def _is_given(case: Case) -> bool:
    return {"id_number", "birth_date"} <= set(case.traits) and case.shows("identity")


plug = Requirement(VERIFIED, (steps.NAME, steps.CARD), _is_given, WORDS, takes_papers=True, sides=(FRONT, BACK))
