"""Many more orders by copying those of the larger demo with all their rows: for other buyers, some minutes earlier.

Inventing an order costs far more than writing one. A copy is an order of its own: its keys, numbers and codes are new,
its rows are sealed anew, and the goods that it sold came in for it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from random import Random
from typing import Any

from marketplace.audit.models import AuditEntry
from marketplace.bulk_demo import copied_rows
from marketplace.bulk_demo.copied_rows import Rows
from marketplace.core.db import Model, UtcDateTime
from marketplace.core.references import ALPHABET, new_public_id
from marketplace.core.row_seals import COLUMN, seal_of
from marketplace.core.rows import let_keys_go_on
from marketplace.core.states import StateChange
from marketplace.inventory.models import RECEIVED, Hold, StockMove
from marketplace.ledger.models import LedgerEntry, LedgerTransaction
from marketplace.orders.models import Order, OrderLine, Shipment, ShopOrder
from marketplace.payments.models import BankAllocation, BankTransaction, Payment, PaymentPart, Refund, RefundLine
from marketplace.story.buyers import Buyer, invent_buyers
from marketplace.story.stage import Stage
from marketplace.story.telling import Count, uncounted

STEP = timedelta(minutes=7)  # between two copies of an order
ENDED = timedelta(days=45)  # after which an order is over
BUYERS = 20_000
BEFORE = timedelta(hours=1)  # the goods of a copy came in so long before it
GRAPH: tuple[type[Model], ...] = (  # those first that others point to
    Order, ShopOrder, OrderLine, Payment, PaymentPart, BankTransaction, Refund, LedgerTransaction,
    Shipment, Hold, StockMove, BankAllocation, RefundLine, LedgerEntry, StateChange, AuditEntry,
)  # fmt: skip
POINTS_TO = {  # column → the table it points to
    "order_id": "customer_order", "shop_order_id": "shop_order", "order_line_id": "order_line",
    "payment_id": "payment", "refund_id": "refund", "bank_transaction_id": "bank_transaction",
    "transaction_id": "ledger_transaction", "reverses_id": "ledger_transaction",
}  # fmt: skip
SUBJECTS = {  # kind of a subject → its table
    "order": "customer_order", "shop_order": "shop_order", "shop_order_money": "shop_order",
    "payment": "payment", "refund": "refund",
}  # fmt: skip
SEALED_BY_CHAIN = ("seq", "prev_hash", "hash", "sealed_at")


def copy_orders(stage: Stage, number: int, count: Count = uncounted) -> int:
    """Add `number` copies of ended orders, as part of the running transaction; returns how many there are."""
    originals = copied_rows.read(GRAPH, SUBJECTS, stage.now - ENDED)
    copier = _Copier(originals, stage.random, invent_buyers(stage.random, BUYERS).all)
    written = 0
    for turn in range(1, number // len(originals.orders) + 2):
        some = originals.first(number - written)
        written += len(some.orders)
        copier.write(some, turn)
        count(len(some.orders))
        if written >= number:
            break
    let_keys_go_on(model.__table__ for model in GRAPH)
    return written


class _Plan:
    """What of a table is another in each copy: its own key, keys that it points to, and its instants."""

    def __init__(self, model: type[Model], spans: Mapping[str, int]) -> None:
        table: Any = model.__table__
        columns = table.columns
        self.table = str(table.name)
        pointing = [(column.name, spans[POINTS_TO[column.name]]) for column in columns if column.name in POINTS_TO]
        self.keys = [("id", spans[self.table]), *pointing]
        self.times = [column.name for column in columns if isinstance(column.type, UtcDateTime)]
        self.sealed: tuple[str, ...] = getattr(model, "seals", ())


class _Copier:
    """Writes all rows of some orders once more."""

    def __init__(self, originals: Rows, random: Random, buyers: Sequence[Buyer]) -> None:
        self.spans, self.random, self.buyers = originals.spans, random, buyers
        self._changes: dict[type[Model], Callable[[dict[str, Any], int], None]] = {
            Order: self._order,
            ShopOrder: self._shop_order,
            Payment: self._payment,
            BankTransaction: self._bank_transaction,
            Refund: self._refund,
            LedgerTransaction: self._ledger_transaction,
            StateChange: self._about,
            AuditEntry: self._in_trail,
        }

    def write(self, rows: Rows, turn: int) -> None:
        """Write the copies of one turn, table by table."""
        self._numbers: dict[int, str] = {}
        self._memos: dict[str, str] = {}
        for model in GRAPH:
            plan = _Plan(model, self.spans)
            made = [self._copy(model, plan, row, turn) for row in rows.of[model]]
            if model is StockMove:
                made += list(self._came_in(made, turn))
            copied_rows.insert(model, made)

    def _copy(self, model: type[Model], plan: "_Plan", row: dict[str, Any], turn: int) -> dict[str, Any]:
        new, earlier = dict(row), turn * STEP
        for name, span in plan.keys:
            if new[name] is not None:
                new[name] += turn * span
        for name in plan.times:
            if new[name] is not None:
                new[name] -= earlier
        if change := self._changes.get(model):
            change(new, turn)
        if plan.sealed:
            new[COLUMN] = seal_of(plan.table, [new[name] for name in plan.sealed])
        return new

    def _order(self, new: dict[str, Any], turn: int) -> None:
        number = new["number"].partition("-")[0] + "-" + self._code(6)
        buyer = self.random.choice(self.buyers)
        self._numbers[new["id"]] = number
        new |= {"number": number, "public_id": new_public_id(), "idempotency_key": f"mau-{number}-{turn}"}
        new |= {"customer_name": buyer.name, "phone": buyer.phone, "person_id": None}

    def _shop_order(self, new: dict[str, Any], _turn: int) -> None:
        new["number"] = f"{self._numbers[new['order_id']]}-{new['number'].rpartition('-')[2]}"

    def _payment(self, new: dict[str, Any], turn: int) -> None:
        memo = new["memo"]
        new |= {"public_id": new_public_id(), "memo": self._new_memo(memo) if memo else memo}
        for name in ("provider_key", "provider_ref", "provider_payment"):
            new[name] = new[name] and f"{new[name]}-{turn}"

    def _new_memo(self, memo: str) -> str:
        self._memos[memo] = memo[:3] + self._code(9)
        return self._memos[memo]

    def _bank_transaction(self, new: dict[str, Any], turn: int) -> None:
        first, blank, rest = new["memo"].partition(" ")
        new |= {"reference": f"{new['reference']}-{turn}", "memo": self._memos.get(first, first) + blank + rest}

    def _refund(self, new: dict[str, Any], turn: int) -> None:
        new |= {"public_id": new_public_id(), "idempotency_key": new_public_id()}
        new["provider_ref"] = new["provider_ref"] and f"{new['provider_ref']}-{turn}"

    def _ledger_transaction(self, new: dict[str, Any], turn: int) -> None:
        table, _colon, key = new["source"].partition(":")
        new["source"] = f"{table}:{int(key) + turn * self.spans[table]}"

    def _about(self, new: dict[str, Any], turn: int) -> None:
        kind = new["kind"] if "kind" in new else new["subject_kind"]
        new["subject_id"] += turn * self.spans[SUBJECTS[kind]]

    def _in_trail(self, new: dict[str, Any], turn: int) -> None:
        self._about(new, turn)
        new |= dict.fromkeys(SEALED_BY_CHAIN)

    def _came_in(self, moves: Sequence[dict[str, Any]], turn: int) -> Iterator[dict[str, Any]]:
        """What the copies take out of each stock item came in before the first of them."""
        out: dict[int, int] = {}
        first: dict[int, dict[str, Any]] = {}
        for move in moves:
            item = move["stock_item_id"]
            out[item] = out.get(item, 0) - move["delta"]
            if item not in first or move["at"] < first[item]["at"]:
                first[item] = move
        key = (turn + 1) * self.spans["stock_move"]
        for place, (item, pieces) in enumerate(sorted(out.items())):
            if pieces > 0:
                told = {"stock_item_id": item, "delta": pieces, "cause": RECEIVED, "order_line_id": None}
                new = {**first[item], **told, "id": key - place, "occasion": "", "note": "Nhập mẻ mới"}
                new |= {"at": first[item]["at"] - BEFORE, "person_id": None}
                new[COLUMN] = seal_of("stock_move", [new[name] for name in StockMove.seals])
                yield new

    def _code(self, length: int) -> str:
        return "".join(self.random.choices(ALPHABET, k=length))
