"""What an officer should look at twice in an application: card against name, account against account."""

from flask_babel import gettext as _

from marketplace.sellers.card_check import doubts
from marketplace.sellers.checklist import WAITING, checklist
from marketplace.sellers.queries import is_account_of_another, is_number_of_another
from marketplace.sellers.shape import Case
from marketplace.web.words.applications import doubt_words


def doubts_of(case: Case) -> list[str]:
    """Each reason to look twice, as a sentence."""
    found = [doubt_words(code) for code in doubts(case.application)]
    if is_number_of_another(case.application.person_id):
        found.append(str(_("Số căn cước này cũng có trong hồ sơ của người khác.")))
    account = case.account
    if any(item.code == "bank_account" and item.state == WAITING for item in checklist(case)):
        found.append(str(_("Tên chủ tài khoản khác với tên người nộp và tên cơ sở.") if account else _no_account()))
    if account and is_account_of_another(case.application.person_id, account.number_fingerprint):
        found.append(str(_("Tài khoản ngân hàng này cũng đang dùng cho người khác.")))
    return found


def _no_account() -> str:
    return str(_("Chưa có tài khoản ngân hàng: Hội giúp mở, rồi miễn mục này với lý do."))
