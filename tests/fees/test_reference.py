"""The commission of a fresh installation."""

from datetime import date

from flask import Flask

from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.fees.models import CommissionRule
from marketplace.fees.reference import load


def test_a_fresh_installation_takes_no_commission_and_says_why(app: Flask) -> None:
    rules = session.query(CommissionRule).all()
    assert [(r.basis_points, r.valid_from, r.shop_id, r.category_id) for r in rules] == [
        (0, date(2026, 1, 1), None, None)
    ]
    assert rules[0].reason


def test_loading_twice_keeps_one_rule_and_what_the_operator_added(app: Flask) -> None:
    with transaction():
        session.add(CommissionRule(basis_points=300, valid_from=date(2027, 1, 1), reason="Từ năm thứ hai"))
    with transaction():
        load()
    assert sorted(r.basis_points for r in session.query(CommissionRule)) == [0, 300]
