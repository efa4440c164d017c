"""What the people of the demo find among their messages: the orders of the last days."""

from datetime import timedelta

from marketplace.core.clock import as_if
from marketplace.core.db import session
from marketplace.core.outbox import MAX_ATTEMPTS, PARKED, OutboxRow
from marketplace.core.states import StateChange, history_of
from marketplace.demo.stage import Stage
from marketplace.notifications.messages import new_order, order_moved, order_placed
from marketplace.notifications.models import Delivery, Notice
from marketplace.notifications.services import DELIVER
from marketplace.notifications.shape import GATEWAY
from marketplace.orders.events import OrderPlaced, ShopOrderMoved, ShopOrderReady
from marketplace.orders.models import Order, ShopOrder
from marketplace.orders.states import SHIPPED

LATELY = timedelta(days=10)
STILL_UNREAD = timedelta(days=1)
GAVE_UP_AFTER = timedelta(hours=2)  # what all tries of one message take, and a little more
NOT_TAKEN = "NotTaken: cổng tin nhắn trả lời 422, số này không nhận được tin"


def write_news(stage: Stage) -> None:
    """Tell the shops of the last days' orders, and the customer of hers, each at its time."""
    lately = session.query(ShopOrder).join(Order).filter(Order.placed_at >= stage.now - LATELY)
    for part in lately.order_by(ShopOrder.id).all():
        _tell_shop(part)
    bought = session.query(Order).filter(Order.person_id.is_not(None)).order_by(Order.placed_at)
    for order in bought.all():
        _tell_buyer(order)
        _read_what_is_old(order, stage)
    _let_one_fail(stage)


def _tell_shop(part: ShopOrder) -> None:
    if part.reply_due_at is None:  # nobody has paid for it yet
        return
    with as_if(part.reply_due_at - timedelta(hours=24)):
        new_order.tell_the_shop(ShopOrderReady(part.id))
        session.flush()
    if part.seen_by_shop_at is not None:
        told = session.query(Notice).filter_by(kind=new_order.plug.code, subject=new_order.subject_of(part))
        told.update({"read_at": part.seen_by_shop_at})


def _tell_buyer(order: Order) -> None:
    with as_if(order.placed_at):
        order_placed.tell_the_buyer(OrderPlaced(order.id))
    for part in order.shop_orders:
        for change in history_of("shop_order", [part.id])[part.id]:
            if change.from_state:
                _tell_move(part, change)


def _tell_move(part: ShopOrder, change: StateChange) -> None:
    moved = (part.id, change.from_state or "", change.to_state, change.actor_kind, change.note, change.seq)
    with as_if(change.at):
        order_moved.tell_the_buyer(ShopOrderMoved(*moved))


def _read_what_is_old(order: Order, stage: Stage) -> None:
    told = session.query(Notice).filter(Notice.person_id == order.person_id, Notice.read_at.is_(None))
    told.filter(Notice.created_at < stage.now - STILL_UNREAD).update({"read_at": Notice.created_at})


def _let_one_fail(stage: Stage) -> None:
    """One message to a guest's phone that the gateway would not take: what the operator has to look at."""
    sent = session.query(ShopOrder).join(Order).filter(Order.person_id.is_(None), ShopOrder.status == SHIPPED)
    for part in sent.order_by(Order.placed_at.desc(), ShopOrder.number).limit(50).all():
        change = history_of("shop_order", [part.id])[part.id][-1]
        if change.at <= stage.now - GAVE_UP_AFTER:
            _tell_move(part, change)
            _give_up(f"shop_order:{part.id}:{change.seq}:{SHIPPED}")
            return


def _give_up(subject: str) -> None:
    notice = session.query(Notice).filter_by(kind=order_moved.plug.code, subject=subject).one()
    facts = {"attempts": MAX_ATTEMPTS, "created_at": notice.created_at, "last_error": NOT_TAKEN}
    delivery = Delivery(notice_id=notice.id, channel=GATEWAY, status="failed", **facts)
    session.add(delivery)
    session.flush()
    session.add(OutboxRow(work=DELIVER, payload={"delivery_id": delivery.id}, state=PARKED, **facts))
