"""Reading stock: items, holds and movements, and the locks on them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, case, func, or_, select, update

from marketplace.core.db import session
from marketplace.core.rows import execute_update, rows_of
from marketplace.inventory.errors import NoStockItem
from marketplace.inventory.models import LIVE, RETURNED, SOLD, Hold, StockItem, StockMove
from marketplace.inventory.shares import BROWSER, LINE, PHONE, Asker

_ITEM = select(StockItem).where(StockItem.variant_id == bindparam("variant"))
_HOLD = select(Hold).where(Hold.order_line_id == bindparam("line"))
_ITEM_AND_HOLD = (
    select(StockItem, Hold)
    .outerjoin(Hold, Hold.order_line_id == bindparam("line"))
    .where(StockItem.variant_id == bindparam("variant"))
)
_ASKED = {key: getattr(Hold, f"asker_{key}") == bindparam(key) for key in (PHONE, BROWSER, LINE)}
_UNPROVEN = (
    select(
        StockItem.variant_id,
        (StockItem.on_hand - StockItem.reserved).label("left"),
        *(func.sum(case((is_hers, Hold.quantity), else_=0)).label(key) for key, is_hers in _ASKED.items()),
        *(func.sum(case((is_hers, 1), else_=0)).label(f"{key}_lines") for key, is_hers in _ASKED.items()),
    )
    .join(StockItem, StockItem.id == Hold.stock_item_id)
    .where(or_(*_ASKED.values()))
    .group_by(StockItem.id, StockItem.variant_id, StockItem.on_hand, StockItem.reserved)
)
_FORGET_ASKERS = (
    update(Hold)
    .where(Hold.order_line_id.in_(bindparam("lines", expanding=True)), Hold.asker_phone.is_not(None))
    .values(asker_phone=None, asker_browser=None, asker_line=None)
)
_LEFT = select(StockItem.variant_id, StockItem.on_hand - StockItem.reserved).where(
    StockItem.variant_id.in_(bindparam("variants", expanding=True))
)


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
    """Live holds past their expiry, oldest first, locked; rows locked by another transaction are skipped."""
    due = select(Hold).where(Hold.status == LIVE, Hold.expires_at < moment)
    return session.scalars(due.order_by(Hold.expires_at, Hold.id).limit(limit).with_for_update(skip_locked=True)).all()


def list_unproven(asker: Asker) -> Sequence[Any]:
    """What an asker has, or anybody with the same phone, browser or line, without a proof; in one statement.

    A row for each variant: pieces left of it, and pieces and order lines by phone, browser and line.
    """
    return rows_of(_UNPROVEN, {PHONE: asker.phone, BROWSER: asker.browser, LINE: asker.line})


def forget_askers(order_line_ids: Iterable[int]) -> None:
    """Take from the holds of order lines who asked for them."""
    execute_update(_FORGET_ASKERS, {"lines": sorted(order_line_ids)})


def find_sale(order_line_id: int) -> StockMove | None:
    """The movement by which an order line's pieces were sold."""
    sold = select(StockMove).where(StockMove.order_line_id == order_line_id, StockMove.cause == SOLD)
    return session.scalar(sold)


def list_returns(order_line_id: int) -> Sequence[StockMove]:
    """The movements by which pieces of an order line came back, some or all of them."""
    back = select(StockMove).where(StockMove.order_line_id == order_line_id, StockMove.cause == RETURNED)
    return session.scalars(back.order_by(StockMove.id)).all()
