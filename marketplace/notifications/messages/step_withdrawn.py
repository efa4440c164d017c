"""A shop took back what it had said of a parcel by mistake: a customer who was told so is told that it is not."""

from marketplace.core.events import after_commit
from marketplace.notifications.facts import buyer_of, get_shop_order, shop_order_facts
from marketplace.notifications.queries import was_told_of_move
from marketplace.notifications.services import notify
from marketplace.notifications.shape import Message
from marketplace.orders.events import StepWithdrawn
from marketplace.orders.links import order_path
from marketplace.orders.states import UNPAID

plug = Message("step_withdrawn")


@after_commit(StepWithdrawn)
def tell_the_buyer(event: StepWithdrawn) -> None:
    """Tell the customer once of each correction, if she was told what it corrects, and unless it is true by now."""
    part = get_shop_order(event.shop_order_id)
    if part.status == event.said or not was_told_of_move(part.id, event.seq - 1, event.said):
        return
    facts = {**shop_order_facts(part), "said": event.said, "is_unpaid": part.money_status == UNPAID}
    subject = f"shop_order:{part.id}:{event.seq}"
    notify(plug.code, subject, [buyer_of(part.order)], facts, order_path(part.order))
