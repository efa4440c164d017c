"""Changing stock: receive, correct, hold, claim (sell), release, put back; each idempotent per order line.

Counts change by one conditional UPDATE each, never read-then-write (promise S4). Callers that change several variants
in one transaction do so in order of variant id, which prevents deadlocks.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial

from marketplace.core.actors import Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.events import publish
from marketplace.core.rows import GuardedUpdate, bulk_insert, given
from marketplace.inventory import queries
from marketplace.inventory.errors import (
    BadQuantity,
    BelowReserved,
    HoldEnded,
    NoHold,
    OutOfStock,
    StockMoved,
    UnfairShare,
)
from marketplace.inventory.events import StockChanged
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
from marketplace.inventory.shares import Asker, unfair_share

MOST_PIECES = 1_000_000
_stock_update = partial(GuardedUpdate, StockItem, ("on_hand", "reserved"))
_hold_update = partial(GuardedUpdate, Hold, ("status", "expires_at", "ended_at"))
_PIECES, _ON_HAND, _RESERVED = given("pieces"), StockItem.on_hand, StockItem.reserved
_RESERVE = _stock_update(_ON_HAND - _RESERVED >= _PIECES, reserved=_RESERVED + _PIECES)
_UNRESERVE = _stock_update(_RESERVED >= _PIECES, reserved=_RESERVED - _PIECES)
_TAKE_FREE = _stock_update(_ON_HAND - _RESERVED >= _PIECES, on_hand=_ON_HAND - _PIECES)
_TAKE_RESERVED = _stock_update(_RESERVED >= _PIECES, on_hand=_ON_HAND - _PIECES, reserved=_RESERVED - _PIECES)
_ADD = _stock_update(_ON_HAND >= 0, on_hand=_ON_HAND + _PIECES)
_SET_ON_HAND = _stock_update(given("seen") == _ON_HAND, _RESERVED <= _PIECES, on_hand=_PIECES)
_END_HOLD = _hold_update(Hold.status == LIVE, status=given("how"), ended_at=given("at"))
_PROLONG_HOLD = _hold_update(Hold.status == LIVE, expires_at=given("until"))


def open_stock(variant_id: int) -> StockItem:
    """Create the stock item of a variant at zero; returns the existing one where there is one."""
    item = queries.find_item(variant_id)
    if item is None:
        item = StockItem(variant_id=variant_id, on_hand=0, reserved=0)
        session.add(item)
        session.flush()
    return item


def receive(variant_id: int, quantity: int, by: Actor, note: str = "") -> None:
    """Add new pieces to stock; BadQuantity below one."""
    if not 0 < quantity <= MOST_PIECES:
        raise BadQuantity(field="quantity", quantity=quantity)
    item = open_stock(variant_id)
    _ADD.apply(item, pieces=quantity)
    _record(item, quantity, RECEIVED, by=by, note=note)


def correct_stock(variant_id: int, on_hand: int, by: Actor, note: str = "") -> None:
    """Set `on_hand` to the counted number; BelowReserved when more pieces are held for orders."""
    if not 0 <= on_hand <= MOST_PIECES:
        raise BadQuantity(field="on_hand", quantity=on_hand)
    open_stock(variant_id)
    item = queries.lock_item(variant_id)
    before, reserved = item.on_hand, item.reserved
    if before == on_hand:
        return
    if not _SET_ON_HAND.apply(item, pieces=on_hand, seen=before):
        raise BelowReserved(variant_id=variant_id, on_hand=on_hand, reserved=reserved)
    _record(item, on_hand - before, CORRECTED, by=by, note=note)


def set_available(variant_id: int, available: int, by: Actor, *, seen: int | None = None, note: str = "") -> None:
    """Set how many pieces can still be bought, beside those held for orders.

    `seen` is the number the seller's page showed; StockMoved when a customer bought or cancelled meanwhile.
    """
    open_stock(variant_id)
    item = queries.lock_item(variant_id)
    if seen is not None and item.available != seen:
        raise StockMoved(variant_id=variant_id, available=item.available)
    if available < 0:
        raise BadQuantity(field="available", quantity=available)
    correct_stock(variant_id, available + item.reserved, by, note)


def require_fair_share(
    asker: Asker, wanted: Mapping[int, int], left: Mapping[int, int], *, orders_of_line: int = 0
) -> None:
    """Refuse pieces (by variant) to somebody who proved nothing, beyond a fair share of what is `left`; UnfairShare.

    All that goes to the same phone, browser or line without a proof counts together; a proof frees from it.
    """
    has = queries.list_unproven(asker)
    if unfair := unfair_share(asker, has, wanted, left, orders_of_line=orders_of_line):
        raise UnfairShare(of=unfair)


def prove_holds(order_line_ids: Iterable[int]) -> None:
    """Who asked is known now, or does not matter any more: these pieces count for no limit."""
    queries.forget_askers(order_line_ids)


def hold(order_line_id: int, variant_id: int, quantity: int, expires_at: datetime, asker: Asker | None = None) -> None:
    """Reserve pieces for an order line until a moment; OutOfStock when fewer are available, HoldEnded if it ended.

    `asker` is who has proven nothing (yet); none for everybody else.
    """
    item, known = _item_for(order_line_id, variant_id, quantity)
    if known is not None:
        _still_live(known)
        return
    if not _RESERVE.apply(item, pieces=quantity):
        raise _out_of_stock(item, quantity)
    _add_hold(item, order_line_id, quantity, LIVE, expires_at, asker)


def claim_at_once(order_line_id: int, variant_id: int, quantity: int, asker: Asker | None = None) -> None:
    """Sell pieces to an order line without a hold (cash on delivery); OutOfStock when fewer are available."""
    item, known = _item_for(order_line_id, variant_id, quantity)
    if known is not None:
        claim(order_line_id)
        return
    if not _TAKE_FREE.apply(item, pieces=quantity):
        raise _out_of_stock(item, quantity)
    _record(item, -quantity, SOLD, order_line_id=order_line_id)
    _add_hold(item, order_line_id, quantity, CLAIMED, None, asker)


def claim(order_line_id: int) -> None:
    """Turn what is held for an order line into a sale.

    When the hold has ended meanwhile, available pieces are sold instead, or OutOfStock is raised (promise S5: a
    late payment claims stock again in one step, or is refunded). NoHold for a line never held.
    """
    held = _hold_of(order_line_id)
    item = session.get_one(StockItem, held.stock_item_id)
    if _END_HOLD.apply(held, how=CLAIMED, at=now()):
        if not _TAKE_RESERVED.apply(item, pieces=held.quantity):
            raise _out_of_stock(item, held.quantity)
    elif held.status == CLAIMED or queries.find_sale(order_line_id):
        return
    elif not _TAKE_FREE.apply(item, pieces=held.quantity):
        raise _out_of_stock(item, held.quantity)
    _record(item, -held.quantity, SOLD, order_line_id=order_line_id)


def extend(order_line_id: int, until: datetime) -> None:
    """Extend a hold; an earlier moment changes nothing. NoHold, or HoldEnded when it is over already."""
    held = _still_live(_hold_of(order_line_id))
    if held.expires_at is not None and held.expires_at >= until:
        return
    if not _PROLONG_HOLD.apply(held, until=until):
        raise HoldEnded(order_line_id=order_line_id, status=held.status)


def release(order_line_id: int, status: str = RELEASED) -> bool:
    """End a hold unsold (`released` by an actor, `expired` by time); False when no hold was live."""
    if status not in (RELEASED, EXPIRED):
        raise ValueError(f"a hold does not end as {status}")
    held = queries.find_hold(order_line_id)
    if held is None or not _END_HOLD.apply(held, how=status, at=now()):
        return False
    item = session.get_one(StockItem, held.stock_item_id)
    _UNRESERVE.apply(item, pieces=held.quantity)
    _forget_asker(held)
    publish(StockChanged(item.variant_id))
    return True


def put_back(order_line_id: int, by: Actor, *, quantity: int | None = None, occasion: str = "") -> bool:
    """Return sold pieces to stock: `quantity`, or all not returned yet; once for each occasion.

    False when none were sold or all were returned already.
    """
    sale = queries.find_sale(order_line_id)
    if sale is None:
        return False
    item = session.get_one(StockItem, sale.stock_item_id)
    queries.lock_item(item.variant_id)
    returns = queries.list_returns(order_line_id)
    away = -sale.delta - sum(move.delta for move in returns)
    pieces = away if quantity is None else min(quantity, away)
    if pieces < 1 or occasion in {move.occasion for move in returns}:
        return False
    _ADD.apply(item, pieces=pieces)
    prove_holds([order_line_id])
    _record(item, pieces, RETURNED, order_line_id=order_line_id, occasion=occasion, by=by)
    return True


def expire_holds() -> int:
    """End every hold past its expiry; returns how many."""
    overdue = queries.list_overdue_holds(now())
    for held in sorted(overdue, key=lambda h: h.stock_item_id):
        release(held.order_line_id, EXPIRED)
    return len(overdue)


def _item_for(order_line_id: int, variant_id: int, quantity: int) -> tuple[StockItem, Hold | None]:
    """The stock item of an order line's variant, and the line's hold if there is one."""
    if quantity < 1:
        raise BadQuantity(field="quantity", quantity=quantity)
    found = queries.find_item_and_hold(variant_id, order_line_id)
    if found is None:
        raise OutOfStock(variant_id=variant_id, wanted=quantity, left=0)
    return found


def _hold_of(order_line_id: int) -> Hold:
    held = queries.find_hold(order_line_id)
    if held is None:
        raise NoHold(order_line_id=order_line_id)
    return held


def _still_live(held: Hold) -> Hold:
    if held.status != LIVE:
        raise HoldEnded(order_line_id=held.order_line_id, status=held.status)
    return held


def _out_of_stock(item: StockItem, wanted: int) -> OutOfStock:
    return OutOfStock(variant_id=item.variant_id, wanted=wanted, left=item.available)


def _forget_asker(held: Hold) -> None:
    if held.asker_phone is not None:
        prove_holds([held.order_line_id])


def _add_hold(
    item: StockItem, order_line_id: int, quantity: int, status: str, expires_at: datetime | None, asker: Asker | None
) -> None:
    row = {
        "stock_item_id": item.id,
        "order_line_id": order_line_id,
        "quantity": quantity,
        "status": status,
        "expires_at": expires_at,
        "ended_at": now() if status == CLAIMED else None,
        "asker_phone": asker.phone if asker else None,
        "asker_browser": asker.browser if asker else None,
        "asker_line": asker.line if asker else None,
    }
    bulk_insert(Hold, row)
    if status == LIVE:
        publish(StockChanged(item.variant_id))


def _record(
    item: StockItem,
    delta: int,
    cause: str,
    *,
    order_line_id: int | None = None,
    occasion: str = "",
    by: Actor | None = None,
    note: str = "",
) -> None:
    move = {
        "stock_item_id": item.id,
        "delta": delta,
        "cause": cause,
        "order_line_id": order_line_id,
        "occasion": occasion,
        "person_id": by.person_id if by else None,
        "note": note,
    }
    bulk_insert(StockMove, move)
    publish(StockChanged(item.variant_id))
