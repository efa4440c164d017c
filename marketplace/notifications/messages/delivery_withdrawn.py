"""A delivery was recorded by mistake: the customer who was told of it is told that it is not so."""

from marketplace.core.events import after_commit
from marketplace.notifications.facts import buyer_of, get_shop_order, shop_order_facts
from marketplace.notifications.queries import was_told_of_move
from marketplace.notifications.services import notify
from marketplace.notifications.shape import Message
from marketplace.orders.events import DeliveryWithdrawn
from marketplace.orders.links import order_path
from marketplace.orders.states import DELIVERED, UNPAID

plug = Message("delivery_withdrawn")


@after_commit(DeliveryWithdrawn)
def tell_the_buyer(event: DeliveryWithdrawn) -> None:
    """Tell the customer once of each correction, if she was told what it corrects, and unless it is true by now."""
    part = get_shop_order(event.shop_order_id)
    if part.status == DELIVERED or not was_told_of_move(part.id, event.seq - 1, DELIVERED):
        return
    facts = {**shop_order_facts(part), "is_unpaid": part.money_status == UNPAID}
    notify(plug.code, f"shop_order:{part.id}:{event.seq}", [buyer_of(part.order)], facts, order_path(part.order))
