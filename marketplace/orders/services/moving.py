"""One transition of a shop order: its state and time stamp, its goods' return to stock, and its event."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from marketplace.core.actors import Actor
from marketplace.core.clock import now
from marketplace.core.events import publish
from marketplace.inventory.services import put_back, release
from marketplace.orders.events import ShopOrderMoved, ShopOrderReady
from marketplace.orders.models import OrderLine, ShopOrder
from marketplace.orders.states import (
    ACCEPTED,
    DELIVERED,
    ENDED_STATES,
    NEW,
    PACKED,
    SHIPPED,
    STEPS_BACK,
    UNDELIVERED_END_STATES,
)
from marketplace.site.queries import current_settings

TIMES = {ACCEPTED: "accepted_at", PACKED: "packed_at", SHIPPED: "shipped_at", DELIVERED: "delivered_at"}


def move_on(shop_order: ShopOrder, state: str, *, by: Actor, reason: str = "") -> int:
    """Change a shop order's state and publish ShopOrderMoved; returns the transition's number. WrongState.

    Goods of an order that ends without delivery go back into stock in the same transaction. A step back takes away
    the time stamp of the state it leaves.
    """
    before = shop_order.status
    seq = shop_order.move_to(state, by=by, note=reason)
    if (before, state) in STEPS_BACK:
        _forget_time(shop_order, before)
    elif state in TIMES:
        setattr(shop_order, TIMES[state], now())
    if state in ENDED_STATES:
        shop_order.ended_at, shop_order.end_reason = now(), reason
    if state in UNDELIVERED_END_STATES:
        give_goods_back(shop_order, by=by, expired=False)
    publish(ShopOrderMoved(shop_order.id, before, state, by.kind, reason, seq))
    return seq


def _forget_time(shop_order: ShopOrder, state: str) -> None:
    if state in TIMES:
        setattr(shop_order, TIMES[state], None)
    shop_order.ended_at = None


def make_ready(shop_order: ShopOrder) -> None:
    """Publish that a shop order waits for the seller's answer, due at `reply_due_at`."""
    shop_order.reply_due_at, shop_order.reply_reminded_at = reply_due(), None
    publish(ShopOrderReady(shop_order.id))


def reply_due() -> datetime:
    """The deadline for the seller's answer to a shop order that becomes new now."""
    return now() + timedelta(hours=current_settings().seller_reply_hours)


def become_new(shop_order: ShopOrder, *, by: Actor) -> None:
    """Move from waiting for payment to waiting for the seller's answer."""
    move_on(shop_order, NEW, by=by)
    make_ready(shop_order)


def give_goods_back(shop_order: ShopOrder, *, by: Actor, expired: bool) -> None:
    """Release what is held for the lines, or put back what was sold; idempotent."""
    for line in in_stock_order(shop_order):
        if not release(line.id, "expired" if expired else "released"):
            put_back(line.id, by)


def give_pieces_back(shop_order: ShopOrder, pieces: Mapping[int, int], *, occasion: str, by: Actor) -> None:
    """Return some sold pieces to stock, by key of order line; once for each occasion."""
    for line in in_stock_order(shop_order):
        if pieces.get(line.id):
            put_back(line.id, by, quantity=pieces[line.id], occasion=occasion)


def in_stock_order(shop_order: ShopOrder) -> list[OrderLine]:
    """Lines in the order in which all code locks stock rows, which prevents deadlocks."""
    return sorted(shop_order.lines, key=lambda line: (line.variant_id, line.id))
