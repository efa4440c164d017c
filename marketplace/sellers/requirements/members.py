"""Who belongs to a group without legal person: its contract of co-operation or its list of members."""

from marketplace.core.words import N_
from marketplace.sellers import steps
from marketplace.sellers.legal_forms import GROUP
from marketplace.sellers.models import Application
from marketplace.sellers.shape import VERIFIED, Case, Requirement, RequirementWords

WORDS = RequirementWords(
    name=N_("Danh sách tổ viên"),
    hint=N_("Tên tổ và ảnh hợp đồng hợp tác hoặc danh sách có chữ ký các chị em trong tổ"),
    paper=N_("Ảnh hợp đồng hợp tác hoặc danh sách tổ viên"),
    paper_hint=N_("Có tên và chữ ký của các chị em trong tổ."),
)


def _applies_to(application: Application) -> bool:
    return application.legal_form == GROUP


def _is_given(case: Case) -> bool:
    return bool(case.answer("business_name")) and case.shows("members")


plug = Requirement(
    VERIFIED, (steps.BUSINESS, steps.PAPERS), _is_given, WORDS, _applies_to, takes_papers=True, is_waivable=True
)
