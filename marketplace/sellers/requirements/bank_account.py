"""The applicant's bank account, in her own or her business's name; or an officer helps her to open one."""

from marketplace.core.words import N_
from marketplace.rules.bank_accounts import holder_name
from marketplace.sellers import steps
from marketplace.sellers.shape import COMPUTED, Case, Requirement, RequirementWords

WORDS = RequirementWords(
    name=N_("Tài khoản nhận tiền"),
    hint=N_("Ngân hàng, số tài khoản, tên chủ tài khoản"),
)


def _is_given(case: Case) -> bool:
    return case.account is not None or bool(case.answer("no_account"))


def _needs_officer(case: Case) -> bool:
    names = (case.application.person.full_name, str(case.answer("business_name") or ""))
    return case.account is None or case.account.holder not in {holder_name(name) for name in names}


plug = Requirement(COMPUTED, (steps.BANK,), _is_given, WORDS, needs_officer=_needs_officer, is_waivable=True)
