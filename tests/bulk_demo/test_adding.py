"""Many rows beside the small demo: as many as were asked for, and as sound as what was played."""

import pytest
from flask import Flask

from marketplace.bulk_demo.adding import SIZES
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.promises import violations
from marketplace.demo.loading import Told
from marketplace.orders.models import Order, Shipment, ShopOrder
from marketplace.programme.models import SupportRecord
from marketplace.shops.models import Shop
from tests.bulk_demo.conftest import MORE


@pytest.mark.thorough
@pytest.mark.usefixtures("bulk_app")
class TestAdding:
    def test_every_promise_is_kept(self) -> None:
        assert [f"{promise.id}: {line}" for promise, line in violations()] == []

    def test_as_much_is_there_as_was_asked_for(self, bulk: tuple[Flask, Told]) -> None:
        assert session.query(Shop).count() == 13 + MORE.shops
        assert bulk[1].listings == 46 + MORE.products
        assert (
            session.query(Order).filter(Order.idempotency_key.startswith("mau-")).count() == MORE.orders + MORE.copies
        )
        assert bulk[1].shop_orders == session.query(ShopOrder).count() > MORE.orders
        assert bulk[1].records == session.query(SupportRecord).count() > MORE.women

    def test_copied_orders_are_orders_of_their_own(self) -> None:
        orders = session.query(Order).all()
        assert len({order.number for order in orders}) == len({order.public_id for order in orders}) == len(orders)
        part = session.query(ShopOrder).filter_by(order_id=max(order.id for order in orders)).first()
        assert part is not None
        session.add(Shipment(shop_order_id=part.id, carrier="x", handed_over_at=now()))
        session.flush()  # keys of later rows go on above those of the copies
        session.rollback()

    def test_the_new_shops_have_orders_too(self) -> None:
        sold_by = {shop_id for (shop_id,) in session.query(ShopOrder.shop_id).distinct()}
        played = {shop.id for shop in session.query(Shop).order_by(Shop.id).limit(13)}
        assert sold_by - played and sold_by & played


def test_a_province_has_the_records_of_its_programmes() -> None:
    assert SIZES["province"].women > 8 * SIZES["large"].women
