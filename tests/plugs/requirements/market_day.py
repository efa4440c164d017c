"""The applicant has sold on a market once: a photo of it, which an officer looks at."""

from marketplace.core.words import N_
from marketplace.sellers import steps
from marketplace.sellers.shape import VERIFIED, Case, Requirement, RequirementWords


def _is_given(case: Case) -> bool:
    return case.shows("market_day")


plug = Requirement(
    VERIFIED,
    (steps.PAPERS,),
    _is_given,
    RequirementWords(
        name=N_("Một buổi chợ"),
        hint=N_("Ảnh chị ngồi bán ở chợ quê"),
        paper=N_("Ảnh buổi chợ"),
        paper_hint=N_("Thấy rõ sạp hàng."),
    ),
    takes_papers=True,
    is_waivable=True,
)
