"""What is taken off a sale, by which rule, to the đồng."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.fees.errors import NoWithholdingRates
from marketplace.fees.models import CommissionRule
from marketplace.fees.queries import CommissionChoice, FeeSchedule, fee_schedule
from marketplace.rules.models import LegalRule
from marketplace.sellers.legal_forms import COMPANY, COOPERATIVE, GROUP, HOUSEHOLD, LEGAL_FORMS, PERSON

DAY = date(2026, 11, 21)
RATES = {"goods": {"vat_bp": 100, "pit_bp": 50}, "services": {"vat_bp": 500, "pit_bp": 200}}


@pytest.fixture
def law(app: Flask) -> None:
    """The law's rates, where the reference data does not bring them."""
    known = {code for (code,) in session.query(LegalRule.code)}
    with transaction():
        for kind, taxes in RATES.items():
            for tax, points in taxes.items():
                code = f"withholding.{kind}.{tax}"
                if code not in known:
                    session.add(LegalRule(code=code, value=points, valid_from=date(2026, 7, 1), source="252/2026"))


def _rule(basis_points: int, since: date = date(2026, 2, 1), **fields: Any) -> None:
    session.add(CommissionRule(basis_points=basis_points, valid_from=since, **fields))


def _fees(gross: int = 850_000, form: str = HOUSEHOLD, kind: str = "goods", shop: int = 1, category: int = 2) -> Any:
    return fee_schedule(DAY).fees_of_line(gross, legal_form=form, goods_kind=kind, shop_id=shop, category_id=category)


def _choice(shop_id: int, category_id: int, on: date) -> CommissionChoice:
    return fee_schedule(on).why_this_rate(shop_id, category_id)


@pytest.mark.parametrize("form", [PERSON, HOUSEHOLD, GROUP])
def test_tax_is_withheld_from_persons_households_and_groups(law: None, form: str) -> None:
    fees = _fees(form=form)
    assert (fees.vat_dong, fees.pit_dong, fees.commission_dong, fees.seller_net_dong) == (8_500, 4_250, 0, 837_250)


@pytest.mark.parametrize("form", [COOPERATIVE, COMPANY])
def test_nothing_is_withheld_from_sellers_who_declare_tax_themselves(law: None, form: str) -> None:
    fees = _fees(form=form)
    assert (fees.vat_bp, fees.pit_bp, fees.seller_net_dong) == (0, 0, 850_000)


def test_an_unknown_kind_of_goods_bears_the_highest_rates(law: None) -> None:
    fees = _fees(100_000, kind="tokens")
    assert (fees.vat_bp, fees.pit_bp, fees.seller_net_dong) == (500, 200, 93_000)
    assert "withholding:highest" in fees.rule


def test_before_the_law_nothing_is_withheld(law: None) -> None:
    schedule = fee_schedule(date(1999, 1, 1))
    fees = schedule.fees_of_line(850_000, legal_form=HOUSEHOLD, goods_kind="goods", shop_id=1, category_id=2)
    assert fees.seller_net_dong == 850_000


def test_without_the_laws_rates_nothing_is_guessed(app: Flask) -> None:
    with transaction():
        session.query(LegalRule).filter(LegalRule.code.startswith("withholding.")).delete()
    with pytest.raises(NoWithholdingRates):
        fee_schedule(DAY)


def test_commission_is_taken_by_rule_and_rounded_half_up(law: None) -> None:
    with transaction():
        _rule(300)
    fees = _fees(150)
    assert (fees.commission_dong, fees.vat_dong, fees.pit_dong) == (5, 2, 1)  # 4.5, 1.5, 0.75
    assert fees.seller_net_dong == 142


def test_the_most_specific_rule_wins_and_ties_go_to_the_newer_one(law: None) -> None:
    with transaction():
        _rule(100, category_id=2)
        _rule(200, category_id=2, since=date(2026, 3, 1), reason="Mùa sâm")
        _rule(300, category_id=2, since=date(2027, 3, 1))
        _rule(400, shop_id=1)
        _rule(500, shop_id=1, category_id=2, valid_to=date(2026, 6, 1))
        _rule(600, shop_id=1, category_id=9)
    assert _choice(1, 2, date(2026, 5, 1)).basis_points == 500
    assert _choice(1, 2, DAY).scope == "shop"
    choice = _choice(7, 2, DAY)
    assert (choice.basis_points, choice.scope, choice.reason) == (200, "category", "Mùa sâm")
    assert _choice(7, 8, DAY).scope == "everyone"


def test_two_equal_rules_are_decided_the_same_way_each_time(law: None) -> None:
    with transaction():
        _rule(700, shop_id=1)
        session.flush()
        _rule(800, shop_id=1)
    assert {_choice(1, 2, DAY).basis_points for _ in range(5)} == {800}


RULES = st.lists(
    st.tuples(st.integers(0, 3_000), st.sampled_from([None, 1, 2]), st.sampled_from([None, 1, 2])), max_size=4
)


@given(
    gross=st.integers(0, 10**12),
    rules=RULES,
    form=st.sampled_from([*LEGAL_FORMS, "?"]),
    kind=st.sampled_from(["goods", "services", "?"]),
)
def test_the_parts_of_a_line_always_add_up(
    gross: int, rules: list[tuple[int, int | None, int | None]], form: str, kind: str
) -> None:
    written = [
        CommissionRule(id=n, basis_points=bp, shop_id=shop, category_id=category, valid_from=DAY)
        for n, (bp, shop, category) in enumerate(rules, start=1)
    ]
    schedule = FeeSchedule(DAY, written, RATES)
    fees = schedule.fees_of_line(gross, legal_form=form, goods_kind=kind, shop_id=1, category_id=2)
    parts = (fees.commission_dong, fees.vat_dong, fees.pit_dong, fees.seller_net_dong)
    assert sum(parts) == gross and min(parts) >= 0
    assert all(type(part) is int for part in parts)
