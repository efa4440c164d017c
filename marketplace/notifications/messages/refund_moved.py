"""A refund: the customer is told when it is due, sent and done."""

from typing import Any

from marketplace.core.events import after_commit
from marketplace.notifications.facts import buyer_of, get_refund, shop_order_facts, time_of_sending
from marketplace.notifications.services import notify
from marketplace.notifications.shape import Message
from marketplace.orders.links import order_path
from marketplace.payments.events import RefundDone, RefundRequested, RefundSent
from marketplace.payments.registries import provider_words_of

plug = Message("refund_moved")


@after_commit(RefundRequested)
def tell_that_it_is_due(event: RefundRequested) -> None:
    """Tell the customer that a refund is due."""
    _tell(event.refund_id, "due")


@after_commit(RefundSent)
def tell_that_it_was_sent(event: RefundSent) -> None:
    """Ask the customer to confirm the refund when it has arrived."""
    _tell(event.refund_id, "sent")


@after_commit(RefundDone)
def tell_that_it_is_done(event: RefundDone) -> None:
    """Tell the customer that the refund is done."""
    _tell(event.refund_id, "done")


def _tell(refund_id: int, step: str) -> None:
    refund = get_refund(refund_id)
    order = refund.shop_order.order
    facts: dict[str, Any] = {**shop_order_facts(refund.shop_order), "amount_dong": refund.amount_dong}
    facts |= {"step": step, "way": refund.way}
    if refund.is_by_provider:
        facts["coming"] = provider_words_of(refund.payment.method).refund_message
    subject = f"refund:{refund.id}:{step}"
    if step == "sent":  # what did not arrive is sent once more
        subject += f":{time_of_sending(refund)}"
    notify(plug.code, subject, [buyer_of(order)], facts, order_path(order))
