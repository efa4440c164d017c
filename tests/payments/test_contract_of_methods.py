"""Every way of paying through every page: chosen, placed, paid, given back, switched off; a new file is held to it."""

import pytest
from flask import Flask

from marketplace.core.transactions import transaction
from marketplace.orders.queries import get_order, lock_shop_orders
from marketplace.payments.registries import METHODS, PROVIDERS
from marketplace.payments.services.refunds import refund_lines
from marketplace.payments.shape import AT_HANDOVER, BY_PROVIDER, CONFIRMERS, PROVIDER, TRANSFER, PaymentMethod
from marketplace.web.plumbing.formats import dong
from tests.fakes.stripe_server import FakeStripe
from tests.journeys.outside import broken_promises
from tests.payments.making import seller_of
from tests.payments.walk import Walk, begin_walk, give_back, pay, place, switch


@pytest.fixture(params=METHODS.all())
def method(request: pytest.FixtureRequest) -> PaymentMethod:
    return METHODS.get(request.param)


@pytest.fixture
def walk(app: Flask, stripe_fake: FakeStripe, method: PaymentMethod) -> Walk:
    return begin_walk(app, method)


def test_it_says_all_that_is_asked_of_it(method: PaymentMethod) -> None:
    assert method.confirmed_by in CONFIRMERS and method.refund_way in (PROVIDER, TRANSFER)
    assert (method.holds_for is None) == (method.confirmed_by == AT_HANDOVER) == (not method.page)
    assert (method.provider_words is not None) == (method.confirmed_by == BY_PROVIDER) == (method.provider in PROVIDERS)


def test_it_is_chosen_placed_and_paid(walk: Walk, stripe_fake: FakeStripe) -> None:
    place(walk)
    pay(walk, stripe_fake)
    assert broken_promises() == []


def test_what_was_paid_ahead_goes_back(walk: Walk, stripe_fake: FakeStripe) -> None:
    place(walk)
    pay(walk, stripe_fake)
    if walk.method.confirmed_by == AT_HANDOVER:  # delivered by then: nothing to cancel, but the goods can be returned
        _return_the_goods(walk)
    else:
        give_back(walk, stripe_fake)
    assert broken_promises() == []


def _return_the_goods(walk: Walk) -> None:
    with transaction():
        [part] = lock_shop_orders([part.id for part in get_order(walk.number).shop_orders])
        pieces = {line.id: line.quantity for line in part.lines}
        refund = refund_lines(part, pieces, cause="return:1", reason="vỡ", by=seller_of(part.shop))
    assert refund.way == walk.method.refund_way
    walk.open_order().sees(dong(refund.amount_dong))
    walk.open_sellers_order().sees(dong(refund.amount_dong))
    walk.operator.open("/staff/refunds").sees(f"{walk.number}-1")


def test_it_is_switched_off_and_on(walk: Walk) -> None:
    switch(walk, on=False)
    switch(walk, on=True)
