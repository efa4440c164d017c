"""Providers' notifications: verified, stored once, then processed by asking the provider itself.

What a notification says is compared and never believed by itself: money counts only as the provider shows it
when asked. An event that cannot be acted on now stays stored, and the worker takes it up again.
"""

import logging
from typing import Any

from marketplace.core.clock import now
from marketplace.core.events import publish
from marketplace.core.transactions import in_transaction
from marketplace.payments import outcomes
from marketplace.payments.errors import ProviderAway, ProviderBusy, ProviderRefused
from marketplace.payments.events import ProviderEventStored
from marketplace.payments.provider import PaymentProvider, SeenEvent
from marketplace.payments.provider_tasks import MISMATCH
from marketplace.payments.queries.outside import lock_event, record_event_once
from marketplace.payments.registries import PROVIDERS
from marketplace.payments.services.provider_tasks import raise_task

log = logging.getLogger(__name__)


def take_notification(provider: str, body: bytes, signature: str | None) -> str:
    """Take one notification; gives its outcome («» while it waits). SignatureRefused, BadNotification.

    The same event again, or two at once, is one row and one effect (promise M7).
    """
    event = PROVIDERS.get(provider).read_event(body, signature)
    facts: dict[str, Any] = {**event.facts, "livemode": event.is_live}
    in_transaction(lambda: _store(provider, event, facts))
    try:
        return act_on_event(provider, event.id)
    except Exception:  # it is stored: the worker tries again, and parks it for the operator when it cannot be done
        log.exception("event %s was stored, but not acted on", event.id)
        return ""


def _store(provider: str, event: SeenEvent, facts: dict[str, Any]) -> None:
    if record_event_once(provider, event.id, event.kind, facts, now()):
        publish(ProviderEventStored(event.id, provider))  # the worker acts on it if this process dies, or cannot


def act_on_event(provider: str, event_id: str) -> str:
    """Process a stored event, once; it waits while the provider is away."""
    known = in_transaction(lambda: _stored(provider, event_id))
    if isinstance(known, str):
        return known
    try:
        outcome = _act(PROVIDERS.get(provider), known)
    except (ProviderAway, ProviderBusy):
        return ""
    except ProviderRefused:
        outcome = outcomes.UNKNOWN_OBJECT
    in_transaction(lambda: _note(provider, event_id, outcome))
    return outcome


def _stored(provider: str, event_id: str) -> SeenEvent | str:
    row = lock_event(provider, event_id)
    if row.handled_at is not None:
        return row.outcome
    return SeenEvent(row.event_id, row.kind, bool(row.payload.get("livemode")), dict(row.payload))


def _act(provider: PaymentProvider, event: SeenEvent) -> str:
    return provider.act_on(event) if event.is_live == provider.is_live() else outcomes.WRONG_MODE


def _note(provider: str, event_id: str, outcome: str) -> None:
    row = lock_event(provider, event_id)
    if row.handled_at is None:
        row.handled_at, row.outcome = now(), outcome
        if outcome in outcomes.MISMATCHES:
            named = PROVIDERS.get(provider).order_named_in(row.payload)
            raise_task(provider, MISMATCH, event_id, order_number=named, detail=outcome)
