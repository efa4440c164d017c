"""An application in words: each question with the applicant's answer, sensitive parts masked."""

from datetime import date

from flask_babel import gettext as _

from marketplace.core.sealing import HIDDEN
from marketplace.places.naming import written_address
from marketplace.places.queries import find_area, full_name
from marketplace.rules.banks import UnknownBank, get_bank
from marketplace.sellers import steps
from marketplace.sellers.checklist import MARK_VERIFIED, MARK_WAIVED, answered_steps, applying, steps_of
from marketplace.sellers.models import BankAccount
from marketplace.sellers.shape import Case
from marketplace.web.words.applications import form_words, goods_words, requirement_words, side_name, step_name
from marketplace.web.words.privacy import purpose_words


def answers_in_words(case: Case) -> list[tuple[str, str, str, bool]]:
    """Each question with the applicant's answer in words: (step, its name, answer, whether it is answered)."""
    answered = answered_steps(case)
    return [(step, step_name(step), _answer_words(case, step), step in answered) for step in steps_of(case.application)]


def own_answers_in_words(case: Case, birth_date: str, account_number: str) -> list[tuple[str, str, str, bool]]:
    """The same for the applicant to check: with her decrypted birth date (ISO) and account number, and all she told
    of her goods; of a number that could not be opened («»), its end.
    """
    own = {}
    if birth_date:
        day = f"{date.fromisoformat(birth_date):%d/%m/%Y}"
        own[steps.NAME] = _("%(name)s, sinh ngày %(day)s", name=case.application.person.full_name, day=day)
    if case.account is not None:
        own[steps.BANK] = _own_account(case.account, account_number)
    if note := str(case.answer("goods_note") or ""):
        own[steps.GOODS] = f"{_answer_words(case, steps.GOODS)}. {note}"
    return [(step, name, own.get(step, said), done) for step, name, said, done in answers_in_words(case)]


def _answer_words(case: Case, step: str) -> str:
    application, person = case.application, case.application.person
    if step == steps.NAME:
        return ", ".join(filter(None, (person.full_name, str(person.birth_year or ""))))
    if step == steps.PLACE:
        area = find_area(person.area_code or "")
        return written_address(person.address_line or "", full_name(area) if area else "")
    if step == steps.FORM:
        return form_words(application.legal_form).name
    if step == steps.BUSINESS:
        return " · ".join(filter(None, (str(case.answer("business_name") or ""), case.traits.get("tax_code", ""))))
    if step == steps.GOODS:
        return ", ".join(goods_words(code).name for code in case.answer("goods") or ())
    if step == steps.CARD:
        return " · ".join(filter(None, (case.traits.get("id_number", ""), papers_in_words(case, "identity"))))
    if step == steps.PAPERS:
        codes = [code for code, needed in applying(application).items() if steps.PAPERS in needed.steps]
        return "; ".join(f"{requirement_words(code).name}: {papers_in_words(case, code)}" for code in codes)
    if step == steps.BANK:
        return bank_words(case)
    purposes = purpose_words()
    return ", ".join(purposes[code][0] for code in purposes if code in case.consents)


def papers_in_words(case: Case, code: str) -> str:
    """«2 ảnh», «ảnh mặt trước, mặt sau», «mang cho Hội xem», or nothing."""
    papers = case.papers_for(code)
    sides = ", ".join(side_name(paper.side).lower() for paper in papers if paper.side)
    many = _("ảnh %(sides)s", sides=sides) if sides else _("%(count)d ảnh", count=len(papers))
    said = [str(many)] if papers else []
    if code in (case.answer("in_person") or ()):
        said.append(_original_words(case, code))
    return ", ".join(said)


def _original_words(case: Case, code: str) -> str:
    """The state of a paper to be shown in person: once the officer has marked it, it is not awaited."""
    verdict = case.marks[code].verdict if code in case.marks else ""
    if verdict not in (MARK_VERIFIED, MARK_WAIVED):
        return str(_("sẽ mang bản gốc cho Hội xem"))
    seen_alone = verdict == MARK_VERIFIED and not case.papers_for(code)
    return str(_("Hội đã xem bản gốc") if seen_alone else _("có hẹn mang bản gốc cho Hội xem"))


def bank_words(case: Case) -> str:
    """The applicant's bank account, masked."""
    if case.account is None:
        return str(_("Chưa có tài khoản, nhờ Hội giúp mở")) if case.answer("no_account") else ""
    return account_words(case.account)


def account_words(account: BankAccount) -> str:
    """«Agribank · •••••••••3456 · NGUYEN THI MAU»."""
    return f"{_bank_name(account)} · {account.number_masked} · {account.holder}"


def _own_account(account: BankAccount, number: str) -> str:
    facts = {"bank": _bank_name(account), "end": account.number_masked.lstrip(HIDDEN), "holder": account.holder}
    if number:
        return str(_("%(bank)s, số tài khoản %(number)s, chủ tài khoản %(holder)s", **facts, number=number))
    return str(_("%(bank)s, số tài khoản tận cùng là %(end)s, chủ tài khoản %(holder)s", **facts))


def _bank_name(account: BankAccount) -> str:
    try:
        return get_bank(account.bin).short_name
    except UnknownBank:
        return account.bin
