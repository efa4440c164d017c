"""Many rows beside the small demo: as many as were asked for, and as sound as what was played."""

import pytest
from flask import Flask

from marketplace.association.queries import find_unit_of_area
from marketplace.bulk_demo.adding import SIZES
from marketplace.bulk_demo.published import PROGRAMME, PUBLISHED, PUBLISHED_ON
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.promises import violations
from marketplace.demo.loading import Told
from marketplace.orders.models import Order, Shipment, ShopOrder
from marketplace.programme.models import SupportRecord
from marketplace.programme.periods import span
from marketplace.programme.queries import every_record, get_programme, value_of
from marketplace.programme.registries import INDICATORS
from marketplace.programme.shape import Place
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

    def test_published_figures_come_out_of_records(self) -> None:
        programme, province = get_programme(PROGRAMME), find_unit_of_area("38")
        assert province is not None
        days, place = span(programme.begins_on, PUBLISHED_ON), Place(province.path)
        for code, figure in PUBLISHED.items():
            indicator = INDICATORS.get(code)
            assert value_of(indicator, programme, place, days) == round(figure * MORE.published), code
            assert len(every_record(indicator, programme, place, days)) == round(figure * MORE.published), code
        for code in ("units_with_channels", "officers_trained"):
            assert value_of(INDICATORS.get(code), programme, place, days) == 100, code

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
    assert SIZES["province"].published == 1 and SIZES["province"].copies > 180_000
