"""Housekeeping: what is over goes, what counts stays."""

from datetime import timedelta

import time_machine
from flask import Flask

from marketplace.accounts.jobs import forget_what_is_over
from marketplace.accounts.models import OneTimeCode, SignIn
from marketplace.accounts.services import codes
from marketplace.accounts.services.sessions import begin_sign_in
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.throttles import Throttle
from marketplace.core.transactions import transaction
from tests.builders import make_account


def test_old_codes_counts_and_sessions_go_and_new_ones_stay(app: Flask) -> None:
    with time_machine.travel(now() - timedelta(days=100)), transaction():
        account = make_account()
        begin_sign_in(account)
        codes.issue_code(codes.SIGN_IN, "+84912345678")
    with transaction():
        fresh, _ = begin_sign_in(account)
        code = codes.issue_code(codes.SIGN_IN, "+84987654321")
    counts = session.query(Throttle).count()
    with transaction():
        forget_what_is_over()
    assert [row.id for row in session.query(SignIn)] == [fresh.id]
    assert [row.id for row in session.query(OneTimeCode)] == [code.id]
    assert 0 < session.query(Throttle).count() < counts
