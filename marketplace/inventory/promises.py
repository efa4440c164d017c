"""Invariants of stock (promises S1, S2, S3, S5)."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, and_, func, or_, select

from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.promises import promise
from marketplace.inventory.models import (
    CLAIMED,
    CORRECTED,
    EXPIRED,
    LIVE,
    RECEIVED,
    RELEASED,
    RETURNED,
    SOLD,
    Hold,
    StockItem,
    StockMove,
)

GRACE = timedelta(seconds=60)


@promise("S1", "stock on hand and reserved are never below zero, and no more is reserved than is there")
def no_negative_stock() -> Iterator[str]:
    """Items with negative numbers, or more pieces reserved than on hand."""
    wrong = or_(StockItem.on_hand < 0, StockItem.reserved < 0, StockItem.reserved > StockItem.on_hand)
    for item in session.scalars(select(StockItem).where(wrong)):
        yield f"variant {item.variant_id}: on hand {item.on_hand}, reserved {item.reserved}"


@promise("S2", "stock on hand is the sum of its moves, and each move has a cause")
def moves_add_up() -> Iterator[str]:
    """Items whose moves do not add up to `on_hand`, and moves without a valid cause."""
    moved = func.coalesce(func.sum(StockMove.delta), 0)
    sums = (
        select(StockItem.variant_id, StockItem.on_hand, moved)
        .outerjoin(StockMove, StockMove.stock_item_id == StockItem.id)
        .group_by(StockItem.id, StockItem.variant_id, StockItem.on_hand)
        .having(StockItem.on_hand != moved)
    )
    for variant_id, on_hand, total in session.execute(sums):
        yield f"variant {variant_id}: on hand {on_hand}, moves add up to {total}"
    for move in session.scalars(_causeless()):
        yield f"move {move.id}: {move.cause} by {move.delta} without a proper cause"


def _causeless() -> Select[Any]:
    by_order = and_(StockMove.cause.in_((SOLD, RETURNED)), StockMove.order_line_id.is_(None))
    by_nobody = and_(StockMove.cause == CORRECTED, StockMove.person_id.is_(None))
    wrong_way = or_(
        and_(StockMove.cause == SOLD, StockMove.delta > 0),
        and_(StockMove.cause.in_((RETURNED, RECEIVED)), StockMove.delta < 0),
    )
    unknown = StockMove.cause.not_in((SOLD, RETURNED, CORRECTED, RECEIVED))
    return select(StockMove).where(or_(by_order, by_nobody, wrong_way, unknown))


@promise("S3", "what is reserved is what live holds say, and a line is held or sold, never both")
def reservations_match_holds() -> Iterator[str]:
    """Items whose `reserved` differs from the sum of live holds, and lines both held and sold."""
    held = func.coalesce(func.sum(Hold.quantity), 0)
    sums = (
        select(StockItem.variant_id, StockItem.reserved, held)
        .outerjoin(Hold, and_(Hold.stock_item_id == StockItem.id, Hold.status == LIVE))
        .group_by(StockItem.id, StockItem.variant_id, StockItem.reserved)
        .having(StockItem.reserved != held)
    )
    for variant_id, reserved, total in session.execute(sums):
        yield f"variant {variant_id}: {reserved} reserved, live holds say {total}"
    sold = select(StockMove.order_line_id).where(StockMove.cause == SOLD, StockMove.order_line_id.is_not(None))
    both = select(Hold.order_line_id).where(Hold.status == LIVE, Hold.order_line_id.in_(sold))
    for line_id in session.scalars(both):
        yield f"order line {line_id}: held and sold at once"
    unsold = select(Hold.order_line_id).where(Hold.status == CLAIMED, Hold.order_line_id.not_in(sold))
    for line_id in session.scalars(unsold):
        yield f"order line {line_id}: claimed without a sale"


@promise("S5", "a hold ends once, and no later than its deadline and a minute")
def holds_end_in_time() -> Iterator[str]:
    """Live holds past their expiry, and ended holds whose end is recorded inconsistently."""
    for held in session.scalars(select(Hold).where(Hold.status == LIVE, Hold.expires_at < now() - GRACE)):
        yield f"order line {held.order_line_id}: still held after {held.expires_at:%Y-%m-%d %H:%M:%S}"
    odd = or_(
        and_(Hold.status == LIVE, or_(Hold.ended_at.is_not(None), Hold.expires_at.is_(None))),
        and_(Hold.status.in_((CLAIMED, RELEASED, EXPIRED)), Hold.ended_at.is_(None)),
        Hold.status.not_in((LIVE, CLAIMED, RELEASED, EXPIRED)),
    )
    for held in session.scalars(select(Hold).where(odd)):
        yield f"order line {held.order_line_id}: {held.status} with end {held.ended_at}"
