"""A shop order changed state: the customer is told at each step, by text message where she must know or act now."""

from marketplace.core.actors import CUSTOMER, GUEST
from marketplace.core.events import after_commit
from marketplace.notifications.facts import buyer_of, get_shop_order, shop_order_facts
from marketplace.notifications.queries import has_run_out, subject_of_move
from marketplace.notifications.services import notify
from marketplace.notifications.shape import IN_WRITING, ORDER_MOVED, Message
from marketplace.orders.events import ShopOrderMoved
from marketplace.orders.links import order_path
from marketplace.orders.queries import was_unsaid
from marketplace.orders.services.cancelling import UNPAID_IN_TIME
from marketplace.orders.states import (
    ACCEPTED,
    CANCELLED,
    DECLINED,
    DELIVERED,
    NEW,
    PACKED,
    REFUSED,
    RETURNED,
    SHIPPED,
    STEPS_BACK,
    UNDELIVERED,
)

plug = Message(ORDER_MOVED)
TOLD = (ACCEPTED, PACKED, SHIPPED, DELIVERED, DECLINED, CANCELLED, REFUSED, UNDELIVERED, RETURNED)
# Nothing for the customer to do, and nothing unexpected: no text message is spent on it.
QUIET_MOVES = ((ACCEPTED, PACKED), (REFUSED, RETURNED))


@after_commit(ShopOrderMoved)
def tell_the_buyer(event: ShopOrderMoved) -> None:
    """Tell the customer of each transition once; an order may be sent, and fail to arrive, more than once."""
    if not _is_news(event) or was_unsaid(event.shop_order_id, event.seq):
        return
    part = get_shop_order(event.shop_order_id)
    facts = {**shop_order_facts(part), "status": event.to_status, "reason": event.reason}
    facts["again"] = event.from_status == UNDELIVERED
    facts["had_accepted"] = event.to_status == DECLINED and event.from_status != NEW
    subject = subject_of_move(part.id, event.seq, event.to_status)
    manner = IN_WRITING if (event.from_status, event.to_status) in QUIET_MOVES else plug.manner
    notify(plug.code, subject, [buyer_of(part.order)], facts, order_path(part.order), manner=manner)


def _is_news(event: ShopOrderMoved) -> bool:
    """Whether to tell: not what the customer did herself, nor an end that the message about her payment announces."""
    if event.to_status not in TOLD or event.actor_kind in (GUEST, CUSTOMER):
        return False
    if (event.from_status, event.to_status) in STEPS_BACK:
        return False  # said too early by the shop: where the customer must know, another message tells
    return event.reason != UNPAID_IN_TIME or not has_run_out(event.shop_order_id)
