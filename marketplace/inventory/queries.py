"""Reading stock, and the guarded changes: one conditional UPDATE each, never read-then-write (promise S4).

Whoever changes several variants in one transaction does so in order of variant id, so that nobody waits in a ring.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Update, bindparam, select, update

from marketplace.core.db import session
from marketplace.core.rows import execute_update
from marketplace.inventory.errors import NoStockItem
from marketplace.inventory.models import LIVE, RETURNED, SOLD, Hold, StockItem, StockMove

_ITEM = select(StockItem).where(StockItem.variant_id == bindparam("variant"))
_HOLD = select(Hold).where(Hold.order_line_id == bindparam("line"))
_ITEM_AND_HOLD = (
    select(StockItem, Hold)
    .outerjoin(Hold, Hold.order_line_id == bindparam("line"))
    .where(StockItem.variant_id == bindparam("variant"))
)
_LEFT = select(StockItem.variant_id, StockItem.on_hand - StockItem.reserved).where(
    StockItem.variant_id.in_(bindparam("variants", expanding=True))
)
_THIS: Any = bindparam("row")
_PIECES: Any = bindparam("pieces")
_ON_HAND, _RESERVED = StockItem.on_hand, StockItem.reserved
_OF_ITEM = update(StockItem).where(StockItem.id == _THIS)
_RESERVE = _OF_ITEM.where(_ON_HAND - _RESERVED >= _PIECES).values(reserved=_RESERVED + _PIECES)
_UNRESERVE = _OF_ITEM.where(_RESERVED >= _PIECES).values(reserved=_RESERVED - _PIECES)
_TAKE_FREE = _OF_ITEM.where(_ON_HAND - _RESERVED >= _PIECES).values(on_hand=_ON_HAND - _PIECES)
_TAKE_RESERVED = _OF_ITEM.where(_RESERVED >= _PIECES).values(on_hand=_ON_HAND - _PIECES, reserved=_RESERVED - _PIECES)
_ADD = _OF_ITEM.where(_ON_HAND >= 0).values(on_hand=_ON_HAND + _PIECES)
_SET_ON_HAND = _OF_ITEM.where(bindparam("seen") == _ON_HAND, _RESERVED <= _PIECES).values(on_hand=_PIECES)
_OF_HOLD = update(Hold).where(Hold.id == _THIS, Hold.status == LIVE)
_END_HOLD = _OF_HOLD.values(status=bindparam("how"), ended_at=bindparam("at"))
_PROLONG_HOLD = _OF_HOLD.values(expires_at=bindparam("until"))
CHANGING = {StockItem: ("on_hand", "reserved"), Hold: ("status", "expires_at", "ended_at")}


def find_item(variant_id: int) -> StockItem | None:
    """The stock item of a variant."""
    return session.scalar(_ITEM, {"variant": variant_id})


def lock_item(variant_id: int) -> StockItem:
    """The stock item of a variant, locked and read anew; NoStockItem when it has none."""
    locked = select(StockItem).where(StockItem.variant_id == variant_id).with_for_update()
    item = session.scalar(locked.execution_options(populate_existing=True))
    if item is None:
        raise NoStockItem(variant_id=variant_id)
    return item


def items_of(variant_ids: Iterable[int]) -> dict[int, StockItem]:
    """The stock items of several variants, by variant."""
    wanted = select(StockItem).where(StockItem.variant_id.in_(list(variant_ids)))
    return {item.variant_id: item for item in session.scalars(wanted)}


def stock_of(variant_ids: Iterable[int]) -> dict[int, int]:
    """How many pieces can be bought of each variant now; 0 for one without stock."""
    ids = list(variant_ids)
    found: dict[int, int] = dict(session.execute(_LEFT, {"variants": ids}).all())
    return {variant_id: found.get(variant_id, 0) for variant_id in ids}


def find_hold(order_line_id: int) -> Hold | None:
    """The hold of an order line, live or ended."""
    return session.scalar(_HOLD, {"line": order_line_id})


def find_item_and_hold(variant_id: int, order_line_id: int) -> tuple[StockItem, Hold | None] | None:
    """The stock item of a variant beside what is held of it for an order line; None for one without stock."""
    row = session.execute(_ITEM_AND_HOLD, {"variant": variant_id, "line": order_line_id}).first()
    return (row[0], row[1]) if row is not None else None


def list_overdue_holds(moment: datetime, limit: int = 200) -> Sequence[Hold]:
    """Live holds whose time is up, oldest first, locked unless somebody else has them in hand."""
    due = select(Hold).where(Hold.status == LIVE, Hold.expires_at < moment)
    return session.scalars(due.order_by(Hold.expires_at, Hold.id).limit(limit).with_for_update(skip_locked=True)).all()


def find_sale(order_line_id: int) -> StockMove | None:
    """The movement by which an order line's pieces were sold."""
    return _move_of(order_line_id, SOLD)


def find_return(order_line_id: int) -> StockMove | None:
    """The movement by which an order line's pieces came back."""
    return _move_of(order_line_id, RETURNED)


def _move_of(order_line_id: int, cause: str) -> StockMove | None:
    moves = select(StockMove).where(StockMove.order_line_id == order_line_id, StockMove.cause == cause)
    return session.scalar(moves)


def reserve(item: StockItem, quantity: int) -> bool:
    """Promise free pieces; False when fewer are free."""
    return _change(item, _RESERVE, pieces=quantity)


def unreserve(item: StockItem, quantity: int) -> bool:
    """Give promised pieces free again; False when fewer are promised."""
    return _change(item, _UNRESERVE, pieces=quantity)


def take_free(item: StockItem, quantity: int) -> bool:
    """Take free pieces away; False when fewer are free."""
    return _change(item, _TAKE_FREE, pieces=quantity)


def take_reserved(item: StockItem, quantity: int) -> bool:
    """Take promised pieces away; False when fewer are promised."""
    return _change(item, _TAKE_RESERVED, pieces=quantity)


def add_pieces(item: StockItem, quantity: int) -> bool:
    """Put pieces in."""
    return _change(item, _ADD, pieces=quantity)


def set_on_hand(item: StockItem, on_hand: int, *, seen: int) -> bool:
    """Set the count; False when it is no longer what was seen, or more than that is promised."""
    return _change(item, _SET_ON_HAND, pieces=on_hand, seen=seen)


def end_hold(hold: Hold, status: str, at: datetime) -> bool:
    """End a live hold; False when it has ended already."""
    return _change(hold, _END_HOLD, how=status, at=at)


def prolong_hold(hold: Hold, until: datetime) -> bool:
    """Move a live hold's deadline; False when it has ended already."""
    return _change(hold, _PROLONG_HOLD, until=until)


def _change(row: StockItem | Hold, statement: Update, **values: Any) -> bool:
    changed = execute_update(statement, {"row": row.id, **values})
    session.expire(row, CHANGING[type(row)])
    return bool(changed)
