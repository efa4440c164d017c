"""The commitment to safe food, which a very small food producer gives instead of a food safety certificate."""

from marketplace.core.words import N_
from marketplace.sellers import steps
from marketplace.sellers.goods import has_food
from marketplace.sellers.models import Application
from marketplace.sellers.shape import ATTESTED, Case, Requirement, RequirementWords

WORDS = RequirementWords(
    name=N_("Cam kết an toàn thực phẩm"),
    hint=N_("Chị tích vào ô cam kết ở phần đồng ý"),
)


def _applies_to(application: Application) -> bool:
    return has_food(application.answers.get("goods") or ())


def _is_given(case: Case) -> bool:
    return bool(case.answer("food_commitment"))


plug = Requirement(ATTESTED, (steps.CONSENT,), _is_given, WORDS, _applies_to)
