"""The seller is told of an order each time it waits for her answer, and only then."""

import pytest
from flask import Flask

from marketplace.core import outbox
from marketplace.core.actors import GUEST, PROVIDER, Actor
from marketplace.core.db import session
from marketplace.core.outbox import OutboxRow
from marketplace.core.transactions import transaction
from marketplace.notifications.models import Notice
from marketplace.orders.models import Order
from marketplace.orders.queries import get_order
from marketplace.payments.services.changing import change_method
from marketplace.payments.services.receiving import BANK_FEED, receive
from tests.payments.making import make_paid_shop, placed, the_payment


@pytest.fixture
def order(app: Flask) -> Order:
    with transaction():
        shop = make_paid_shop()
    return placed(shop, method="cod")


def run_worker() -> None:
    while outbox.run_due():
        pass
    session.rollback()
    session.expire_all()


def told() -> list[str]:
    return [notice.path for notice in session.query(Notice).filter_by(kind="new_order").order_by(Notice.id)]


def pay_ahead(order: Order) -> None:
    with transaction():
        change_method(get_order(order.number), "vietqr", Actor(GUEST))


def pay(order: Order) -> None:
    payment = the_payment(order)
    with transaction():
        receive(payment, amount_dong=payment.amount_dong, how=BANK_FEED, reference="FT1", by=Actor(PROVIDER))


def test_an_order_that_comes_back_paid_is_told_again(order: Order) -> None:
    path = f"/seller/orders/{order.number}-1"
    run_worker()
    assert told() == [path]
    pay_ahead(order)
    run_worker()
    assert told() == [path]
    pay(order)
    run_worker()
    assert told() == [path, path]


def test_a_worker_that_repeats_itself_tells_once(order: Order) -> None:
    run_worker()
    pay_ahead(order)
    pay(order)
    run_worker()
    with transaction():
        for row in session.query(OutboxRow):
            row.state, row.lease_until = outbox.READY, None
    run_worker()
    assert len(told()) == 2


def test_an_order_that_no_longer_waits_for_the_seller_is_not_told(order: Order) -> None:
    pay_ahead(order)
    run_worker()
    assert told() == []
