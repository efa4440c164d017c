"""Our books beside the provider's: what either side lacks is put right where it is clear, else left to an operator.

Everything that moved there since a moment goes the way its notification would have gone, so that nothing depends on
notifications that were lost, or came while another state of the database was there. Run twice it changes nothing.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.transactions import in_transaction
from marketplace.payments import outcomes
from marketplace.payments.errors import ProviderRefused
from marketplace.payments.exchanges.card import count_captured, settle_session
from marketplace.payments.exchanges.disputing import settle_seen_dispute
from marketplace.payments.exchanges.refunding import settle_seen_refund
from marketplace.payments.models import ProviderComparison
from marketplace.payments.provider import OPEN, PaymentProvider
from marketplace.payments.provider_tasks import DISPUTE, MISSING_PAYMENT, MISSING_REFUND
from marketplace.payments.queries.comparison import (
    count_tasks_since,
    get_comparison,
    received_refs,
    sent_refund_refs,
    settled_sessions,
)
from marketplace.payments.queries.payments import find_payment_by_provider
from marketplace.payments.queries.provider_tasks import known_subjects, last_comparison
from marketplace.payments.queries.refunds import list_refunds_by_provider
from marketplace.payments.registries import PROVIDERS
from marketplace.payments.services.provider_tasks import raise_task

OVERLAP = timedelta(days=3)  # what moved just before the last comparison is looked at again
AT_FIRST = timedelta(days=30)
SESSION_LIVES = timedelta(days=1)  # money may come that long after its session was opened
SETTLING = timedelta(minutes=10)  # what was counted here in the last minutes may not be in the provider's lists yet
PUT_RIGHT = (outcomes.RECEIVED, outcomes.LATE, outcomes.BROUGHT_BACK, outcomes.TAKEN_BACK, outcomes.ENDED)


def compare_with_provider(code: str, since: datetime | None = None) -> ProviderComparison:
    """Compare everything at one provider since a moment (the last comparison, where none is named).

    ProviderAway, ProviderBusy. A comparison that was broken off is begun again from the same moment.
    """
    provider = PROVIDERS.get(code)
    run_id, since = in_transaction(lambda: _begin(code, since))
    captured, refunds = list(provider.see_captured_since(since)), list(provider.see_refunds_since(since))
    said = [*_count_sessions(provider, since)]
    said += [count_captured(money) for money in captured]
    said += [settle_seen_refund(refund) for refund in refunds]
    said += [settle_seen_dispute(dispute) for dispute in list(provider.see_disputes_since(since))]
    _note_missing_payments(provider, since, {money.ref for money in captured})
    _note_missing_refunds(provider, since, {refund.ref for refund in refunds})
    return in_transaction(lambda: _finish(run_id, said))


def _begin(code: str, since: datetime | None) -> tuple[int, datetime]:
    last = last_comparison(code, finished=True)
    since = since or (last.started_at - OVERLAP if last else now() - AT_FIRST)
    run = ProviderComparison(provider=code, since=since)
    session.add(run)
    session.flush()
    return run.id, since


def _count_sessions(provider: PaymentProvider, since: datetime) -> Iterator[str]:
    settled = settled_sessions(provider.code, since - SESSION_LIVES)
    session.rollback()
    for seen in list(provider.see_sessions_since(since - SESSION_LIVES)):
        if seen.status != OPEN and seen.ref not in settled:
            yield settle_session(seen)


def _note_missing_payments(provider: PaymentProvider, since: datetime, there: set[str]) -> None:
    """Payments counted here that the provider does not know: asked for one by one, since its list may be behind."""
    here = received_refs(provider.code, since, now() - SETTLING)
    session.rollback()
    for ref in here - there:
        if not _is_there(lambda ref=ref: provider.see_captured(ref).amount_dong > 0):  # type: ignore[misc]
            in_transaction(lambda ref=ref: _note_payment(provider.code, ref))  # type: ignore[misc]


def _note_missing_refunds(provider: PaymentProvider, since: datetime, there: set[str]) -> None:
    here = sent_refund_refs(provider.code, since, now() - SETTLING) - known_subjects(provider.code, DISPUTE)
    session.rollback()
    for ref in here - there:
        if not _is_there(lambda ref=ref: bool(provider.see_refund(ref).ref)):  # type: ignore[misc]
            in_transaction(lambda ref=ref: _note_refund(provider.code, ref))  # type: ignore[misc]


def _is_there(ask: Callable[[], bool]) -> bool:
    try:
        return ask()
    except ProviderRefused:
        return False


def _note_payment(code: str, ref: str) -> None:
    payment = find_payment_by_provider(code, intent=ref)
    if payment is not None:
        amount_dong = payment.amount_dong
        raise_task(code, MISSING_PAYMENT, ref, amount_dong=amount_dong, payment=payment)


def _note_refund(code: str, ref: str) -> None:
    [refund, *others] = list_refunds_by_provider(code, ref)
    amount_dong = sum(part.amount_dong for part in (refund, *others))
    raise_task(code, MISSING_REFUND, ref, amount_dong=amount_dong, payment=refund.payment)


def _finish(run_id: int, said: Sequence[str]) -> ProviderComparison:
    run = get_comparison(run_id)
    run.seen, run.corrected = len(said), sum(outcome in PUT_RIGHT for outcome in said)
    run.tasks, run.finished_at = count_tasks_since(run.provider, run.started_at), now()
    return run
