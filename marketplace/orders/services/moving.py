"""One move of a shop order: its new state, its time, its goods' way back to the shelf, and the news of it."""

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
    UNDELIVERED_END_STATES,
)
from marketplace.site.queries import current_settings

TIMES = {ACCEPTED: "accepted_at", PACKED: "packed_at", SHIPPED: "shipped_at", DELIVERED: "delivered_at"}


def move_on(shop_order: ShopOrder, state: str, *, by: Actor, reason: str = "") -> None:
    """Move a shop order and tell everyone; WrongState when that move is not this actor's to make.

    Goods of an order that ends without delivery go back into stock in the same transaction.
    """
    before = shop_order.status
    seq = shop_order.move_to(state, by=by, note=reason)
    if state in TIMES:
        setattr(shop_order, TIMES[state], now())
    if state in ENDED_STATES:
        shop_order.ended_at, shop_order.end_reason = now(), reason
    if state in UNDELIVERED_END_STATES:
        give_goods_back(shop_order, by=by, expired=False)
    publish(ShopOrderMoved(shop_order.id, before, state, by.kind, reason, seq))


def make_ready(shop_order: ShopOrder) -> None:
    """The shop order is the seller's to answer now: she has until `reply_due_at`, and is told."""
    shop_order.reply_due_at, shop_order.reply_reminded_at = reply_due(), None
    publish(ShopOrderReady(shop_order.id))


def reply_due() -> datetime:
    """Until when a seller is to answer what becomes hers now."""
    return now() + timedelta(hours=current_settings().seller_reply_hours)


def become_new(shop_order: ShopOrder, *, by: Actor) -> None:
    """From waiting for money to being the seller's to answer."""
    move_on(shop_order, NEW, by=by)
    make_ready(shop_order)


def give_goods_back(shop_order: ShopOrder, *, by: Actor, expired: bool) -> None:
    """Release what is held for the lines, or put back what was sold; each happens once however often asked."""
    for line in in_stock_order(shop_order):
        if not release(line.id, "expired" if expired else "released"):
            put_back(line.id, by)


def give_pieces_back(shop_order: ShopOrder, pieces: Mapping[int, int], *, occasion: str, by: Actor) -> None:
    """Put some sold pieces back on the shelf, by key of order line; once for each occasion."""
    for line in in_stock_order(shop_order):
        if pieces.get(line.id):
            put_back(line.id, by, quantity=pieces[line.id], occasion=occasion)


def in_stock_order(shop_order: ShopOrder) -> list[OrderLine]:
    """Lines in the order in which everyone touches stock, so that nobody waits in a ring."""
    return sorted(shop_order.lines, key=lambda line: (line.variant_id, line.id))
