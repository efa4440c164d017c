"""A shop order is the seller's to answer: she is told at once, on screen and on her phone."""

from marketplace.core.events import after_commit
from marketplace.notifications.facts import get_shop_order, shop_order_facts
from marketplace.notifications.queries import shop_recipients
from marketplace.notifications.services import notify
from marketplace.notifications.shape import Message
from marketplace.orders.events import ShopOrderReady

plug = Message("new_order")


@after_commit(ShopOrderReady)
def tell_the_shop(event: ShopOrderReady) -> None:
    """Tell the shop's team."""
    part = get_shop_order(event.shop_order_id)
    path = f"/seller/orders/{part.number}"
    notify(plug.code, f"shop_order:{part.id}", shop_recipients(part.shop_id), shop_order_facts(part), path)
