"""Demands that end: by the clock, with the order, or for want of anyone to ask."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.outbox import OutboxRow
from marketplace.core.transactions import transaction
from marketplace.orders.models import Order
from marketplace.payments.jobs import end_overdue_payments
from marketplace.payments.models import Payment
from marketplace.payments.queries.payments import payments_of
from marketplace.payments.services.closing import expire_payment
from marketplace.payments.services.transfers import confirm_transfer
from tests.payments.making import again, broken_promises, make_paid_shop, placed, seller_of, stock_left, the_payment


def ordered(shops: int = 1, **wishes: object) -> Order:
    with transaction():
        made = [make_paid_shop() for _ in range(shops)]
    return placed(*made, **wishes)


def expired(order: Order) -> bool:
    with transaction():
        return expire_payment(the_payment(order).id)


def test_nothing_ends_before_its_time(app: Flask) -> None:
    order = ordered()
    end_overdue_payments()
    assert not expired(order)
    assert again(the_payment(order)).status == "pending"


@pytest.mark.parametrize(("method", "hours"), [("vietqr", 24), ("stripe_checkout", 1)])
def test_in_time_unpaid_the_order_ends_and_the_goods_are_free(app: Flask, method: str, hours: int) -> None:
    order = ordered(method=method)
    with time_machine.travel(now() + timedelta(hours=hours, minutes=1), tick=True):
        end_overdue_payments()
        [part] = again(order).shop_orders
        assert (part.status, part.money_status, part.end_reason) == ("cancelled", "void", "unpaid_in_time")
        assert (again(the_payment(order)).status, stock_left(order)) == ("expired", [10])
        assert not expired(order)
        told = session.query(OutboxRow).filter(OutboxRow.work.contains("payment_expired")).count()
        assert told == 1
        assert broken_promises() == []


def test_cash_never_ends_by_the_clock(app: Flask) -> None:
    order = ordered(method="cod")
    with time_machine.travel(now() + timedelta(days=30), tick=True):
        end_overdue_payments()
        assert again(the_payment(order)).status == "pending"


def test_only_the_unpaid_shop_ends(app: Flask) -> None:
    order = ordered(2)
    first, second = payments_of(order.id)
    with transaction():
        confirm_transfer(first, by=seller_of(order.shop_orders[0].shop))
    with time_machine.travel(now() + timedelta(hours=25), tick=True):
        end_overdue_payments()
        assert [part.status for part in again(order).shop_orders] == ["new", "cancelled"]
        assert broken_promises() == []
    assert second.id != first.id


def test_one_that_cannot_end_keeps_no_other_from_ending(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    bad, good = ordered(), ordered()
    bad_id = the_payment(bad).id

    def fails_once(key: int) -> bool:
        if key == bad_id:
            raise RuntimeError("a planted fault")
        return expire_payment(key)

    monkeypatch.setattr("marketplace.payments.jobs.expire_payment", fails_once)
    with time_machine.travel(now() + timedelta(hours=25), tick=True):
        with pytest.raises(RuntimeError, match="planted"):
            end_overdue_payments()
        assert session.get_one(Payment, bad_id).status == "pending"
        assert again(the_payment(good)).status == "expired"
