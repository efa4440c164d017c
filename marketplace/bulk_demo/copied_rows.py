"""Reading all rows of many ended orders at once, and inserting copies of them under keys of their own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from marketplace.core.db import Model, session
from marketplace.inventory.models import LIVE, Hold
from marketplace.orders.models import Order, OrderLine, ShopOrder

AT_ONCE = 20_000


@dataclass(frozen=True)
class Rows:
    """The rows of some orders by table, and how far the keys of each table reach."""

    of: Mapping[type[Model], list[dict[str, Any]]]
    spans: Mapping[str, int]
    order_of: Mapping[type[Model], list[int]]  # beside each row, the key of its order

    @property
    def orders(self) -> list[dict[str, Any]]:
        """The orders themselves."""
        return self.of[Order]

    def first(self, number: int) -> "Rows":
        """The same of as many orders, or of all of them."""
        if number >= len(self.orders):
            return self
        kept = {row["id"] for row in self.orders[:number]}
        chosen = {
            model: [row for row, order in zip(rows, self.order_of[model], strict=True) if order in kept]
            for model, rows in self.of.items()
        }
        return Rows(chosen, self.spans, {})


def read(models: Sequence[type[Model]], subjects: Mapping[str, str], before: datetime) -> Rows:
    """All rows of the orders that were placed before an instant and hold no goods back any more."""
    owner: dict[tuple[str, int], int] = {("customer_order", key): key for key in _ended(before)}
    of: dict[type[Model], list[dict[str, Any]]] = {}
    order_of: dict[type[Model], list[int]] = {}
    spans = {}
    for model in models:
        table: Any = model.__table__
        newest = session.query(table.c.id).order_by(table.c.id.desc()).first()
        spans[table.name] = (newest[0] if newest else 0) + 1
        of[model], order_of[model] = [], []
        for found in session.query(*table.columns).order_by(table.c.id):
            row = dict(found._mapping)
            order = owner.get(_parent(table.name, row, subjects))
            if order is not None:
                owner[table.name, row["id"]] = order
                of[model].append(row)
                order_of[model].append(order)
    spans["stock_move"] *= 2  # beside each move there is place for the goods coming in
    return Rows(of, spans, order_of)


def _ended(before: datetime) -> list[int]:
    held = session.query(ShopOrder.order_id).join(OrderLine).join(Hold, Hold.order_line_id == OrderLine.id)
    holding = {order_id for (order_id,) in held.filter(Hold.status == LIVE)}
    placed = session.query(Order.id).filter(Order.placed_at < before).order_by(Order.id)
    return [order_id for (order_id,) in placed if order_id not in holding]


def _parent(table: str, row: Mapping[str, Any], subjects: Mapping[str, str]) -> tuple[str, int]:
    """The row by which another one belongs to an order; no such row where it belongs to none."""
    if table == "customer_order":
        return table, row["id"]
    if table == "ledger_transaction":
        kind, _colon, key = row["source"].partition(":")
        return kind, int(key) if key.isdigit() else 0
    if table in ("state_change", "audit_entry"):
        kind = row["kind"] if table == "state_change" else row["subject_kind"]
        return subjects.get(kind, ""), row["subject_id"] or 0
    by = PARENTS[table]
    return by[1], row[by[0]] or 0


PARENTS = {  # table → the column by which its rows belong to an order, and the table that this column points to
    "shop_order": ("order_id", "customer_order"),
    "order_line": ("shop_order_id", "shop_order"),
    "payment": ("order_id", "customer_order"),
    "payment_part": ("payment_id", "payment"),
    "bank_transaction": ("payment_id", "payment"),
    "refund": ("payment_id", "payment"),
    "shipment": ("shop_order_id", "shop_order"),
    "stock_hold": ("order_line_id", "order_line"),
    "stock_move": ("order_line_id", "order_line"),
    "bank_allocation": ("payment_id", "payment"),
    "refund_line": ("refund_id", "refund"),
    "ledger_entry": ("transaction_id", "ledger_transaction"),
}


def insert(model: type[Model], rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows with the keys that they have."""
    table: Any = model.__table__
    for first in range(0, len(rows), AT_ONCE):
        session.execute(table.insert(), rows[first : first + AT_ONCE])
