"""The payment state of shop orders, set only by `payments`, and what a payment means for their goods."""

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
from marketplace.orders.services.proving import stand_by
from marketplace.orders.states import (
    AWAITING_PAYMENT,
    CANCELLED,
    PAID,
)

SOLD_OUT_MEANWHILE = "sold_out_meanwhile"


def follow_money(shop_order: ShopOrder, facts: MoneyFacts, *, by: Actor) -> None:
    """Set the stored payment state to what the facts say; WrongState for a transition that does not exist."""
    state = money_state(facts)
    if state != shop_order.money_status:
        move(shop_order, shop_order.money_machine, "money_status", state, by=by)


def mark_paid(shop_order: ShopOrder, *, by: Actor, at: datetime | None = None) -> bool:
    """Record full payment of a shop order; False when it must be refunded: the goods are gone, or the order has ended.

    An order that waited for it goes to the seller for an answer; one cancelled only because the payment was late
    is reopened if its goods are still available (promise S5). Any other ended order stays ended, also one that
    its seller cancelled before the time to pay was up.
    """
    move(shop_order, shop_order.money_machine, "money_status", PAID, by=by)
    shop_order.paid_at = at or now()
    publish(ShopOrderPaid(shop_order.id))
    stand_by(shop_order)
    if shop_order.status == AWAITING_PAYMENT or _may_revive(shop_order):
        return _take_goods(shop_order, by)
    return not shop_order.ended_undelivered


def mark_unpaid(shop_order: ShopOrder, facts: MoneyFacts, *, by: Actor) -> None:
    """What had paid it was recorded by mistake: its payment state follows from what is left, and it is paid no more."""
    follow_money(shop_order, facts, by=by)
    shop_order.paid_at = None


def pay_on_delivery(shop_order: ShopOrder, *, by: Actor) -> None:
    """Change from payment in advance to payment on delivery; OutOfStock when the goods were sold meanwhile."""
    for line in in_stock_order(shop_order):
        claim(line.id)
    become_new(shop_order, by=by)


def await_payment(shop_order: ShopOrder, *, by: Actor) -> None:
    """Change from payment on delivery to payment in advance; goods stay sold. WrongState once the seller accepted."""
    move_on(shop_order, AWAITING_PAYMENT, by=by)
    shop_order.reply_due_at = None


def keep_goods(shop_order: ShopOrder, *, until: datetime) -> None:
    """Hold the goods of a waiting order longer; HoldEnded when the hold is over, unless the goods count as sold."""
    for line in in_stock_order(shop_order):
        try:
            extend(line.id, until)
        except HoldEnded as ended:
            if ended.status != "claimed":
                raise


def _may_revive(shop_order: ShopOrder) -> bool:
    """Whether an order was cancelled only for lack of payment, and its goods were held, not sold and put back."""
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
