"""Signs events exactly as Stripe does and delivers them: late, twice, out of order, again until they are taken."""

import hmac
import json
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from random import Random
from typing import Any, Literal

from tests.fakes.stripe_server.book import Book
from tests.fakes.stripe_server.clock import Clock

JsonObject = dict[str, Any]
Receiver = str | Callable[[bytes, dict[str, str]], int]
Order = Literal["created", "reversed"] | Random | Sequence[int]

OVERLAP_SECONDS = 24 * 60 * 60


@dataclass(frozen=True)
class Delivery:
    """One event sent; `statuses` holds the answer of each attempt, None where there was none."""

    event_id: str
    kind: str
    statuses: tuple[int | None, ...]

    @property
    def is_taken(self) -> bool:
        """Whether the receiver said yes in the end."""
        return _is_yes(self.statuses[-1])


class Signer:
    """The endpoint's secrets: the newest, and for a day the one before it."""

    def __init__(self, secret: str, clock: Clock) -> None:
        self._clock = clock
        self._secrets: list[tuple[str, int | None]] = [(secret, None)]

    @property
    def secret(self) -> str:
        """The newest secret."""
        return self._secrets[-1][0]

    def rotate(self, secret: str, overlap_seconds: int = OVERLAP_SECONDS) -> None:
        """Sign with a new secret, and with the old ones too until the overlap is over."""
        until = self._clock.now() + overlap_seconds
        self._secrets = [(old, until if ends is None else ends) for old, ends in self._secrets]
        self._secrets.append((secret, None))

    def header(self, body: bytes, at: int | None = None) -> str:
        """The Stripe-Signature of a body sent now, or at a second of choice."""
        timestamp = self._clock.now() if at is None else at
        live = [secret for secret, ends in self._secrets if ends is None or ends > self._clock.now()]
        signatures = [_sign(body, secret, timestamp) for secret in reversed(live)]
        return f"t={timestamp}," + ",".join(f"v1={signature}" for signature in signatures)


def _sign(body: bytes, secret: str, timestamp: int) -> str:
    return hmac.new(secret.encode(), f"{timestamp}.".encode() + body, sha256).hexdigest()


class Webhooks:
    """The queue of events on their way to the shop."""

    def __init__(self, book: Book, signer: Signer) -> None:
        self._book = book
        self._signer = signer

    def signed(self, event: JsonObject, at: int | None = None) -> tuple[bytes, dict[str, str]]:
        """Body and headers with which an event is posted."""
        body = json.dumps(event, indent=2, ensure_ascii=False).encode()
        return body, {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
            "Stripe-Signature": self._signer.header(body, at),
        }

    def deliver(self, receiver: Receiver, duplicates: int, order: Order, attempts: int) -> list[Delivery]:
        """Send all that waits; what is never taken goes on waiting."""
        with self._book.lock:
            self._book.lapse()
            waiting = [self._book.events[event_id] for event_id in self._book.undelivered]
        deliveries = [
            self._send(event, receiver, attempts) for _ in range(duplicates + 1) for event in _ordered(waiting, order)
        ]
        self._forget(delivery.event_id for delivery in deliveries if delivery.is_taken)
        return deliveries

    def _send(self, event: JsonObject, receiver: Receiver, attempts: int) -> Delivery:
        statuses: list[int | None] = []
        while len(statuses) < attempts and not (statuses and _is_yes(statuses[-1])):
            statuses.append(_post(receiver, *self.signed(event)))
        return Delivery(event["id"], event["type"], tuple(statuses))

    def _forget(self, event_ids: Any) -> None:
        taken = set(event_ids)
        with self._book.lock:
            self._book.undelivered[:] = [one for one in self._book.undelivered if one not in taken]


def _ordered(events: list[JsonObject], order: Order) -> list[JsonObject]:
    if isinstance(order, Random):
        return order.sample(events, len(events))
    if order == "created":
        return events
    if order == "reversed":
        return events[::-1]
    return [events[int(place)] for place in order]


def _post(receiver: Receiver, body: bytes, headers: dict[str, str]) -> int | None:
    if not isinstance(receiver, str):
        return receiver(body, headers)
    request = urllib.request.Request(receiver, body, headers, method="POST")
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refusal:
        with refusal:
            return refusal.code
    except OSError:
        return None


def _is_yes(status: int | None) -> bool:
    return status is not None and 200 <= status < 300
