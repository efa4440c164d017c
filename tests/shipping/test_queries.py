"""Quotes: how far, how much, how long, and what may not travel."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.places.errors import NoSuchArea
from marketplace.shipping.models import ShippingRate
from marketplace.shipping.parcels import Quote
from marketplace.shipping.queries import Obstacle, ParcelItem, quote_parcels, rates_of
from marketplace.shops.models import Shop
from tests.builders import BIEN_THUONG, HAC_THANH, HANOI_BA_DINH, make_shop


@pytest.fixture
def shop(app: Flask) -> Shop:
    with transaction():
        return make_shop(preparation_days=1)


def _item(**fields: Any) -> ParcelItem:
    return ParcelItem(**{"product_id": 1, "weight_g": 1_000, "quantity": 1, "price_dong": 100_000, **fields})


def _quote(shop: Shop, to: str, **fields: Any) -> Quote:
    [(quote, obstacles)] = quote_parcels([(shop, [_item(**fields)])], to)
    assert quote is not None and not obstacles
    return quote


def _obstacles(shop: Shop, to: str, *items: ParcelItem) -> list[Obstacle]:
    [(_quote, obstacles)] = quote_parcels([(shop, items or [_item()])], to)
    return obstacles


def test_the_zone_follows_from_the_two_communes(shop: Shop) -> None:
    zones = [_quote(shop, to).zone for to in (BIEN_THUONG, HAC_THANH, HANOI_BA_DINH)]
    assert zones == ["commune", "province", "nationwide"]


def test_fees_grow_with_the_way_and_the_weight(shop: Shop) -> None:
    near, far = _quote(shop, BIEN_THUONG).fee_dong, _quote(shop, HANOI_BA_DINH).fee_dong
    assert 0 < near < far < _quote(shop, HANOI_BA_DINH, quantity=4).fee_dong


def test_days_count_from_when_the_shop_is_ready(shop: Shop) -> None:
    quote = _quote(shop, HAC_THANH)
    assert (quote.first_day, quote.last_day) == (today() + timedelta(days=2), today() + timedelta(days=3))


@pytest.mark.parametrize(
    ("fields", "to", "reason"),
    [
        ({"delivery_scope": "province"}, HANOI_BA_DINH, "beyond_province"),
        ({"delivery_scope": "commune"}, HAC_THANH, "beyond_commune"),
        ({"max_transit_days": 1}, HANOI_BA_DINH, "too_slow"),
    ],
)
def test_what_may_not_travel_so_far_is_named(shop: Shop, fields: dict[str, Any], to: str, reason: str) -> None:
    [obstacle] = _obstacles(shop, to, _item(product_id=8), _item(product_id=9, **fields))
    assert (obstacle.reason, obstacle.product_ids) == (reason, (9,))


def test_what_may_travel_so_far_is_sent(shop: Shop) -> None:
    assert _quote(shop, HAC_THANH, delivery_scope="province").zone == "province"
    assert _quote(shop, BIEN_THUONG, delivery_scope="commune").zone == "commune"
    assert _quote(shop, HAC_THANH, max_transit_days=2).zone == "province"


def test_a_shop_with_rates_of_its_own_serves_only_those_zones(shop: Shop) -> None:
    with transaction():
        session.add(
            ShippingRate(
                shop_id=shop.id,
                zone="province",
                first_kg_dong=9_000,
                days_min=1,
                days_max=1,
                free_from_dong=300_000,
            )
        )
    assert _quote(shop, HAC_THANH).fee_dong == 9_000
    assert _quote(shop, HAC_THANH, quantity=3).fee_dong == 0
    [obstacle] = _obstacles(shop, HANOI_BA_DINH)
    assert obstacle.reason == "not_served"


@pytest.mark.parametrize("code", ["38", "99999", ""])
def test_a_place_that_is_no_commune_is_refused(shop: Shop, code: str) -> None:
    with pytest.raises(NoSuchArea):
        _quote(shop, code)


def test_several_parcels_do_not_change_each_other(shop: Shop) -> None:
    with transaction():
        other = make_shop(preparation_days=3)
    alone = quote_parcels([(shop, [_item()])], HAC_THANH)[0]
    together = quote_parcels([(shop, [_item()]), (other, [_item(quantity=30)])], HAC_THANH, on=date(2026, 12, 1))
    assert together[0][0] is not None and alone[0] is not None
    assert together[0][0].fee_dong == alone[0].fee_dong
    assert together[1][0] is not None and together[1][0].first_day == date(2026, 12, 5)


def test_the_usual_rates_stand_in_for_none(shop: Shop) -> None:
    assert set(rates_of([shop])[shop.id]) == {"commune", "province", "nationwide"}
