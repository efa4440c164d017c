"""Money by the clock: demands end, sessions and refunds at providers are asked after, our books laid beside theirs."""

from marketplace.core.clock import now
from marketplace.core.jobs import daily, each_in_own_transaction, every
from marketplace.core.outbox import MONEY, Later
from marketplace.payments import exchanges
from marketplace.payments.errors import ProviderAway, ProviderBusy
from marketplace.payments.queries.payments import list_overdue, list_unasked
from marketplace.payments.registries import configured_providers
from marketplace.payments.services.closing import end_unasked, expire_payment


@every(20, own_transactions=True, lane=MONEY)
def end_overdue_payments() -> None:
    """Expire payments whose time is up (promise S5: within a minute)."""
    each_in_own_transaction(list_overdue(now()), expire_payment)


@every(60, own_transactions=True, lane=MONEY)
def end_orders_nobody_is_asked_for() -> None:
    """Cancel shop orders that wait for payment without an open payment, after an hour's grace."""
    each_in_own_transaction(list_unasked(now()), end_unasked)


@every(60, own_transactions=True, lane=MONEY)
def ask_after_card_payments() -> None:
    """Poll sessions at providers whose state may have changed without a notification."""
    exchanges.recheck_pending()


@every(60, own_transactions=True, lane=MONEY)
def ask_after_refunds() -> None:
    """Poll refunds of unknown outcome at the provider."""
    exchanges.requery_refunds()


@daily(2, 30, own_transactions=True)  # long: not in the lane of money
def compare_with_card_provider() -> None:
    """What either side lacks, provider by provider; while one is away it is tried again every ten minutes."""
    unanswered = [provider.code for provider in configured_providers() if not _is_compared(provider.code)]
    if unanswered:
        raise Later(600)


def _is_compared(provider: str) -> bool:
    try:
        exchanges.compare_with_provider(provider)
    except (ProviderAway, ProviderBusy):
        return False
    return True
