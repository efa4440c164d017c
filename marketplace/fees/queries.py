"""Deductions from a sale on a day: the most specific commission rule, and the tax withheld by law.

Withholding: Law 108/2025/QH15, Decree 252/2026 arts. 43-46: household businesses and individuals only; goods
1 % VAT and 0.5 % personal income tax; a kind of goods that is not known bears the highest rates (44.2.b).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import bindparam, or_, select

from marketplace.core.rows import rows_of
from marketplace.fees.errors import NoWithholdingRates
from marketplace.fees.models import CommissionRule
from marketplace.fees.parts import parts_at
from marketplace.rules.models import LegalRule
from marketplace.sellers.legal_forms import COMPANY, COOPERATIVE

PREFIX, VAT, PIT = "withholding.", "vat_bp", "pit_bp"
DECLARE_THEMSELVES = frozenset({COOPERATIVE, COMPANY})  # a form nobody knows is withheld from
SHOP_AND_CATEGORY, SHOP, CATEGORY, EVERYONE, NO_RULE = (
    "shop_and_category",
    "shop",
    "category",
    "everyone",
    "no_rule",
)


@dataclass(frozen=True)
class LineFees:
    """The four parts of a line's gross amount, which add up to it exactly, with the rates in basis points."""

    commission_bp: int
    commission_dong: int
    vat_bp: int
    vat_dong: int
    pit_bp: int
    pit_dong: int
    seller_net_dong: int
    rule: str


class Commission(NamedTuple):
    """One commission rule as read for deciding a rate."""

    id: int
    basis_points: int
    shop_id: int | None
    category_id: int | None
    valid_from: date
    reason: str


@dataclass(frozen=True)
class CommissionChoice:
    """The commission that applies and why: the rule's scope, its first day, and the reason recorded with it."""

    basis_points: int
    scope: str  # shop_and_category | shop | category | everyone | no_rule
    rule_id: int | None
    valid_from: date | None
    reason: str


@dataclass(frozen=True)
class FeeSchedule:
    """Everything that decides fees on one day, read once for a whole order."""

    on: date
    commissions: Sequence[Commission]
    withholding: dict[str, dict[str, int]]  # kind of goods → vat_bp, pit_bp

    def why_this_rate(self, shop_id: int, category_id: int | None) -> CommissionChoice:
        """The commission of a shop's goods of a category, and why it is that one."""
        fitting = [
            rule
            for rule in self.commissions
            if rule.shop_id in (None, shop_id) and rule.category_id in (None, category_id)
        ]
        if not fitting:
            return CommissionChoice(0, NO_RULE, None, None, "")
        rule = max(fitting, key=_precedence)
        return CommissionChoice(rule.basis_points, _scope_of(rule), rule.id, rule.valid_from, rule.reason)

    def withheld_bp(self, legal_form: str, goods_kind: str) -> tuple[int, int, str]:
        """(VAT, income tax, kind of goods) withheld, in basis points; zero for sellers who declare tax themselves."""
        if legal_form in DECLARE_THEMSELVES or not self.withholding:
            return 0, 0, "none"
        rates = self.withholding.get(goods_kind)
        if rates is None:
            highest = max(self.withholding.values(), key=lambda r: (r[VAT] + r[PIT], r[VAT]))
            return highest[VAT], highest[PIT], "highest"
        return rates[VAT], rates[PIT], goods_kind

    def fees_of_line(
        self, gross_dong: int, *, legal_form: str, goods_kind: str, shop_id: int, category_id: int | None
    ) -> LineFees:
        """Split a line's gross amount (đồng); each part is rounded half up once, the rest is the seller's."""
        choice = self.why_this_rate(shop_id, category_id)
        vat_bp, pit_bp, kind = self.withheld_bp(legal_form, goods_kind)
        parts = parts_at(gross_dong, commission_bp=choice.basis_points, vat_bp=vat_bp, pit_bp=pit_bp)
        return LineFees(
            commission_bp=choice.basis_points,
            commission_dong=parts.commission_dong,
            vat_bp=vat_bp,
            vat_dong=parts.vat_dong,
            pit_bp=pit_bp,
            pit_dong=parts.pit_dong,
            seller_net_dong=parts.seller_net_dong,
            rule=f"commission:{choice.rule_id or NO_RULE} withholding:{kind}",
        )


_HOLDING = select(*(getattr(CommissionRule, name) for name in Commission._fields)).where(
    CommissionRule.valid_from <= bindparam("on"),
    or_(CommissionRule.valid_to.is_(None), CommissionRule.valid_to >= bindparam("on")),
)
_WITHHOLDING = (
    select(LegalRule.code, LegalRule.value, LegalRule.valid_from, LegalRule.valid_to)
    .where(LegalRule.code.startswith(PREFIX))
    .order_by(LegalRule.valid_from)
)


def fee_schedule(on: date) -> FeeSchedule:
    """The rules of a day, in two statements; NoWithholdingRates when the law's rates are not loaded at all."""
    return FeeSchedule(on, [Commission._make(row) for row in rows_of(_HOLDING, {"on": on})], _withholding(on))


def _precedence(rule: Commission) -> tuple[int, date, int]:
    """A shop's own rule beats a category's; then the newer one, then the one written down last."""
    return 2 * (rule.shop_id is not None) + (rule.category_id is not None), rule.valid_from, rule.id


def _scope_of(rule: Commission) -> str:
    if rule.shop_id is None:
        return EVERYONE if rule.category_id is None else CATEGORY
    return SHOP if rule.category_id is None else SHOP_AND_CATEGORY


def _withholding(on: date) -> dict[str, dict[str, int]]:
    """Rates by kind of goods from the rules «withholding.<kind>.<vat_bp|pit_bp>»; the newest of each holds.

    Empty on days before the law; rules that are missing altogether are a fault, never a rate of zero.
    """
    rules = rows_of(_WITHHOLDING, {})
    if not rules:
        raise NoWithholdingRates(on=on)
    rates: dict[str, dict[str, int]] = {}
    for rule in rules:
        kind, _, tax = rule.code.removeprefix(PREFIX).rpartition(".")
        holds = rule.valid_from <= on and (rule.valid_to is None or rule.valid_to >= on)
        if holds and kind and tax in (VAT, PIT):
            rates.setdefault(kind, {VAT: 0, PIT: 0})[tax] = int(rule.value)
    return rates
