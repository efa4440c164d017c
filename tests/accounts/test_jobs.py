"""Housekeeping: what is over goes, what counts stays."""

from datetime import timedelta

import time_machine
from flask import Flask

from marketplace.accounts.jobs import end_what_was_not_confirmed, forget_what_is_over
from marketplace.accounts.models import OneTimeCode, SignIn
from marketplace.accounts.services import codes
from marketplace.accounts.services.phone_changes import KNOWN, LIFE, Check, ask_for_phone_change
from marketplace.accounts.services.sessions import begin_sign_in
from marketplace.audit.models import AuditEntry
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.throttles import Throttle
from marketplace.core.transactions import transaction
from tests.builders import make_account, make_officer


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


def test_a_change_of_phone_ends_when_its_day_has_passed(app: Flask) -> None:
    with transaction():
        account, officer = make_account(), make_officer()
        check = Check(KNOWN, "Gặp ở nhà chị ấy, chiều 21/11", in_person=True)
        row = ask_for_phone_change(account.id, "+84987654321", check, Actor(OFFICER, officer.id))
    for later, status, records in ((timedelta(hours=23), "waiting", 0), (LIFE, "expired", 1), (LIFE * 2, "expired", 1)):
        with time_machine.travel(row.asked_at + later), transaction():
            end_what_was_not_confirmed()
        assert row.status == status
        assert session.query(AuditEntry).filter_by(action="phone_change.expired").count() == records
