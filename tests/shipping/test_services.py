"""A shop sets its own rates."""

import dataclasses
from typing import Any

import pytest
from flask import Flask

from marketplace.audit.models import AuditEntry
from marketplace.core.actors import SELLER, Actor
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.shipping.errors import BadRates
from marketplace.shipping.models import ShippingRate
from marketplace.shipping.queries import rates_of
from marketplace.shipping.services import RateWish, set_rates
from marketplace.shops.models import Shop
from tests.builders import make_shop

OWNER = Actor(SELLER, 1)
PROVINCE = RateWish("province", 20_000, 3_000, 1, 2, "post_office", 400_000)
COMMUNE = RateWish("commune", 0, 0, 0, 1, "own_delivery")


@pytest.fixture
def shop(app: Flask) -> Shop:
    with transaction():
        return make_shop()


def _stored(shop: Shop) -> dict[str, int]:
    return {r.zone: r.first_kg_dong for r in session.query(ShippingRate).filter_by(shop_id=shop.id)}


def test_rates_are_put_in_place_and_the_act_is_remembered(shop: Shop) -> None:
    with transaction():
        set_rates(shop, [PROVINCE, COMMUNE], by=OWNER)
    assert _stored(shop) == {"province": 20_000, "commune": 0}
    assert session.query(AuditEntry).filter_by(action="shipping.rates_set", subject_id=shop.id).count() == 1


def test_setting_again_replaces_and_drops_what_is_left_out(shop: Shop) -> None:
    with transaction():
        set_rates(shop, [PROVINCE, COMMUNE], by=OWNER)
    for _twice in range(2):
        with transaction():
            set_rates(shop, [dataclasses.replace(PROVINCE, first_kg_dong=25_000)], by=OWNER)
    assert _stored(shop) == {"province": 25_000}


def test_with_none_left_the_usual_rates_hold_again(shop: Shop) -> None:
    with transaction():
        set_rates(shop, [PROVINCE], by=OWNER)
    with transaction():
        set_rates(shop, [], by=OWNER)
    assert set(rates_of([shop])[shop.id]) == {"commune", "province", "nationwide"}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"zone": "moon"}, "zone"),
        ({"first_kg_dong": -1}, "province.first_kg_dong"),
        ({"next_kg_dong": 10**9}, "province.next_kg_dong"),
        ({"free_from_dong": 0}, "province.free_from_dong"),
        ({"days_min": -1}, "province.days_min"),
        ({"days_max": 0}, "province.days_max"),
        ({"carrier": "pigeon"}, "province.carrier"),
    ],
)
def test_rates_that_cannot_be_are_refused_by_name(shop: Shop, change: dict[str, Any], field: str) -> None:
    with pytest.raises(BadRates) as refused, transaction():
        set_rates(shop, [COMMUNE, dataclasses.replace(PROVINCE, **change)], by=OWNER)
    assert refused.value.field == field
    assert _stored(shop) == {}


def test_one_zone_twice_is_refused(shop: Shop) -> None:
    with pytest.raises(BadRates), transaction():
        set_rates(shop, [PROVINCE, PROVINCE], by=OWNER)
