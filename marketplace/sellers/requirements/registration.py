"""The registration certificate of a household business, a co-operative or a company, with its number."""

from marketplace.core.words import N_
from marketplace.sellers import steps
from marketplace.sellers.legal_forms import COMPANY, COOPERATIVE, HOUSEHOLD
from marketplace.sellers.models import Application
from marketplace.sellers.shape import VERIFIED, Case, Requirement, RequirementWords

WORDS = RequirementWords(
    name=N_("Giấy đăng ký kinh doanh"),
    hint=N_("Tên cơ sở, mã số và ảnh giấy chứng nhận đăng ký, thấy rõ tên và mã số"),
    paper=N_("Ảnh giấy đăng ký kinh doanh"),
    paper_hint=N_("Thấy rõ tên cơ sở và mã số."),
)


def _applies_to(application: Application) -> bool:
    return application.legal_form in (HOUSEHOLD, COOPERATIVE, COMPANY)


def _is_given(case: Case) -> bool:
    return bool(case.answer("business_name")) and "tax_code" in case.traits and case.shows("registration")


plug = Requirement(
    VERIFIED, (steps.BUSINESS, steps.PAPERS), _is_given, WORDS, _applies_to, takes_papers=True, is_waivable=True
)
