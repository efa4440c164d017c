"""One-time codes: sent, proven once, acted on once, limited."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import text

from marketplace.accounts.errors import CodeOver, WrongCode
from marketplace.accounts.jobs import end_what_was_not_confirmed
from marketplace.accounts.models import OneTimeCode
from marketplace.accounts.services import codes
from marketplace.core.actors import SYSTEM_ACTOR
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.errors import TooMany
from marketplace.core.transactions import transaction
from marketplace.site.services import change_settings
from tests.builders import make_account
from tests.codes import count_sent, sent_code

PHONE, ADDRESS = "+84912345678", "203.0.113.7"


def issue(purpose: str = codes.SIGN_IN, phone: str = PHONE, address: str = ADDRESS, known: str = "") -> OneTimeCode:
    with transaction():
        return codes.issue_code(purpose, phone, address=address, known=known)


def typed(row: OneTimeCode, code: str, purpose: str = codes.SIGN_IN) -> str:
    with transaction():
        codes.count_try(row.public_id, purpose)
    with transaction():
        return codes.use_code(row.public_id, code, purpose)


def test_a_code_is_six_digits_sent_to_the_phone_and_kept_only_as_a_hash(app: Flask) -> None:
    row = issue()
    code = sent_code(PHONE)
    assert len(code) == 6 and code.isdigit()
    assert row.expires_at - row.created_at >= timedelta(minutes=9, seconds=59)
    stored = str(session.execute(text("SELECT * FROM one_time_code")).all())
    assert code not in stored


def test_the_right_code_proves_the_phone_once(app: Flask) -> None:
    row = issue()
    code = sent_code(PHONE)
    assert typed(row, code) == PHONE
    with pytest.raises(CodeOver):
        typed(row, code)


@pytest.mark.parametrize("pasted", ["{} {}", "{}-{}\N{ZERO WIDTH SPACE}", "\N{NO-BREAK SPACE}{}{}\n"])
def test_a_code_is_taken_as_messages_and_clipboards_write_it(app: Flask, pasted: str) -> None:
    row, code = issue(), sent_code(PHONE)
    assert typed(row, pasted.format(code[:3], code[3:])) == PHONE


def test_a_proof_is_acted_on_once_and_not_for_long(app: Flask) -> None:
    row = issue()
    typed(row, sent_code(PHONE))
    assert codes.is_proven(row.public_id, codes.SIGN_IN)
    assert not codes.is_proven(row.public_id, codes.RESET)
    with transaction():
        assert codes.spend_proof(row.public_id, codes.SIGN_IN).phone == PHONE
    with pytest.raises(CodeOver), transaction():
        codes.spend_proof(row.public_id, codes.SIGN_IN)


def test_an_old_proof_is_worth_nothing(app: Flask) -> None:
    row = issue()
    typed(row, sent_code(PHONE))
    with (
        time_machine.travel(now() + codes.PROOF_LIFE + timedelta(seconds=1)),
        pytest.raises(CodeOver),
        transaction(),
    ):
        codes.spend_proof(row.public_id, codes.SIGN_IN)


def test_an_unproven_code_cannot_be_acted_on(app: Flask) -> None:
    row = issue()
    with pytest.raises(CodeOver), transaction():
        codes.spend_proof(row.public_id, codes.SIGN_IN)


def test_five_wrong_tries_end_a_code_even_for_its_owner(app: Flask) -> None:
    row = issue()
    code = sent_code(PHONE)
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    for left in (4, 3, 2, 1, 0):
        with pytest.raises(WrongCode) as refused:
            typed(row, wrong)
        assert refused.value.tries_left == left
    with pytest.raises(CodeOver):
        typed(row, code)
    assert session.get_one(OneTimeCode, row.id).used_at is None


def test_a_code_that_was_not_counted_is_not_looked_at(app: Flask) -> None:
    row = issue()
    with pytest.raises(CodeOver), transaction():
        codes.use_code(row.public_id, sent_code(PHONE), codes.SIGN_IN)


def test_a_code_ends_after_ten_minutes(app: Flask) -> None:
    row = issue()
    code = sent_code(PHONE)
    with time_machine.travel(now() + timedelta(minutes=10, seconds=1)), pytest.raises(CodeOver):
        typed(row, code)


def test_a_code_is_good_for_its_purpose_only(app: Flask) -> None:
    row = issue(codes.SIGN_UP)
    with pytest.raises(CodeOver):
        typed(row, sent_code(PHONE), codes.RESET)


def test_an_unknown_purpose_or_code_is_refused(app: Flask) -> None:
    with pytest.raises(ValueError, match="surprise"), transaction():
        codes.issue_code("surprise", PHONE)
    with pytest.raises(CodeOver), transaction():
        codes.count_try("no-such-code", codes.SIGN_IN)


def test_a_phone_gets_one_code_in_half_a_minute_and_four_an_hour_from_one_network(app: Flask) -> None:
    with time_machine.travel(now(), tick=False) as clock:
        issue()
        with pytest.raises(TooMany):
            issue()
        for _ in range(codes.PER_PHONE_AND_NETWORK - 1):
            clock.shift(codes.AGAIN_AFTER_SECONDS)
            issue()
        clock.shift(codes.AGAIN_AFTER_SECONDS)
        with pytest.raises(TooMany):
            issue()
        assert count_sent(PHONE) == codes.PER_PHONE_AND_NETWORK
        clock.shift(3600)
        issue()


def test_limits_hold_for_a_phone_from_many_places_and_for_a_place_with_many_phones(app: Flask) -> None:
    for number in range(codes.PER_PHONE):
        issue(address=f"203.0.{number}.1")
    with pytest.raises(TooMany):
        issue(address="198.51.100.1")
    for number in range(codes.PER_ADDRESS):
        issue(phone=f"+8491{number:07d}", address="198.51.100.2")
    with pytest.raises(TooMany):
        issue(phone="+84919999999", address="198.51.100.2")
    issue(phone="+84919999999", address="198.51.100.3")


def test_one_person_uses_up_neither_a_phone_nor_what_the_hour_holds(app: Flask) -> None:
    """Whoever has a /48 of IPv6, or a /24 of IPv4, has many lines: they count as one."""
    sent = 0
    for number in range(codes.PER_NETWORK + 50):
        try:
            issue(phone=f"+8491{number:07d}", address=f"2001:db8:7:{number:x}::/64")
            sent += 1
        except TooMany:
            pass
    assert sent == codes.PER_NETWORK <= codes.IN_ALL / 10
    for line in range(codes.PER_PHONE_AND_NETWORK):
        issue(address=f"203.0.113.{line}")
    with pytest.raises(TooMany):
        issue(address="203.0.113.200")
    issue(address="198.51.100.1")


@pytest.mark.parametrize("known", ["device:her-own-phone", "account:7", "link:hash-of-its-token"])
def test_what_strangers_asked_for_stops_nobody_who_is_known(app: Flask, known: str) -> None:
    with time_machine.travel(now(), tick=False) as clock:
        for number in range(codes.PER_PHONE):
            issue(address=f"203.0.{number}.1")
        with pytest.raises(TooMany):
            issue()
        for _ in range(codes.PER_KNOWN):
            issue(known=known)
            clock.shift(codes.AGAIN_AFTER_SECONDS)
        with pytest.raises(TooMany):
            issue(known=known)


def test_a_clock_set_back_revives_neither_code_nor_proof(app: Flask) -> None:
    untyped, proven = issue(), issue(phone="+84987654321")
    code = sent_code(PHONE)
    typed(proven, sent_code("+84987654321"))
    with time_machine.travel(now() + codes.PROOF_LIFE + timedelta(minutes=1)), transaction():
        end_what_was_not_confirmed()
    with pytest.raises(CodeOver):
        typed(untyped, code)
    assert not codes.is_proven(proven.public_id, codes.SIGN_IN)


def test_the_same_is_done_for_a_phone_with_and_without_account(app: Flask) -> None:
    with transaction():
        make_account(phone=PHONE)
    known, unknown = issue(), issue(phone="+84919999999", address="198.51.100.2")
    assert count_sent(PHONE) == count_sent("+84919999999") == 1
    assert (known.purpose, known.tries, known.used_at) == (unknown.purpose, unknown.tries, unknown.used_at)


def test_codes_show_on_a_demo_alone(app: Flask) -> None:
    assert codes.demo_code(issue()) is None
    with transaction():
        change_settings({"is_demo": True}, actor=SYSTEM_ACTOR)
    row = issue(phone="+84919999999")
    assert codes.demo_code(row) == sent_code("+84919999999")
    typed(row, sent_code("+84919999999"))
    assert codes.demo_code(row) is None and session.get_one(OneTimeCode, row.id).demo_sealed is None


def test_an_unconfirmed_address_gets_nothing(app: Flask) -> None:
    with transaction():
        row = codes.issue_code(codes.RESET, "", email="ai@example.vn", sends=False)
    assert count_sent("ai@example.vn") == 0 and row.email == "ai@example.vn"
