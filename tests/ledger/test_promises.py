"""M1, M2, M3 are kept by the database itself, and found out where they are broken behind its back."""

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from marketplace.core.clock import now
from marketplace.core.db import db, session
from marketplace.core.transactions import transaction
from marketplace.ledger.accounts import CLEARING_BANK, SELLER
from marketplace.ledger.models import LedgerEntry, LedgerTransaction
from marketplace.ledger.promises import entries_never_change, money_is_whole, transactions_balance
from marketplace.ledger.queries import account_balance
from marketplace.ledger.services import Posting, post


@pytest.fixture
def booked(app: Flask) -> None:
    with transaction():
        sale = post("received", "payment:1", [Posting(CLEARING_BANK, 500, 1, 2), Posting(SELLER, -500, 1, 2)])
        back = LedgerTransaction(kind="reversal", source="cancelled", occurred_at=now(), reverses_id=sale.id)
        back.entries = [
            LedgerEntry(account=e.account, amount_dong=-e.amount_dong, shop_id=1, shop_order_id=2) for e in sale.entries
        ]
        session.add(back)
        post("received", "payment:2", [Posting(CLEARING_BANK, 70, 1, 3), Posting(SELLER, -70, 1, 3)])


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE ledger_entry SET amount_dong = amount_dong + 1",
        "UPDATE ledger_transaction SET note = 'x'",
        "DELETE FROM ledger_entry",
        "DELETE FROM ledger_transaction",
    ],
)
def test_raw_sql_cannot_change_the_book(booked: None, change: str) -> None:
    with pytest.raises(DBAPIError, match="never changes"), transaction():
        session.execute(text(change))
    assert account_balance(CLEARING_BANK) == 70


def test_a_sound_book_breaks_no_promise(booked: None) -> None:
    for check in (transactions_balance, entries_never_change, money_is_whole):
        assert list(check()) == []


def test_an_uneven_transaction_is_named(booked: None) -> None:
    with transaction():
        session.execute(
            text(
                "INSERT INTO ledger_entry (transaction_id, account, amount_dong, currency) "
                "SELECT max(id), 'seller', 9, 'VND' FROM ledger_transaction"
            )
        )
    assert len(list(transactions_balance())) == 2


def test_a_reversal_that_does_not_mirror_is_named(booked: None) -> None:
    with transaction():
        session.execute(
            text(
                "INSERT INTO ledger_entry (transaction_id, account, amount_dong, currency) "
                "SELECT id, 'seller', 9, 'VND' FROM ledger_transaction WHERE reverses_id IS NOT NULL"
            )
        )
    assert any("does not mirror" in line for line in entries_never_change())


def test_a_missing_trigger_is_named(booked: None) -> None:
    on_table = "" if db.engine.dialect.name == "sqlite" else " ON ledger_entry"
    with transaction():
        session.execute(text(f"DROP TRIGGER ledger_entry_no_update{on_table}"))
    assert list(entries_never_change()) == ["ledger_entry: the trigger no_update is missing"]


def test_an_amount_on_an_account_that_breaks_the_zero_rule_is_refused_by_the_database(app: Flask) -> None:
    with pytest.raises(DBAPIError), transaction():
        session.execute(
            text(
                "INSERT INTO ledger_entry (transaction_id, account, amount_dong, currency) "
                "VALUES (1, 'seller', 0, 'VND')"
            )
        )


@pytest.mark.parametrize("kind", ["NUMERIC(12, 2)", "REAL", "DOUBLE PRECISION", "TEXT"])
def test_a_column_of_money_that_may_hold_fractions_is_named(app: Flask, kind: str) -> None:
    session.execute(text(f"CREATE TABLE price_list (price_dong {kind}, noted_on DATE)"))
    assert list(money_is_whole()) == ["price_list.price_dong may hold fractions"]


def test_whole_columns_of_money_are_passed_over(app: Flask) -> None:
    session.execute(text("CREATE TABLE price_list (price_dong INTEGER, large_dong BIGINT, share NUMERIC(5, 2))"))
    assert list(money_is_whole()) == []
