"""Payments name banks by the one list of the house."""

from marketplace.payments.vietqr import banks
from marketplace.rules import banks as rules_banks


def test_payments_use_the_list_of_rules() -> None:
    assert banks.get_bank("970405") is rules_banks.get_bank("970405")
    assert banks.list_banks() == rules_banks.list_banks()
