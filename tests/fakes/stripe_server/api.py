"""The HTTP face of the fake Stripe: sign-in, idempotency, planned failures, then one function for each route."""

import re
import socket
import struct
from collections.abc import Callable
from typing import Any

from flask import Flask, Response, jsonify, request

from tests.fakes.stripe_server.book import Book
from tests.fakes.stripe_server.faults import ConnectionDropped, Faults, Garbage
from tests.fakes.stripe_server.forms import nest, read
from tests.fakes.stripe_server.idempotency import Call, Keys, Reply
from tests.fakes.stripe_server.listing import expanded, list_page
from tests.fakes.stripe_server.objects import API_VERSION, new_id
from tests.fakes.stripe_server.refusals import ApiRefused, wrong_key

JsonObject = dict[str, Any]
Route = Callable[..., JsonObject]

SESSION_FILTERS = {"payment_intent": "text", "status": "text"}
CHARGE_FILTERS = {"payment_intent": "text"}
REFUND_FILTERS = {"payment_intent": "text", "charge": "text"}
EVENT_FILTERS = {"type": "text", "types": "texts"}


def routes(book: Book) -> dict[str, Route]:
    """What answers each method and path; the groups of the pattern are handed over after the parameters."""

    def one(records: dict[str, JsonObject], kind: str) -> Route:
        return lambda params, identifier: book.find(records, identifier, kind)

    def many(records: dict[str, JsonObject], filters: dict[str, str], url: str) -> Route:
        return lambda params: list_page(records.values(), params, filters, url)

    def lines(params: JsonObject, session_id: str) -> JsonObject:
        session = book.find(book.sessions, session_id, "checkout.session")
        return dict(expanded(book, session, ["line_items"])["line_items"])

    return {
        r"POST /v1/checkout/sessions": book.create_session,
        r"GET /v1/checkout/sessions": many(book.sessions, SESSION_FILTERS, "/v1/checkout/sessions"),
        r"GET /v1/checkout/sessions/(\w+)": one(book.sessions, "checkout.session"),
        r"GET /v1/checkout/sessions/(\w+)/line_items": lines,
        r"POST /v1/checkout/sessions/(\w+)/expire": lambda params, session_id: book.expire_session(session_id),
        r"GET /v1/payment_intents": many(book.intents, {}, "/v1/payment_intents"),
        r"GET /v1/payment_intents/(\w+)": one(book.intents, "payment_intent"),
        r"GET /v1/charges": many(book.charges, CHARGE_FILTERS, "/v1/charges"),
        r"GET /v1/charges/(\w+)": one(book.charges, "charge"),
        r"GET /v1/disputes": many(book.disputes, CHARGE_FILTERS, "/v1/disputes"),
        r"GET /v1/disputes/(\w+)": one(book.disputes, "dispute"),
        r"POST /v1/refunds": book.create_refund,
        r"GET /v1/refunds": many(book.refunds, REFUND_FILTERS, "/v1/refunds"),
        r"GET /v1/refunds/(\w+)": one(book.refunds, "refund"),
        r"GET /v1/events": many(book.events, EVENT_FILTERS, "/v1/events"),
        r"GET /v1/events/(\w+)": one(book.events, "event"),
    }


class Gateway:
    """Answers calls: whoever calls with the right key gets each piece of work done once."""

    def __init__(self, book: Book, api_key: str, faults: Faults) -> None:
        self._book, self._api_key, self._faults = book, api_key, faults
        self._keys = Keys(book.clock)
        self._routes = routes(book)
        self.calls: list[Call] = []

    def answer(self, call: Call) -> Reply:
        """The reply to a call; raises what breaks the connection instead."""
        self.calls.append(call)
        return self._faults.serve(call, lambda pause: self._answer(call, pause))

    def _answer(self, call: Call, pause: Callable[[], None]) -> Reply:
        def work() -> Reply:
            pause()
            return self._run(call)

        try:
            if call.secret != self._api_key:
                raise wrong_key(call.secret)
            return self._keys.once(call, work)
        except ApiRefused as refusal:
            return Reply(refusal.status, refusal.body, refusal.is_final)

    def _run(self, call: Call) -> Reply:
        with self._book.lock:
            try:
                self._book.lapse()
                return Reply(200, self._result(call))
            except ApiRefused as refusal:
                return Reply(refusal.status, refusal.body, refusal.is_final)

    def _result(self, call: Call) -> JsonObject:
        params = {name: value for name, value in call.params.items() if name != "expand"}
        given = {name: value for name, value in call.params.items() if name == "expand"}
        paths = read(given, {"expand": "texts"}).get("expand", [])
        wanted = f"{call.method} {call.path}"
        for pattern, route in self._routes.items():
            fitting = re.fullmatch(pattern, wanted)
            if fitting:
                return expanded(self._book, route(params, *fitting.groups()), paths)
        raise ApiRefused(f"Unrecognized request URL ({call.method}: {call.path}).", status=404)


def make_app(gateway: Gateway) -> Flask:
    """The application that reads HTTP requests as calls."""
    app = Flask(__name__)
    # A dropped connection must reach the server, not become a page about an error.
    app.config["PROPAGATE_EXCEPTIONS"] = True

    @app.route("/v1/<path:rest>", methods=["GET", "POST", "DELETE"])
    def api(rest: str) -> Response:
        try:
            return _response(gateway.answer(_call()))
        except ApiRefused as refusal:
            return _response(Reply(refusal.status, refusal.body))
        except Garbage:
            return Response("<html><h1>Bad gateway</h1>", 200, content_type="text/html")
        except ConnectionDropped:
            _drop_connection()
            raise ConnectionResetError from None

    return app


def _call() -> Call:
    fields = request.args if request.method == "GET" else request.form
    secret = request.headers.get("Authorization", "").removeprefix("Bearer ")
    pairs = list(fields.items(multi=True))
    return Call(request.method, request.path, nest(pairs), request.headers.get("Idempotency-Key"), secret)


def _response(reply: Reply) -> Response:
    response = jsonify(reply.body)
    response.status_code = reply.status
    response.headers["Request-Id"] = new_id("req")
    response.headers["Stripe-Version"] = request.headers.get("Stripe-Version", API_VERSION)
    response.headers["Connection"] = "close"
    response.headers.update(reply.headers)
    return response


def _drop_connection() -> None:
    connection: socket.socket = request.environ["werkzeug.socket"]
    # Closing without lingering resets the connection instead of ending it politely.
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    socket.close(connection.detach())
