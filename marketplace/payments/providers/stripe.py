"""Stripe: its API in the words of a payment provider, and what its notifications are about."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from marketplace.core.db import session
from marketplace.core.runtime import config
from marketplace.payments import outcomes
from marketplace.payments.exchanges import stripe_api
from marketplace.payments.exchanges.card import count_captured, fault_of, settle_session
from marketplace.payments.exchanges.disputing import settle_seen_dispute
from marketplace.payments.exchanges.refunding import settle_seen_refund
from marketplace.payments.models import Payment
from marketplace.payments.provider import (
    EXPIRED,
    PaymentProvider,
    SeenDispute,
    SeenEvent,
    SeenMoney,
    SeenRefund,
    SeenSession,
    Wish,
)
from marketplace.payments.queries.payments import find_payment, find_payment_by_provider
from marketplace.payments.registries import methods_through

CHECKOUT_PAGES = "https://checkout.stripe.com"
FAILED_LATER = "checkout.session.async_payment_failed"


class Stripe(PaymentProvider):
    """The platform's account at Stripe."""

    code = stripe_api.PROVIDER
    name = "Stripe"
    signature_header = "Stripe-Signature"
    shortest_session = timedelta(minutes=30)

    def is_configured(self) -> bool:
        """Whether a key is set."""
        return stripe_api.is_configured()

    def is_live(self) -> bool:
        """Whether the key is for real money."""
        return stripe_api.is_live()

    def form_hosts(self) -> Sequence[str]:
        """Its checkout, and outside production the checkout of a fake."""
        base = config().stripe_api_base
        return (CHECKOUT_PAGES, base) if base else (CHECKOUT_PAGES,)

    def read_event(self, body: bytes, signature: str | None) -> SeenEvent:
        """A notification signed with one of our secrets."""
        return stripe_api.read_event(body, signature)

    def act_on(self, event: SeenEvent) -> str:
        """The first of ACTS that fits."""
        for kinds, act in ACTS:
            if event.kind.startswith(kinds):
                return act(event)
        return outcomes.IGNORED

    def order_named_in(self, facts: dict[str, Any]) -> str:
        """Where we had written it."""
        return str(_names(facts).get("order", ""))

    def open_session(self, wish: Wish) -> SeenSession:
        """A Checkout session."""
        return stripe_api.open_session(wish)

    def see_session(self, ref: str) -> SeenSession:
        """A session as it stands."""
        return stripe_api.see_session(ref)

    def end_session(self, ref: str) -> SeenSession:
        """Expire a session."""
        return stripe_api.end_session(ref)

    def see_sessions_since(self, at: datetime) -> Iterable[SeenSession]:
        """Newest first."""
        return stripe_api.see_sessions_since(at)

    def find_session_of(self, intent: str) -> SeenSession | None:
        """Only payment intents were made in a session; a charge of its own was not."""
        return stripe_api.find_session_of(intent) if _is_intent(intent) else None

    def find_captured(self, intent: str) -> SeenMoney | None:
        """The money of a payment intent."""
        return stripe_api.see_captured(intent) if _is_intent(intent) else None

    def see_captured(self, intent: str) -> SeenMoney:
        """The money of a payment intent."""
        return stripe_api.see_captured(intent)

    def see_captured_since(self, at: datetime) -> Iterable[SeenMoney]:
        """Newest first."""
        return stripe_api.see_captured_since(at)

    def create_refund(self, *, intent: str, amount_dong: int, refund_public_id: str, key: str) -> SeenRefund:
        """A refund of a payment intent."""
        return stripe_api.create_refund(
            intent=intent, amount_dong=amount_dong, refund_public_id=refund_public_id, key=key
        )

    def see_refund(self, ref: str) -> SeenRefund:
        """A refund as it stands."""
        return stripe_api.see_refund(ref)

    def find_refund(self, intent: str, refund_public_id: str) -> SeenRefund | None:
        """By the name in its metadata."""
        return stripe_api.find_refund(intent, refund_public_id)

    def see_refunds_since(self, at: datetime) -> Iterable[SeenRefund]:
        """Newest first."""
        return stripe_api.see_refunds_since(at)

    def see_disputes_since(self, at: datetime) -> Iterable[SeenDispute]:
        """Newest first."""
        return stripe_api.see_disputes_since(at)


def _is_intent(ref: str) -> bool:
    return ref.startswith("pi_")


def _payment_named(public_id: str) -> Payment | None:
    """A payment of ours that goes through this provider, by the name we gave it."""
    payment = find_payment(public_id)
    return payment if payment is not None and payment.method in methods_through(stripe_api.PROVIDER) else None


def _act_on_session(event: SeenEvent) -> str:
    facts = event.facts
    ref, named = str(facts.get("id", "")), str(facts.get("client_reference_id") or "")
    payment = _payment_named(named)
    by_ref = find_payment_by_provider(stripe_api.PROVIDER, session_ref=ref)
    if by_ref is not None and (payment is None or by_ref.id != payment.id):
        return outcomes.WRONG_ORDER
    if payment is None:
        session.rollback()
        return settle_session(_seen_session(event, ref))
    fault = _fault(payment, facts.get("amount_total"), facts) or _other_order(payment, facts)
    session.rollback()
    return fault or settle_session(_seen_session(event, ref))


def _seen_session(event: SeenEvent, ref: str) -> SeenSession:
    """A session as it stands, paid when the event says; a slow payment that failed leaves its session complete: for us
    it has ended as one that expired.
    """
    shown = stripe_api.see_session(ref)
    seen = replace(shown, paid_at=_told_at(event) or shown.paid_at)
    has_failed = event.kind == FAILED_LATER and not seen.is_paid
    return replace(seen, status=EXPIRED) if has_failed else seen


def _told_at(event: SeenEvent) -> datetime | None:
    seconds = event.facts.get(stripe_api.TOLD_AT)
    try:
        return datetime.fromtimestamp(seconds, UTC) if isinstance(seconds, int) else None
    except (OverflowError, ValueError, OSError):  # a year that no calendar holds
        return None


def _act_on_intent(event: SeenEvent) -> str:
    ref, payment = str(event.facts.get("id", "")), _payment_named(str(_names(event.facts).get("payment", "")))
    if payment is None or payment.provider_ref is None:
        session.rollback()
        return count_captured(stripe_api.see_captured(ref))
    fault, session_ref = _fault(payment, event.facts.get("amount"), event.facts), payment.provider_ref
    session.rollback()
    return fault or settle_session(_seen_session(event, session_ref))


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
    told = SeenMoney(stripe_api.PROVIDER, "", amount, str(facts.get("currency", "")), stripe_api.is_live(), "", "")
    return fault_of(told, payment)


def _other_order(payment: Payment, facts: dict[str, Any]) -> str:
    return "" if _names(facts).get("order") == payment.order.number else outcomes.WRONG_ORDER


plug: PaymentProvider = Stripe()
