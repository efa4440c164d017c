"""What happens at the card provider without us: refunds, disputes, payments of orders this database has lost (8.22)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.outbox import run_due
from marketplace.core.states import StateChange
from marketplace.core.transactions import transaction
from marketplace.ledger.queries import account_balance
from marketplace.orders.models import Order
from marketplace.orders.queries import lock_shop_orders
from marketplace.orders.services.fulfilment import accept
from marketplace.payments import exchanges
from marketplace.payments.errors import ProviderAway, SharedOutOtherwise
from marketplace.payments.models import Payment, PaymentPart, ProviderEvent, ProviderTask, Refund
from marketplace.payments.queries.provider_tasks import disputed
from marketplace.payments.services.made_there import share_out_refund
from marketplace.payments.services.provider_tasks import settle_task
from marketplace.payments.services.refunds import refund_shop_order
from tests.fakes.stripe_server import FakeStripe
from tests.payments.making import (
    BUYER,
    again,
    an_operator,
    broken_promises,
    make_paid_shop,
    placed,
    seller_of,
    the_payment,
)

Tell = Callable[[], None]
NOBODYS = "DH000000-XXXXXX"


@pytest.fixture
def tell(app: Flask, stripe_fake: FakeStripe) -> Tell:
    """Every waiting event is delivered and taken; then both books say the same."""

    def deliver() -> None:
        session.rollback()
        client = app.test_client()
        sent = stripe_fake.deliver(
            lambda body, headers: client.post("/webhooks/stripe", data=body, headers=headers).status_code
        )
        assert all(delivery.is_taken for delivery in sent)
        run_due()
        books_agree(stripe_fake)

    return deliver


def books_agree(fake: FakeStripe) -> None:
    held = sum(totals.captured - totals.refunded - totals.disputed for totals in fake.books().values())
    assert account_balance("clearing:stripe") == held
    assert broken_promises() == []


def a_paid_order(fake: FakeStripe, shops: int = 1) -> Order:
    with transaction():
        made = [make_paid_shop() for _ in range(shops)]
    order = placed(*made, method="stripe_checkout")
    exchanges.begin_card_session(the_payment(order))
    fake.pay(the_payment(order).provider_ref)
    exchanges.recheck_payment(the_payment(order).id)
    return order


def intent_of(order: Order) -> str:
    return str(again(the_payment(order)).provider_payment)


def the_task() -> ProviderTask:
    session.expire_all()
    return session.query(ProviderTask).one()


def money_of(order: Order) -> list[str]:
    return [part.money_status for part in again(order).shop_orders]


def forget_payment(order: Order) -> None:
    """An older backup is restored: the payment was never heard of."""
    payment_id = the_payment(order).id
    session.rollback()
    with transaction():
        session.query(StateChange).filter_by(kind="payment", subject_id=payment_id).delete()
        session.query(PaymentPart).filter_by(payment_id=payment_id).delete()
        session.query(Payment).filter_by(id=payment_id).delete()


def forget_order(order: Order, fake: FakeStripe, ref: str) -> None:
    """The same, and its order is none of ours either."""
    forget_payment(order)
    named = {"order": NOBODYS, "payment": "lost"}
    fake._locked(lambda: fake._book.sessions[ref].update(metadata=named, client_reference_id="lost"))
    fake._locked(lambda: fake._book._intent_data[ref].update(metadata=named))


def test_a_whole_refund_made_there_is_a_refund_here(stripe_fake: FakeStripe, tell: Tell) -> None:
    order = a_paid_order(stripe_fake)
    stripe_fake.refund_there(intent_of(order))
    tell()
    tell()
    [refund] = session.query(Refund)
    assert (refund.status, refund.reason, refund.amount_dong) == ("done", "made_at_provider", 230_000)
    assert sum(line.amount_dong for line in refund.lines) == 230_000
    assert money_of(order) == ["refunded"]
    assert [part.status for part in again(order).shop_orders] == ["cancelled"]  # nobody sends goods without money
    assert account_balance("seller") == 0
    assert session.query(ProviderTask).count() == 0


def test_one_refund_there_gives_back_the_parts_of_both_shops(stripe_fake: FakeStripe, tell: Tell) -> None:
    order = a_paid_order(stripe_fake, shops=2)
    stripe_fake.refund_there(intent_of(order))
    tell()
    refunds = session.query(Refund).all()
    assert [refund.amount_dong for refund in refunds] == [230_000, 230_000]
    assert len({refund.provider_ref for refund in refunds}) == 1
    assert money_of(order) == ["refunded", "refunded"]


def test_goods_being_prepared_need_a_call(stripe_fake: FakeStripe, tell: Tell) -> None:
    order = a_paid_order(stripe_fake)
    part = order.shop_orders[0]
    with transaction():
        [locked] = lock_shop_orders([part.id])
        accept(locked, by=seller_of(locked.shop))
    stripe_fake.refund_there(intent_of(order))
    tell()
    assert (the_task().kind, the_task().subject) == ("open_order", part.number)
    assert money_of(order) == ["refunded"]


def test_a_sum_that_fits_no_goods_waits_for_a_person(stripe_fake: FakeStripe, tell: Tell) -> None:
    order = a_paid_order(stripe_fake)
    stripe_fake.refund_there(intent_of(order), 100_000)
    tell()
    task = the_task()
    assert (task.kind, task.amount_dong, task.held_dong) == ("unsplit_refund", 100_000, -100_000)
    assert money_of(order) == ["paid"]
    assert account_balance("suspense:stripe") == 100_000
    part = order.shop_orders[0]
    with transaction():
        operator = an_operator()
    with pytest.raises(SharedOutOtherwise), transaction():
        share_out_refund(task.id, {part.id: ({}, 30_000)}, note="hỏng", by=operator)
    with transaction():
        share_out_refund(task.id, {part.id: ({part.lines[0].id: 1}, 0)}, note="một hũ vỡ", by=operator)
    assert money_of(order) == ["partly_refunded"]
    assert account_balance("suspense:stripe") == 0
    tell()
    assert session.query(Refund).count() == 1
    books_agree(stripe_fake)


def test_a_refund_asked_for_here_and_made_there_by_hand_is_one(stripe_fake: FakeStripe, tell: Tell) -> None:
    order = a_paid_order(stripe_fake)
    with transaction():
        [part] = lock_shop_orders([order.shop_orders[0].id])
        refund_shop_order(part, reason="spoilt", by=BUYER)
    stripe_fake.refund_there(intent_of(order))
    tell()
    [refund] = session.query(Refund)
    assert (refund.status, refund.reason) == ("done", "spoilt")


def test_a_finished_refund_that_comes_back_is_a_task(stripe_fake: FakeStripe, tell: Tell) -> None:
    order = a_paid_order(stripe_fake)
    there = stripe_fake.refund_there(intent_of(order))
    tell()
    stripe_fake.finish_refund(there["id"], succeeds=False)
    tell()
    assert (the_task().kind, the_task().held_dong) == ("returned_refund", 230_000)


def test_a_dispute_is_a_task_and_its_money_is_not_ours_meanwhile(stripe_fake: FakeStripe, tell: Tell) -> None:
    order = a_paid_order(stripe_fake)
    dispute = stripe_fake.dispute(intent_of(order))
    tell()
    task = the_task()
    assert (task.kind, task.status, task.held_dong) == ("dispute", "open", -230_000)
    assert task.due_at.timestamp() == dispute["evidence_details"]["due_by"]
    assert list(disputed([order.shop_orders[0].id])) == [order.shop_orders[0].id]
    stripe_fake.answer_dispute(dispute["id"])
    tell()
    stripe_fake.close_dispute(dispute["id"], won=True)
    tell()
    assert (the_task().status, the_task().held_dong) == ("settled", 0)
    assert disputed([order.shop_orders[0].id]) == {}
    assert money_of(order) == ["paid"]


def test_a_lost_dispute_is_a_refund(stripe_fake: FakeStripe, tell: Tell) -> None:
    order = a_paid_order(stripe_fake)
    dispute = stripe_fake.dispute(intent_of(order))
    tell()
    stripe_fake.close_dispute(dispute["id"], won=False)
    tell()
    [refund] = session.query(Refund)
    assert (refund.reason, refund.status, refund.provider_ref) == ("dispute_lost", "done", dispute["id"])
    assert {task.kind for task in session.query(ProviderTask)} == {"dispute"}
    assert money_of(order) == ["refunded"]
    tell()


def test_a_dispute_of_some_of_the_money_that_is_lost_waits_for_a_person(stripe_fake: FakeStripe, tell: Tell) -> None:
    order = a_paid_order(stripe_fake)
    dispute = stripe_fake.dispute(intent_of(order), 100_000)
    stripe_fake.close_dispute(dispute["id"], won=False)
    tell()
    assert (the_task().held_dong, money_of(order)) == (-100_000, ["paid"])
    part = order.shop_orders[0]
    with transaction():
        share_out_refund(the_task().id, {part.id: ({part.lines[0].id: 1}, 0)}, note="một hũ", by=an_operator())
    books_agree(stripe_fake)


@pytest.mark.parametrize("how", ["event", "comparison"])
def test_a_payment_lost_here_comes_back_to_its_order(stripe_fake: FakeStripe, tell: Tell, how: str) -> None:
    with transaction():
        shops = [make_paid_shop(), make_paid_shop()]
    order = placed(*shops, method="stripe_checkout")
    exchanges.begin_card_session(the_payment(order))
    ref = the_payment(order).provider_ref
    forget_payment(order)
    stripe_fake.pay(ref)
    if how == "event":
        tell()
    else:
        assert exchanges.compare_with_provider("stripe").corrected == 1
    assert money_of(order) == ["paid", "paid"]
    assert session.query(ProviderTask).count() == 0
    exchanges.compare_with_provider("stripe")
    books_agree(stripe_fake)
    tell()


@pytest.mark.parametrize("how", ["event", "comparison"])
def test_money_of_an_order_nobody_knows_is_a_task(stripe_fake: FakeStripe, tell: Tell, how: str) -> None:
    with transaction():
        shop = make_paid_shop()
    order = placed(shop, method="stripe_checkout")
    exchanges.begin_card_session(the_payment(order))
    ref = the_payment(order).provider_ref
    forget_order(order, stripe_fake, ref)
    stripe_fake.pay(ref)
    if how == "event":
        tell()
    else:
        assert exchanges.compare_with_provider("stripe").tasks == 1
    task = the_task()
    assert (task.kind, task.order_number, task.held_dong) == ("unknown_payment", NOBODYS, 230_000)
    books_agree(stripe_fake)
    tell()
    exchanges.compare_with_provider("stripe")
    assert session.query(ProviderTask).count() == 1
    stripe_fake.refund_there(task.subject)
    tell()
    assert {row.status for row in session.query(ProviderTask)} == {"settled"}
    assert account_balance("suspense:stripe") == 0


def test_money_taken_on_the_providers_own_pages_is_a_task(stripe_fake: FakeStripe, tell: Tell) -> None:
    stripe_fake.charge_there(500_000)
    tell()
    assert (the_task().kind, the_task().amount_dong) == ("unknown_payment", 500_000)


def test_what_an_operator_has_settled_stays_settled(stripe_fake: FakeStripe, tell: Tell) -> None:
    stripe_fake.charge_there(500_000)
    tell()
    with transaction():
        settle_task(the_task().id, note="bán tại hội chợ", by=an_operator())
    exchanges.compare_with_provider("stripe")
    assert the_task().status == "settled"
    books_agree(stripe_fake)


def test_what_we_count_and_the_provider_does_not_know_is_named(stripe_fake: FakeStripe, tell: Tell) -> None:
    order = a_paid_order(stripe_fake)
    intent = intent_of(order)
    book = stripe_fake._book
    stripe_fake._locked(lambda: (book.charges.clear(), book.intents.pop(intent), book.sessions.clear()))
    with time_machine.travel(now() + timedelta(hours=1), tick=True):
        run = exchanges.compare_with_provider("stripe")
        exchanges.compare_with_provider("stripe")
    assert (run.tasks, the_task().kind, the_task().amount_dong) == (1, "missing_payment", 230_000)


def test_every_kind_of_event_ends(stripe_fake: FakeStripe, tell: Tell) -> None:
    order = a_paid_order(stripe_fake)
    stripe_fake.close_dispute(stripe_fake.dispute(intent_of(order))["id"], won=True)
    stripe_fake.finish_refund(stripe_fake.refund_there(intent_of(order))["id"], succeeds=False)
    tell()
    assert {row.handled_at is None for row in session.query(ProviderEvent)} == {False}
    assert not {row.outcome for row in session.query(ProviderEvent)} & {"", "ignored"}


LISTS = ["GET /v1/refunds", "GET /v1/charges", "GET /v1/checkout/sessions", "GET /v1/disputes"]


@pytest.mark.parametrize("broken", LISTS)
def test_a_comparison_broken_off_is_begun_again(stripe_fake: FakeStripe, tell: Tell, broken: str) -> None:
    order = a_paid_order(stripe_fake)
    stripe_fake.refund_there(intent_of(order))
    stripe_fake.fail_next("down", on=broken)
    with pytest.raises(ProviderAway):
        exchanges.compare_with_provider("stripe")
    exchanges.compare_with_provider("stripe")
    assert session.query(Refund).one().status == "done"
    books_agree(stripe_fake)


def test_the_same_word_from_all_sides_at_once_counts_once(app: Flask, stripe_fake: FakeStripe, tell: Tell) -> None:
    """Webhooks, the comparison and the worker hear of a refund and a lost dispute in the same second."""
    given_back, disputed_one = a_paid_order(stripe_fake, shops=2), a_paid_order(stripe_fake)
    ids = given_back.id, disputed_one.id
    stripe_fake.refund_there(stripe_fake.charge_there(230_000)["id"], amount=100_000)
    stripe_fake.refund_there(intent_of(given_back))
    stripe_fake.close_dispute(stripe_fake.dispute(intent_of(disputed_one))["id"], won=False)
    events = [stripe_fake.signed(event) for event in stripe_fake.pending_events()]

    def webhook(number: int) -> int:
        body, headers = events[number % len(events)]
        return app.test_client().post("/webhooks/stripe", data=body, headers=headers).status_code

    def other(number: int) -> int:
        with app.app_context():
            exchanges.compare_with_provider("stripe") if number % 2 else run_due()
            session.remove()
        return 200

    session.remove()
    with ThreadPoolExecutor(8) as pool:
        tries = [pool.submit(work, number) for number in range(len(events) * 2) for work in (webhook, other)]
        assert {one.result() for one in tries} == {200}
    assert sorted((refund.shop_order_id, refund.amount_dong, refund.status) for refund in session.query(Refund)) == [
        (number, 230_000, "done") for number in (1, 2, 3)
    ]
    tasks = {(task.kind, task.subject): task.held_dong for task in session.query(ProviderTask)}
    assert sum(tasks.values()) == 130_000 and len(tasks) == session.query(ProviderTask).count() == 3
    tell()
    given_back, disputed_one = (session.get_one(Order, order_id) for order_id in ids)
    assert (money_of(given_back), money_of(disputed_one)) == (["refunded"] * 2, ["refunded"])
