"""A shop order was cancelled before it was sent, not by its seller: the shop is told to stop."""

from marketplace.core.actors import SELLER
from marketplace.core.events import after_commit
from marketplace.notifications.facts import get_shop_order, shop_order_facts
from marketplace.notifications.queries import shop_recipients
from marketplace.notifications.services import notify
from marketplace.notifications.shape import Message
from marketplace.orders.events import ShopOrderMoved
from marketplace.orders.states import AWAITING_PAYMENT, CANCELLED

plug = Message("order_lost")


@after_commit(ShopOrderMoved)
def tell_the_shop(event: ShopOrderMoved) -> None:
    """Tell the shop's team, unless the order never waited for its answer."""
    if event.to_status != CANCELLED or event.actor_kind == SELLER or event.from_status == AWAITING_PAYMENT:
        return
    part = get_shop_order(event.shop_order_id)
    path = f"/seller/orders/{part.number}"
    subject = f"shop_order:{part.id}:{event.seq}"  # late money may revive an order, which may then end again
    notify(plug.code, subject, shop_recipients(part.shop_id), shop_order_facts(part), path)
