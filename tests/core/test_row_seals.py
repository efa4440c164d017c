"""What a person at the database changes past this software, guards or no guards, is named by `verify` (8.26)."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from marketplace.accounts.models import Account, RoleGrant
from marketplace.audit.jobs import seal_audit_trail
from marketplace.audit.models import RowCount
from marketplace.audit.services import record
from marketplace.core.actors import OPERATOR, SELLER, SYSTEM_ACTOR, Actor
from marketplace.core.clock import as_if, now
from marketplace.core.db import db, session
from marketplace.core.promises import violations
from marketplace.core.row_seals import COLUMN, _sealed_models
from marketplace.core.transactions import transaction
from marketplace.orders.models import Order
from marketplace.orders.queries import lock_order
from marketplace.payments.services.transfers import confirm_transfer
from marketplace.sellers.models import BankAccount
from marketplace.sellers.services import set_bank_account
from marketplace.site.services import change_settings
from tests.builders import make_officer, make_operator
from tests.payments.making import configured, make_paid_shop, placed, seller_of, the_payment

CHANGES = """UPDATE account SET password_hash = 'x' WHERE id = (SELECT min(id) FROM account)
UPDATE customer_order SET address_line = 'Nơi khác'
UPDATE ledger_entry SET shop_id = shop_id + 1 WHERE shop_id IS NOT NULL
UPDATE ledger_transaction SET occurred_at = '2026-01-01 00:00:00'
UPDATE officer SET unit_id = (SELECT min(id) FROM unit WHERE id NOT IN (SELECT unit_id FROM officer))
UPDATE order_line SET seller_net_dong = seller_net_dong + 1, commission_dong = commission_dong - 1
UPDATE payment SET payee_account = '{"holder": "NGUOI KHAC"}'
UPDATE role_grant SET role = 'auditor'
UPDATE seller_bank_account SET holder = 'NGUOI KHAC'
UPDATE setting SET value = '"khac"'
UPDATE shop_member SET role = 'owner', since = '2026-01-01 00:00:00'
UPDATE state_change SET to_state = 'delivered' WHERE kind = 'shop_order'
UPDATE stock_move SET delta = delta + 5 WHERE delta > 0""".splitlines()


def named() -> list[str]:
    seal_audit_trail()
    return [line for kept, line in violations(limit_each=1000) if kept.id == "U6"]


@contextmanager
def past_the_guards(table: str) -> Iterator[Callable[[str], Any]]:
    """Change a table as the database's owner may: its triggers dropped, and put back afterwards."""
    with db.engine.begin() as connection:
        if db.engine.dialect.name == "postgresql":
            connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
            yield lambda sql: connection.exec_driver_sql(sql)
            connection.execute(text(f"ALTER TABLE {table} ENABLE TRIGGER USER"))
            return
        asked = f"SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '{table}'"
        guards = connection.exec_driver_sql(asked).all()
        for name, _sql in guards:
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        yield lambda sql: connection.exec_driver_sql(sql)
        for _name, sql in guards:
            connection.exec_driver_sql(sql)


@pytest.fixture
def paid(app: Flask) -> Order:
    """An order that was paid by transfer, an officer, an operator and a setting beside it."""
    with transaction():
        make_officer()
        shop = make_paid_shop()
        change_settings({"brand": "Tên"}, actor=Actor(OPERATOR, label="test"))
        session.add(RoleGrant(person_id=make_operator().id, role="auditor_of_old"))
    order = placed(shop)
    with transaction():
        confirm_transfer(the_payment(order), by=seller_of(order.shop_orders[0].shop))
    return order


def test_what_the_software_writes_and_changes_fits(paid: Order) -> None:
    assert named() == []
    with transaction():
        order = lock_order(session.query(Order).one().number)
        order.address_line, order.person_id = "Số 2", make_operator().id
        person = order.shop_orders[0].shop.seller.person
        set_bank_account(person, "970436", "1002099999", person.full_name, Actor(SELLER, person.id))
        change_settings({"brand": "Tên mới"}, actor=Actor(OPERATOR, label="test"))
    assert named() == []
    rows = {table.name: session.execute(table.select()).all() for table in _sealed_models()}
    assert all(getattr(row, COLUMN) for of_table in rows.values() for row in of_table)
    assert {name for name, found in rows.items() if not found} <= {"refund", "row_count"}, "each kind was tried"


def test_changed_rows_are_named_each(paid: Order) -> None:
    changed = {}
    for change in CHANGES:
        table = change.split()[1]
        with past_the_guards(table) as execute:
            changed[table] = execute(change).rowcount
    found = named()
    assert all(line.endswith("changed past this software") for line in found), found
    assert Counter(line.split()[0] for line in found) == changed and min(changed.values()) > 0


@pytest.mark.parametrize(
    ("table", "insertion"),
    [
        (
            "role_grant",
            "INSERT INTO role_grant (person_id, role, granted_at) SELECT min(id), 'operator', {now} FROM person",
        ),
        (
            "stock_move",
            "INSERT INTO stock_move (stock_item_id, delta, cause, occasion, note, at)"
            " SELECT min(id), 5, 'received', '', '', {now} FROM stock_item",
        ),
    ],
)
def test_a_row_written_there_is_named(paid: Order, table: str, insertion: str) -> None:
    with past_the_guards(table) as execute:
        execute(insertion.format(now="CURRENT_TIMESTAMP"))
        execute("UPDATE stock_item SET on_hand = on_hand + 5 WHERE id = (SELECT min(id) FROM stock_item)")
    [line] = named()
    assert line.startswith(f"{table} ") and line.endswith("written past this software")


def test_a_copy_of_a_sound_row_is_named(paid: Order) -> None:
    with past_the_guards("role_grant") as execute:
        columns = "person_id, role, granted_at, granted_by, ended_at, row_seal"
        execute(f"INSERT INTO role_grant ({columns}) SELECT {columns} FROM role_grant WHERE role = 'auditor_of_old'")
    [line] = named()
    assert line.startswith("role_grant: 2 rows have the seal")


def test_a_removed_row_is_named_once_its_day_is_closed(paid: Order) -> None:
    with transaction():
        record("settings.changed", "settings", None, by=SYSTEM_ACTOR)
    seal_audit_trail()
    with as_if(now() + timedelta(days=1)):
        seal_audit_trail()
        assert session.query(RowCount).filter_by(table_name="stock_move").one().rows > 0
    session.rollback()
    with past_the_guards("stock_move") as execute:
        execute("DELETE FROM stock_move WHERE id = (SELECT min(id) FROM stock_move)")
    assert (
        [line for line in named() if line.startswith("stock_move")]
        == [line for line in named() if "1 of" in line and line.endswith("are gone")]
        != []
    )


def test_a_later_lawful_change_does_not_hide_it(paid: Order) -> None:
    with past_the_guards("seller_bank_account") as execute:
        execute("UPDATE seller_bank_account SET holder = 'NGUOI KHAC'")
    with transaction():
        account = session.query(BankAccount).first()
        assert account is not None and account.holder == "NGUOI KHAC"
        account.ended_at = now()
    assert len(named()) == 1


def test_what_does_not_matter_is_not_covered(paid: Order) -> None:
    with db.engine.begin() as connection:
        connection.execute(text("UPDATE account SET locale = 'en'"))
    assert named() == [] and session.query(Account).count() > 0


def test_other_keys_are_said_once_and_are_no_changes(app: Flask) -> None:
    """A database restored beside other keys: not a line for each row (8.26)."""
    with transaction():
        shop = make_paid_shop()
    placed(shop)
    with configured(sealing_keys={1: b"the key of another installation!"}):
        [line] = named()
        assert line.startswith("no row fits its seal: SEALING_KEYS")
    assert named() == []
