"""`marketplace seal`: what a person put right by hand fits again, and the trail says who judged it (8.26)."""

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import text

from marketplace.audit.models import AuditEntry
from marketplace.cli import seals
from marketplace.core.db import db, session
from marketplace.core.row_seals import broken_seals
from marketplace.core.transactions import transaction
from marketplace.orders.models import Order
from tests.purchases import make_order


def test_a_row_judged_right_is_sealed_anew(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seals, "create_app", lambda: app)
    with transaction():
        make_order()
    session.remove()
    with db.engine.begin() as connection:
        connection.execute(text("UPDATE customer_order SET address_line = 'Số 7'"))
    assert [line.split(":")[0] for line in broken_seals()] == ["customer_order 1"]
    session.remove()
    done = CliRunner().invoke(seals.seal, ["customer_order", "1", "--reason", "Phiếu giao hàng ngày 30/11"])
    assert (done.exit_code, done.output) == (0, "customer_order 1: sealed as it stands\n")
    assert list(broken_seals()) == [] and session.query(Order).one().address_line == "Số 7"
    entry = session.query(AuditEntry).filter_by(action="row.sealed").one()
    assert entry.details["why"] == "Phiếu giao hàng ngày 30/11"
    session.remove()
    refused = CliRunner().invoke(seals.seal, ["person", "1", "--reason", "x"])
    assert refused.exit_code == 1 and "no sealed row: person 1" in refused.output
