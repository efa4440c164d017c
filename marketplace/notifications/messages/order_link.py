"""Somebody who knows an order's number and phone asked for its page: a new link is sent to that phone."""

from marketplace.core.events import after_commit
from marketplace.notifications.facts import buyer_of, get_order, order_facts
from marketplace.notifications.services import notify
from marketplace.notifications.shape import Message
from marketplace.orders.events import OrderLinkAsked
from marketplace.orders.links import order_path

plug = Message("order_link")


@after_commit(OrderLinkAsked)
def send_the_link(event: OrderLinkAsked) -> None:
    """Send the link to the order's own phone, never to the asker."""
    order = get_order(event.order_id)
    notify(plug.code, f"order:{order.id}:{event.asked_key}", [buyer_of(order)], order_facts(order), order_path(order))
