"""Every way of paying keeps the same contract; a new file in `methods/` is held to it without being named here."""

import pytest
from flask import Flask

from marketplace.core.clock import now
from marketplace.core.runtime import config
from marketplace.core.transactions import transaction
from marketplace.ledger.accounts import is_received
from marketplace.orders.queries import lock_order
from marketplace.orders.services.cancelling import cancel_order
from marketplace.payments.queries.payments import payments_of
from marketplace.payments.registries import METHODS
from marketplace.payments.services.opening import hold_ends_at, methods_offered
from marketplace.payments.shape import PROVIDER, TRANSFER, PaymentMethod
from marketplace.site.queries import current_settings
from tests.payments.making import BUYER, again, broken_promises, make_paid_shop, placed, set_settings, stock_left

PLUGS = list(METHODS.all().values())


@pytest.fixture(params=PLUGS, ids=lambda plug: plug.code)
def plug(request: pytest.FixtureRequest, app: Flask) -> PaymentMethod:
    return request.param  # type: ignore[no-any-return]


def test_there_are_the_three_ways_of_the_first_day() -> None:
    assert set(METHODS.all()) >= {"cod", "stripe_checkout", "vietqr"}


def test_its_code_is_its_files_name_and_it_knows_how_money_goes_back(plug: PaymentMethod) -> None:
    assert METHODS.get(plug.code) is plug
    assert plug.refund_way in (PROVIDER, TRANSFER)


def test_it_asks_for_exactly_the_order(plug: PaymentMethod) -> None:
    with transaction():
        shops = [make_paid_shop(), make_paid_shop()]
    order = placed(*shops, method=plug.code)
    payments = payments_of(order.id)
    parts = [part for payment in payments for part in payment.parts]
    assert sum(payment.amount_dong for payment in payments) == order.total_dong
    assert sorted(part.shop_order_id for part in parts) == [part.id for part in order.shop_orders]
    assert len({payment.payee_shop_id for payment in payments}) == len(payments)
    assert all(is_received(plug.received_account(payment)) for payment in payments)


def test_its_demand_ends_when_its_hold_ends(plug: PaymentMethod) -> None:
    with transaction():
        shop = make_paid_shop()
    payment = payments_of(placed(shop, method=plug.code).id)[0]
    ends = hold_ends_at(plug.code)
    if ends is None:
        assert payment.expires_at is None
    else:
        assert payment.expires_at is not None
        assert abs((payment.expires_at - ends).total_seconds()) < 60
        assert payment.expires_at > now()


def test_it_is_offered_by_default_and_never_where_goods_are_only_listed(plug: PaymentMethod) -> None:
    with transaction():
        shop = make_paid_shop()
    order = placed(shop, method=plug.code)
    assert plug.code in methods_offered(current_settings(), config(), order.shop_orders)
    assert not plug.is_offered([], current_settings(), config())
    set_settings(money_flow="listing_only")
    assert not plug.is_offered(order.shop_orders, current_settings(), config())


def test_an_order_cancelled_unpaid_leaves_nothing_behind(plug: PaymentMethod) -> None:
    with transaction():
        shop = make_paid_shop()
    order = placed(shop, method=plug.code)
    with transaction():
        cancel_order(lock_order(order.number), by=BUYER, reason="changed_mind")
    assert stock_left(order) == [10]
    assert [payment.status for payment in payments_of(again(order).id)] == ["cancelled"]
    assert broken_promises() == []
