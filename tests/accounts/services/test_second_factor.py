"""The second step: numbers of the authenticator and recovery codes, each once."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import text

from marketplace.accounts.errors import NoFactorBegun, WrongFactor
from marketplace.accounts.models import Account, RecoveryCode
from marketplace.accounts.queries import count_recovery_codes
from marketplace.accounts.services.second_factor import (
    begin_factor,
    check_factor,
    confirm_factor,
    count_factor_try,
    drop_factor,
    factor_address,
    forget_pending,
    number_now,
    pending_secret,
    renew_recovery_codes,
)
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.errors import TooMany
from marketplace.core.transactions import transaction
from tests.builders import make_account
from tests.codes import told


def with_factor() -> tuple[Account, str, list[str]]:
    with transaction():
        account = make_account()
        secret = begin_factor(account)
    with time_machine.travel(now() - timedelta(minutes=5)), transaction():
        recovery = confirm_factor(account, number_now(secret))
    return account, secret, recovery


def check(account: Account, typed: str) -> None:
    with transaction():
        check_factor(account.id, typed)


def test_it_counts_only_once_a_number_was_seen(app: Flask) -> None:
    with transaction():
        account = make_account()
        secret = begin_factor(account)
    assert account.totp_sealed is None and pending_secret(account) == secret
    with pytest.raises(WrongFactor), transaction():
        confirm_factor(account, f"{(int(number_now(secret)) + 1) % 10**6:06d}")
    with transaction():
        recovery = confirm_factor(account, number_now(secret))
    assert account.totp_sealed is not None and account.totp_pending_sealed is None
    assert len(set(recovery)) == 10 and all(len(code) == 11 for code in recovery)
    assert told(account.id) == ["second_factor_on"]


def test_without_a_beginning_there_is_nothing_to_confirm(app: Flask) -> None:
    with transaction():
        account = make_account()
    with pytest.raises(NoFactorBegun), transaction():
        confirm_factor(account, "123456")


def test_a_secret_of_an_earlier_session_is_dropped(app: Flask) -> None:
    with transaction():
        account = make_account()
        begin_factor(account)
        forget_pending(account)
    with pytest.raises(NoFactorBegun):
        pending_secret(account)


def test_the_secret_stands_sealed_in_the_database(app: Flask) -> None:
    _account, secret, recovery = with_factor()
    stored = str(session.execute(text("SELECT * FROM account")).all()) + str(
        session.execute(text("SELECT * FROM recovery_code")).all()
    )
    assert secret not in stored and not any(code.replace("-", "") in stored for code in recovery)


def test_a_number_works_once(app: Flask) -> None:
    account, secret, _ = with_factor()
    with time_machine.travel(now(), tick=False) as clock:
        number = number_now(secret)
        check(account, number)
        with pytest.raises(WrongFactor):
            check(account, number)
        clock.shift(30)
        check(account, f" {number_now(secret)[:3]} {number_now(secret)[3:]} ")


def test_an_earlier_number_is_refused_after_a_later_one(app: Flask) -> None:
    account, secret, _ = with_factor()
    with time_machine.travel(now(), tick=False) as clock:
        earlier = number_now(secret)
        clock.shift(30)
        check(account, number_now(secret))
        with pytest.raises(WrongFactor):
            check(account, earlier)


def test_a_clock_half_a_minute_off_is_borne_and_two_minutes_are_not(app: Flask) -> None:
    account, secret, _ = with_factor()
    with time_machine.travel(now(), tick=False) as clock:
        slow = number_now(secret)
        clock.shift(29)
        check(account, slow)
        old = number_now(secret)
        clock.shift(120)
        with pytest.raises(WrongFactor):
            check(account, old)


@pytest.mark.parametrize(
    "typed", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "００００００", "AAAAA-AAAAA", "'; --", "x" * 5000]
)
def test_anything_else_is_refused(app: Flask, typed: str) -> None:
    account, _secret, _ = with_factor()
    with pytest.raises(WrongFactor):
        check(account, typed)


def test_a_recovery_code_works_once_however_it_is_typed(app: Flask) -> None:
    account, _secret, recovery = with_factor()
    check(account, recovery[0].lower())
    with pytest.raises(WrongFactor):
        check(account, recovery[0])
    check(account, recovery[1].replace("-", " "))
    assert count_recovery_codes(account.id) == 8


def test_another_ones_recovery_code_is_worth_nothing(app: Flask) -> None:
    account, _, _ = with_factor()
    _other, _, others = with_factor()
    with pytest.raises(WrongFactor):
        check(account, others[0])


def test_new_codes_end_the_old_ones(app: Flask) -> None:
    account, _secret, recovery = with_factor()
    with transaction():
        fresh = renew_recovery_codes(account)
    with pytest.raises(WrongFactor):
        check(account, recovery[0])
    check(account, fresh[0])
    assert told(account.id) == ["second_factor_on", "recovery_codes"]


def test_dropping_it_leaves_nothing(app: Flask) -> None:
    account, secret, recovery = with_factor()
    with transaction():
        drop_factor(account)
    for typed in (number_now(secret), recovery[0]):
        with pytest.raises(WrongFactor):
            check(account, typed)
    assert session.query(RecoveryCode).filter_by(account_id=account.id).count() == 0


def test_eight_tries_in_a_quarter_hour(app: Flask) -> None:
    account, secret, _ = with_factor()
    with time_machine.travel(now(), tick=False) as clock:
        for _ in range(8):
            with transaction():
                count_factor_try(account.id)
        with pytest.raises(TooMany), transaction():
            count_factor_try(account.id)
        with transaction():
            count_factor_try(account.id, "her-own-phone")
        clock.shift(901)
        with transaction():
            count_factor_try(account.id)
        check(account, number_now(secret))


def test_the_address_names_brand_and_phone(app: Flask) -> None:
    with transaction():
        account = make_account(phone="+84912345678")
    address = factor_address(account, "GIANHANGPHUNUXUTHANHMAUTHUSECRET", "Gian hàng")
    assert address.startswith("otpauth://totp/") and "84912345678" in address and "issuer=Gian" in address
