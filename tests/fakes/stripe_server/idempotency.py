"""Remembers the answer of each idempotency key, so that a repeated request does its work once."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from tests.fakes.stripe_server.clock import Clock
from tests.fakes.stripe_server.refusals import ApiRefused

KEPT_SECONDS = 24 * 60 * 60
LONGEST_KEY = 255


@dataclass
class Call:
    """One request to the API."""

    method: str
    path: str
    params: dict[str, Any]
    key: str | None
    secret: str


@dataclass
class Reply:
    """One answer of the API; `is_final` says whether its idempotency key keeps it."""

    status: int
    body: dict[str, Any]
    is_final: bool = True
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class _Claim:
    asked: tuple[str, str, dict[str, Any]]
    claimed_at: int
    reply: Reply | None = None


class Keys:
    """The idempotency keys seen in the last 24 hours."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = Lock()
        self._claims: dict[str, _Claim] = {}

    def once(self, call: Call, work: Callable[[], Reply]) -> Reply:
        """Do the work, or replay its answer when this key has done it before."""
        if call.method != "POST" or not call.key:
            return work()
        replayed = self._claim(call.key, call)
        if replayed:
            return Reply(replayed.status, replayed.body, headers={"Idempotent-Replayed": "true"})
        return self._work(call.key, work)

    def _claim(self, key: str, call: Call) -> Reply | None:
        if len(key) > LONGEST_KEY:
            raise ApiRefused("Idempotency keys can be at most 255 characters long.")
        asked = (call.method, call.path, call.params)
        with self._lock:
            claim = self._claims.get(key)
            if claim is None or (claim.reply and self._clock.now() - claim.claimed_at > KEPT_SECONDS):
                self._claims[key] = _Claim(asked, self._clock.now())
                return None
            return _answer_of(claim, asked, key)

    def _work(self, key: str, work: Callable[[], Reply]) -> Reply:
        reply: Reply | None = None
        try:
            reply = work()
        finally:
            with self._lock:
                if reply and reply.is_final:
                    self._claims[key].reply = reply
                else:
                    del self._claims[key]
        return reply


def _answer_of(claim: _Claim, asked: tuple[str, str, dict[str, Any]], key: str) -> Reply:
    if claim.asked != asked:
        message = (
            "Keys for idempotent requests can only be used with the same parameters they were first used with. "
            f"Try using a key other than '{key}' if you meant to execute a different request."
        )
        raise ApiRefused(message, kind="idempotency_error")
    if claim.reply is None:
        message = f"There is currently another in-progress request using this Idempotent Key: {key}."
        raise ApiRefused(message, status=409, kind="idempotency_error", code="idempotency_key_in_use")
    return claim.reply
