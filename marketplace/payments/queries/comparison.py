"""What a comparison with a provider needs of our side: names of what was counted here, and the comparison itself."""

from datetime import datetime

from sqlalchemy import func, select

from marketplace.core.db import session
from marketplace.payments.models import Payment, ProviderComparison, ProviderTask, Refund
from marketplace.payments.queries.payments import is_through
from marketplace.payments.states import GONE_STATES, PENDING, SUCCEEDED


def get_comparison(run_id: int) -> ProviderComparison:
    """One comparison."""
    return session.get_one(ProviderComparison, run_id)


def settled_sessions(provider: str, since: datetime) -> set[str]:
    """The provider's names of sessions whose end is counted here, opened since a moment or a little earlier."""
    wanted = select(Payment.provider_ref).where(is_through(provider), Payment.provider_ref.is_not(None))
    closed = wanted.where(Payment.provider_closed_at.is_not(None), Payment.status != PENDING)
    return {ref for ref in session.scalars(closed.where(Payment.provider_closed_at >= since)) if ref}


def received_refs(provider: str, since: datetime, until: datetime) -> set[str]:
    """The provider's names of payments counted here within a time."""
    wanted = select(Payment.provider_payment).where(is_through(provider), Payment.status == SUCCEEDED)
    within = wanted.where(Payment.ended_at >= since, Payment.ended_at < until, Payment.provider_payment.is_not(None))
    return {ref for ref in session.scalars(within) if ref}


def sent_refund_refs(provider: str, since: datetime, until: datetime) -> set[str]:
    """The provider's names of refunds that it makes, or has made, by what was recorded here within a time."""
    wanted = select(Refund.provider_ref).join(Refund.payment).where(is_through(provider))
    sent = wanted.where(Refund.is_by_provider, Refund.provider_ref.is_not(None), Refund.status.in_(GONE_STATES))
    return {ref for ref in session.scalars(sent.where(Refund.created_at >= since, Refund.created_at < until)) if ref}


def count_tasks_since(provider: str, moment: datetime) -> int:
    """How many tasks were found since a moment."""
    found = select(func.count(ProviderTask.id)).where(ProviderTask.provider == provider)
    return session.scalar(found.where(ProviderTask.found_at >= moment)) or 0
