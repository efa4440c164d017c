"""Orders by the clock: sellers who do not answer are reminded, and then the customer is let go.

Browsers forget the orders that were opened in them without a sign-in.
"""

from marketplace.core.clock import now
from marketplace.core.jobs import each_in_own_transaction, every
from marketplace.core.outbox import MONEY
from marketplace.orders.queries import list_reply_due
from marketplace.orders.services.answering import end_unanswered, remind_of_reply, reminded_ahead
from marketplace.orders.services.browsers import close_what_is_old


@every(60, own_transactions=True, lane=MONEY)
def end_orders_nobody_answered() -> None:
    """Cancel shop orders whose time to be answered is up: goods back in stock, money back, the customer told."""
    each_in_own_transaction(list_reply_due(now()), end_unanswered)


@every(300, own_transactions=True, lane=MONEY)
def remind_of_orders_to_answer() -> None:
    """Remind sellers of an order once, some hours before the time to answer it is up."""
    each_in_own_transaction(list_reply_due(now() + reminded_ahead(), not_reminded=True), remind_of_reply)


@every(3600)
def close_orders_opened_long_ago() -> None:
    """A browser shows an order for a month after it was opened there by its key."""
    close_what_is_old()
