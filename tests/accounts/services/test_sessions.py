"""Sessions: live for as long as they may be, ended for good."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import text

from marketplace.accounts.models import SignIn
from marketplace.accounts.queries import find_own_sign_in, find_sign_in, list_sign_ins
from marketplace.accounts.services.sessions import (
    begin_sign_in,
    end_all_sign_ins,
    end_sign_in,
    is_fresh,
    is_live,
    refresh,
    touch,
)
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from tests.builders import make_account


def begun() -> tuple[SignIn, str]:
    with transaction():
        return begin_sign_in(make_account(), device="Chrome · Android")


def test_each_session_has_a_token_of_its_own_kept_as_a_hash(app: Flask) -> None:
    with transaction():
        account = make_account()
        tokens = {begin_sign_in(account)[1] for _ in range(20)}
    assert len(tokens) == 20 and all(len(token) >= 43 for token in tokens)
    stored = str(session.execute(text("SELECT token_hash FROM sign_in")).all())
    assert not any(token in stored for token in tokens)
    token = tokens.pop()
    found = find_sign_in(token)
    assert found is not None and find_sign_in(token[:-1]) is None


@pytest.mark.parametrize(
    ("idle", "staff", "lives"),
    [
        (timedelta(days=29), False, True),
        (timedelta(days=31), False, False),
        (timedelta(minutes=29), True, True),
        (timedelta(minutes=31), True, False),
    ],
)
def test_an_idle_session_ends_in_its_time(app: Flask, idle: timedelta, staff: bool, lives: bool) -> None:
    row, _ = begun()
    with time_machine.travel(now() + idle):
        assert is_live(row, staff=staff) is lives


def test_a_staff_session_ends_after_eight_hours_however_busy(app: Flask) -> None:
    row, _ = begun()
    with time_machine.travel(now(), tick=False) as clock:
        for _ in range(20):
            clock.shift(timedelta(minutes=25))
            with transaction():
                touch(row)
        assert not is_live(row, staff=True) and is_live(row, staff=False)


def test_an_ended_session_stays_ended(app: Flask) -> None:
    row, _ = begun()
    with transaction():
        end_sign_in(row)
        end_sign_in(row, "again")
    assert row.ended_why == "signed_out" and not is_live(row, staff=False)


def test_all_but_one_end(app: Flask) -> None:
    with transaction():
        account, other = make_account(), make_account()
        rows = [begin_sign_in(account)[0] for _ in range(3)]
        foreign, _ = begin_sign_in(other)
        end_all_sign_ins(account.id, "x", but=rows[1])
    assert [row.id for row in list_sign_ins(account.id)] == [rows[1].id]
    assert len(list_sign_ins(other.id)) == 1
    assert find_own_sign_in(account.id, foreign.id) is None


def test_freshness_lasts_a_quarter_hour_and_is_renewed(app: Flask) -> None:
    row, _ = begun()
    assert is_fresh(row) and row.second_factor_at is None
    with time_machine.travel(now() + timedelta(minutes=15, seconds=1)):
        assert not is_fresh(row)
        with transaction():
            refresh(row, second_factor=True)
        assert is_fresh(row) and row.second_factor_at is not None
