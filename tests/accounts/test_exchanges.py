"""Proofs of identity: wrong ones stay counted, many of them get nowhere, and nobody locks another out."""

import random
from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from marketplace.accounts.errors import AccountSuspended, CodeOver, WrongCode, WrongFactor, WrongPassword
from marketplace.accounts.exchanges import (
    IN_ALL,
    PER_NETWORK,
    PER_PHONE,
    PER_PHONE_AND_NETWORK,
    PROOFS,
    confirm_factor,
    prove_code,
    prove_factor,
    prove_password,
    prove_phone_and_password,
)
from marketplace.accounts.services import codes, passwords
from marketplace.accounts.services.second_factor import begin_factor, number_now
from marketplace.accounts.services.sessions import begin_sign_in
from marketplace.core.clock import now
from marketplace.core.errors import TooMany
from marketplace.core.transactions import transaction
from tests.builders import PASSWORD, make_account
from tests.codes import sent_code

TRIES = IN_ALL + 500  # past every limit that there is
PHONE, HOME, AWAY = "+84912345678", "203.0.113.7", "198.51.100.9"


def enter(password: str = PASSWORD, address: str = HOME, device: str = "", phone: str = PHONE) -> str:
    try:
        prove_phone_and_password(phone, password, address=address, device=device)
    except (WrongPassword, TooMany) as refused:
        return type(refused).__name__
    return "in"


@pytest.fixture
def account(app: Flask):  # type: ignore[no-untyped-def]
    with transaction():
        return make_account(phone=PHONE)


def test_the_right_password_enters_and_forgives(account) -> None:  # type: ignore[no-untyped-def]
    for _ in range(PER_PHONE_AND_NETWORK - 1):
        assert enter("sai") == "WrongPassword"
    assert enter() == "in"
    assert enter("sai") == "WrongPassword"


def test_wrong_tries_stay_counted(account) -> None:  # type: ignore[no-untyped-def]
    tries = [enter("sai") for _ in range(PER_PHONE_AND_NETWORK + 3)]
    assert tries == ["WrongPassword"] * PER_PHONE_AND_NETWORK + ["TooMany"] * 3
    assert enter() == "TooMany"
    with time_machine.travel(now() + timedelta(seconds=901)):
        assert enter() == "in"


def test_an_attack_from_everywhere_locks_nobody_out_of_her_own_phone(account) -> None:  # type: ignore[no-untyped-def]
    tries = [enter("sai", address=f"198.51.{n}.1") for n in range(PER_PHONE + 20)]
    assert tries.count("WrongPassword") == PER_PHONE
    assert enter(address=AWAY) == "TooMany"  # an unknown device has to wait, or use a code
    assert enter(device="owners-phone") == "in"
    with transaction():
        row = codes.issue_code(codes.SIGN_IN, PHONE, address=HOME)
    assert prove_code(row.public_id, sent_code(PHONE), codes.SIGN_IN) == PHONE


def test_one_person_uses_up_neither_a_phone_nor_what_everybody_has(account) -> None:  # type: ignore[no-untyped-def]
    """Whoever has a /48 of IPv6 has 65,536 lines: they count as one."""
    lines = [f"2001:db8:7:{n:x}::/64" for n in range(60)]
    tries = [enter("sai", address=line) for line in lines]
    assert tries.count("WrongPassword") == PER_PHONE_AND_NETWORK
    assert enter(address=AWAY) == "in"
    sprayed = [enter("sai", phone=f"+8493{n:07d}", address=f"2001:db8:8:{n:x}::/64") for n in range(PER_NETWORK + 10)]
    assert sprayed.count("WrongPassword") == PER_NETWORK < IN_ALL
    assert enter(address=HOME) == "in"


def test_her_own_device_goes_on_in_a_village_whose_line_is_used_up(account) -> None:  # type: ignore[no-untyped-def]
    tries = [enter("sai", phone=f"+8493{n:07d}") for n in range(140)]
    assert tries[-1] == "TooMany" and enter() == "TooMany"
    assert enter(device="her-own-phone") == "in"


def test_wrong_codes_typed_by_others_use_up_none_of_hers(account) -> None:  # type: ignore[no-untyped-def]
    for network in ("192.0.2.1", "198.51.100.1"):
        with transaction():
            stranger = codes.issue_code(codes.SIGN_IN, PHONE, address=network)
        wrong = f"{(int(sent_code(PHONE)) + 1) % 10**6:06d}"
        for _ in range(codes.MOST_TRIES):
            with pytest.raises(WrongCode):
                prove_code(stranger.public_id, wrong, codes.SIGN_IN)
    with transaction():
        row = codes.issue_code(codes.SIGN_IN, PHONE, address=HOME)
    assert prove_code(row.public_id, sent_code(PHONE), codes.SIGN_IN) == PHONE


def test_a_stolen_device_mark_has_few_tries_too(account) -> None:  # type: ignore[no-untyped-def]
    tries = [enter("sai", address=f"198.51.0.{n}", device="mark") for n in range(20)]
    assert tries.count("WrongPassword") == 10


def test_thousands_of_tries_get_nowhere(account, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    looked_at: list[str] = []
    honest = passwords.check_password

    def watched(known, password: str) -> bool:  # type: ignore[no-untyped-def]
        looked_at.append(password)
        return honest(known, password)

    monkeypatch.setattr(passwords, "check_password", watched)
    seeded = random.Random(7)
    guesses = [f"guess-{n}" for n in range(TRIES - 1)] + [PASSWORD]
    seeded.shuffle(guesses)
    guesses.append(guesses.pop(guesses.index(PASSWORD)))  # the right one comes late
    with time_machine.travel(now(), tick=False):
        answers = [enter(guess, address=f"198.51.{n % 40}.{n % 250}") for n, guess in enumerate(guesses)]
    assert "in" not in answers
    assert len(looked_at) <= PER_PHONE


def test_thousands_of_codes_get_nowhere(app: Flask) -> None:
    with time_machine.travel(now(), tick=False) as clock:
        looked_at, row = 0, None
        for n in range(TRIES):
            if n % 6 == 0:
                clock.shift(1)
                try:
                    with transaction():
                        row = codes.issue_code(codes.SIGN_IN, PHONE, address=f"198.51.{n % 40}.{n % 250}")
                except TooMany:
                    pass
            try:
                assert row is not None
                prove_code(row.public_id, f"{n:06d}", codes.SIGN_IN)
            except WrongCode:
                looked_at += 1
            except (CodeOver, TooMany):
                pass
        assert looked_at <= codes.PER_PHONE * codes.MOST_TRIES


def test_spraying_one_password_from_one_place_is_stopped(app: Flask) -> None:
    with transaction():
        for n in range(3):
            make_account(phone=f"+8491200000{n}")
    tries = [enter("Matkhau@123", phone=f"+849{n:08d}") for n in range(140)]
    assert tries.count("WrongPassword") == 120 and tries[-1] == "TooMany"


def test_nobody_is_told_whether_there_is_an_account(account, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    verified: list[str] = []
    kind = type(passwords._hasher())
    honest = kind.verify
    monkeypatch.setattr(kind, "verify", lambda self, h, p: verified.append(h) or honest(self, h, p))
    assert enter("sai") == enter("sai", phone="+84987654321") == "WrongPassword"
    assert len(verified) == 2  # the same work for both
    assert {h.split("$")[3] for h in verified} == {"m=8,t=1,p=1"}


def test_a_suspended_owner_is_told_once_she_proved_it(account) -> None:  # type: ignore[no-untyped-def]
    with transaction():
        account.status = "suspended"
    assert enter("sai") == "WrongPassword"
    with pytest.raises(AccountSuspended):
        enter()


def test_an_old_hash_is_renewed_on_entering(account, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    old = str(passwords._hasher_for("production").hash(PASSWORD))
    with transaction():
        account.password_hash = old
    assert enter() == "in"
    assert account.password_hash != old and enter() == "in"


def test_proving_again_is_limited_for_the_session_it_is_tried_in(account) -> None:  # type: ignore[no-untyped-def]
    with transaction():
        (stolen, _), (own, _) = begin_sign_in(account), begin_sign_in(account)
    prove_password(stolen, PASSWORD)
    for _ in range(PROOFS):
        with pytest.raises(WrongPassword):
            prove_password(stolen, "sai")
    with pytest.raises(TooMany):
        prove_password(stolen, PASSWORD)
    prove_password(own, PASSWORD)


def test_the_second_factor_is_limited_and_wrong_numbers_stay_counted(account) -> None:  # type: ignore[no-untyped-def]
    with transaction():
        secret = begin_factor(account)
    with pytest.raises(WrongFactor):
        confirm_factor(account.id, "000000" if number_now(secret) != "000000" else "111111")
    confirm_factor(account.id, number_now(secret))
    with time_machine.travel(now() + timedelta(minutes=20), tick=False):
        wrong = f"{(int(number_now(secret)) + 1) % 10**6:06d}"
        for _ in range(8):
            with pytest.raises(WrongFactor):
                prove_factor(account.id, wrong)
        with pytest.raises(TooMany):
            prove_factor(account.id, number_now(secret))
        prove_factor(account.id, number_now(secret), known="her-own-phone")
