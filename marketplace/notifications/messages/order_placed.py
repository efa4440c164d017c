"""An order was placed: the customer gets its number and the link to its page."""

from marketplace.core.events import after_commit
from marketplace.notifications.facts import buyer_of, get_order, order_facts
from marketplace.notifications.services import notify
from marketplace.notifications.shape import Message
from marketplace.orders.events import OrderPlaced
from marketplace.orders.links import order_path

plug = Message("order_placed")


@after_commit(OrderPlaced)
def tell_the_buyer(event: OrderPlaced) -> None:
    """Tell the customer."""
    order = get_order(event.order_id)
    notify(plug.code, f"order:{order.id}", [buyer_of(order)], order_facts(order), order_path(order))
