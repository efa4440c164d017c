"""Marks of money on shop orders, set by payments alone; what money does to the goods happens here with it."""

from datetime import datetime

from marketplace.core.actors import SYSTEM_ACTOR, Actor
from marketplace.core.clock import now
from marketplace.core.events import publish
from marketplace.core.states import move
from marketplace.inventory.errors import HoldEnded, OutOfStock
from marketplace.inventory.queries import list_returns
from marketplace.inventory.services import claim, extend, put_back
from marketplace.orders.events import ShopOrderPaid
from marketplace.orders.models import ShopOrder
from marketplace.orders.money_state import MoneyFacts, money_state
from marketplace.orders.services.cancelling import UNPAID_IN_TIME
from marketplace.orders.services.moving import become_new, in_stock_order, move_on
from marketplace.orders.states import (
    AWAITING_PAYMENT,
    CANCELLED,
    PAID,
)

SOLD_OUT_MEANWHILE = "sold_out_meanwhile"


def follow_money(shop_order: ShopOrder, facts: MoneyFacts, *, by: Actor) -> None:
    """Let the stored state of the money say what the facts say; WrongState for a step that cannot be."""
    state = money_state(facts)
    if state != shop_order.money_status:
        move(shop_order, shop_order.money_machine, "money_status", state, by=by)


def mark_paid(shop_order: ShopOrder, *, by: Actor, at: datetime | None = None) -> bool:
    """The whole money of a shop order is there. False means that it must go back: the goods cannot be had.

    An order that waited for it becomes the seller's to answer; one that ended only because the money was late
    comes back to life if its goods are still free (promise S5). Any other ended order stays ended, also one that
    its seller let go of before the time was up.
    """
    move(shop_order, shop_order.money_machine, "money_status", PAID, by=by)
    shop_order.paid_at = at or now()
    publish(ShopOrderPaid(shop_order.id))
    if shop_order.status == AWAITING_PAYMENT or _may_revive(shop_order):
        return _take_goods(shop_order, by)
    return not shop_order.ended_undelivered


def pay_on_delivery(shop_order: ShopOrder, *, by: Actor) -> None:
    """Instead of waiting for money, it is to be paid at the door; OutOfStock when the goods went meanwhile."""
    for line in in_stock_order(shop_order):
        claim(line.id)
    become_new(shop_order, by=by)


def await_payment(shop_order: ShopOrder, *, by: Actor) -> None:
    """Instead of at the door, it is to be paid ahead; its goods stay taken. WrongState once the seller accepted."""
    move_on(shop_order, AWAITING_PAYMENT, by=by)
    shop_order.reply_due_at = None


def keep_goods(shop_order: ShopOrder, *, until: datetime) -> None:
    """Hold the goods of a waiting order longer; HoldEnded when the time was up, unless they are taken for good."""
    for line in in_stock_order(shop_order):
        try:
            extend(line.id, until)
        except HoldEnded as ended:
            if ended.status != "claimed":
                raise


def _may_revive(shop_order: ShopOrder) -> bool:
    """Whether an order ended for lack of money alone, and its goods were only held, never sold and put back."""
    ended_unpaid = shop_order.status == CANCELLED and shop_order.end_reason == UNPAID_IN_TIME
    return ended_unpaid and not any(list_returns(line.id) for line in shop_order.lines)


def _take_goods(shop_order: ShopOrder, by: Actor) -> bool:
    taken: list[int] = []
    try:
        for line in in_stock_order(shop_order):
            claim(line.id)
            taken.append(line.id)
    except OutOfStock:
        for line_id in taken:
            put_back(line_id, by)
        if shop_order.status != CANCELLED:
            move_on(shop_order, CANCELLED, by=SYSTEM_ACTOR, reason=SOLD_OUT_MEANWHILE)
        return False
    shop_order.ended_at, shop_order.end_reason = None, ""
    become_new(shop_order, by=by)
    return True
