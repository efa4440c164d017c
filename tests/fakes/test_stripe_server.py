"""The fake Stripe under the real SDK: it keeps the rules on which the shop's money depends."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest
import stripe
from stripe import StripeClient

from tests.fakes.stripe_server import FakeStripe, SessionClosed, Totals

Params = dict[str, Any]


def line(amount: int, *, quantity: int = 1, currency: str = "vnd", name: str = "Nem chua") -> Params:
    price = {"currency": currency, "unit_amount": amount, "product_data": {"name": name}}
    return {"price_data": price, "quantity": quantity}


def wish(*lines: Params, **more: Any) -> Any:
    return {
        "mode": "payment",
        "line_items": list(lines or [line(185_000)]),
        "client_reference_id": "DH20261121-0001",
        "metadata": {"order": "1042"},
        "payment_intent_data": {"metadata": {"payment": "77"}},
        "success_url": "https://shop.example.vn/thanks?session={CHECKOUT_SESSION_ID}",
        "cancel_url": "https://shop.example.vn/cart",
        **more,
    }


def opened(client: StripeClient, *lines: Params, **more: Any) -> stripe.checkout.Session:
    return client.v1.checkout.sessions.create(wish(*lines, **more))


def paid(client: StripeClient, fake: FakeStripe, amount: int = 185_000) -> str:
    session = opened(client, line(amount))
    return str(fake.pay(session.id)["payment_intent"])


def refused(client: StripeClient, *lines: Params, **more: Any) -> stripe.InvalidRequestError:
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        opened(client, *lines, **more)
    return refusal.value


# Checkout sessions


def test_a_session_is_created_and_found_again(client: StripeClient, fake: FakeStripe) -> None:
    session = opened(client, line(185_000), line(45_000, quantity=3, name="Chè lam"))
    again = client.v1.checkout.sessions.retrieve(session.id)
    assert again.id == session.id and again.id.startswith("cs_test_")
    assert (again.amount_total, again.currency) == (320_000, "vnd")
    assert (again.status, again.payment_status, again.payment_intent) == ("open", "unpaid", None)
    assert again.client_reference_id == "DH20261121-0001"
    assert again.metadata is not None and again.metadata["order"] == "1042"
    assert again.livemode is False
    assert again.url == f"{fake.base_url}/pay/{session.id}"
    assert again.expires_at - again.created == 24 * 60 * 60


def test_the_lines_come_when_asked_for(client: StripeClient) -> None:
    session = opened(client, line(45_000, quantity=3, name="Chè lam"))
    [item] = client.v1.checkout.sessions.line_items.list(session.id).data
    assert (item.description, item.quantity, item.amount_total) == ("Chè lam", 3, 135_000)
    shown = client.v1.checkout.sessions.retrieve(session.id, {"expand": ["line_items"]})
    assert shown.line_items is not None and shown.line_items.data[0].id == item.id


def test_a_paid_session_shows_its_payment_intent(client: StripeClient, fake: FakeStripe) -> None:
    session = opened(client)
    fake.pay(session.id)
    again = client.v1.checkout.sessions.retrieve(session.id, {"expand": ["payment_intent.latest_charge"]})
    assert (again.status, again.payment_status, again.url) == ("complete", "paid", None)
    intent = again.payment_intent
    assert isinstance(intent, stripe.PaymentIntent)
    assert (intent.status, intent.amount_received, intent.metadata["payment"]) == ("succeeded", 185_000, "77")
    assert isinstance(intent.latest_charge, stripe.Charge)
    assert intent.latest_charge.amount_captured == 185_000


@pytest.mark.parametrize(("amount", "code"), [(12_999, "amount_too_small"), (100_000_000, "amount_too_large")])
def test_an_amount_that_stripe_would_not_charge_is_refused(client: StripeClient, amount: int, code: str) -> None:
    assert refused(client, line(amount)).code == code


@pytest.mark.parametrize("amount", [13_000, 99_999_999])
def test_the_smallest_and_largest_amounts_of_dong_are_accepted(client: StripeClient, amount: int) -> None:
    assert opened(client, line(amount)).amount_total == amount


def test_the_total_counts_and_not_the_single_line(client: StripeClient) -> None:
    assert opened(client, line(5_000, quantity=2), line(3_000)).amount_total == 13_000


@pytest.mark.parametrize(
    ("change", "param"),
    [
        ({"line_items": [line(185_000, currency="dong")]}, "line_items[0][price_data][currency]"),
        ({"line_items": [line(185_000), line(100, currency="usd")]}, "line_items"),
        ({"line_items": [line(12.5)]}, "line_items[0][price_data][unit_amount]"),  # type: ignore[arg-type]
        ({"line_items": [line(20_000, quantity=0)]}, "line_items[0]"),
        ({"line_items": [line(-20_000)]}, "line_items[0]"),
        ({"line_items": [line(20_000, name="")]}, "line_items[0][price_data][product_data][name]"),
        ({"line_items": []}, "line_items"),
        ({"success_url": "shop.example.vn"}, "success_url"),
        ({"cancel_url": "javascript:alert(1)"}, "cancel_url"),
        ({"mode": "subscription"}, "mode"),
        ({"client_reference_id": "x" * 201}, "client_reference_id"),
        ({"metadata": {"order": "x" * 501}}, "metadata[order]"),
        ({"metadata": {str(n): "x" for n in range(51)}}, "metadata"),
        ({"colour": "red"}, "colour"),
        ({"payment_intent_data": {"colour": "red"}}, "payment_intent_data[colour]"),
        ({"expires_at": 1}, "expires_at"),
        ({"expand": ["customer"]}, "expand"),
    ],
)
def test_a_wrong_wish_is_refused_by_the_name_of_its_fault(client: StripeClient, change: Params, param: str) -> None:
    refusal = refused(client, **change)
    assert (refusal.http_status, refusal.param) == (400, param)


def test_a_wish_without_its_needs_is_refused(client: StripeClient) -> None:
    for name in ("mode", "success_url", "line_items"):
        params = {key: value for key, value in wish().items() if key != name}
        with pytest.raises(stripe.InvalidRequestError) as refusal:
            client.v1.checkout.sessions.create(params)  # type: ignore[arg-type]
        assert (refusal.value.code, refusal.value.param) == ("parameter_missing", name)


def test_a_session_ends_at_its_time_and_cannot_be_paid_then(client: StripeClient, fake: FakeStripe) -> None:
    session = opened(client, expires_at=fake.clock.now() + 1800)
    fake.clock.advance(1770)
    assert client.v1.checkout.sessions.retrieve(session.id).status == "open"
    fake.clock.advance(31)
    assert client.v1.checkout.sessions.retrieve(session.id).status == "expired"
    with pytest.raises(SessionClosed):
        fake.pay(session.id)
    assert fake.books() == {}


def test_the_shop_can_end_a_session_once(client: StripeClient, fake: FakeStripe) -> None:
    session = opened(client)
    assert client.v1.checkout.sessions.expire(session.id).status == "expired"
    with pytest.raises(stripe.InvalidRequestError, match="status of expired"):
        client.v1.checkout.sessions.expire(session.id)
    with pytest.raises(SessionClosed):
        fake.pay(session.id)


def test_a_session_is_paid_once(client: StripeClient, fake: FakeStripe) -> None:
    session = opened(client)
    fake.pay(session.id)
    for attempt in (fake.pay, fake.decline, fake.expire, fake.begin_async):
        with pytest.raises(SessionClosed):
            attempt(session.id)
    with pytest.raises(stripe.InvalidRequestError, match="status of complete"):
        client.v1.checkout.sessions.expire(session.id)
    assert [totals.captured for totals in fake.books().values()] == [185_000]


def test_a_declined_card_leaves_the_session_open_for_another(client: StripeClient, fake: FakeStripe) -> None:
    session = opened(client)
    intent_id = fake.decline(session.id)["payment_intent"]
    intent = client.v1.payment_intents.retrieve(intent_id)
    assert intent.status == "requires_payment_method"
    assert intent.last_payment_error is not None and intent.last_payment_error.code == "card_declined"
    assert client.v1.checkout.sessions.retrieve(session.id).status == "open"
    assert fake.books() == {}
    assert fake.pay(session.id)["payment_intent"] == intent_id


@pytest.mark.parametrize(("succeeds", "captured"), [(True, [185_000]), (False, [])])
def test_a_slow_payment_completes_unpaid_and_is_settled_later(
    client: StripeClient, fake: FakeStripe, succeeds: bool, captured: list[int]
) -> None:
    session = opened(client)
    fake.begin_async(session.id)
    waiting = client.v1.checkout.sessions.retrieve(session.id)
    assert (waiting.status, waiting.payment_status) == ("complete", "unpaid")
    assert fake.books() == {}
    fake.finish_async(session.id, succeeds=succeeds)
    assert [totals.captured for totals in fake.books().values()] == captured


# Lists


def test_sessions_are_listed_newest_first_through_all_pages(client: StripeClient) -> None:
    ids = [opened(client).id for _ in range(5)]
    page = client.v1.checkout.sessions.list({"limit": 2})
    assert [session.id for session in page.data] == ids[:-3:-1]
    assert page.has_more
    assert [session.id for session in page.auto_paging_iter()] == ids[::-1]


def test_lists_are_narrowed_by_their_filters(client: StripeClient, fake: FakeStripe) -> None:
    first, second = paid(client, fake), paid(client, fake)
    [session] = client.v1.checkout.sessions.list({"payment_intent": first}).data
    assert session.payment_intent == first
    fake.clock.advance(100)
    third = paid(client, fake)
    recent = client.v1.payment_intents.list({"created": {"gte": fake.clock.now() - 50}})
    assert [intent.id for intent in recent.data] == [third]
    client.v1.refunds.create({"payment_intent": second})
    assert client.v1.refunds.list({"payment_intent": first}).data == []
    assert len(client.v1.refunds.list({"payment_intent": second}).data) == 1


def test_a_list_can_show_what_its_ids_name(client: StripeClient, fake: FakeStripe) -> None:
    intent_id = paid(client, fake)
    [session] = client.v1.checkout.sessions.list({"expand": ["data.payment_intent"]}).data
    assert isinstance(session.payment_intent, stripe.PaymentIntent)
    assert session.payment_intent.id == intent_id


def test_a_page_of_no_size_is_refused(client: StripeClient) -> None:
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.events.list({"limit": 0})


# Refunds


def test_a_refund_in_parts_reaches_the_whole_and_no_further(client: StripeClient, fake: FakeStripe) -> None:
    intent_id = paid(client, fake)
    part = client.v1.refunds.create(
        {"payment_intent": intent_id, "amount": 85_000, "metadata": {"r": "1"}, "reason": "requested_by_customer"}
    )
    assert (part.status, part.amount, part.payment_intent) == ("succeeded", 85_000, intent_id)
    with pytest.raises(stripe.InvalidRequestError) as too_much:
        client.v1.refunds.create({"payment_intent": intent_id, "amount": 100_001})
    assert (too_much.value.code, too_much.value.param) == ("amount_too_large", "amount")
    rest = client.v1.refunds.create({"payment_intent": intent_id})
    assert rest.amount == 100_000
    with pytest.raises(stripe.InvalidRequestError) as again:
        client.v1.refunds.create({"payment_intent": intent_id, "amount": 1})
    assert again.value.code == "charge_already_refunded"
    assert fake.books()[intent_id].refunded == 185_000
    metadata = client.v1.refunds.retrieve(part.id).metadata
    assert metadata is not None and metadata.to_dict() == {"r": "1"}


@pytest.mark.parametrize("params", [{"amount": 0}, {"amount": -5}, {"amount": "1e3"}, {"reason": "bored"}, {"x": "1"}])
def test_a_wrong_refund_is_refused_and_nothing_is_given_back(
    client: StripeClient, fake: FakeStripe, params: Params
) -> None:
    intent_id = paid(client, fake)
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.refunds.create({"payment_intent": intent_id, **params})  # type: ignore[arg-type]
    assert fake.books()[intent_id].refunded == 0


def test_what_was_never_captured_cannot_be_refunded(client: StripeClient, fake: FakeStripe) -> None:
    intent_id = fake.decline(opened(client).id)["payment_intent"]
    with pytest.raises(stripe.InvalidRequestError, match="successful charge"):
        client.v1.refunds.create({"payment_intent": intent_id})
    with pytest.raises(stripe.InvalidRequestError) as unnamed:
        client.v1.refunds.create({})
    assert unnamed.value.code == "parameter_missing"


@pytest.mark.parametrize(("succeeds", "refunded"), [(True, 185_000), (False, 0)])
def test_a_slow_refund_holds_the_money_until_the_bank_decides(
    client: StripeClient, fake: FakeStripe, succeeds: bool, refunded: int
) -> None:
    intent_id = paid(client, fake)
    fake.keep_refunds_pending()
    refund = client.v1.refunds.create({"payment_intent": intent_id})
    assert refund.status == "pending"
    assert fake.books()[intent_id].refunded == 185_000
    fake.finish_refund(refund.id, succeeds=succeeds)
    assert client.v1.refunds.retrieve(refund.id).status == ("succeeded" if succeeds else "failed")
    assert fake.books()[intent_id].refunded == refunded


def test_a_hundred_refunds_at_once_never_exceed_the_payment(client: StripeClient, fake: FakeStripe) -> None:
    intent_id = paid(client, fake, 20_000)

    def refund(_: int) -> bool:
        try:
            client.v1.refunds.create({"payment_intent": intent_id, "amount": 1_000})
        except stripe.InvalidRequestError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(refund, range(100))) == 20
    assert fake.books()[intent_id].refunded == 20_000


# Who may, what is there


def test_the_books_name_the_order_of_each_payment(client: StripeClient, fake: FakeStripe) -> None:
    intent_id = paid(client, fake)
    client.v1.refunds.create({"payment_intent": intent_id, "amount": 5_000})
    assert fake.books() == {intent_id: Totals(185_000, 5_000, "vnd", "DH20261121-0001", {"payment": "77"})}


@pytest.mark.parametrize("key", ["sk_test_other", "sk_live_1"])
def test_a_wrong_key_is_refused_and_nothing_is_done(fake: FakeStripe, key: str) -> None:
    stranger = StripeClient(key, base_addresses={"api": fake.base_url})
    with pytest.raises(stripe.AuthenticationError) as refusal:
        opened(stranger)
    assert refusal.value.http_status == 401
    assert fake.sessions() == []


def test_what_is_not_there_is_not_found(client: StripeClient) -> None:
    lookups = (
        client.v1.checkout.sessions.retrieve,
        client.v1.payment_intents.retrieve,
        client.v1.refunds.retrieve,
        client.v1.events.retrieve,
        client.v1.charges.retrieve,
    )
    for look_up in lookups:
        with pytest.raises(stripe.InvalidRequestError) as refusal:
            look_up("xx_unknown")
        assert (refusal.value.http_status, refusal.value.code) == (404, "resource_missing")
    with pytest.raises(stripe.InvalidRequestError) as elsewhere:
        client.v1.customers.create({})
    assert elsewhere.value.http_status == 404


# Idempotency keys


def test_the_same_key_and_body_give_the_same_session(client: StripeClient, fake: FakeStripe) -> None:
    first = client.v1.checkout.sessions.create(wish(), {"idempotency_key": "k1"})
    again = client.v1.checkout.sessions.create(wish(), {"idempotency_key": "k1"})
    assert again.id == first.id
    assert again.last_response is not None
    assert again.last_response.headers["Idempotent-Replayed"] == "true"
    assert len(fake.sessions()) == 1


def test_the_first_answer_is_replayed_even_when_things_have_moved_on(client: StripeClient, fake: FakeStripe) -> None:
    first = client.v1.checkout.sessions.create(wish(), {"idempotency_key": "k1"})
    fake.pay(first.id)
    assert client.v1.checkout.sessions.create(wish(), {"idempotency_key": "k1"}).status == "open"


def test_the_same_key_with_another_body_is_refused(client: StripeClient, fake: FakeStripe) -> None:
    client.v1.checkout.sessions.create(wish(), {"idempotency_key": "k1"})
    with pytest.raises(stripe.IdempotencyError) as refusal:
        client.v1.checkout.sessions.create(wish(line(99_000)), {"idempotency_key": "k1"})
    assert refusal.value.http_status == 400
    with pytest.raises(stripe.IdempotencyError):
        client.v1.refunds.create({"payment_intent": "pi_1"}, {"idempotency_key": "k1"})
    assert len(fake.sessions()) == 1


def test_a_refund_repeated_by_its_key_gives_money_back_once(client: StripeClient, fake: FakeStripe) -> None:
    intent_id = paid(client, fake)
    wanted: Any = {"payment_intent": intent_id, "amount": 50_000}
    ids = {client.v1.refunds.create(wanted, {"idempotency_key": "r1"}).id for _ in range(3)}
    assert len(ids) == 1
    assert fake.books()[intent_id].refunded == 50_000


def test_a_refusal_of_the_wish_does_not_use_up_the_key(client: StripeClient) -> None:
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.checkout.sessions.create(wish(line(1)), {"idempotency_key": "k1"})
    assert client.v1.checkout.sessions.create(wish(), {"idempotency_key": "k1"}).status == "open"


def test_a_key_is_forgotten_after_a_day(client: StripeClient, fake: FakeStripe) -> None:
    first = client.v1.checkout.sessions.create(wish(), {"idempotency_key": "k1"})
    fake.clock.advance(24 * 60 * 60 - 30)
    assert client.v1.checkout.sessions.create(wish(), {"idempotency_key": "k1"}).id == first.id
    fake.clock.advance(31)
    assert client.v1.checkout.sessions.create(wish(), {"idempotency_key": "k1"}).id != first.id


def test_the_same_key_at_the_same_moment_is_refused_once_and_done_once(client: StripeClient, fake: FakeStripe) -> None:
    fake.slow_seconds = 0.5
    fake.fail_next("slow")

    def create(_: int) -> str:
        try:
            return client.v1.checkout.sessions.create(wish(), {"idempotency_key": "k1"}).id
        except stripe.APIError as conflict:
            return str(conflict.http_status)

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(create, range(2)))
    assert answers[0] == "409"
    assert [session["id"] for session in fake.sessions()] == answers[1:]
    assert create(0) == answers[1]


def test_the_clock_can_be_stopped(client: StripeClient, fake: FakeStripe) -> None:
    fake.clock.stop_at(datetime(2026, 11, 21, 9, 30, tzinfo=UTC))
    assert opened(client).created == int(datetime(2026, 11, 21, 9, 30, tzinfo=UTC).timestamp())
    assert fake.clock.now_at() == datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
