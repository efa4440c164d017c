"""The food safety certificate of a co-operative or company selling food; small makers give a commitment instead."""

from marketplace.core.words import N_
from marketplace.sellers import steps
from marketplace.sellers.goods import has_food
from marketplace.sellers.legal_forms import COMPANY, COOPERATIVE
from marketplace.sellers.models import Application
from marketplace.sellers.shape import VERIFIED, Case, Requirement, RequirementWords

WORDS = RequirementWords(
    name=N_("Giấy an toàn thực phẩm của cơ sở"),
    hint=N_("Ảnh giấy chứng nhận đủ điều kiện an toàn thực phẩm, hoặc GMP, HACCP, ISO 22000"),
    paper=N_("Ảnh giấy an toàn thực phẩm"),
    paper_hint=N_("Còn hạn, thấy rõ ngày cấp và nơi cấp."),
)


def _applies_to(application: Application) -> bool:
    is_organisation = application.legal_form in (COOPERATIVE, COMPANY)
    return is_organisation and has_food(application.answers.get("goods") or ())


def _is_given(case: Case) -> bool:
    return case.shows("food_paper")


plug = Requirement(VERIFIED, (steps.PAPERS,), _is_given, WORDS, _applies_to, takes_papers=True, is_waivable=True)
