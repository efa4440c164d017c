"""The rules of law and the policy texts this version ships; loading them twice changes nothing.

A rule is matched by code and first day: its value and source follow this file. Policy texts are shipped once,
as version 1; later versions are the operator's.
"""

from datetime import date
from typing import Any

from sqlalchemy import select

from marketplace.core.db import session
from marketplace.core.versions import SITE, bump
from marketplace.rules.models import LegalRule, PolicyText
from marketplace.rules.policy_pages import LOCALES, SLUGS, default_text

TEXTS_HOLD_FROM = date(2026, 7, 1)  # the day Law 122/2025/QH15 on e-commerce came into force
PLATFORM_TAX_2025 = "Nghị định 117/2025/NĐ-CP, Điều 5 (khấu trừ thuế của hộ, cá nhân trên nền tảng số)"
PLATFORM_TAX_2026 = "Nghị định 252/2026/NĐ-CP, Điều 43-46; Luật Quản lý thuế 108/2025/QH15"
E_COMMERCE = "Luật Thương mại điện tử 122/2025/QH15; Nghị định 248/2026/NĐ-CP"
PERSONAL_DATA = "Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15; Nghị định 356/2025/NĐ-CP"
LABELS = "Nghị định 37/2026/NĐ-CP, Điều 41"
CONSUMERS = "Luật Bảo vệ quyền lợi người tiêu dùng 19/2023/QH15; Nghị định 55/2024/NĐ-CP"
VAT_RELIEF = "Nghị quyết 204/2025/QH15"
HOUSEHOLDS = "Nghị định 141/2026/NĐ-CP"

_Y25, _Y26, _JULY = date(2025, 7, 1), date(2026, 1, 1), date(2026, 7, 1)
_END = date(2026, 6, 30)

# Basis points of revenue withheld from households and individuals: kind of trade → (VAT, PIT).
WITHHELD_BP = {
    "goods": (100, 50),
    "services": (500, 200),
    "transport": (300, 150),
    "other": (200, 100),
    "unknown": (500, 200),  # kind not stated: the highest rate (art. 44.2.b)
}


def _withholding() -> list[tuple[str, Any, date, date | None, str]]:
    rows: list[tuple[str, Any, date, date | None, str]] = []
    for kind, rates in WITHHELD_BP.items():
        for tax, basis_points in zip(("vat", "pit"), rates, strict=True):
            code = f"withholding.{kind}.{tax}_bp"
            rows.append((code, basis_points, _Y25, _END, PLATFORM_TAX_2025))
            rows.append((code, basis_points, _JULY, None, PLATFORM_TAX_2026))
    return rows


# code, value, first day, last day, source
RULES: list[tuple[str, Any, date, date | None, str]] = [
    *_withholding(),
    ("withholding.filing_day", 20, _Y25, None, "Nộp theo tháng, chậm nhất ngày 20 tháng sau. " + PLATFORM_TAX_2026),
    ("tax.household_threshold_dong", 1_000_000_000, _Y26, None, HOUSEHOLDS),
    ("tax.answer_working_days", 10, _JULY, None, "Nghị định 252/2026/NĐ-CP, Điều 60"),
    ("vat.relief_bp", 800, _Y25, date(2026, 12, 31), VAT_RELIEF),
    ("retention.trade_years", 5, _JULY, None, LABELS),
    ("retention.trade_years", 3, date(2013, 7, 1), _END, "Nghị định 52/2013/NĐ-CP (hết hiệu lực 30/06/2026)"),
    ("retention.listing_years", 5, _JULY, None, LABELS),
    ("platform.takedown_hours", 24, _JULY, None, E_COMMERCE),
    ("platform.seller_notice_days", 5, _JULY, None, E_COMMERCE),
    ("platform.registration_change_working_days", 20, _JULY, None, E_COMMERCE),
    ("platform.electronic_identity_required", True, date(2027, 1, 1), None, "Nghị định 248/2026/NĐ-CP, Điều 52.2"),
    ("privacy.answer_working_days", 2, _Y26, None, PERSONAL_DATA),
    ("privacy.withdraw_days", 15, _Y26, None, PERSONAL_DATA),
    ("privacy.breach_notice_hours", 72, _Y26, None, PERSONAL_DATA),
    ("privacy.impact_assessment_days", 60, _Y26, None, PERSONAL_DATA),
    ("consumer.contract_before_order", True, date(2024, 7, 1), None, CONSUMERS),
    ("ocop.certificate_months", 36, date(2023, 2, 24), None, "OCOP: Quyết định 148/QĐ-TTg, 1489/QĐ-TTg"),
]


def load() -> None:
    """Load or update the rows, as part of the running transaction."""
    changed = _load_rules()
    changed |= _load_texts()
    if changed:
        bump(SITE)


def _load_rules() -> bool:
    known = {(rule.code, rule.valid_from): rule for rule in session.scalars(select(LegalRule))}
    changed = False
    for code, value, valid_from, valid_to, source in RULES:
        rule = known.get((code, valid_from))
        if rule is None:
            rule = LegalRule(code=code, valid_from=valid_from)
            session.add(rule)
        if (rule.value, rule.valid_to, rule.source) != (value, valid_to, source):
            rule.value, rule.valid_to, rule.source = value, valid_to, source
            changed = True
    session.flush()
    return changed


def _load_texts() -> bool:
    known = set(session.execute(select(PolicyText.slug, PolicyText.locale)))
    missing = [(slug, locale) for slug in SLUGS for locale in LOCALES if (slug, locale) not in known]
    for slug, locale in missing:
        title, body = default_text(slug, locale)
        session.add(
            PolicyText(slug=slug, locale=locale, version=1, title=title, body=body, effective_on=TEXTS_HOLD_FROM)
        )
    session.flush()
    return bool(missing)
