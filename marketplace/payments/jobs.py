"""Scheduled: overdue payments expire; card sessions and refunds at the provider are polled."""

from marketplace.core.clock import now
from marketplace.core.jobs import each_in_own_transaction, every
from marketplace.payments import exchanges
from marketplace.payments.queries.payments import list_overdue, list_unasked
from marketplace.payments.services.closing import end_unasked, expire_payment


@every(20, own_transactions=True)
def end_overdue_payments() -> None:
    """Expire payments whose time is up (promise S5: within a minute)."""
    each_in_own_transaction(list_overdue(now()), expire_payment)


@every(60, own_transactions=True)
def end_orders_nobody_is_asked_for() -> None:
    """Cancel shop orders that wait for payment without an open payment, after an hour's grace."""
    each_in_own_transaction(list_unasked(now()), end_unasked)


@every(60, own_transactions=True)
def ask_after_card_payments() -> None:
    """Poll card sessions whose state may have changed without a notification."""
    exchanges.recheck_pending()


@every(60, own_transactions=True)
def ask_after_refunds() -> None:
    """Poll refunds of unknown outcome at the provider."""
    exchanges.requery_refunds()
