"""Stock over twelve months: sold, held and returned pieces, and the batches added in between."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from marketplace.bulk_demo.market import Item, Market, Stall
from marketplace.bulk_demo.writing import Sheets
from marketplace.catalog.queries import Buyable
from marketplace.core.db import session
from marketplace.inventory.models import RECEIVED, StockItem, StockMove

NEW_BATCH = "Nhập mẻ mới"


@dataclass
class _Line:
    """One variant's movements, and its sold and held pieces at the end."""

    item: Item
    stall: Stall
    stock_item_id: int
    on_hand: int
    reserved: int
    free: int = 0
    changes: list[tuple[datetime, int]] = field(default_factory=list)


class Stockroom:
    """Collects the stock movements of orders, then adds batches so that stock never was negative.

    Earlier stock is unchanged: all pieces of these orders come from the added batches.
    """

    def __init__(self, market: Market) -> None:
        self._lines: dict[int, _Line] = {}
        for stall in market.stalls.values():
            for item in stall.items:
                for goods in item.variants:
                    assert isinstance(goods, Buyable) and isinstance(item, Item)
                    stock = market.stock[goods.variant_id]
                    self._lines[goods.variant_id] = _Line(item, stall, stock.id, stock.on_hand, stock.reserved)

    def item_of(self, variant_id: int) -> int:
        """The stock item of a variant."""
        return self._lines[variant_id].stock_item_id

    def take(self, variant_id: int, at: datetime, quantity: int) -> None:
        """Take pieces from stock: sold or held."""
        self._lines[variant_id].changes.append((at, -quantity))

    def give_back(self, variant_id: int, at: datetime, quantity: int) -> None:
        """Return pieces to stock."""
        self._lines[variant_id].changes.append((at, quantity))

    def count(self, variant_id: int, *, sold: int = 0, promised: int = 0) -> None:
        """Count an order line's final state: sold, or still held."""
        line = self._lines[variant_id]
        line.on_hand -= sold
        line.reserved += promised

    def fill(self, sheets: Sheets) -> None:
        """Write the batches needed and set the counts, as part of the running transaction."""
        for variant_id in sorted(self._lines):
            self._fill(self._lines[variant_id], sheets)
        counts = [
            {"id": line.stock_item_id, "on_hand": line.on_hand, "reserved": line.reserved}
            for line in self._lines.values()
        ]
        session.flush()
        session.bulk_update_mappings(StockItem, counts)

    def _fill(self, line: _Line, sheets: Sheets) -> None:
        batch = max(line.on_hand, 8)
        for at, change in sorted(line.changes):
            if line.free + change < 0:
                self._receive(line, sheets, at - timedelta(hours=1), max(batch, -change))
            line.free += change

    def _receive(self, line: _Line, sheets: Sheets, at: datetime, pieces: int) -> None:
        line.free, line.on_hand = line.free + pieces, line.on_hand + pieces
        _move(line, sheets, at, pieces, RECEIVED, NEW_BATCH)


def _move(line: _Line, sheets: Sheets, at: datetime, delta: int, cause: str, note: str) -> None:
    sheets.add(
        StockMove,
        at,
        stock_item_id=line.stock_item_id,
        delta=delta,
        cause=cause,
        person_id=line.stall.owner_id,
        note=note,
        at=at,
    )
