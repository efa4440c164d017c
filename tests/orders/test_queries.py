"""Reading orders: own ones only, waiting ones first, and what the seller receives."""

import pytest
from flask import Flask

from marketplace.core.actors import CUSTOMER, SELLER, Actor
from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.fees.models import CommissionRule
from marketplace.orders import queries
from marketplace.orders.errors import NoSuchOrder, NoSuchShopOrder
from marketplace.orders.models import Order
from marketplace.orders.queries import lock_shop_orders
from marketplace.orders.services import fulfilment as work
from tests.builders import make_customer, make_shop
from tests.purchases import details, give_account, make_goods, make_order


@pytest.fixture
def order(app: Flask) -> Order:
    with transaction():
        session.add(CommissionRule(basis_points=300, valid_from=today(), reason="thử"))
        session.flush()
        ginseng = make_goods(price_dong=200_000, stock=50)
        give_account(ginseng.shop)
        return make_order((ginseng, 2), (make_goods("Nem chua", price_dong=50_000), 1))


def test_a_shop_finds_its_own_part_and_no_other(order: Order) -> None:
    mine, other = order.shop_orders
    assert queries.get_shop_order(mine.number, shop=mine.shop).id == mine.id
    for ask in (queries.get_shop_order, queries.lock_shop_order):
        with pytest.raises(NoSuchShopOrder):
            ask(other.number, shop=mine.shop)
        with pytest.raises(NoSuchShopOrder):
            ask("DH000000-XXXXXX-1", shop=mine.shop)


def test_an_order_is_found_whole_or_not_at_all(order: Order) -> None:
    found = queries.get_order(order.number)
    assert [len(part.lines) for part in found.shop_orders] == [1, 1]
    assert queries.find_order(order.public_id) == found and queries.find_order("no") is None
    with pytest.raises(NoSuchOrder):
        queries.get_order("DH000000-XXXXXX")
    with pytest.raises(NoSuchOrder):
        queries.lock_order("DH000000-XXXXXX")


def test_number_and_phone_must_fit(order: Order) -> None:
    assert queries.find_order_of_phone(order.number, order.phone) == order
    assert queries.find_order_of_phone(order.number, "+84912999999") is None


def test_a_customer_sees_her_own_orders_newest_first(app: Flask) -> None:
    with transaction():
        person, other = make_customer(), make_customer("Người Khác")
        goods = make_goods(stock=9)
        mine = [
            make_order((goods, 1), by=Actor(CUSTOMER, person.id), details=details(phone=f"+8491200000{n}"))
            for n in range(3)
        ]
        theirs = make_order((goods, 1), by=Actor(CUSTOMER, other.id), details=details(phone="+84912000009"))
    first = queries.list_orders_of(person.id, limit=2)
    rest = queries.list_orders_of(person.id, first.next_cursor, limit=2)
    assert [o.id for o in (*first, *rest)] == [o.id for o in reversed(mine)] and rest.next_cursor is None
    assert queries.find_order_of_person(theirs.number, person.id) is None
    assert queries.find_order_of_person(mine[0].number, person.id) == mine[0]


def test_a_shops_list_has_tabs_with_the_longest_waiting_first(order: Order) -> None:
    shop, goods_id = order.shop_orders[0].shop, order.shop_orders[0].lines[0].product_id
    from marketplace.catalog.models import Product

    with transaction():
        goods = session.get_one(Product, goods_id)
        newer = make_order((goods, 1), details=details(phone="+84912000008")).shop_orders[0]
        waiting = make_order((goods, 1), method="vietqr", details=details(phone="+84912000007")).shop_orders[0]
        [third] = lock_shop_orders([make_order((goods, 1), details=details(phone="+84912000006")).shop_orders[0].id])
        work.accept(third, by=Actor(SELLER, 1))
    assert [part.id for part in queries.list_shop_orders(shop, "new")] == [order.shop_orders[0].id, newer.id]
    page = queries.list_shop_orders(shop, "new", limit=1)
    assert [p.id for p in queries.list_shop_orders(shop, "new", page.next_cursor, limit=1)] == [newer.id]
    assert queries.count_by_tab(shop) == {
        "new": 2,
        "packing": 1,
        "shipping": 0,
        "waiting": 1,
        "done": 0,
        "ended": 0,
    }
    assert [part.id for part in queries.list_shop_orders(shop, "waiting")] == [waiting.id]
    with transaction():
        stranger = make_shop()
    assert list(queries.list_shop_orders(stranger, "new")) == []


def test_she_sees_what_she_receives_and_what_is_taken_off(order: Order) -> None:
    part = order.shop_orders[0]
    seen = queries.seller_sees(part)
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
    ("method", "when", "owes"),
    [("vietqr", "on_her_account", 18_000), ("stripe_checkout", "from_platform", 0)],
)
def test_how_the_money_comes_depends_on_the_way_of_paying(order: Order, method: str, when: str, owes: int) -> None:
    order.payment_method = method
    seen = queries.seller_sees(order.shop_orders[0])
    assert (seen.when, seen.owes_dong) == (when, owes)
    session.rollback()
