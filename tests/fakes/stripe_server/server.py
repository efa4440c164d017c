"""Runs the fake Stripe on a port of its own and hands tests the strings to pull."""

import copy
from collections.abc import Callable
from threading import Thread
from types import TracebackType
from typing import Any, Self, TypeVar

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from tests.fakes.stripe_server.api import Gateway, make_app
from tests.fakes.stripe_server.book import Book, Totals
from tests.fakes.stripe_server.clock import Clock
from tests.fakes.stripe_server.faults import Fault, FaultKind, Faults
from tests.fakes.stripe_server.idempotency import Call
from tests.fakes.stripe_server.objects import new_id
from tests.fakes.stripe_server.page import add_page
from tests.fakes.stripe_server.webhooks import OVERLAP_SECONDS, Delivery, Order, Receiver, Signer, Webhooks

JsonObject = dict[str, Any]
T = TypeVar("T")


class _QuietHandler(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:
        pass


class FakeStripe:
    """A Stripe account in test mode, living on 127.0.0.1 between `start` and `stop` (or inside `with`)."""

    def __init__(self, api_key: str = "sk_test_fake", webhook_secret: str = "whsec_fake", port: int = 0) -> None:
        self.api_key = api_key
        self.clock = Clock()
        self._book = Book(self.clock)
        self._faults = Faults()
        self._signer = Signer(webhook_secret, self.clock)
        self._webhooks = Webhooks(self._book, self._signer)
        self._gateway = Gateway(self._book, api_key, self._faults)
        self._port = port
        self._server: BaseWSGIServer | None = None
        self._thread: Thread | None = None

    # Life

    def start(self) -> Self:
        """Listen; started again after `stop`, on the same port with the same memory."""
        app = make_app(self._gateway)
        add_page(app, self._book)
        server = make_server("127.0.0.1", self._port, app, threaded=True, request_handler=_QuietHandler)
        self._server, self._port = server, server.port
        self._book.base_url = self.base_url
        self._thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._thread.start()
        return self

    def stop(self) -> None:
        """Stop listening: calls are refused, nothing is forgotten."""
        if self._server and self._thread:
            self._server.shutdown()
            self._thread.join()
            self._server.server_close()
            self._server = self._thread = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def base_url(self) -> str:
        """What to give the SDK as `base_addresses["api"]`."""
        return f"http://127.0.0.1:{self._port}"

    # The customer and her bank

    def pay(self, session_id: str) -> JsonObject:
        """She pays; raises `SessionClosed` when the session is not open any more."""
        return self._locked(lambda: self._book.pay(session_id))

    def decline(self, session_id: str) -> JsonObject:
        """Her card is declined; the session stays open."""
        return self._locked(lambda: self._book.decline(session_id))

    def begin_async(self, session_id: str) -> JsonObject:
        """She chooses a slow way of paying: complete, but unpaid until `finish_async`."""
        return self._locked(lambda: self._book.begin_async(session_id))

    def finish_async(self, session_id: str, *, succeeds: bool) -> JsonObject:
        """The slow payment arrives or fails."""
        return self._locked(lambda: self._book.finish_async(session_id, succeeds=succeeds))

    def expire(self, session_id: str) -> JsonObject:
        """The session ends unpaid before its time; moving the clock past `expires_at` does the same."""
        return self._locked(lambda: self._book.expire(session_id))

    def keep_refunds_pending(self, pending: bool = True) -> None:
        """Let new refunds start as pending, until `finish_refund`."""
        self._book.refunds_start_pending = pending

    def finish_refund(self, refund_id: str, *, succeeds: bool) -> JsonObject:
        """The bank confirms a refund, or sends it back; refund.updated and refund.failed tell the shop."""
        return self._locked(lambda: self._book.finish_refund(refund_id, succeeds=succeeds))

    def refund_there(self, intent: str, amount: int | None = None) -> JsonObject:
        """Somebody gives money back on the provider's own pages, without us."""
        params = {"payment_intent": intent} | ({"amount": str(amount)} if amount else {})
        return self._locked(lambda: self._book.create_refund(params))

    def charge_there(self, amount: int, **metadata: str) -> JsonObject:
        """Somebody takes a card payment on the provider's own pages; returns the payment intent."""
        return self._locked(lambda: self._book.charge_directly(amount, metadata))

    def dispute(self, intent: str, amount: int | None = None, reason: str = "fraudulent") -> JsonObject:
        """She asks her bank for the money of a payment, all of it if no amount is named."""
        return self._locked(lambda: self._book.dispute(intent, amount, reason))

    def answer_dispute(self, dispute_id: str) -> JsonObject:
        """The shop has sent its evidence."""
        return self._locked(lambda: self._book.answer_dispute(dispute_id))

    def close_dispute(self, dispute_id: str, *, won: bool) -> JsonObject:
        """The bank has decided."""
        return self._locked(lambda: self._book.close_dispute(dispute_id, won=won))

    # Failures

    def fail_next(self, kind: FaultKind, *, times: int = 1, on: str = "", after_work: bool = False) -> None:
        """Let the next calls fail; `on` names them ("POST /v1/refunds"), `after_work` lets the work be done first.

        down: connection reset · 500 · 429 · slow: answers after `slow_seconds` · reply_lost_after_work: done,
        but the connection breaks · garbage: status 200 with a body that is not JSON.
        """
        self._faults.plan(Fault(kind, on, after_work), times)

    def heal(self) -> None:
        """Forget the planned failures that were not used up."""
        self._faults.clear()

    @property
    def slow_seconds(self) -> float:
        """How long a slow call takes."""
        return self._faults.slow_seconds

    @slow_seconds.setter
    def slow_seconds(self, seconds: float) -> None:
        self._faults.slow_seconds = seconds

    # Events

    def deliver(
        self, receiver: Receiver, *, duplicates: int = 0, order: Order = "created", attempts: int = 5
    ) -> list[Delivery]:
        """Send the waiting events to a URL, or to a function of body and headers that returns a status.

        Each is sent until it is answered by 2xx, at most `attempts` times, signed anew each time; what was not
        taken goes on waiting. `duplicates` sends the whole row again that many times. `order` is "created",
        "reversed", a `Random` to shuffle with, or the places of `pending_events` in the order wanted (a place
        left out is not sent).
        """
        return self._webhooks.deliver(receiver, duplicates, order, attempts)

    def pending_events(self) -> list[JsonObject]:
        """The events that wait to be delivered, oldest first."""
        return self._locked(lambda: [self._book.events[event_id] for event_id in self._book.undelivered])

    def lose_event(self, event_id: str) -> None:
        """Never deliver this event."""
        self._locked(lambda: self._book.undelivered.remove(event_id))

    def signed(self, event: JsonObject, *, at: int | None = None) -> tuple[bytes, dict[str, str]]:
        """Body and headers of an event, also of one made up or altered by the test, signed for now or for `at`."""
        return self._webhooks.signed(event, at)

    def sign(self, body: bytes, *, at: int | None = None) -> str:
        """The Stripe-Signature header of any body."""
        return self._signer.header(body, at)

    @property
    def webhook_secret(self) -> str:
        """The newest secret with which events are signed."""
        return self._signer.secret

    def rotate_secret(self, overlap_seconds: int = OVERLAP_SECONDS) -> str:
        """Sign with a new secret, for the overlap also with the old one; returns the new one."""
        self._signer.rotate(new_id("whsec"), overlap_seconds)
        return self._signer.secret

    # What it knows

    def books(self) -> dict[str, Totals]:
        """Captured and refunded money of each PaymentIntent that succeeded, to compare with the shop's ledger."""
        return self._locked(self._book.totals)

    def session(self, session_id: str) -> JsonObject:
        """The session as it stands."""
        return self._locked(lambda: self._book.sessions[session_id])

    def sessions(self) -> list[JsonObject]:
        """All sessions, oldest first."""
        return self._locked(lambda: list(self._book.sessions.values()))

    @property
    def calls(self) -> list[Call]:
        """Every API call that arrived, failed ones too, in its order."""
        return self._gateway.calls

    def _locked(self, work: Callable[[], T]) -> T:
        with self._book.lock:
            self._book.lapse()
            return copy.deepcopy(work())
