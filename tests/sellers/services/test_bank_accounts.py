"""A seller's bank account: one live account, sealed to its own row, every reveal with a purpose."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from marketplace.audit.models import AuditEntry
from marketplace.core.actors import SELLER, Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.errors import Invalid, TooMany
from marketplace.core.sealing import SealBroken
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from marketplace.people.services import REVEALS_AN_HOUR
from marketplace.sellers import promises
from marketplace.sellers.models import BankAccount
from marketplace.sellers.queries import bank_account_of, in_force_from, next_bank_account_of
from marketplace.sellers.services import (
    account_number_for_payment,
    keep_bank_account,
    reveal_account_number,
    set_bank_account,
)
from marketplace.sellers.services.bank_accounts import CHANGE_WAITS
from tests.builders import make_customer

AGRIBANK, VIETCOMBANK = "970405", "970436"


def _person() -> Person:
    with transaction():
        return make_customer("Nguyễn Thị Mẫu")


def _set(person: Person, bin: str = AGRIBANK, number: str = "3500.2051-2345 6") -> BankAccount:
    with transaction():
        return set_bank_account(person, bin, number, "nguyễn thị mẫu", Actor(SELLER, person.id))


def test_an_account_is_kept_sealed_and_opens_for_payment(app: Flask) -> None:
    account = _set(_person())
    assert (account.bin, account.holder, account.number_masked) == (AGRIBANK, "NGUYEN THI MAU", "•••••••••3456")
    assert "350020512" not in account.number_sealed
    assert account_number_for_payment(account) == "3500205123456"
    assert list(promises.account_numbers_are_sealed()) == []


def test_a_seal_moved_to_another_row_does_not_open(app: Flask) -> None:
    one, two = _set(_person()), _set(_person(), number="9999999999")
    with transaction():
        two.number_sealed = one.number_sealed
    with pytest.raises(SealBroken):
        account_number_for_payment(two)


def test_the_same_account_again_changes_nothing_and_another_ends_it(app: Flask) -> None:
    person = _person()
    first, again, other = _set(person), _set(person), _set(person, VIETCOMBANK)
    assert first.id == again.id and first.ended_at is not None
    now_paid_to = bank_account_of(person.id)
    assert now_paid_to is not None and now_paid_to.id == other.id
    assert session.query(AuditEntry).filter_by(action="bank_account.changed").count() == 2


def test_an_account_may_be_letters_as_banks_allow(app: Flask) -> None:
    assert account_number_for_payment(_set(_person(), number="quanLY 88")) == "QUANLY88"


@pytest.mark.parametrize("number", ["", "123", "1" * 20, "12/34567", "٣٥٠٠٢٠٥١"])
def test_a_number_no_bank_has_is_refused(app: Flask, number: str) -> None:
    with pytest.raises(Invalid) as refused:
        _set(_person(), number=number)
    assert refused.value.facts["field"] == "number"


@pytest.mark.parametrize("bin", ["", "000000", "970468"])
def test_a_bank_that_cannot_receive_is_refused(app: Flask, bin: str) -> None:
    with pytest.raises(Invalid) as refused:
        _set(_person(), bin)
    assert refused.value.facts["field"] == "bin"


def test_a_reveal_needs_a_purpose_leaves_a_row_and_is_throttled(app: Flask) -> None:
    account, by = _set(_person()), Actor("officer", 900)
    with pytest.raises(Invalid), transaction():
        reveal_account_number(account, by, "")
    with transaction():
        for _ in range(REVEALS_AN_HOUR):
            assert reveal_account_number(account, by, "đối chiếu tên") == "3500205123456"
    with pytest.raises(TooMany), transaction():
        reveal_account_number(account, by, "đối chiếu tên")
    assert session.query(AuditEntry).filter_by(action="trait.revealed").count() == REVEALS_AN_HOUR


def _change(person: Person, number: str) -> BankAccount:
    with transaction():
        return set_bank_account(person, VIETCOMBANK, number, "nguyễn thị mẫu", Actor(SELLER, person.id), waits=True)


def test_a_change_waits_a_day_and_the_one_before_is_paid_to_meanwhile(app: Flask) -> None:
    """Her new account is in no QR code and no payout before she could say that it is not hers (8.7)."""
    person = _person()
    first = _change(person, "111122223333")
    assert bank_account_of(person.id) == first, "her first account has nothing to wait for"
    second = _change(person, "444455556666")
    assert (bank_account_of(person.id), next_bank_account_of(person.id)) == (first, second)
    assert in_force_from(second) == first.ended_at
    assert abs(in_force_from(second) - second.added_at - CHANGE_WAITS) < timedelta(seconds=5)
    with time_machine.travel(second.added_at + CHANGE_WAITS + timedelta(seconds=1)):
        assert (bank_account_of(person.id), next_bank_account_of(person.id)) == (second, None)


def test_changed_once_more_or_back_while_it_waits(app: Flask) -> None:
    person = _person()
    first, second, third = (_change(person, number) for number in ("111122223333", "444455556666", "777788889999"))
    assert (bank_account_of(person.id), next_bank_account_of(person.id)) == (first, third)
    assert second.ended_at is not None
    assert _change(person, "111122223333") == first and first.ended_at is None
    assert (bank_account_of(person.id), next_bank_account_of(person.id)) == (first, None)


def test_the_present_account_is_kept_once(app: Flask) -> None:
    person = _person()
    first, second = _change(person, "111122223333"), _change(person, "444455556666")
    for _again in range(2):
        with transaction():
            keep_bank_account(person, Actor(SELLER, person.id))
        assert (bank_account_of(person.id), first.ended_at) == (first, None) and second.ended_at is not None
    assert session.query(AuditEntry).filter_by(action="bank_account.kept").count() == 1
    with time_machine.travel(now() + 2 * CHANGE_WAITS):
        assert bank_account_of(person.id) == first
