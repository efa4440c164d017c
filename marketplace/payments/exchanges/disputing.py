"""Disputes as the provider shows them: the money is counted first, then our task and book follow the bank."""

from marketplace.core.db import session
from marketplace.core.transactions import in_transaction
from marketplace.payments import outcomes
from marketplace.payments.exchanges.card import count_behind
from marketplace.payments.provider import CURRENCY, SeenDispute
from marketplace.payments.queries.payments import find_payment_by_provider, lock_payment
from marketplace.payments.services.disputes import Dispute, follow_dispute


def settle_seen_dispute(seen: SeenDispute) -> str:
    """Let our side say of a dispute what the provider says; gives an outcome. ProviderAway, ProviderBusy."""
    is_here = find_payment_by_provider(seen.provider, intent=seen.intent) is not None
    session.rollback()
    if not is_here:
        count_behind(seen.provider, seen.intent)
    return in_transaction(lambda: _follow(seen))


def _follow(seen: SeenDispute) -> str:
    if seen.currency != CURRENCY:
        return outcomes.WRONG_CURRENCY
    payment = find_payment_by_provider(seen.provider, intent=seen.intent)
    dispute = Dispute(
        provider=seen.provider,
        ref=seen.ref,
        status=seen.status,
        reason=seen.reason,
        amount_dong=seen.amount_dong,
        is_withdrawn=seen.is_withdrawn,
        answer_by=seen.answer_by,
    )
    return follow_dispute(dispute, lock_payment(payment.id) if payment is not None else None)
