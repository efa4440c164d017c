"""`marketplace verify`: silent on sound data; one line for each violation planted past the guards."""

import re
from datetime import timedelta

import pysqlite3
import pytest
import time_machine
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import text

from marketplace.audit.jobs import seal_audit_trail
from marketplace.cli import verify
from marketplace.core.clock import now
from marketplace.core.db import db, session
from marketplace.core.transactions import transaction
from marketplace.people.services import keep_trait
from tests.builders import make_person, make_shop
from tests.purchases import give_account, make_goods, make_order

CHECKS = "SELECT conname FROM pg_constraint WHERE contype = 'c' AND conrelid = CAST(:table AS regclass)"


@pytest.fixture
def orders(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation with an order, a bank account, a sealed trait and a sealed trail."""
    monkeypatch.setattr(verify, "create_app", lambda: app)
    with transaction():
        shop = make_shop()
        give_account(shop)
        make_order((make_goods(shop=shop), 2))
        keep_trait(make_person(), "id_number", "038190000001")
    seal_audit_trail()


def run(*words: str) -> Result:
    session.remove()
    return CliRunner().invoke(verify.verify, list(words))


def _plant(statement: str) -> None:
    """Write past the guards of one table, as an insider with the database in her hands would."""
    table = statement.split()[1]
    session.remove()
    if db.engine.dialect.name == "sqlite":
        connection = pysqlite3.connect(str(db.engine.url.database), isolation_level=None)
        connection.execute("PRAGMA ignore_check_constraints=ON")
        connection.execute(f"DROP TRIGGER IF EXISTS {table}_no_update")
        connection.execute(statement)
        connection.close()
        return
    with db.engine.begin() as postgres:
        postgres.execute(text("SET LOCAL session_replication_role = replica"))
        for name in list(postgres.scalars(text(CHECKS), {"table": table})):
            postgres.execute(text(f"ALTER TABLE {table} DROP CONSTRAINT {name}"))
        postgres.execute(text(statement))


def test_sound_data_is_answered_with_silence(orders: None) -> None:
    answer = run()
    assert (answer.exit_code, answer.output) == (0, "")


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE stock_item SET reserved = on_hand + 1", "S1"),
        ("UPDATE stock_item SET on_hand = on_hand + 1", "S2"),
        ("UPDATE shop_order SET goods_dong = goods_dong + 1", "M4"),
        ("UPDATE shop_order SET status = 'delivered'", "O1"),
        ("UPDATE seller_bank_account SET number_sealed = '1002003004'", "P1"),
        ("UPDATE sealed_trait SET sealed = '038190000001'", "P1"),
        ("UPDATE account SET totp_sealed = 'JBSWY3DPEHPK3PXP'", "P1"),
        ("UPDATE audit_entry SET action = 'x' WHERE seq = 1", "U1"),
    ],
)
def test_each_violation_is_named(orders: None, statement: str, named: str) -> None:
    _plant(statement)
    answer = run()
    assert answer.exit_code == 1
    lines = answer.stdout.splitlines()
    assert named in {line.partition(":")[0] for line in lines}
    assert all(re.match(r"[A-Z]\d+: \S", line) for line in lines)


def test_one_line_for_each(orders: None) -> None:
    with transaction():
        for n in range(3):
            keep_trait(make_person(), "id_number", f"03819000000{n}")
    _plant("UPDATE sealed_trait SET sealed = 'open'")
    assert len([line for line in run().stdout.splitlines() if line.startswith("P1: ")]) == 4


def test_no_sealed_value_is_repeated_in_what_it_says(orders: None) -> None:
    _plant("UPDATE sealed_trait SET sealed = '038190000001'")
    assert "038190000001" not in run().output


def test_full_recomputes_everything_and_reports_its_time(orders: None) -> None:
    answer = run("--full")
    assert answer.exit_code == 0 and answer.stdout == ""
    assert re.fullmatch(r"\d+ promises, 0 violations, \d+\.\d s\n", answer.stderr)


def test_a_change_in_a_closed_day_is_found_by_full(orders: None) -> None:
    with time_machine.travel(now() + timedelta(days=2)):
        seal_audit_trail()
    assert session.scalar(text("SELECT count(*) FROM audit_day")) == 1
    session.rollback()
    _plant("UPDATE audit_entry SET action = 'x' WHERE seq = 1")
    assert (run().exit_code, run().output) == (0, "")
    answer = run("--full")
    assert answer.exit_code == 1 and "U1: link 1 is broken" in answer.stdout


def test_the_list_says_what_is_promised(orders: None) -> None:
    answer = run("--list")
    assert answer.exit_code == 0
    listed = {line.split()[0] for line in answer.stdout.splitlines()}
    assert {"M1", "M4", "S1", "O1", "A1", "P1", "P5", "U1", "U5"} <= listed
