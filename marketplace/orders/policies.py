"""Until when a shop may see a customer's personal data on an order, and take back what it recorded by mistake."""

from datetime import datetime, timedelta

from marketplace.core.actors import SELLER
from marketplace.core.clock import now
from marketplace.core.states import StateChange, history_of
from marketplace.orders.models import ShopOrder
from marketplace.orders.states import PACKED, SHIPPED

SEEN_AFTER_END = timedelta(days=90)
WITHDRAWN_WITHIN = timedelta(hours=24)  # of being recorded: each step of a parcel, and cash collected at the door
NOT_THERE, TOO_LATE, NOT_HER_WORD = (  # why something cannot be taken back
    "not_there",  # it is not recorded, or was taken back already
    "too_late",
    "not_her_word",  # the customer or the carrier said so
)


def can_see_customer(shop_order: ShopOrder) -> bool:
    """Whether name, phone and address are shown: until ninety days after the order has ended (promise P4)."""
    ended_at = shop_order.delivered_at or shop_order.ended_at
    return ended_at is None or now() - ended_at <= SEEN_AFTER_END


def withdrawable_until(recorded_at: datetime) -> datetime:
    """Until when the shop may take back what it recorded by mistake at this moment."""
    return recorded_at + WITHDRAWN_WITHIN


def why_step_stands(shop_order: ShopOrder, said: str) -> str:
    """What keeps a parcel sent or refused, as a code; «» while the shop may take it back.

    Only the first sending: one after a failed delivery, or after another mistake, was meant.
    """
    last = _last_move(shop_order)
    if shop_order.status != said or (said == SHIPPED and last.from_state != PACKED):
        return NOT_THERE
    if last.actor_kind != SELLER:
        return NOT_HER_WORD
    return "" if now() < withdrawable_until(last.at) else TOO_LATE


def step_withdrawable_until(shop_order: ShopOrder) -> datetime:
    """Until when the shop may take back the present state of a shop order, as far as time goes."""
    return withdrawable_until(_last_move(shop_order).at)


def _last_move(shop_order: ShopOrder) -> StateChange:
    return history_of(shop_order.machine.kind, [shop_order.id])[shop_order.id][-1]
