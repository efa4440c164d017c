"""Placing an order: one transaction, sums to the đồng, once for each key, nothing changed by a refusal."""

import dataclasses
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from marketplace.cart.models import Cart, CartLine
from marketplace.catalog.models import Product, Variant
from marketplace.checkout.errors import CartEmpty, KeyReused, OrdersClosed, SummaryChanged
from marketplace.checkout.summary import changes_since, summarise_cart
from marketplace.core.actors import CUSTOMER, SELLER, Actor
from marketplace.core.clock import now, today
from marketplace.core.db import db, session
from marketplace.core.references import new_public_id
from marketplace.core.transactions import transaction
from marketplace.fees.models import CommissionRule
from marketplace.inventory.errors import OutOfStock
from marketplace.inventory.models import Hold
from marketplace.inventory.queries import stock_of
from marketplace.orders.models import Order, OrderLine, ShopOrder
from marketplace.orders.promises import lines_add_up, orders_add_up
from marketplace.payments.errors import MethodNotOffered, TooManyUnpaid
from marketplace.payments.models import Payment
from marketplace.places.errors import NoSuchArea
from marketplace.sellers.models import Seller
from marketplace.shops.models import Shop
from marketplace.site.queries import current_settings
from tests.builders import HAC_THANH, HANOI_BA_DINH, make_customer, make_seller, make_shop
from tests.purchases import (
    allow_orders,
    broken_promises,
    details,
    give_account,
    make_cart,
    make_goods,
    place,
    variant_of,
)

TABLES = ("customer_order", "shop_order", "order_line", "stock_hold", "payment", "state_change", "outbox")


def _counts() -> dict[str, int]:
    counts = {table: session.scalar(text(f"SELECT count(*) FROM {table}")) for table in TABLES}
    session.rollback()
    return counts


def _left(product: Product) -> int:
    variant = variant_of(product)
    return stock_of([variant.id])[variant.id]


@pytest.fixture
def two_shops(app: Flask) -> tuple[Product, Product]:
    with transaction():
        allow_orders()
        return (
            make_goods("Củ sâm Báo tươi", price_dong=333_333, stock=5, shop=make_shop(preparation_days=2)),
            make_goods("Nem chua", price_dong=60_000, stock=5),
        )


def test_one_order_has_a_part_for_each_shop_and_adds_up(two_shops: tuple[Product, Product]) -> None:
    ginseng, nem = two_shops
    with transaction():
        order = place(make_cart((ginseng, 3), (nem, 2)))
    assert order.number.startswith("DH") and len(order.public_id) >= 22
    assert order.goods_dong == 3 * 333_333 + 2 * 60_000
    assert [part.number for part in order.shop_orders] == [f"{order.number}-1", f"{order.number}-2"]
    assert sum(part.total_dong for part in order.shop_orders) == order.total_dong
    first = order.shop_orders[0]
    assert (first.status, first.money_status, first.shop_id) == ("new", "unpaid", ginseng.shop_id)
    assert first.expected_from >= today() + timedelta(days=2)
    assert first.reply_due_at is not None and first.reply_due_at > now()
    assert broken_promises() == []


def test_every_line_freezes_commission_and_tax(two_shops: tuple[Product, Product]) -> None:
    with transaction():
        session.add(CommissionRule(basis_points=300, valid_from=today(), reason="Từ năm thứ hai"))
    with transaction():
        order = place(make_cart((two_shops[0], 3)))
    line = order.shop_orders[0].lines[0]
    assert (line.commission_bp, line.vat_bp, line.pit_bp) == (300, 100, 50)
    assert (line.commission_dong, line.vat_dong, line.pit_dong) == (30_000, 10_000, 5_000)
    assert line.seller_net_dong == 999_999 - 45_000


def test_cash_on_delivery_sells_at_once_and_a_transfer_holds_for_a_day(two_shops: tuple[Product, Product]) -> None:
    with transaction():
        give_account(two_shops[1].shop)
        place(make_cart((two_shops[0], 2)))
        order = place(make_cart((two_shops[1], 1)), "vietqr")
    assert (_left(two_shops[0]), _left(two_shops[1])) == (3, 4)
    assert order.shop_orders[0].status == "awaiting_payment" and order.shop_orders[0].reply_due_at is None
    held = session.query(Hold).filter_by(order_line_id=order.shop_orders[0].lines[0].id).one()
    assert held.expires_at is not None
    assert timedelta(hours=23, minutes=59) < held.expires_at - now() <= timedelta(hours=24)


def test_the_cart_is_empty_afterwards_and_money_is_asked_for(two_shops: tuple[Product, Product]) -> None:
    with transaction():
        cart = make_cart((two_shops[0], 1), (two_shops[1], 1))
        order = place(cart)
    assert session.query(CartLine).count() == 0
    payments = session.query(Payment).filter_by(order_id=order.id).all()
    assert sum(payment.amount_dong for payment in payments) == order.total_dong


def test_the_contract_keeps_what_the_law_has_shown(two_shops: tuple[Product, Product]) -> None:
    with transaction():
        order = place(make_cart((two_shops[0], 1)))
    [parcel] = order.contract["parcels"]
    assert parcel["seller"] == order.shop_orders[0].seller_name and parcel["seller_address"]
    assert order.contract["total_dong"] == order.total_dong
    assert parcel["goods"][0]["name"] == "Củ sâm Báo tươi"
    assert "Phường Hạc Thành" in order.contract["deliver_to"]


def test_later_edits_change_nothing_on_the_order(two_shops: tuple[Product, Product]) -> None:
    with transaction():
        order = place(make_cart((two_shops[0], 1)))
    before = _snapshot(order.id)
    with transaction():
        product = session.get_one(Product, two_shops[0].id)
        product.name, product.shop.name, product.shop.address_line = "Tên khác", "Gian khác", "Nơi khác"
        variant_of(product).price_dong = 1
        seller = session.get_one(Seller, product.shop.seller_id)
        seller.legal_name, seller.legal_form = "Người khác", "doanh_nghiep"
        session.add(CommissionRule(basis_points=900, valid_from=today()))
        session.execute(text("UPDATE area SET name = 'Tên khác' WHERE code = :code"), {"code": HAC_THANH})
    assert _snapshot(order.id) == before


def _snapshot(order_id: int) -> list[Any]:
    tables = [(Order, Order.id), (ShopOrder, ShopOrder.order_id)]
    rows: list[Any] = []
    for model, column in tables:
        rows += session.execute(model.__table__.select().where(column == order_id)).all()
    parts = [part.id for part in session.query(ShopOrder).filter_by(order_id=order_id)]
    rows += session.execute(OrderLine.__table__.select().where(OrderLine.shop_order_id.in_(parts))).all()
    return rows


def test_the_same_key_and_wishes_are_one_order(two_shops: tuple[Product, Product]) -> None:
    key = new_public_id()
    with transaction():
        cart = make_cart((two_shops[0], 1))
        first = place(cart, key=key)
    with transaction():
        again = place(session.get_one(Cart, cart.id), key=key)
    assert again.id == first.id
    assert _counts()["customer_order"] == 1 and _left(two_shops[0]) == 4


def test_the_same_key_with_other_wishes_is_refused(two_shops: tuple[Product, Product]) -> None:
    key = new_public_id()
    with transaction():
        cart = make_cart((two_shops[0], 1))
        place(cart, key=key)
    before = _counts()
    for other in ({"details": details(name="Ai Khác")}, {"method": "vietqr"}, {"seen": "[]"}):
        with pytest.raises(KeyReused), transaction():
            place(session.get_one(Cart, cart.id), key=key, **other)
    assert _counts() == before


def test_what_changed_since_the_customer_looked_is_refused_and_shown(two_shops: tuple[Product, Product]) -> None:
    ginseng, _nem = two_shops
    with transaction():
        cart = make_cart((ginseng, 2))
        seen = summarise_cart(cart.lines, HAC_THANH, current_settings()).seen
    with transaction():
        session.get_one(Variant, variant_of(ginseng).id).price_dong = 350_000
    before = _counts()
    with pytest.raises(SummaryChanged) as refused, transaction():
        place(session.get_one(Cart, cart.id), seen=seen)
    summary: Any = refused.value.summary
    [change] = changes_since(seen, summary)
    assert (change.what, change.before, change.after) == ("price", 333_333, 350_000)
    assert _counts() == before
    with transaction():
        order = place(session.get_one(Cart, cart.id), seen=summary.seen)
    assert order.goods_dong == 700_000


def test_a_forged_view_of_the_prices_orders_nothing(two_shops: tuple[Product, Product]) -> None:
    with transaction():
        cart = make_cart((two_shops[0], 1))
        seen = summarise_cart(cart.lines, HAC_THANH, current_settings()).seen
    before = _counts()
    for forged in (seen.replace("333333", "3"), "[]", "null", '{"a":1}', "[[[", "x" * 5_000, "[1,2,[[1,2]]]"):
        with pytest.raises(SummaryChanged), transaction():
            place(session.get_one(Cart, cart.id), seen=forged)
    assert _counts() == before


@pytest.mark.parametrize("gone", ["hidden", "closed", "sold_out", "too_many"])
def test_goods_that_cannot_be_had_are_refused_kindly(two_shops: tuple[Product, Product], gone: str) -> None:
    ginseng, nem = two_shops
    with transaction():
        cart = make_cart((ginseng, 2), (nem, 1))
        product = session.get_one(Product, ginseng.id)
        if gone == "hidden":
            product.move_to("hidden", by=Actor(SELLER, 1))
        elif gone == "closed":
            session.get_one(Shop, product.shop_id).move_to("closed", by=Actor(SELLER, 1))
        elif gone == "sold_out":
            place(make_cart((ginseng, 5)))
        else:
            place(make_cart((ginseng, 4)))
    before = _counts()
    with pytest.raises(SummaryChanged), transaction():
        place(session.get_one(Cart, cart.id))
    assert _counts() == before and session.query(CartLine).count() == 2


def test_somebody_faster_after_the_look_leaves_nothing_behind(
    two_shops: tuple[Product, Product], monkeypatch: pytest.MonkeyPatch
) -> None:
    from marketplace.checkout import services

    ginseng, nem = two_shops
    with transaction():
        cart = make_cart((nem, 1), (ginseng, 5))
    take = services._take_stock

    def after_a_rival(order: Order, *more: Any) -> None:
        session.execute(text("UPDATE stock_item SET on_hand = 4 WHERE variant_id = :v"), {"v": variant_of(ginseng).id})
        session.expire_all()
        take(order, *more)

    monkeypatch.setattr(services, "_take_stock", after_a_rival)
    before = _counts()
    with pytest.raises(OutOfStock), transaction():
        place(session.get_one(Cart, cart.id))
    assert _counts() == before and _left(nem) == 5


def test_nothing_is_ordered_from_an_empty_cart_or_to_nowhere(two_shops: tuple[Product, Product]) -> None:
    with pytest.raises(CartEmpty), transaction():
        place(make_cart())
    with pytest.raises(NoSuchArea), transaction():
        place(make_cart((two_shops[0], 1)), details=details(area_code="99999"))


def test_goods_bound_to_the_province_are_not_sent_beyond(two_shops: tuple[Product, Product]) -> None:
    with transaction():
        fresh = make_goods("Bánh tươi", delivery_scope="province", shop=two_shops[0].shop)
        cart = make_cart((fresh, 1))
    with pytest.raises(SummaryChanged) as refused, transaction():
        place(session.get_one(Cart, cart.id), details=details(area_code=HANOI_BA_DINH))
    summary: Any = refused.value.summary
    assert [problem.facts["reason"] for problem in summary.problems] == ["beyond_province"]


def test_without_registration_no_order_is_taken(app: Flask) -> None:
    with transaction():
        cart = make_cart((make_goods(), 1))
    with pytest.raises(OrdersClosed), transaction():
        place(session.get_one(Cart, cart.id))
    with transaction():
        allow_orders(money_flow="listing_only")
    with pytest.raises(OrdersClosed), transaction():
        place(session.get_one(Cart, cart.id))
    assert _counts()["customer_order"] == 0


def test_a_way_of_paying_that_is_not_offered_is_refused(two_shops: tuple[Product, Product]) -> None:
    with transaction():
        cart = make_cart((two_shops[0], 1))
    before = _counts()
    for method in ("vietqr", "gold"):
        with pytest.raises(MethodNotOffered), transaction():
            place(session.get_one(Cart, cart.id), method)
    assert _counts() == before


def test_one_phone_has_so_many_unpaid_cash_orders_and_no_more(two_shops: tuple[Product, Product]) -> None:
    with transaction():
        allow_orders(unpaid_orders_per_phone=2)
        for _ in range(2):
            place(make_cart((two_shops[0], 1)))
        cart = make_cart((two_shops[0], 1))
    with pytest.raises(TooManyUnpaid), transaction():
        place(session.get_one(Cart, cart.id))
    with transaction():
        place(session.get_one(Cart, cart.id), details=details(phone="+84912000222"))


def test_a_signed_in_customer_owns_her_order(two_shops: tuple[Product, Product]) -> None:
    with transaction():
        person = make_customer()
        order = place(make_cart((two_shops[0], 1)), by=Actor(CUSTOMER, person.id))
    assert order.person_id == person.id


def test_two_lines_of_one_variant_count_together(two_shops: tuple[Product, Product]) -> None:
    ginseng, _ = two_shops

    @dataclasses.dataclass
    class Wish:
        variant_id: int
        quantity: int
        seen_price_dong: int = 333_333

    wishes = [Wish(variant_of(ginseng).id, 3), Wish(variant_of(ginseng).id, 3)]
    summary = summarise_cart(wishes, HAC_THANH, current_settings())
    assert [problem.code for problem in summary.problems] == ["fewer_left"]
    assert summary.problems[0].facts == {"left": 5, "wanted": 6}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    carts=st.lists(
        st.tuples(st.integers(1, 9_999_999), st.integers(1, 7), st.integers(0, 2), st.integers(0, 3_000)),
        min_size=1,
        max_size=5,
    )
)
def test_whatever_is_bought_parts_are_the_whole_to_the_dong(
    two_shops: tuple[Product, Product], carts: list[tuple[int, int, int, int]]
) -> None:
    forms = ("ho_kinh_doanh", "hop_tac_xa", "ca_nhan")
    with transaction():
        shops = {n: make_shop(seller=make_seller(legal_form=forms[n])) for n in {shop for _, _, shop, _ in carts}}
        goods = []
        for price, quantity, shop, commission in carts:
            product = make_goods(shop=shops[shop], price_dong=price, stock=50)
            session.add(
                CommissionRule(basis_points=commission, shop_id=shops[shop].id, valid_from=today(), reason="thử")
            )
            goods.append((product, quantity))
        order = place(make_cart(*goods), details=details(phone=f"+8491{session.query(Order).count():07d}"))
    assert order.total_dong == sum(price * quantity for price, quantity, _, _ in carts) + order.shipping_dong
    assert order.total_dong == sum(part.total_dong for part in order.shop_orders)
    for part in order.shop_orders:
        assert part.goods_dong == sum(line.gross_dong for line in part.lines)
        for line in part.lines:
            parts = (line.commission_dong, line.vat_dong, line.pit_dong, line.seller_net_dong)
            assert sum(parts) == line.gross_dong == line.unit_price_dong * line.quantity and min(parts) >= 0
    assert [*orders_add_up(), *lines_add_up()] == []


def test_one_order_needs_few_statements(two_shops: tuple[Product, Product]) -> None:
    from sqlalchemy import event

    with transaction():
        cart = make_cart((two_shops[0], 1))
    seen: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *args: seen.append(args[2]))
    with transaction():
        place(session.get_one(Cart, cart.id))
    asked = [s for s in seen if not s.startswith(("BEGIN", "COMMIT", "ROLLBACK"))]
    assert len(asked) <= 60, "\n".join(asked)
