"""Disputes: the customer asks her bank for the money back, and the bank takes it until it has decided."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from marketplace.core.clock import now
from marketplace.payments import outcomes
from marketplace.payments.models import Payment, ProviderTask
from marketplace.payments.provider_tasks import DISPUTE, DISPUTE_LOST, is_dispute_running
from marketplace.payments.queries.refunds import list_refunds_by_provider
from marketplace.payments.services.made_there import DISPUTE_LOST as LOST
from marketplace.payments.services.made_there import RefundThere, take_lost_dispute
from marketplace.payments.services.provider_tasks import end_task, hold, raise_task

ANSWER_WITHIN = timedelta(days=7)  # where the provider names no day


@dataclass(frozen=True)
class Dispute:
    """A dispute as the provider shows it now; amounts in đồng."""

    provider: str
    ref: str
    status: str
    reason: str
    amount_dong: int
    is_withdrawn: bool
    answer_by: datetime | None


def follow_dispute(dispute: Dispute, payment: Payment | None) -> str:
    """Let our task and our book say of a dispute what the provider says; the payment is locked by the caller."""
    if list_refunds_by_provider(dispute.provider, dispute.ref):
        return outcomes.ALREADY
    task = raise_task(
        dispute.provider,
        DISPUTE,
        dispute.ref,
        amount_dong=dispute.amount_dong,
        payment=payment,
        held_dong=-dispute.amount_dong if dispute.is_withdrawn else 0,
        detail=f"{dispute.status} {dispute.reason}",
        due_at=dispute.answer_by or now() + ANSWER_WITHIN,
    )
    if dispute.status == DISPUTE_LOST and payment is not None:
        return _lose(task, dispute, payment)
    if not dispute.is_withdrawn and not is_dispute_running(task.detail):
        end_task(task)
    return outcomes.TASK


def _lose(task: ProviderTask, dispute: Dispute, payment: Payment) -> str:
    """The bank gave the money to the customer for good: a refund; the task stays, for the seller must be told."""
    there = RefundThere(dispute.provider, dispute.ref, dispute.amount_dong, is_done=True, reason=LOST)
    if take_lost_dispute(payment, there):
        hold(task, 0)
    return outcomes.TASK
