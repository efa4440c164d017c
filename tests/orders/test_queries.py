"""Reading orders: own ones only, and what is due soonest first."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from marketplace.core.actors import CUSTOMER, SELLER, Actor
from marketplace.core.clock import now, today
from marketplace.core.db import session
from marketplace.core.paging import encode_cursor
from marketplace.core.transactions import transaction
from marketplace.fees.models import CommissionRule
from marketplace.orders import queries
from marketplace.orders.errors import NoSuchOrder, NoSuchShopOrder
from marketplace.orders.models import Order
from marketplace.orders.queries import lock_shop_orders
from marketplace.orders.services import fulfilment as work
from marketplace.orders.services.browsers import open_in_browser
from tests.builders import make_customer, make_shop
from tests.purchases import details, give_account, make_goods, make_order

DAWN = datetime(2026, 11, 22, tzinfo=UTC)


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
        make_order((goods, 1), by=Actor(CUSTOMER, other.id), details=details(phone="+84912000009"))
    first = queries.list_orders_of(person.id, limit=2)
    rest = queries.list_orders_of(person.id, first.next_cursor, limit=2)
    assert [o.id for o in (*first, *rest)] == [o.id for o in reversed(mine)] and rest.next_cursor is None


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


def test_what_is_due_soonest_comes_first_also_over_pages(order: Order) -> None:
    shop = order.shop_orders[0].shop
    with transaction():
        more = [make_order((make_goods(shop=shop), 1), details=details(phone=f"+8491200000{n}")) for n in range(3)]
        parts = [order.shop_orders[0], *(made.shop_orders[0] for made in more)]
        for part, hours in zip(parts, (9, 3, 9, 1), strict=True):
            part.reply_due_at = DAWN + timedelta(hours=hours)
    wanted = [parts[3].id, parts[1].id, parts[0].id, parts[2].id]  # of equal times the older one first
    assert [part.id for part in queries.list_shop_orders(shop, "new")] == wanted
    seen, cursor = [], None
    for _ in wanted:
        page = queries.list_shop_orders(shop, "new", cursor, limit=1)
        seen, cursor = [*seen, *(part.id for part in page)], page.next_cursor
    assert (seen, cursor) == (wanted, None)


def test_what_was_taken_on_or_sent_first_comes_first(order: Order) -> None:
    shop = order.shop_orders[0].shop
    with transaction():
        newer = make_order((make_goods(shop=shop), 1), details=details(phone="+84912000008")).shop_orders[0].id
    older = order.shop_orders[0].id
    for part_id in (newer, older):
        with transaction():
            work.accept(lock_shop_orders([part_id])[0], by=Actor(SELLER, 1))
    assert [part.id for part in queries.list_shop_orders(shop, "packing")] == [newer, older]
    for part_id in (newer, older):
        with transaction():
            [part] = lock_shop_orders([part_id])
            work.pack(part, by=Actor(SELLER, 1))
            work.hand_over(part, by=Actor(SELLER, 1), carrier="own_delivery")
    assert [part.id for part in queries.list_shop_orders(shop, "shipping")] == [newer, older]


@pytest.mark.parametrize("cursor", ["x", encode_cursor(5), encode_cursor("bao giờ", 5), encode_cursor("0001-01-01", 1)])
def test_a_cursor_nobody_gave_out_means_the_first_page(order: Order, cursor: str) -> None:
    shop = order.shop_orders[0].shop
    assert [part.id for part in queries.list_shop_orders(shop, "new", cursor)] == [order.shop_orders[0].id]


def test_where_a_customer_was_last_sent_to_is_known_of_orders_she_placed(app: Flask) -> None:
    """(8.14) Not of one that her proven phone brought her; and a browser knows what it opened, for a while."""
    with transaction():
        customer = make_customer()
        by = Actor(CUSTOMER, customer.id, customer.full_name)
        first, last = make_order(by=by), make_order(by=by, details=details(address_line="Ngõ 5"))
        guest = make_order(details=details(phone="+84912000222"))
        open_in_browser(guest, "this browser")
    assert queries.find_last_order_by(customer.id).id == last.id != first.id  # type: ignore[union-attr]
    with transaction():
        last.claimed_at = now()
    assert queries.find_last_order_by(customer.id).id == first.id  # type: ignore[union-attr]
    opened_since = now() - timedelta(hours=1)
    found = queries.find_opened_order_of_phone("+84912000222", token_hash="this browser", opened_since=opened_since)
    assert found is not None and found.id == guest.id
    for phone, name, since in (
        ("+84912000111", "this browser", opened_since),
        ("+84912000222", "another", opened_since),
        ("+84912000222", "this browser", now() + timedelta(minutes=1)),
    ):
        assert queries.find_opened_order_of_phone(phone, token_hash=name, opened_since=since) is None


def test_what_a_browser_or_a_person_has_just_ordered_is_hers_alone_and_still_coming(order: Order) -> None:
    """Told where the answer to «Đặt hàng» was lost: this browser's or this person's, of late, not one that is over."""
    an_hour_ago, nobody = now() - timedelta(hours=1), {"person_id": None, "token_hash": None}
    with transaction():
        open_in_browser(order, "hers")
        person = make_customer()
        own = make_order((make_goods("Chè", stock=9), 3), by=Actor(CUSTOMER, person.id))

    def found(**who: object) -> list[str]:
        asked = {**nobody, "placed_since": an_hour_ago, **who}
        return [recent.number for recent in queries.list_recent_orders(**asked)]  # type: ignore[arg-type]

    assert found(token_hash="hers") == [order.number] and found(token_hash="another") == [] == found()
    assert found(person_id=person.id) == [own.number] and found(person_id=person.id, placed_since=now()) == []
    pieces = queries.pieces_of_orders([order.id, own.id])
    assert sorted(pieces[order.id].values()) == [1, 2] and list(pieces[own.id].values()) == [3]
    with transaction():
        for part in lock_shop_orders([part.id for part in order.shop_orders]):
            work.decline(part, by=Actor(SELLER, part.shop.seller.person_id), reason="too_far")
    assert found(token_hash="hers") == []
