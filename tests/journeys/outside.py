"""The world outside the pages: the worker, the bank that reports what came in, and the promises kept at the end."""

import itertools
import json
from typing import Any

from flask import Flask, current_app
from werkzeug.test import TestResponse

from marketplace.core import outbox
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.jobs import enqueue_due
from marketplace.core.promises import violations
from marketplace.payments.notification_signature import HEADER_NAME, sign
from tests.journeys.customers import Transfer

SECRET = "feed-secret-for-tests"
_references = itertools.count(1)


def run_worker() -> None:
    """Do what is due in the outbox, until nothing is."""
    session.rollback()  # what the pages have written meanwhile is seen only by a new transaction
    for _ in range(20):
        if not outbox.run_due():
            break
    session.rollback()
    failed = session.query(outbox.OutboxRow).filter(outbox.OutboxRow.last_error.isnot(None)).all()
    assert [(row.work, row.last_error) for row in failed] == []
    session.rollback()


def run_clock() -> None:
    """Do what the clock says is due now: overdue payments end, the trail is sealed."""
    enqueue_due({})
    run_worker()


def bank_reports(transfer: Transfer, *, reference: str = "", **told: Any) -> TestResponse:
    """The bank feed tells of a transfer that came in, signed, with what people's banks add to the memo."""
    line: dict[str, Any] = {
        "reference": reference or f"FT26325{next(_references):06d}",
        "bin": transfer.bin,
        "account": transfer.account,
        "amount": transfer.amount_dong,
        "memo": f"MBVCB.{transfer.memo} TRAN THI MUA chuyen tien",
        "at": now().isoformat(),
    }
    body = json.dumps(line | told).encode()
    headers = {HEADER_NAME: sign(body, SECRET, now()), "Content-Type": "application/json"}
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    with app.app_context():
        return app.test_client().post("/webhooks/bank-feed", data=body, headers=headers)


def broken_promises() -> list[str]:
    """What `verify` would print once the worker has done what is due."""
    run_clock()
    session.rollback()
    session.expire_all()
    found = [f"{kept.id} {line}" for kept, line in violations()]
    session.rollback()
    return found
