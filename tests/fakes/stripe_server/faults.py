"""The ways in which a call to the fake Stripe can go wrong on purpose, each used up by one call."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Literal

from tests.fakes.stripe_server.idempotency import Call, Reply

FaultKind = Literal["down", "500", "429", "slow", "reply_lost_after_work", "garbage"]

SERVER_ERROR = {"error": {"message": "Sorry! There was an error while talking to our backend.", "type": "api_error"}}
TOO_MANY = {"error": {"code": "rate_limit", "message": "Too many requests.", "type": "invalid_request_error"}}


class ConnectionDropped(Exception):
    """The connection breaks without an answer."""


class Garbage(Exception):
    """The answer is not of the API: a page of some machine in between."""


@dataclass(frozen=True)
class Fault:
    """One planned failure of the next call that fits `on` (such as "POST /v1/refunds"; empty fits every call)."""

    kind: FaultKind
    on: str = ""
    after_work: bool = False

    def fits(self, call: Call) -> bool:
        """Whether this call is the one to fail."""
        return f"{call.method} {call.path}".startswith(self.on)


class Faults:
    """The planned failures, in the order in which they were planned."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._planned: list[Fault] = []
        self.slow_seconds = 2.0

    def plan(self, fault: Fault, times: int) -> None:
        """Let the next fitting calls fail."""
        with self._lock:
            self._planned += [fault] * times

    def clear(self) -> None:
        """Forget what was planned."""
        with self._lock:
            self._planned.clear()

    def serve(self, call: Call, work: Callable[[Callable[[], None]], Reply]) -> Reply:
        """Answer by the work, or fail before or after it; the work is given the pause to make in its midst."""
        fault = self._take(call)
        if fault is None:
            return work(lambda: None)
        if fault.kind == "slow":
            return work(lambda: time.sleep(self.slow_seconds))
        if fault.after_work or fault.kind == "reply_lost_after_work":
            work(lambda: None)
        return _failed(fault.kind)

    def _take(self, call: Call) -> Fault | None:
        with self._lock:
            fault = next((fault for fault in self._planned if fault.fits(call)), None)
            if fault:
                self._planned.remove(fault)
            return fault


def _failed(kind: FaultKind) -> Reply:
    if kind == "500":
        return Reply(500, SERVER_ERROR)
    if kind == "429":
        return Reply(429, TOO_MANY)
    if kind == "garbage":
        raise Garbage
    raise ConnectionDropped
