"""The card provider's API; the only file that uses its package.

Every answer becomes one of our own facts, every failure one of three: the provider was busy (nothing done),
away (unknown whether done), or refused for good. Amounts are đồng as they are: VND has no smaller unit.
"""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from marketplace.core.clock import now
from marketplace.core.received_json import UnusableJson, read_object
from marketplace.core.runtime import config
from marketplace.payments import notification_signature
from marketplace.payments.errors import BadNotification, ProviderAway, ProviderBusy, ProviderRefused
from marketplace.payments.provider import (
    CURRENCY,
    SeenDispute,
    SeenEvent,
    SeenMoney,
    SeenRefund,
    SeenSession,
    Wish,
)

if TYPE_CHECKING:
    import stripe  # loaded at its first use: 8 MB and a third of a second that most processes never need

Answer = TypeVar("Answer")
TIMEOUT_SECONDS = 4.0
MOST_AT_ONCE = 4  # calls of one process, fewer than a server has threads: the others go on serving everybody else
WAIT_SECONDS = 0.5  # for another call to end; after that the provider counts as busy, and nothing was asked
_calls = threading.BoundedSemaphore(MOST_AT_ONCE)
PROVIDER = "stripe"
PAID_WITH = "payment_intent.latest_charge"  # shown in full with a session: it says when the money was given
LISTED_WITH_CHARGES = {"expand": [f"data.{PAID_WITH}"]}


def is_configured() -> bool:
    """Whether this installation has an account at the provider."""
    return bool(config().stripe_secret_key)


def is_live() -> bool:
    """Whether our key is for real money."""
    return "_live_" in (config().stripe_secret_key or "")


def open_session(wish: Wish) -> SeenSession:
    """Open a checkout session, or get the one this key opened before."""
    facts = {"payment": wish.payment_public_id, "order": wish.order_number}
    params: Any = {
        "mode": "payment",
        "line_items": [_line(name, amount_dong) for name, amount_dong in wish.lines],
        "payment_method_types": ["card"],
        "client_reference_id": wish.payment_public_id,
        "metadata": facts,
        "payment_intent_data": {"metadata": facts, "description": wish.order_number},
        "expires_at": int(wish.ends_at.timestamp()),
        "locale": "vi" if wish.locale == "vi" else "en",
        "success_url": wish.success_url,
        "cancel_url": wish.cancel_url,
    }
    return _session(_ask(lambda api: api.v1.checkout.sessions.create(params, {"idempotency_key": wish.key})))


def see_session(ref: str) -> SeenSession:
    """A session as it stands."""
    return _session(_ask(lambda api: api.v1.checkout.sessions.retrieve(ref, {"expand": [PAID_WITH]})))


def end_session(ref: str) -> SeenSession:
    """End an open session, so that nobody can pay it; gives it as it stands when it is not open any more."""
    try:
        return _session(_ask(lambda api: api.v1.checkout.sessions.expire(ref)))
    except ProviderRefused:
        return see_session(ref)


def see_sessions_since(at: datetime) -> Iterator[SeenSession]:
    """Every session opened since a moment, newest first."""
    params = _since(at) | LISTED_WITH_CHARGES
    return (_session(found) for found in _pages(lambda api, params: api.v1.checkout.sessions.list(params), params))


def find_session_of(intent: str) -> SeenSession | None:
    """The session in which a payment was made, if it was made in one."""
    params: Any = {"payment_intent": intent, "limit": 1} | LISTED_WITH_CHARGES
    known = _ask(lambda api: api.v1.checkout.sessions.list(params))
    return next((_session(found) for found in known.data), None)


def see_captured(intent: str) -> SeenMoney:
    """The money of a payment intent as it stands; nothing is captured of one that is not paid."""
    found: Any = _ask(lambda api: api.v1.payment_intents.retrieve(intent))
    return _money(found, found.amount_received)


def see_captured_since(at: datetime) -> Iterator[SeenMoney]:
    """All money captured since a moment, newest first."""
    charges = _pages(lambda api, params: api.v1.charges.list(params), _since(at))
    return (_money(found, found.amount_captured) for found in charges if found.amount_captured)


def see_refunds_since(at: datetime) -> Iterator[SeenRefund]:
    """Every refund made since a moment, newest first."""
    return (_refund(found) for found in _pages(lambda api, params: api.v1.refunds.list(params), _since(at)))


def see_refunds_of(intent: str) -> Iterator[SeenRefund]:
    """Every refund of a payment, newest first."""
    params = {"payment_intent": intent, "limit": 100}
    return (_refund(found) for found in _pages(lambda api, params: api.v1.refunds.list(params), params))


def see_disputes_since(at: datetime) -> Iterator[SeenDispute]:
    """Every dispute opened since a moment, newest first."""
    return (_dispute(found) for found in _pages(lambda api, params: api.v1.disputes.list(params), _since(at)))


def see_dispute(ref: str) -> SeenDispute:
    """A dispute as it stands."""
    return _dispute(_ask(lambda api: api.v1.disputes.retrieve(ref)))


def _since(at: datetime) -> dict[str, Any]:
    return {"created": {"gte": int(at.timestamp())}, "limit": 100}


def _pages(call: "Callable[[stripe.StripeClient, Any], Any]", params: dict[str, Any]) -> Iterator[Any]:
    """Everything of a list, page after page."""
    page = _ask(lambda api: call(api, params))
    yield from page.data
    if page.has_more:
        yield from _pages(call, params | {"starting_after": page.data[-1].id})


def create_refund(*, intent: str, amount_dong: int, refund_public_id: str, key: str) -> SeenRefund:
    """Give money of a payment back, or get the refund this key made before."""
    params: Any = {
        "payment_intent": intent,
        "amount": amount_dong,
        "metadata": {"refund": refund_public_id},
    }
    return _refund(_ask(lambda api: api.v1.refunds.create(params, {"idempotency_key": key})))


def see_refund(ref: str) -> SeenRefund:
    """A refund as it stands."""
    return _refund(_ask(lambda api: api.v1.refunds.retrieve(ref)))


def find_refund(intent: str, refund_public_id: str) -> SeenRefund | None:
    """The refund of a payment that carries our name, if the provider knows one."""
    params: Any = {"payment_intent": intent, "limit": 100}
    known = _ask(lambda api: api.v1.refunds.list(params))
    found = [_refund(one) for one in known.data if _metadata(one).get("refund") == refund_public_id]
    alive = [one for one in found if one.status != "failed"]
    return next(iter(alive or found), None)


def read_event(body: bytes, signature: str | None) -> SeenEvent:
    """A notification whose signature fits one of our secrets and is of now; SignatureRefused, BadNotification."""
    notification_signature.verify(body, signature, config().stripe_webhook_secrets, now())
    try:
        told = read_object(body)
    except UnusableJson:
        raise BadNotification(field="body") from None
    data = told.get("data")
    thing = data.get("object") if isinstance(data, dict) else None
    if not isinstance(thing, dict) or not all(isinstance(told.get(name), str) for name in ("id", "type")):
        raise BadNotification(field="body")
    facts = _facts(thing) | ({TOLD_AT: told["created"]} if type(told.get("created")) is int else {})
    return SeenEvent(told["id"][:255], told["type"][:100], told.get("livemode") is True, facts)


TOLD_AT = "told_at"  # when what an event tells of happened, in seconds since 1970
FACTS = ("id", "object", "status", "payment_status", "amount_total", "amount", "currency", "created")
REFERENCES = ("client_reference_id", "payment_intent", "charge")
NAMES = ("payment", "order", "refund")  # what we write into the metadata of what we ask for


def _facts(thing: dict[str, Any]) -> dict[str, Any]:
    """What of a thing is acted on: plain values only, and nothing of the payer."""
    metadata = thing.get("metadata") or {}
    if not isinstance(metadata, dict):
        raise BadNotification(field="metadata")
    facts = {name: thing[name] for name in (*FACTS, *REFERENCES) if _is_plain(thing.get(name, ...))}
    facts["metadata"] = {name: metadata[name] for name in NAMES if isinstance(metadata.get(name), str)}
    return facts


def _is_plain(value: Any) -> bool:
    return value is None or isinstance(value, bool | int | float) or (isinstance(value, str) and len(value) <= 255)


def _line(name: str, amount_dong: int) -> dict[str, Any]:
    price = {"currency": CURRENCY, "unit_amount": amount_dong, "product_data": {"name": name}}
    return {"price_data": price, "quantity": 1}


def _ask(call: "Callable[[stripe.StripeClient], Answer]") -> Answer:
    import stripe

    if not _calls.acquire(timeout=WAIT_SECONDS):
        raise ProviderBusy(why="provider_slow")
    began = time.monotonic()
    try:
        return call(_client())
    except stripe.RateLimitError as error:
        raise ProviderBusy(why="provider_busy") from error
    except (stripe.InvalidRequestError, stripe.CardError, stripe.IdempotencyError) as error:
        if error.http_status == 409:  # the same key is being worked on at this moment
            raise ProviderBusy(why="provider_busy") from error
        raise ProviderRefused(code=error.code or "invalid_request") from error
    except (stripe.AuthenticationError, stripe.PermissionError) as error:
        raise ProviderBusy(why="provider_key") from error
    except (stripe.StripeError, ValueError, KeyError, AttributeError) as error:
        is_late = time.monotonic() - began >= TIMEOUT_SECONDS
        raise ProviderAway(why="provider_slow" if is_late else "provider_away") from error
    finally:
        _calls.release()


def _client() -> "stripe.StripeClient":
    import stripe

    key, base = config().stripe_secret_key, config().stripe_api_base
    if not key:
        raise ProviderBusy(why="no_provider")
    carrier = stripe.RequestsClient(timeout=TIMEOUT_SECONDS)
    if base:
        return stripe.StripeClient(key, base_addresses={"api": base}, max_network_retries=0, http_client=carrier)
    return stripe.StripeClient(key, max_network_retries=0, http_client=carrier)


def _session(found: Any) -> SeenSession:
    try:
        return SeenSession(
            provider=PROVIDER,
            ref=found.id,
            status=found.status,
            is_paid=found.payment_status == "paid",
            amount_dong=int(found.amount_total or 0),
            currency=found.currency or "",
            is_live=found.livemode,
            payment_public_id=found.client_reference_id or "",
            order_number=_metadata(found).get("order", ""),
            intent=_intent(found),
            url=found.url,
            paid_at=_charged_at(found),
        )
    except (AttributeError, KeyError, TypeError, ValueError, OverflowError, OSError) as error:
        raise ProviderAway(why="provider_unreadable") from error


def _intent(found: Any) -> str | None:
    """The name of the payment that a session took, shown in full or by its name."""
    intent: str | None = getattr(found.payment_intent, "id", found.payment_intent)
    return intent


def _charged_at(found: Any) -> datetime | None:
    """When the card was charged, where the session shows its charge."""
    seconds = getattr(getattr(found.payment_intent, "latest_charge", None), "created", None)
    return datetime.fromtimestamp(seconds, UTC) if seconds else None


def _money(found: Any, amount_dong: int) -> SeenMoney:
    try:
        names, ref = _metadata(found), getattr(found, "payment_intent", None) or found.id
        paid, order = names.get("payment", ""), names.get("order", "")
        return SeenMoney(PROVIDER, ref, int(amount_dong), found.currency, found.livemode, paid, order)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ProviderAway(why="provider_unreadable") from error


def _refund(found: Any) -> SeenRefund:
    try:
        ours = _metadata(found).get("refund", "")
        failure = getattr(found, "failure_reason", None) or ""
        of = found.payment_intent or found.charge or ""
        return SeenRefund(PROVIDER, found.id, found.status, int(found.amount), ours, failure, of, found.currency)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ProviderAway(why="provider_unreadable") from error


def _dispute(found: Any) -> SeenDispute:
    try:
        due = found.evidence_details.due_by
        return SeenDispute(
            provider=PROVIDER,
            ref=found.id,
            status=found.status,
            reason=found.reason,
            amount_dong=int(found.amount),
            currency=found.currency,
            is_withdrawn=sum(moved.amount for moved in found.balance_transactions) < 0,
            answer_by=datetime.fromtimestamp(due, UTC) if due else None,
            intent=found.payment_intent or found.charge or "",
        )
    except (AttributeError, KeyError, TypeError, ValueError, OverflowError, OSError) as error:
        raise ProviderAway(why="provider_unreadable") from error


def _metadata(found: Any) -> dict[str, str]:
    metadata = found.metadata
    return dict(metadata.to_dict() if hasattr(metadata, "to_dict") else metadata or {})
