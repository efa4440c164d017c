"""Sessions: live for as long as they may be, ended for good."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import text

from marketplace.accounts.models import SignIn
from marketplace.accounts.queries import find_own_sign_in, find_sign_in, list_sign_ins
from marketplace.accounts.services.sessions import (
    IDLE,
    MOST_SESSIONS,
    OWN_DEVICE,
    STAFF,
    TOO_MANY,
    TOO_OLD,
    begin_sign_in,
    end_all_sign_ins,
    end_sign_in,
    end_what_is_over,
    is_fresh,
    is_live,
    refresh,
    touch,
    why_over,
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
        (timedelta(days=13, hours=23), False, True),
        (timedelta(days=14, minutes=1), False, False),
        (timedelta(minutes=29), True, True),
        (timedelta(minutes=31), True, False),
    ],
)
def test_an_idle_session_ends_in_its_time(app: Flask, idle: timedelta, staff: bool, lives: bool) -> None:
    row, _ = begun()
    with time_machine.travel(now() + idle):
        assert is_live(row, staff=staff) is lives


@pytest.mark.parametrize(("staff", "step", "steps"), [(True, timedelta(minutes=25), 20), (False, timedelta(days=6), 6)])
def test_a_session_ends_in_its_whole_time_however_busy(app: Flask, staff: bool, step: timedelta, steps: int) -> None:
    row, _ = begun()
    with time_machine.travel(now(), tick=False) as clock:
        for _ in range(steps):
            assert is_live(row, staff=staff) is (now() - row.began_at <= (STAFF if staff else OWN_DEVICE).whole)
            clock.shift(step)
            with transaction():
                touch(row)
        assert why_over(row, staff=staff) == TOO_OLD


def test_a_clock_set_back_revives_nothing(app: Flask) -> None:
    row, _ = begun()
    began = now()
    with time_machine.travel(began + timedelta(minutes=20)), transaction():
        touch(row)
    with time_machine.travel(began + timedelta(minutes=5)):
        assert not is_fresh(row)  # the proof of identity had ended before
        with transaction():
            touch(row)
    assert row.seen_at >= began + timedelta(minutes=20)
    with time_machine.travel(began + timedelta(days=40)), transaction():
        end_what_is_over(staff=())
    assert row.ended_why == TOO_OLD and not is_live(row, staff=False)


def test_what_nobody_came_back_to_is_ended_as_a_fact(app: Flask) -> None:
    with transaction():
        rows = {name: begin_sign_in(make_account())[0] for name in ("customer", "officer", "old", "busy officer")}
    began = now()
    with time_machine.travel(began - timedelta(days=31)), transaction():
        rows["old"].began_at = now()
    staff = {rows[name].account.person_id for name in ("officer", "busy officer")}
    with time_machine.travel(began + timedelta(minutes=20)), transaction():
        touch(rows["busy officer"])
    with time_machine.travel(began + timedelta(minutes=31)), transaction():
        end_what_is_over(staff)
    assert {name: row.ended_why for name, row in rows.items()} == {
        "customer": None,
        "officer": IDLE,
        "old": TOO_OLD,
        "busy officer": None,
    }


def test_an_account_has_twenty_sessions_and_the_longest_unused_makes_room(app: Flask) -> None:
    with transaction():
        account = make_account()
        rows = [begin_sign_in(account)[0] for _ in range(MOST_SESSIONS)]
        rows[3].seen_at -= timedelta(days=1)
        begin_sign_in(account)
    assert [row.ended_why for row in rows if row.ended_at] == [TOO_MANY] and rows[3].ended_at
    assert len(list_sign_ins(account.id)) == MOST_SESSIONS


def test_an_ended_session_stays_ended(app: Flask) -> None:
    row, _ = begun()
    with transaction():
        end_sign_in(row)
        end_sign_in(row, "again")
    assert row.ended_why == "signed_out" and not is_live(row, staff=False)


def test_all_but_one_end_and_that_one_gets_a_new_token(app: Flask) -> None:
    with transaction():
        account, other = make_account(), make_account()
        begun_here = [begin_sign_in(account) for _ in range(3)]
        rows = [row for row, _token in begun_here]
        foreign, _ = begin_sign_in(other)
        end_all_sign_ins(account.id, "x", but=rows[1])
    assert [row.id for row in list_sign_ins(account.id)] == [rows[1].id]
    assert find_sign_in(begun_here[1][1]) is None and find_sign_in(rows[1].new_token) is rows[1]
    assert len(list_sign_ins(other.id)) == 1
    assert find_own_sign_in(account.id, foreign.id) is None


def test_freshness_lasts_a_quarter_hour_and_is_renewed(app: Flask) -> None:
    row, token = begun()
    assert is_fresh(row) and row.second_factor_at is None
    with time_machine.travel(now() + timedelta(minutes=15, seconds=1)):
        assert not is_fresh(row)
        with transaction():
            refresh(row, second_factor=True)
        assert is_fresh(row) and row.second_factor_at is not None
    assert find_sign_in(token) is None and find_sign_in(row.new_token) is row
