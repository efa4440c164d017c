"""What orders promise is found out where it is broken behind their back."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import text

from marketplace.core.actors import SELLER, Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.orders import promises
from marketplace.orders.models import Order
from marketplace.orders.queries import lock_shop_orders
from marketplace.orders.services import fulfilment as work
from tests.purchases import broken_promises, make_goods, make_order
from tests.statements import counted


@pytest.fixture
def order(app: Flask) -> Order:
    with transaction():
        order = make_order((make_goods(price_dong=100_000), 2))
        [part] = lock_shop_orders([order.shop_orders[0].id])
        work.accept(part, by=Actor(SELLER, 1))
        return order


def _spoil(statement: str) -> None:
    """Change the database as somebody with a console could; its own checks stand aside on SQLite."""
    with transaction():
        if session.get_bind().dialect.name == "sqlite":
            session.execute(text("PRAGMA ignore_check_constraints = ON"))
        session.execute(text(statement))


def test_a_sound_database_breaks_none(order: Order) -> None:
    assert broken_promises() == []


Check = Callable[[], Iterator[str]]
AGREED = {
    "customer_order": [
        "area_text = 'Nơi khác'",
        "payment_method = 'vietqr'",
        "shipping_dong = shipping_dong + 1, total_dong = total_dong + 1",
        "contract = '{}'",
    ],
    "shop_order": [
        "shop_name = 'Gian khác'",
        "seller_name = 'Người Khác'",
        "seller_address = 'Nơi khác'",
        "legal_form = 'doanh_nghiep'",
        "carrier = 'pickup'",
        "expected_to = '2099-01-01'",
        "goods_dong = goods_dong - 1, shipping_dong = shipping_dong + 1",
    ],
    "order_line": [
        "product_name = 'Hàng khác'",
        "variant_name = 'Gói khác'",
        "unit = 'can'",
        "quantity = 1, gross_dong = unit_price_dong, commission_dong = 0, vat_dong = 0, pit_dong = 0, "
        "seller_net_dong = unit_price_dong",
        "revision_id = 999",
    ],
}


@pytest.mark.parametrize(
    ("statement", "check"),
    [
        ("UPDATE shop_order SET goods_dong = goods_dong + 1, total_dong = total_dong + 1", promises.orders_add_up),
        (
            "UPDATE customer_order SET shipping_dong = shipping_dong + 1, total_dong = total_dong + 1",
            promises.orders_add_up,
        ),
        (
            "UPDATE order_line SET vat_dong = -1, seller_net_dong = gross_dong + 1 - commission_dong - pit_dong",
            promises.lines_add_up,
        ),
        ("UPDATE shop_order SET status = 'delivered'", promises.histories_are_whole),
        ("UPDATE shop_order SET money_status = 'paid'", promises.histories_are_whole),
        ("UPDATE state_change SET seq = 7 WHERE kind = 'shop_order' AND seq = 2", promises.histories_are_whole),
        (
            "UPDATE state_change SET actor_kind = 'officer' WHERE kind = 'shop_order' AND seq = 2",
            promises.histories_are_whole,
        ),
        (
            "UPDATE state_change SET from_state = 'packed' WHERE kind = 'shop_order' AND seq = 2",
            promises.histories_are_whole,
        ),
        ("DELETE FROM state_change WHERE kind = 'shop_order_money'", promises.histories_are_whole),
        ("UPDATE order_line SET vat_bp = 0", promises.lines_add_up),
        ("UPDATE order_line SET pit_bp = pit_bp + 50", promises.lines_add_up),
        ("UPDATE order_line SET commission_bp = 9999", promises.lines_add_up),
        *(
            (f"UPDATE {table} SET {change}", promises.agreements_are_unchanged)
            for table, changes in AGREED.items()
            for change in changes
        ),
        ("UPDATE customer_order SET public_id = 'short'", promises.public_ids_cannot_be_guessed),
        ("UPDATE order_line SET quantity_limit = 1", promises.quantities_are_within_limits),
    ],
)
def test_each_break_is_named(order: Order, statement: str, check: Check) -> None:
    assert list(check()) == []
    _spoil(statement)
    assert list(check()) != []


def test_a_cancelled_part_with_a_parcel_is_named(order: Order) -> None:
    _spoil(
        "INSERT INTO shipment (shop_order_id, carrier, carrier_name, tracking_number, handed_over_at) "
        "SELECT id, 'own_delivery', '', '', accepted_at FROM shop_order"
    )
    _spoil("UPDATE shop_order SET status = 'cancelled'")
    assert any("a parcel was sent" in line for line in promises.cancelled_means_cancelled())


def test_money_kept_for_a_day_after_the_end_is_named(order: Order) -> None:
    with transaction():
        [part] = lock_shop_orders([order.shop_orders[0].id])
        part.status, part.money_status, part.ended_at = "cancelled", "paid", now() - timedelta(hours=23)
    assert list(promises.cancelled_means_cancelled()) == []
    with transaction():
        [part] = lock_shop_orders([order.shop_orders[0].id])
        part.ended_at = now() - timedelta(hours=25)
    assert any("still kept" in line for line in promises.cancelled_means_cancelled())


def test_an_order_without_goods_is_named(order: Order) -> None:
    _spoil("DELETE FROM order_line")
    assert len(list(promises.quantities_are_within_limits())) == 1


def test_every_machine_of_every_room_is_watched(app: Flask) -> None:
    watched = {(table.name, column) for table, column, _machine in promises.stateful_columns()}
    assert {
        ("shop_order", "status"),
        ("shop_order", "money_status"),
        ("payment", "status"),
        ("refund", "status"),
        ("application", "status"),
        ("seller", "status"),
        ("shop", "status"),
        ("product", "status"),
        ("listing_revision", "status"),
    } <= watched


def test_what_was_agreed_is_read_in_few_statements_however_many_orders_there_are(
    order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction():
        shop_goods = make_goods()
        placed = [make_order((shop_goods, 1)) for _ in range(3)]
    monkeypatch.setattr(promises, "CHUNK", 2)
    with counted() as sent:
        assert list(promises.agreements_are_unchanged()) == []
    assert len(sent) == 2 * 3 + 1, "orders, parts and lines of each chunk, and where they end"
    _spoil(f"UPDATE order_line SET unit = 'can' WHERE shop_order_id = {placed[-1].shop_orders[0].id}")
    assert list(promises.agreements_are_unchanged()) == [f"order {placed[-1].number} is not what was agreed"]
