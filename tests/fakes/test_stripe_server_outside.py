"""The fake Stripe's events, hosted page and planned failures, as the shop meets them."""

import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from http.client import HTTPResponse
from http.server import BaseHTTPRequestHandler, HTTPServer
from random import Random
from typing import Any

import pytest
import stripe
from stripe import StripeClient

from tests.fakes.stripe_server import FakeStripe
from tests.fakes.test_stripe_server import line, opened, paid, wish


class Shop:
    """A receiver of events that answers what it is told to and keeps what it takes."""

    def __init__(self, fake: FakeStripe, *answers: int) -> None:
        self.fake = fake
        self.answers = list(answers)
        self.taken: list[stripe.Event] = []

    def __call__(self, body: bytes, headers: dict[str, str]) -> int:
        event = stripe.Webhook.construct_event(body, headers["Stripe-Signature"], self.fake.webhook_secret)
        status = self.answers.pop(0) if self.answers else 200
        if status == 200:
            self.taken.append(event)
        return status

    @property
    def kinds(self) -> list[str]:
        return [event.type for event in self.taken]


def kinds_after(fake: FakeStripe) -> list[str]:
    shop = Shop(fake)
    fake.deliver(shop)
    return shop.kinds


# Events


def test_a_payment_is_told_by_signed_events(client: StripeClient, fake: FakeStripe) -> None:
    shop = Shop(fake)
    session = opened(client)
    fake.pay(session.id)
    deliveries = fake.deliver(shop)
    assert shop.kinds == ["payment_intent.succeeded", "checkout.session.completed"]
    assert all(delivery.is_taken for delivery in deliveries)
    event = shop.taken[1]
    assert (event.livemode, event.api_version) == (False, stripe.api_version)
    told = event.data.object
    assert (told["id"], told["payment_status"], told["amount_total"]) == (session.id, "paid", 185_000)
    assert (told["client_reference_id"], told["currency"]) == ("DH20261121-0001", "vnd")
    assert shop.taken[0].data.object["metadata"]["payment"] == "77"


def test_each_turn_of_a_payment_has_its_event(client: StripeClient, fake: FakeStripe) -> None:
    session = opened(client)
    fake.decline(session.id)
    assert kinds_after(fake) == ["payment_intent.payment_failed"]
    fake.expire(session.id)
    assert kinds_after(fake) == ["checkout.session.expired"]
    slow = opened(client)
    fake.begin_async(slow.id)
    fake.finish_async(slow.id, succeeds=False)
    assert kinds_after(fake) == [
        "checkout.session.completed",
        "payment_intent.payment_failed",
        "checkout.session.async_payment_failed",
    ]


def test_a_session_that_lapses_by_itself_is_told(client: StripeClient, fake: FakeStripe) -> None:
    opened(client)
    fake.clock.advance(24 * 60 * 60)
    assert [event["type"] for event in fake.pending_events()] == ["checkout.session.expired"]


def test_a_refund_is_told_with_the_charge_and_again_when_it_changes(client: StripeClient, fake: FakeStripe) -> None:
    intent_id = paid(client, fake)
    fake.deliver(Shop(fake))
    refund = client.v1.refunds.create({"payment_intent": intent_id, "amount": 85_000})
    fake.finish_refund(refund.id, succeeds=False)
    shop = Shop(fake)
    fake.deliver(shop)
    assert shop.kinds == ["refund.created", "charge.refunded", "refund.updated", "refund.failed"]
    assert shop.taken[1].data.object["amount_refunded"] == 85_000
    assert shop.taken[2].data.object["status"] == "failed"


def test_an_event_shows_the_moment_it_tells_of(client: StripeClient, fake: FakeStripe) -> None:
    session = opened(client)
    fake.decline(session.id)
    fake.pay(session.id)
    shop = Shop(fake)
    fake.deliver(shop)
    assert shop.taken[0].data.object["status"] == "requires_payment_method"
    assert client.v1.events.retrieve(shop.taken[0].id).data.object["status"] == "requires_payment_method"


def test_events_can_be_listed_for_what_was_missed(client: StripeClient, fake: FakeStripe) -> None:
    paid(client, fake)
    [event] = client.v1.events.list({"type": "checkout.session.completed"}).data
    assert event.id == fake.pending_events()[1]["id"]
    both = client.v1.events.list({"types": ["checkout.session.completed", "payment_intent.succeeded"]}).data
    assert len(both) == 2


def test_an_event_is_sent_until_it_is_taken(client: StripeClient, fake: FakeStripe) -> None:
    paid(client, fake)
    shop = Shop(fake, 500, 302, 200)
    deliveries = fake.deliver(shop)
    assert [delivery.statuses for delivery in deliveries] == [(500, 302, 200), (200,)]
    assert fake.deliver(shop) == []


def test_what_was_never_taken_waits_for_the_next_time(client: StripeClient, fake: FakeStripe) -> None:
    paid(client, fake)
    closed = Shop(fake, *[503] * 4)
    assert not any(delivery.is_taken for delivery in fake.deliver(closed, attempts=2))
    assert len(fake.deliver(Shop(fake))) == 2


def test_events_come_twice_and_in_any_order(client: StripeClient, fake: FakeStripe) -> None:
    paid(client, fake)
    shop = Shop(fake)
    fake.deliver(shop, duplicates=1, order="reversed")
    assert shop.kinds == ["checkout.session.completed", "payment_intent.succeeded"] * 2
    assert len({event.id for event in shop.taken}) == 2


def test_the_order_of_events_can_be_chosen_or_left_to_chance(client: StripeClient, fake: FakeStripe) -> None:
    session = opened(client)
    fake.decline(session.id)
    fake.pay(session.id)
    waiting = [event["id"] for event in fake.pending_events()]
    shop = Shop(fake)
    fake.deliver(shop, order=[2, 0])
    assert [event.id for event in shop.taken] == [waiting[2], waiting[0]]
    fake.deliver(shop, order=Random(1))
    assert shop.taken[2].id == waiting[1]


def test_an_event_can_be_lost(client: StripeClient, fake: FakeStripe) -> None:
    paid(client, fake)
    fake.lose_event(fake.pending_events()[0]["id"])
    assert kinds_after(fake) == ["checkout.session.completed"]


class Listener(BaseHTTPRequestHandler):
    """Takes posted events, refusing the first."""

    seen: list[tuple[str, bytes]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.seen.append((self.headers["Stripe-Signature"], body))
        self.send_response(500 if len(self.seen) == 1 else 204)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        pass


def test_events_are_posted_to_an_address(client: StripeClient, fake: FakeStripe) -> None:
    paid(client, fake)
    fake.lose_event(fake.pending_events()[0]["id"])
    listener = type("OneListener", (Listener,), {"seen": []})
    with HTTPServer(("127.0.0.1", 0), listener) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/webhooks/stripe"
        [delivery] = fake.deliver(address)
        server.shutdown()
    assert delivery.statuses == (500, 204)
    signature, body = listener.seen[1]  # type: ignore[attr-defined]
    assert stripe.Webhook.construct_event(body, signature, fake.webhook_secret).id == delivery.event_id
    fake.expire(opened(client).id)
    assert fake.deliver(address, attempts=1)[0].statuses == (None,)


# Signatures


def test_the_signature_is_the_published_vector() -> None:
    fake = FakeStripe(webhook_secret="whsec_test")
    body = b'{"id":"evt_1","object":"event","type":"payment_intent.succeeded"}'
    header = fake.sign(body, at=1790000000)
    assert header == "t=1790000000,v1=5eeb495d801dd5a11b7cfd8f571c91dbe974822e44d262bef0f7f075487b8db6"
    assert stripe.Webhook.construct_event(body, header, "whsec_test", tolerance=10**10).id == "evt_1"
    with pytest.raises(stripe.SignatureVerificationError, match="tolerance"):
        stripe.Webhook.construct_event(body, header, "whsec_test")


@pytest.mark.parametrize("change", [lambda body: body + b" ", lambda body: body.replace(b"185000", b"999999")])
def test_an_altered_event_does_not_verify(
    client: StripeClient, fake: FakeStripe, change: Callable[[bytes], bytes]
) -> None:
    paid(client, fake)
    body, headers = fake.signed(fake.pending_events()[0])
    assert change(body) != body
    with pytest.raises(stripe.SignatureVerificationError):
        stripe.Webhook.construct_event(change(body), headers["Stripe-Signature"], fake.webhook_secret)


def test_while_the_secret_changes_both_secrets_verify(fake: FakeStripe) -> None:
    old = fake.webhook_secret
    new = fake.rotate_secret(overlap_seconds=60)
    body = b'{"id":"evt_1","object":"event"}'
    assert fake.webhook_secret == new != old
    for secret in (old, new):
        stripe.Webhook.construct_event(body, fake.sign(body), secret)
    fake.clock.advance(60)
    stripe.Webhook.construct_event(body, fake.sign(body), new)
    with pytest.raises(stripe.SignatureVerificationError):
        stripe.Webhook.construct_event(body, fake.sign(body), old)


# Failures


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("down", stripe.APIConnectionError),
        ("500", stripe.APIError),
        ("429", stripe.RateLimitError),
        ("garbage", stripe.APIError),
    ],
)
def test_a_planned_failure_hits_one_call_and_does_nothing(
    client: StripeClient, fake: FakeStripe, kind: Any, error: type[stripe.StripeError]
) -> None:
    fake.fail_next(kind)
    with pytest.raises(error):
        opened(client)
    assert fake.sessions() == []
    assert opened(client).status == "open"
    assert len(fake.calls) == 2


@pytest.mark.parametrize("kind", ["500", "429", "garbage", "reply_lost_after_work"])
def test_work_whose_answer_was_lost_is_found_again_by_its_key(
    client: StripeClient, fake: FakeStripe, kind: Any
) -> None:
    fake.fail_next(kind, after_work=True)
    with pytest.raises(stripe.StripeError):
        client.v1.checkout.sessions.create(wish(), {"idempotency_key": "k1"})
    [made] = fake.sessions()
    assert client.v1.checkout.sessions.create(wish(), {"idempotency_key": "k1"}).id == made["id"]


def test_the_sdk_gets_over_a_lost_answer_by_itself(fake: FakeStripe) -> None:
    patient = StripeClient(fake.api_key, base_addresses={"api": fake.base_url}, max_network_retries=2)
    fake.fail_next("reply_lost_after_work")
    fake.fail_next("500")
    session = opened(patient)
    assert [made["id"] for made in fake.sessions()] == [session.id]
    assert len({call.key for call in fake.calls}) == 1


def test_a_failure_can_wait_for_its_call(client: StripeClient, fake: FakeStripe) -> None:
    fake.fail_next("down", on="POST /v1/refunds", times=2)
    intent_id = paid(client, fake)
    for _ in range(2):
        with pytest.raises(stripe.APIConnectionError):
            client.v1.refunds.create({"payment_intent": intent_id})
    assert client.v1.refunds.create({"payment_intent": intent_id}).status == "succeeded"
    fake.fail_next("down")
    fake.heal()
    assert opened(client).status == "open"


def test_a_slow_call_outlasts_an_impatient_caller_but_is_done(fake: FakeStripe) -> None:
    impatient = StripeClient(
        fake.api_key,
        base_addresses={"api": fake.base_url},
        http_client=stripe.RequestsClient(timeout=0.2),
        max_network_retries=0,
    )
    fake.slow_seconds = 0.6
    fake.fail_next("slow")
    with pytest.raises(stripe.APIConnectionError):
        opened(impatient)
    time.sleep(0.7)
    assert len(fake.sessions()) == 1


def test_a_stopped_stripe_refuses_calls_and_remembers_all_when_it_is_back(
    client: StripeClient, fake: FakeStripe
) -> None:
    session = opened(client)
    fake.stop()
    with pytest.raises(stripe.APIConnectionError):
        client.v1.checkout.sessions.retrieve(session.id)
    fake.start()
    assert client.v1.checkout.sessions.retrieve(session.id).status == "open"


# The hosted page


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any) -> None:
        return None


def browse(url: str, data: bytes | None = None) -> tuple[int, str, str]:
    """Status, text and redirect of a page."""
    opener = urllib.request.build_opener(NoRedirect)
    try:
        answer: HTTPResponse | urllib.error.HTTPError = opener.open(url, data, timeout=10)
    except urllib.error.HTTPError as refusal:
        answer = refusal
    with answer:
        return answer.status or 0, answer.read().decode(), answer.headers.get("Location", "")


def test_the_customer_pays_on_the_page_and_returns_to_the_shop(client: StripeClient, fake: FakeStripe) -> None:
    session = opened(client, line(185_000, name='Sâm <b>Báo</b> "loại 1"'))
    assert session.url is not None
    status, page, _ = browse(session.url)
    assert status == 200
    assert "185,000 vnd" in page and "Sâm &lt;b&gt;Báo&lt;/b&gt;" in page
    status, _, address = browse(f"{session.url}/pay", b"")
    assert (status, address) == (303, f"https://shop.example.vn/thanks?session={session.id}")
    assert client.v1.checkout.sessions.retrieve(session.id).payment_status == "paid"


def test_the_customer_turns_back_and_may_still_pay(client: StripeClient, fake: FakeStripe) -> None:
    session = opened(client)
    assert browse(f"{session.url}/cancel", b"")[::2] == (303, "https://shop.example.vn/cart")
    status, page, _ = browse(f"{session.url}/decline", b"")
    assert status == 402 and 'role="alert"' in page
    assert browse(f"{session.url}/pay", b"")[0] == 303


def test_a_closed_page_takes_no_money(client: StripeClient, fake: FakeStripe) -> None:
    session = opened(client)
    fake.expire(session.id)
    assert 'id="closed"' in browse(str(session.url))[1]
    for button in ("pay", "decline"):
        status, page, _ = browse(f"{session.url}/{button}", b"")
        assert status == 409 and 'id="closed"' in page
    assert fake.books() == {}
    assert browse(f"{fake.base_url}/pay/cs_test_unknown")[0] == 404


def test_a_session_without_a_way_back_offers_none(client: StripeClient) -> None:
    params = {name: value for name, value in wish().items() if name != "cancel_url"}
    session = client.v1.checkout.sessions.create(params)  # type: ignore[arg-type]
    page = browse(str(session.url))[1]
    assert 'id="pay"' in page and 'id="cancel"' not in page
