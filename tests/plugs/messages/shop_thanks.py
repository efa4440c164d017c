"""A parcel was delivered: its shop says thanks."""

from marketplace.core.events import after_commit
from marketplace.core.words import N_
from marketplace.notifications.facts import buyer_of, get_shop_order, shop_order_facts
from marketplace.notifications.services import notify
from marketplace.notifications.shape import Message, MessageWords
from marketplace.orders.events import ShopOrderMoved
from marketplace.orders.links import order_path
from marketplace.orders.states import DELIVERED

plug = Message(
    "shop_thanks",
    words=MessageWords(
        title=N_("%(shop)s cảm ơn quý khách"), text=N_("Đơn %(number)s, %(total_dong)s, đã tới nơi. Hẹn gặp lại!")
    ),
)


@after_commit(ShopOrderMoved)
def thank_the_buyer(event: ShopOrderMoved) -> None:
    """Thank the buyer."""
    if event.to_status == DELIVERED:
        part = get_shop_order(event.shop_order_id)
        notify(plug.code, f"thanks:{part.id}", [buyer_of(part.order)], shop_order_facts(part), order_path(part.order))
