"""The card provider's notifications: proven, stored once, then acted on by asking the provider itself.

What a notification says is compared and never believed by itself: money counts only as the provider shows it
when asked. An event that cannot be acted on now stays stored, and the worker takes it up again.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.events import publish
from marketplace.core.transactions import in_transaction
from marketplace.payments import outcomes
from marketplace.payments.errors import ProviderAway, ProviderBusy, ProviderRefused
from marketplace.payments.events import ProviderEventStored
from marketplace.payments.exchanges import stripe_api
from marketplace.payments.exchanges.card import count_captured, fault_of, settle_session
from marketplace.payments.exchanges.disputing import settle_seen_dispute
from marketplace.payments.exchanges.refunding import settle_seen_refund
from marketplace.payments.exchanges.stripe_api import SeenEvent, SeenSession
from marketplace.payments.methods.stripe_checkout import StripeCheckout
from marketplace.payments.models import Payment
from marketplace.payments.provider_tasks import MISMATCH
from marketplace.payments.queries.outside import lock_event, record_event_once
from marketplace.payments.queries.payments import find_payment, find_payment_by_provider
from marketplace.payments.services.provider_tasks import raise_task

STRIPE = stripe_api.PROVIDER
FAILED_LATER = "checkout.session.async_payment_failed"
log = logging.getLogger(__name__)


def take_stripe_event(body: bytes, signature: str | None) -> str:
    """Take one notification; gives its outcome («» while it waits). SignatureRefused, BadNotification.

    The same event again, or two at once, is one row and one effect (promise M7).
    """
    event = stripe_api.read_event(body, signature)
    facts: dict[str, Any] = {**event.facts, "livemode": event.is_live}
    in_transaction(lambda: _store(event, facts))
    try:
        return act_on_event(event.id)
    except Exception:  # it is stored: the worker tries again, and parks it for the operator when it cannot be done
        log.exception("event %s was stored, but not acted on", event.id)
        return ""


def _store(event: SeenEvent, facts: dict[str, Any]) -> None:
    if record_event_once(STRIPE, event.id, event.kind, facts, now()):
        publish(ProviderEventStored(event.id))  # the worker acts on it if this process dies, or cannot


def act_on_event(event_id: str) -> str:
    """Act on a stored event, unless it was done before; it waits while the provider is away."""
    known = in_transaction(lambda: _stored(event_id))
    if isinstance(known, str):
        return known
    try:
        outcome = _act(known)
    except (ProviderAway, ProviderBusy):
        return ""
    except ProviderRefused:
        outcome = outcomes.UNKNOWN_OBJECT
    in_transaction(lambda: _note(event_id, outcome))
    return outcome


def _stored(event_id: str) -> SeenEvent | str:
    row = lock_event(STRIPE, event_id)
    if row.handled_at is not None:
        return row.outcome
    return SeenEvent(row.event_id, row.kind, bool(row.payload.get("livemode")), dict(row.payload))


def _note(event_id: str, outcome: str) -> None:
    row = lock_event(STRIPE, event_id)
    if row.handled_at is None:
        row.handled_at, row.outcome = now(), outcome
        if outcome in outcomes.MISMATCHES:
            raise_task(
                STRIPE, MISMATCH, event_id, order_number=str(_names(row.payload).get("order", "")), detail=outcome
            )


def _act(event: SeenEvent) -> str:
    if event.is_live != stripe_api.is_live():
        return outcomes.WRONG_MODE
    for kinds, act in ACTS:
        if event.kind.startswith(kinds):
            return act(event)
    return outcomes.IGNORED


def _act_on_session(event: SeenEvent) -> str:
    facts = event.facts
    ref, named = str(facts.get("id", "")), str(facts.get("client_reference_id") or "")
    payment = find_payment(named)
    by_ref = find_payment_by_provider(StripeCheckout.code, session_ref=ref)
    if by_ref is not None and (payment is None or by_ref.id != payment.id):
        return outcomes.WRONG_ORDER
    if payment is None:
        session.rollback()
        return settle_session(_seen_session(event.kind, ref))
    fault = _fault(payment, facts.get("amount_total"), facts) or _other_order(payment, facts)
    session.rollback()
    return fault or settle_session(_seen_session(event.kind, ref))


def _seen_session(kind: str, ref: str) -> SeenSession:
    """A slow payment that failed leaves its session complete: for us it has ended as one that expired."""
    seen = stripe_api.see_session(ref)
    has_failed = kind == FAILED_LATER and not seen.is_paid
    return replace(seen, status=stripe_api.EXPIRED) if has_failed else seen


def _act_on_intent(event: SeenEvent) -> str:
    ref, payment = str(event.facts.get("id", "")), find_payment(str(_names(event.facts).get("payment", "")))
    if payment is None or payment.provider_ref is None:
        session.rollback()
        return count_captured(stripe_api.see_captured(ref))
    fault, session_ref = _fault(payment, event.facts.get("amount"), event.facts), payment.provider_ref
    session.rollback()
    return fault or settle_session(stripe_api.see_session(session_ref))


def _act_on_charge(event: SeenEvent) -> str:
    """A charge tells of its payment, and of all that was given back of it."""
    intent = event.facts.get("payment_intent")
    if not isinstance(intent, str):
        return outcomes.IGNORED
    said = count_captured(stripe_api.see_captured(intent))
    refunds = [settle_seen_refund(seen) for seen in list(stripe_api.see_refunds_of(intent))]
    return refunds[-1] if refunds else said


def _act_on_refund(event: SeenEvent) -> str:
    return settle_seen_refund(stripe_api.see_refund(str(event.facts.get("id", ""))))


def _act_on_dispute(event: SeenEvent) -> str:
    return settle_seen_dispute(stripe_api.see_dispute(str(event.facts.get("id", ""))))


# The first that fits acts: what is told of a charge's refund or dispute is told under longer names than the charge.
ACTS: tuple[tuple[str, Callable[[SeenEvent], str]], ...] = (
    ("checkout.session.", _act_on_session),
    ("payment_intent.", _act_on_intent),
    ("charge.refund.", _act_on_refund),
    ("refund.", _act_on_refund),
    ("charge.dispute.", _act_on_dispute),
    ("charge.", _act_on_charge),
)


def _names(facts: dict[str, Any]) -> dict[str, Any]:
    """What we had written into the metadata of the thing an event is about."""
    return facts.get("metadata") or {}


def _fault(payment: Payment, amount: Any, facts: dict[str, Any]) -> str:
    if type(amount) is not int:
        return outcomes.WRONG_AMOUNT
    return fault_of(amount, str(facts.get("currency", "")), stripe_api.is_live(), payment)


def _other_order(payment: Payment, facts: dict[str, Any]) -> str:
    return "" if _names(facts).get("order") == payment.order.number else outcomes.WRONG_ORDER
