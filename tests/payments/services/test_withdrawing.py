"""A delivery or cash that a shop recorded by mistake is taken back while nothing builds on it (8.9)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask

from marketplace.audit.models import AuditEntry
from marketplace.core import outbox
from marketplace.core.actors import PROVIDER, Actor
from marketplace.core.clock import as_if, now
from marketplace.core.db import session
from marketplace.core.errors import NotAllowed
from marketplace.core.states import WrongState, history_of
from marketplace.core.transactions import transaction
from marketplace.ledger.models import LedgerTransaction
from marketplace.ledger.queries import balances
from marketplace.notifications.models import Notice
from marketplace.notifications.rendering import render
from marketplace.orders.errors import CannotWithdraw
from marketplace.orders.models import SAID_BY_BUYER, SAID_BY_CARRIER, Order, ShopOrder
from marketplace.orders.policies import WITHDRAWN_WITHIN
from marketplace.orders.queries import lock_shop_orders
from marketplace.orders.services import fulfilment
from marketplace.payments.models import Payment, ProviderTask
from marketplace.payments.provider_tasks import DISPUTE
from marketplace.payments.queries.payments import payments_of
from marketplace.payments.queries.ways import is_cash_expected
from marketplace.payments.services.changing import change_method
from marketplace.payments.services.receiving import receive
from marketplace.payments.services.refunds import refund_shop_order
from marketplace.payments.services.transfers import collect_cash, confirm_transfer
from marketplace.payments.services.withdrawing import withdraw_cash, withdraw_delivery
from marketplace.programme.models import OutcomeFact
from marketplace.programme.services import rebuild_facts
from marketplace.shops.models import Shop
from tests.payments.making import (
    BUYER,
    again,
    broken_promises,
    make_paid_shop,
    placed,
    seller_of,
    stock_left,
    the_payment,
)

CARRIER = Actor(PROVIDER)


@pytest.fixture
def shop(app: Flask) -> Shop:
    with transaction():
        return make_paid_shop("Sâm Báo chị Lan")


def parts_of(order: Order) -> list[ShopOrder]:
    return list(again(order).shop_orders)


def locked(order: Order, index: int = 0) -> ShopOrder:
    """One part of an order, locked within the running transaction."""
    [part] = lock_shop_orders([session.get_one(Order, order.id).shop_orders[index].id])
    return part


def send(order: Order, index: int = 0) -> None:
    with transaction():
        part = locked(order, index)
        by = seller_of(part.shop)
        fulfilment.accept(part, by=by)
        fulfilment.pack(part, by=by)
        fulfilment.hand_over(part, by=by, carrier="own_delivery")


def deliver(order: Order, index: int = 0, *, collected: bool = True) -> None:
    with transaction():
        part = locked(order, index)
        fulfilment.deliver(part, by=seller_of(part.shop))
        if collected:
            collect_cash(part, by=seller_of(part.shop))


def collect(order: Order) -> None:
    with transaction():
        part = locked(order)
        collect_cash(part, by=seller_of(part.shop))


def undo(order: Order, index: int = 0) -> None:
    with transaction():
        part = locked(order, index)
        withdraw_delivery(part, by=seller_of(part.shop))


def uncollect(order: Order) -> None:
    with transaction():
        part = locked(order)
        withdraw_cash(part, by=seller_of(part.shop))


def give_back(order: Order) -> None:
    with transaction():
        part = locked(order)
        refund_shop_order(part, reason="vỡ", by=seller_of(part.shop))


def refused(order: Order, act: Any = undo) -> str:
    """Why something is not taken back; nothing has changed then."""
    before = state(order)
    with pytest.raises(CannotWithdraw) as told:
        act(order)
    assert state(order) == before
    return str(told.value.facts["why"])


def state(order: Order, index: int = 0) -> tuple[str, str]:
    part = parts_of(order)[index]
    return part.status, part.money_status


def sold() -> list[int | None]:
    """The amounts of the facts of sales, which are also those that a rebuild writes."""
    session.rollback()
    with transaction():
        assert rebuild_facts() == 0
    return [fact.amount_dong for fact in session.query(OutcomeFact).filter_by(kind="sale").order_by(OutcomeFact.id)]


def book(shop: Shop) -> dict[str, int]:
    """What stands on the accounts of a shop, without those that are even."""
    session.rollback()
    return {account: amount for account, amount in balances(shop.id).items() if amount}


def told() -> list[str]:
    """The messages made so far about the delivery, and about its correction."""
    while outbox.run_due():
        pass
    session.rollback()
    rows = session.query(Notice).filter(Notice.kind.in_(("order_moved", "step_withdrawn"))).order_by(Notice.id)
    said = [row.facts.get("status", row.kind) for row in rows]
    return [one for one in said if one in ("delivered", "step_withdrawn")]


def correction() -> str:
    """The text of the only correction."""
    return render(session.query(Notice).filter_by(kind="step_withdrawn").one()).text


@pytest.fixture
def order(shop: Shop) -> Order:
    """An order to be paid at the door, under way."""
    order = placed(shop, method="cod")
    send(order)
    return order


class TestPaidAtTheDoor:
    def test_everything_is_as_before(self, order: Order, shop: Shop) -> None:
        before, sent_at = state(order), parts_of(order)[0].shipped_at
        deliver(order)
        assert sold() == [200_000] and state(order) == ("delivered", "paid")
        undo(order)
        [part] = parts_of(order)
        assert state(order) == before == ("shipped", "unpaid")
        assert (part.delivered_at, part.paid_at, part.ended_at, part.delivery_confidence) == (None, None, None, None)
        assert part.shipped_at == sent_at
        assert [(parcel.ended_at, parcel.outcome) for parcel in part.shipments] == [(None, None)]
        assert is_cash_expected(part.id) and book(shop) == {} and sold() == [] and stock_left(order) == [8]
        assert broken_promises() == []

    def test_the_book_keeps_the_sale_beside_its_reversal(self, order: Order) -> None:
        deliver(order)
        undo(order)
        sale, back = session.query(LedgerTransaction).order_by(LedgerTransaction.id)
        assert (sale.kind, back.kind, back.reverses_id) == ("sale", "reversal", sale.id)
        assert [payment.status for payment in payments_of(order.id)] == ["cancelled", "pending"]

    def test_recorded_once_more_it_counts_once(self, order: Order, shop: Shop) -> None:
        deliver(order)
        once = book(shop)
        for _ in range(2):
            undo(order)
            deliver(order)
        assert state(order) == ("delivered", "paid") and book(shop) == once and sold() == [200_000]
        assert broken_promises() == []

    def test_the_sale_is_of_the_day_on_which_it_was_truly_delivered(self, order: Order) -> None:
        with as_if(now() - timedelta(hours=23)):
            deliver(order)
        undo(order)
        deliver(order)
        [fact] = session.query(OutcomeFact).filter_by(kind="sale")
        assert now() - fact.happened_at < timedelta(hours=1) and sold() == [200_000]

    def test_who_and_when_stands_in_the_history_and_in_the_trail(self, order: Order, shop: Shop) -> None:
        deliver(order)
        undo(order)
        by, part_id = seller_of(shop), parts_of(order)[0].id
        moves = [(move.to_state, move.person_id) for move in history_of("shop_order", [part_id])[part_id]]
        assert moves[-2:] == [("delivered", by.person_id), ("shipped", by.person_id)]
        deeds = [(entry.action, entry.person_id) for entry in session.query(AuditEntry).order_by(AuditEntry.id)]
        assert deeds[-2:] == [
            ("shop_order.delivery_withdrawn", by.person_id),
            ("payment.cash_withdrawn", by.person_id),
        ]

    def test_twice_is_once(self, order: Order) -> None:
        deliver(order)
        undo(order)
        assert refused(order) == refused(order, uncollect) == "not_there"
        assert len(payments_of(order.id)) == 2 and broken_promises() == []

    def test_another_shop_may_not(self, order: Order) -> None:
        deliver(order)
        with transaction():
            stranger = seller_of(make_paid_shop("Gian hàng khác"))
        for act in (withdraw_delivery, withdraw_cash):
            with pytest.raises(NotAllowed), transaction():
                act(locked(order), by=stranger)
        assert state(order) == ("delivered", "paid")

    def test_delivered_without_the_cash(self, order: Order) -> None:
        deliver(order, collected=False)
        undo(order)
        assert state(order) == ("shipped", "unpaid") and len(payments_of(order.id)) == 1
        deliver(order)
        assert state(order) == ("delivered", "paid") and broken_promises() == []

    def test_the_cash_alone(self, order: Order, shop: Shop) -> None:
        deliver(order)
        uncollect(order)
        assert state(order) == ("delivered", "unpaid") and sold() == [] and book(shop) == {}
        assert parts_of(order)[0].paid_at is None and is_cash_expected(parts_of(order)[0].id)
        collect(order)
        assert state(order) == ("delivered", "paid") and sold() == [200_000] and broken_promises() == []

    def test_after_it_the_parcel_can_come_back(self, order: Order) -> None:
        deliver(order)
        undo(order)
        with transaction():
            part = locked(order)
            fulfilment.refuse(part, by=seller_of(part.shop), reason="did_not_want")
            fulfilment.take_back(part, by=seller_of(part.shop))
        assert state(order) == ("returned", "void") and stock_left(order) == [10] and broken_promises() == []


class TestWhatKeepsIt:
    def test_a_day_has_passed(self, order: Order) -> None:
        deliver(order)
        with time_machine.travel(now() + WITHDRAWN_WITHIN):
            assert refused(order) == refused(order, uncollect) == "too_late"

    def test_cash_that_came_later_has_a_day_of_its_own(self, order: Order) -> None:
        with as_if(now() - WITHDRAWN_WITHIN):
            deliver(order, collected=False)
        collect(order)
        assert refused(order) == "too_late"
        uncollect(order)
        assert state(order) == ("delivered", "unpaid") and broken_promises() == []

    @pytest.mark.parametrize("whose", [SAID_BY_BUYER, SAID_BY_CARRIER])
    def test_customer_or_carrier_said_so(self, order: Order, whose: str) -> None:
        with transaction():
            part = locked(order)
            by = CARRIER if whose == SAID_BY_CARRIER else seller_of(part.shop)
            fulfilment.deliver(part, by=by, confidence=None if whose == SAID_BY_CARRIER else whose)
        assert refused(order) == "not_her_word"

    def test_money_goes_back(self, order: Order) -> None:
        deliver(order)
        give_back(order)
        assert refused(order) == refused(order, uncollect) == "goes_back" and broken_promises() == []

    def test_there_was_no_delivery(self, order: Order) -> None:
        with transaction():
            part = locked(order)
            fulfilment.fail_delivery(part, by=seller_of(part.shop), reason="not_reached")
        assert refused(order) == "not_there"
        with pytest.raises(WrongState), transaction():
            fulfilment.withdraw_delivery(part := locked(order), by=seller_of(part.shop))


def paid_ahead(shop: Shop, method: str = "vietqr") -> Order:
    """An order that was paid before it was sent, under way."""
    order = placed(shop, method=method)
    with transaction():
        payment = the_payment(order)
        if method == "vietqr":
            confirm_transfer(payment, by=seller_of(shop))
        else:
            payment.provider_payment = "pi_1"
            receive(payment, amount_dong=payment.amount_dong, how="provider", reference="pi_1", by=CARRIER)
    send(order)
    return order


@pytest.mark.usefixtures("stripe_fake")
class TestPaidAhead:
    @pytest.mark.parametrize("method", ["vietqr", "stripe_checkout"])
    def test_the_money_stays(self, shop: Shop, method: str) -> None:
        order = paid_ahead(shop, method)
        before = book(shop)
        deliver(order, collected=False)
        assert sold() == [200_000] and refused(order, uncollect) == "not_there"
        undo(order)
        assert state(order) == ("shipped", "paid") and book(shop) == before and sold() == []
        deliver(order, collected=False)
        assert state(order) == ("delivered", "paid") and sold() == [200_000] and broken_promises() == []

    def test_what_was_to_go_back_before_goes_back_all_the_same(self, shop: Shop) -> None:
        order = paid_ahead(shop)
        with as_if(now() - timedelta(hours=1)):
            give_back(order)
        deliver(order, collected=False)
        undo(order)
        assert state(order) == ("shipped", "refund_due") and broken_promises() == []

    def test_a_customer_who_asks_her_bank_keeps_it(self, shop: Shop) -> None:
        order = paid_ahead(shop, "stripe_checkout")
        deliver(order, collected=False)
        with transaction():
            task = ProviderTask(
                provider="stripe",
                kind=DISPUTE,
                subject="dp_1",
                status="open",
                payment_id=the_payment(order).id,
                detail="needs_response",
                due_at=now(),
            )
            session.add(task)
        assert refused(order) == "is_disputed"

    def test_a_transfer_that_came_instead_of_the_cash_stays(self, shop: Shop) -> None:
        order = placed(shop)
        with transaction():
            transfer = the_payment(order)
            change_method(session.get_one(Order, order.id), "cod", BUYER)
        send(order)
        with transaction():
            confirm_transfer(session.get_one(Payment, transfer.id), by=seller_of(shop))
        deliver(order, collected=False)
        undo(order)
        assert state(order) == ("shipped", "paid") and broken_promises() == []


def test_of_several_shops_only_the_one_that_erred(shop: Shop) -> None:
    with transaction():
        other = make_paid_shop("Bưởi chị Lê")
    order = placed(session.get_one(Shop, shop.id), session.get_one(Shop, other.id), method="cod")
    for index in (0, 1):
        send(order, index)
        deliver(order, index)
    theirs = book(other)
    undo(order, 0)
    assert (state(order, 0), state(order, 1)) == (("shipped", "unpaid"), ("delivered", "paid"))
    assert book(shop) == {} and book(other) == theirs and sold() == [200_000] and broken_promises() == []


class TestTelling:
    def test_who_was_told_is_told_the_correction_and_the_truth_at_last(self, order: Order) -> None:
        deliver(order)
        assert told() == ["delivered"]
        undo(order)
        assert told() == told() == ["delivered", "step_withdrawn"]
        assert "ghi nhầm" in correction() and "230.000đ" in correction()
        deliver(order)
        assert told() == ["delivered", "step_withdrawn", "delivered"]

    def test_who_was_not_told_yet_hears_nothing_of_it(self, order: Order) -> None:
        deliver(order)
        undo(order)
        assert told() == []
        deliver(order)
        assert told() == ["delivered"]

    def test_a_correction_that_is_overtaken_is_not_sent(self, order: Order) -> None:
        deliver(order)
        assert told() == ["delivered"]
        undo(order)
        deliver(order)
        assert told() == ["delivered", "delivered"]

    def test_the_same_of_a_parcel_that_was_not_refused_and_of_one_that_was_not_sent(self, order: Order) -> None:
        def step(act: Any, **more: Any) -> None:
            with transaction():
                part = locked(order)
                act(part, by=seller_of(part.shop), **more)

        while outbox.run_due():
            pass
        step(fulfilment.refuse, reason="did_not_want")
        told()
        step(fulfilment.withdraw_refusal)
        told()
        assert "không được nhận. Hàng vẫn đang trên đường giao." in correction()
        other = placed(session.get_one(Shop, order.shop_orders[0].shop_id), method="cod")
        send(other)
        told()
        with transaction():
            fulfilment.withdraw_sending(part := locked(other), by=seller_of(part.shop))
        told()
        [_, unsent] = session.query(Notice).filter_by(kind="step_withdrawn").order_by(Notice.id)
        assert "ghi nhầm" in render(unsent).title and "gửi đi rồi" in render(unsent).text

    def test_money_paid_ahead_is_not_asked_for_again(self, shop: Shop) -> None:
        order = paid_ahead(shop)
        deliver(order, collected=False)
        told()
        undo(order)
        told()
        assert "230.000đ" not in correction()


def test_several_at_once_take_it_back_once(app: Flask, order: Order) -> None:
    deliver(order)

    def try_to(act: Any) -> bool:
        with app.app_context():
            try:
                act(order)
            except CannotWithdraw:
                return False
            finally:
                session.remove()
            return True

    session.remove()
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(try_to, [undo, undo, uncollect, undo]))
    assert sum(done[:2]) + done[3] == 1 and state(order) == ("shipped", "unpaid")
    assert broken_promises() == [] and sold() == []
