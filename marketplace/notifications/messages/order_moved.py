"""A parcel moved on: the buyer is told at each step that matters to her."""

from marketplace.core.actors import CUSTOMER, GUEST
from marketplace.core.events import after_commit
from marketplace.notifications.facts import buyer_of, get_shop_order, shop_order_facts
from marketplace.notifications.services import notify
from marketplace.notifications.shape import Message
from marketplace.orders.events import ShopOrderMoved
from marketplace.orders.links import order_path
from marketplace.orders.states import ACCEPTED, CANCELLED, DECLINED, DELIVERED, REFUSED, SHIPPED, UNDELIVERED

plug = Message("order_moved")
TOLD = (ACCEPTED, SHIPPED, DELIVERED, DECLINED, CANCELLED, REFUSED, UNDELIVERED)


@after_commit(ShopOrderMoved)
def tell_the_buyer(event: ShopOrderMoved) -> None:
    """Tell the buyer, unless it was her own doing."""
    if event.to_status not in TOLD or event.actor_kind in (GUEST, CUSTOMER):
        return
    part = get_shop_order(event.shop_order_id)
    facts = {**shop_order_facts(part), "status": event.to_status, "reason": event.reason}
    subject = f"shop_order:{part.id}:{event.to_status}"
    notify(plug.code, subject, [buyer_of(part.order)], facts, order_path(part.order))
