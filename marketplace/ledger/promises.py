"""Invariants of the ledger: it balances (M1), it never changes (M2), and it holds whole đồng only (M3)."""

from collections.abc import Iterator

from sqlalchemy import inspect, text
from sqlalchemy.types import Float, Numeric

from marketplace.core.db import db, session
from marketplace.core.promises import promise

TABLES = ("ledger_transaction", "ledger_entry")


@promise("M1", "every transaction of the book balances, and so does the whole book")
def transactions_balance() -> Iterator[str]:
    """Transactions whose entries do not add up to zero, and transactions without entries."""
    uneven = text(
        "SELECT t.id, coalesce(e.currency, 'VND'), coalesce(sum(e.amount_dong), 0) FROM ledger_transaction t "
        "LEFT JOIN ledger_entry e ON e.transaction_id = t.id GROUP BY t.id, e.currency "
        "HAVING coalesce(sum(e.amount_dong), 0) <> 0 OR count(e.id) = 0"
    )
    for transaction_id, currency, amount in session.execute(uneven):
        yield f"transaction {transaction_id}: {amount} {currency} left over"
    whole = text("SELECT currency, sum(amount_dong) FROM ledger_entry GROUP BY currency HAVING sum(amount_dong) <> 0")
    for currency, amount in session.execute(whole):
        yield f"the book: {amount} {currency} left over"


@promise("M2", "entries never change; a transaction is taken back at most once, and then exactly")
def entries_never_change() -> Iterator[str]:
    """Triggers that are missing, and reversals that do not mirror what they take back."""
    present = _triggers()
    for table in TABLES:
        for act in ("no_update", "no_delete"):
            if f"{table}_{act}" not in present:
                yield f"{table}: the trigger {act} is missing"
    for (reversal_id,) in session.execute(text(_NOT_MIRRORED)):
        yield f"transaction {reversal_id} does not mirror what it reverses"


_NOT_MIRRORED = """
SELECT id FROM (
  SELECT r.id AS id, e.account, e.amount_dong, e.shop_order_id, e.order_line_id, count(*) AS n
  FROM ledger_transaction r JOIN ledger_entry e ON e.transaction_id = r.id WHERE r.reverses_id IS NOT NULL
  GROUP BY r.id, e.account, e.amount_dong, e.shop_order_id, e.order_line_id
  UNION ALL
  SELECT r.id, e.account, -e.amount_dong, e.shop_order_id, e.order_line_id, -count(*)
  FROM ledger_transaction r JOIN ledger_entry e ON e.transaction_id = r.reverses_id
  GROUP BY r.id, e.account, -e.amount_dong, e.shop_order_id, e.order_line_id
) AS both_sides
GROUP BY id, account, amount_dong, shop_order_id, order_line_id HAVING sum(n) <> 0
"""


@promise("M3", "money is whole đồng: no column of money holds fractions")
def money_is_whole() -> Iterator[str]:
    """Money columns of a wrong type, and (SQLite columns take anything) entries that are no integers."""
    inspector = inspect(db.engine)
    for table in inspector.get_table_names():
        for column in inspector.get_columns(table):
            name = str(column["name"])
            if name.endswith("_dong") and isinstance(column["type"], Float | Numeric):
                yield f"{table}.{name} may hold fractions"
    if db.engine.dialect.name == "sqlite":
        for (entry_id,) in session.execute(text("SELECT id FROM ledger_entry WHERE typeof(amount_dong) <> 'integer'")):
            yield f"entry {entry_id} is no whole number"


def _triggers() -> set[str]:
    if db.engine.dialect.name == "sqlite":
        listed = text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    else:
        listed = text("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'")
    return {name for (name,) in session.execute(listed)}
