"""Money by the clock: demands end, sessions are asked after, stored notifications are acted on."""

from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.jobs import every
from marketplace.core.transactions import in_transaction
from marketplace.payments import exchanges
from marketplace.payments.queries import list_overdue, list_unasked
from marketplace.payments.services.closing import end_unasked, expire_payment


@every(20, own_transactions=True)
def end_overdue_payments() -> None:
    """Payments whose time is up end, each in a transaction of its own (promise S5: within a minute)."""
    overdue = list_overdue(now())
    session.rollback()
    for payment_id in overdue:
        in_transaction(lambda key=payment_id: expire_payment(key))  # type: ignore[misc]


@every(60, own_transactions=True)
def end_orders_nobody_is_asked_for() -> None:
    """Orders that wait for money while no payment is open for them end too, after an hour's grace."""
    unasked = list_unasked(now())
    session.rollback()
    for shop_order_id in unasked:
        in_transaction(lambda key=shop_order_id: end_unasked(key))  # type: ignore[misc]


@every(60, own_transactions=True)
def ask_after_card_payments() -> None:
    """Sessions that may have moved without our being told."""
    exchanges.recheck_pending()


@every(60, own_transactions=True)
def ask_after_refunds() -> None:
    """Refunds at the provider whose end is not known."""
    exchanges.requery_refunds()


@every(30, own_transactions=True)
def act_on_stored_notifications() -> None:
    """Notifications that were stored while the provider was away, or by a process that died."""
    exchanges.act_on_stored_events()
    exchanges.act_on_stored_notices()
