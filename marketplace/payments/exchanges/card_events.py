"""The card provider's notifications: verified, stored once, then processed by asking the provider itself.

What a notification says is compared and never believed by itself: money counts only as the provider shows it
when asked. An event that cannot be acted on now stays stored, and the worker takes it up again.
"""

from typing import Any

from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.events import publish
from marketplace.core.transactions import in_transaction
from marketplace.payments import outcomes
from marketplace.payments.errors import ProviderAway, ProviderBusy, ProviderRefused
from marketplace.payments.events import ProviderEventStored
from marketplace.payments.exchanges import stripe_api
from marketplace.payments.exchanges.card import fault_of, settle_session
from marketplace.payments.exchanges.refunding import settle_refund
from marketplace.payments.exchanges.stripe_api import SeenEvent
from marketplace.payments.methods.stripe_checkout import StripeCheckout
from marketplace.payments.models import Payment
from marketplace.payments.queries.outside import lock_event, record_event_once
from marketplace.payments.queries.payments import find_payment, find_payment_by_provider
from marketplace.payments.queries.refunds import find_refund, find_refund_by_provider

STRIPE = "stripe"
SESSION_KINDS = ("checkout.session.",)
INTENT_KINDS = ("payment_intent.",)
REFUND_KINDS = ("refund.", "charge.refund.")


def take_stripe_event(body: bytes, signature: str | None) -> str:
    """Receive one notification; returns its outcome («» while it waits). NotificationRefused, BadNotification.

    The same event again, or two at once, is one row and one effect (promise M7).
    """
    event = stripe_api.read_event(body, signature)
    facts: dict[str, Any] = {**event.facts, "livemode": event.is_live}
    in_transaction(lambda: _store(event, facts))
    return act_on_event(event.id)


def _store(event: SeenEvent, facts: dict[str, Any]) -> None:
    if record_event_once(STRIPE, event.id, event.kind, facts, now()):
        publish(ProviderEventStored(event.id))  # the worker acts on it if this process dies, or cannot


def act_on_event(event_id: str) -> str:
    """Process a stored event, once; it waits while the provider is away."""
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


def _act(event: SeenEvent) -> str:
    if event.is_live != stripe_api.is_live():
        return outcomes.WRONG_MODE
    if event.kind.startswith(SESSION_KINDS):
        return _act_on_session(event)
    if event.kind.startswith(INTENT_KINDS):
        return _act_on_intent(event)
    if event.kind.startswith(REFUND_KINDS):
        return _act_on_refund(event)
    return outcomes.IGNORED


def _act_on_session(event: SeenEvent) -> str:
    facts = event.facts
    ref, named = str(facts.get("id", "")), str(facts.get("client_reference_id") or "")
    payment = find_payment(named)
    by_ref = find_payment_by_provider(StripeCheckout.code, session_ref=ref)
    if payment is None or (by_ref is not None and by_ref.id != payment.id):
        return outcomes.WRONG_ORDER if by_ref is not None else outcomes.UNKNOWN_OBJECT
    fault = _fault(payment, facts.get("amount_total"), facts) or _other_order(payment, facts)
    session.rollback()
    return fault or settle_session(stripe_api.see_session(ref))


def _act_on_intent(event: SeenEvent) -> str:
    named = str((event.facts.get("metadata") or {}).get("payment", ""))
    payment = find_payment(named)
    if payment is None or payment.provider_ref is None:
        return outcomes.UNKNOWN_OBJECT
    fault, ref = _fault(payment, event.facts.get("amount"), event.facts), payment.provider_ref
    session.rollback()
    return fault or settle_session(stripe_api.see_session(ref))


def _act_on_refund(event: SeenEvent) -> str:
    ref, named = str(event.facts.get("id", "")), str((event.facts.get("metadata") or {}).get("refund", ""))
    refund = find_refund_by_provider(ref) or find_refund(named)
    if refund is None:
        return outcomes.UNKNOWN_OBJECT
    refund_id = refund.id
    session.rollback()
    return settle_refund(refund_id, stripe_api.see_refund(ref))


def _fault(payment: Payment, amount: Any, facts: dict[str, Any]) -> str:
    if type(amount) is not int:
        return outcomes.WRONG_AMOUNT
    return fault_of(amount, str(facts.get("currency", "")), stripe_api.is_live(), payment)


def _other_order(payment: Payment, facts: dict[str, Any]) -> str:
    told = (facts.get("metadata") or {}).get("order")
    return "" if told == payment.order.number else outcomes.WRONG_ORDER
