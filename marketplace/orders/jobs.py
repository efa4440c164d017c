"""Scheduled: sellers who have not answered an order are reminded; unanswered orders are cancelled."""

from marketplace.core.clock import now
from marketplace.core.jobs import each_in_own_transaction, every
from marketplace.orders.queries import list_reply_due
from marketplace.orders.services.answering import end_unanswered, remind_of_reply, reminded_ahead


@every(60, own_transactions=True)
def end_orders_nobody_answered() -> None:
    """Cancel shop orders whose time to be answered is up: goods back in stock, money back, the customer told."""
    each_in_own_transaction(list_reply_due(now()), end_unanswered)


@every(300, own_transactions=True)
def remind_of_orders_to_answer() -> None:
    """Remind sellers of an order once, some hours before the time to answer it is up."""
    each_in_own_transaction(list_reply_due(now() + reminded_ahead(), not_reminded=True), remind_of_reply)
