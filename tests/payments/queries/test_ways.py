"""How a shop order is paid: by its own payment, whatever became of the rest of the purchase."""

import pytest
from flask import Flask

from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.fees.models import CommissionRule
from marketplace.orders.models import Order, ShopOrder
from marketplace.orders.queries import get_order, lock_shop_orders
from marketplace.orders.services.cancelling import cancel_order
from marketplace.orders.services.fulfilment import accept
from marketplace.payments.queries.payments import payments_of
from marketplace.payments.queries.ways import WayOfPaying, is_cash_expected, seller_sees, way_of_paying, ways_of_paying
from marketplace.payments.services.changing import change_method
from marketplace.payments.services.transfers import confirm_transfer, say_transferred
from tests.payments.making import BUYER, make_paid_shop, placed, seller_of
from tests.purchases import give_account, make_goods, make_order
from tests.statements import counted


def ordered(shops: int = 1, **wishes: object) -> Order:
    with transaction():
        made = [make_paid_shop() for _ in range(shops)]
    return placed(*made, **wishes)


def changed(order: Order, method: str) -> None:
    with transaction():
        change_method(get_order(order.number), method, BUYER)


def methods(order: Order) -> list[str]:
    parts = get_order(order.number).shop_orders
    ways = ways_of_paying(parts)
    return [ways[part.id].method for part in parts]


def test_what_was_paid_keeps_its_way_when_the_rest_is_changed(app: Flask) -> None:
    order = ordered(2)
    first, _second = payments_of(order.id)
    with transaction():
        confirm_transfer(first, by=seller_of(order.shop_orders[0].shop))
    changed(order, "cod")
    assert methods(order) == ["vietqr", "cod"]


def test_what_was_taken_on_keeps_its_way_when_the_rest_is_changed(app: Flask) -> None:
    order = ordered(2, method="cod")
    with transaction():
        accept(lock_shop_orders([order.shop_orders[0].id])[0], by=seller_of(order.shop_orders[0].shop))
    changed(order, "vietqr")
    assert methods(order) == ["cod", "vietqr"]
    assert [is_cash_expected(part.id) for part in get_order(order.number).shop_orders] == [True, False]


def test_the_open_payment_tells_then_the_last_one(app: Flask) -> None:
    order = ordered()
    changed(order, "stripe_checkout")
    assert methods(order) == ["stripe_checkout"]
    changed(order, "cod")
    with transaction():
        cancel_order(get_order(order.number), by=BUYER)
    assert methods(order) == ["cod"] and not is_cash_expected(order.shop_orders[0].id)


def test_late_money_for_a_payment_given_up_is_what_paid(app: Flask) -> None:
    order = ordered()
    [transfer] = payments_of(order.id)
    changed(order, "cod")
    with transaction():
        confirm_transfer(transfer, by=seller_of(order.shop_orders[0].shop))
    assert methods(order) == ["vietqr"] and not is_cash_expected(order.shop_orders[0].id)


def test_without_any_payment_it_is_what_was_chosen(app: Flask) -> None:
    assert methods(ordered(method="cod", pay=False)) == ["cod"]


def test_many_parts_are_asked_about_at_once(app: Flask) -> None:
    orders = [ordered(), ordered(4)]
    few, many = [get_order(order.number).shop_orders for order in orders]
    with counted() as asked:
        ways_of_paying(few)
        ways_of_paying(many)
    assert len(asked) == 2


@pytest.fixture
def part(app: Flask) -> ShopOrder:
    with transaction():
        session.add(CommissionRule(basis_points=300, valid_from=today(), reason="thử"))
        session.flush()
        ginseng = make_goods(price_dong=200_000, stock=50)
        give_account(ginseng.shop)
        return make_order((ginseng, 2), (make_goods("Nem chua", price_dong=50_000), 1)).shop_orders[0]


def test_a_seller_sees_what_she_receives_and_what_is_taken_off(part: ShopOrder) -> None:
    seen = seller_sees(part, way_of_paying(part))
    amounts = {line.code: line.amount_dong for line in seen.lines}
    assert amounts == {
        "goods": 400_000,
        "shipping": part.shipping_dong,
        "commission": -12_000,
        "vat": -4_000,
        "pit": -2_000,
    }
    assert seen.receives_dong == sum(amounts.values()) == part.total_dong - 18_000
    assert (seen.customer_pays_dong, seen.owes_dong, seen.when) == (part.total_dong, 18_000, "cash_at_delivery")
    assert {line.code: line.rate_bp for line in seen.lines}["vat"] == 100


@pytest.mark.parametrize(
    ("method", "is_to_shop", "when", "owes"),
    [
        ("vietqr", True, "on_her_account", 18_000),
        ("vietqr", False, "from_platform", 0),
        ("stripe_checkout", False, "from_platform", 0),
    ],
)
def test_how_the_money_comes_depends_on_the_way_of_paying(
    part: ShopOrder, method: str, is_to_shop: bool, when: str, owes: int
) -> None:
    seen = seller_sees(part, WayOfPaying(method, is_to_shop))
    assert (seen.when, seen.owes_dong) == (when, owes)


def test_a_transfer_that_was_reported_is_known_until_it_is_answered(app: Flask) -> None:
    """(8.14) Of the open payment alone, part by part."""
    order = ordered(2)
    first, _second = payments_of(order.id)
    with transaction():
        say_transferred(first, by=BUYER)
    ways = ways_of_paying(get_order(order.number).shop_orders)
    assert [ways[part.id].is_said for part in order.shop_orders] == [True, False]
    with transaction():
        confirm_transfer(first, by=seller_of(order.shop_orders[0].shop))
    assert not way_of_paying(get_order(order.number).shop_orders[0]).is_said
