"""A shop order waits for the seller's answer: she is told at once, on screen and on her phone."""

from marketplace.core.events import after_commit
from marketplace.notifications.facts import get_shop_order, shop_order_facts
from marketplace.notifications.queries import shop_recipients
from marketplace.notifications.services import notify
from marketplace.notifications.shape import Message
from marketplace.orders.events import ShopOrderReady
from marketplace.orders.models import ShopOrder
from marketplace.orders.states import AWAITING_PAYMENT

plug = Message("new_order")


@after_commit(ShopOrderReady)
def tell_the_shop(event: ShopOrderReady) -> None:
    """Tell the shop's team, unless the customer has meanwhile chosen to pay first."""
    part = get_shop_order(event.shop_order_id)
    if part.status == AWAITING_PAYMENT:
        return
    path = f"/seller/orders/{part.number}"
    notify(plug.code, subject_of(part), shop_recipients(part.shop_id), shop_order_facts(part), path)


def subject_of(part: ShopOrder) -> str:
    """The notice's subject, numbered: changed to payment in advance, an order waits for an answer again once paid."""
    return f"shop_order:{part.id}:{part.reply_due_at.isoformat() if part.reply_due_at else ''}"
