"""An application in words: each question with what she answered, sensitive parts masked."""

from flask_babel import gettext as _

from marketplace.places.queries import find_area, full_name
from marketplace.rules.banks import UnknownBank, get_bank
from marketplace.sellers import steps
from marketplace.sellers.models import BankAccount
from marketplace.sellers.requirement import Case, answered_steps, applying, steps_of
from marketplace.web.account.privacy_words import purpose_words
from marketplace.web.application_words import form_words, goods_words, requirement_words, step_name


def answers_in_words(case: Case) -> list[tuple[str, str, str, bool]]:
    """Each question with her answer in words: (step, its name, answer, whether it is answered)."""
    answered = answered_steps(case)
    return [(step, step_name(step), _answer_words(case, step), step in answered) for step in steps_of(case.application)]


def _answer_words(case: Case, step: str) -> str:
    application, person = case.application, case.application.person
    if step == steps.NAME:
        return ", ".join(filter(None, (person.full_name, str(person.birth_year or ""))))
    if step == steps.PLACE:
        area = find_area(person.area_code or "")
        return ", ".join(filter(None, (person.address_line, full_name(area) if area else "")))
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
    """«2 ảnh», «mang cho Hội xem», or nothing."""
    count = len(case.papers_for(code))
    said = [str(_("%(count)d ảnh", count=count))] if count else []
    if code in (case.answer("in_person") or ()):
        said.append(str(_("sẽ mang bản gốc cho Hội xem")))
    return ", ".join(said)


def bank_words(case: Case) -> str:
    """Where an applicant is paid, masked."""
    if case.account is None:
        return str(_("Chưa có tài khoản, nhờ Hội giúp mở")) if case.answer("no_account") else ""
    return account_words(case.account)


def account_words(account: BankAccount) -> str:
    """«Agribank · •••••••••3456 · NGUYEN THI MAU»."""
    try:
        bank = get_bank(account.bin).short_name
    except UnknownBank:
        bank = account.bin
    return f"{bank} · {account.number_masked} · {account.holder}"
