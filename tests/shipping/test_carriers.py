"""One contract for every way of sending a parcel."""

import pytest

from marketplace.shipping.errors import BadTracking
from marketplace.shipping.models import ShippingRate
from marketplace.shipping.registries import CARRIERS
from marketplace.shipping.shape import Carrier, table_fee_dong


def _rate(**fields: int) -> ShippingRate:
    return ShippingRate(**{"zone": "province", "first_kg_dong": 22_000, "next_kg_dong": 4_000, **fields})


@pytest.fixture(params=sorted(CARRIERS.all()))
def carrier(request: pytest.FixtureRequest) -> Carrier:
    return CARRIERS.get(request.param)


def test_both_carriers_are_found() -> None:
    assert {"own_delivery", "post_office"} <= set(CARRIERS.all())


def test_the_fee_is_whole_dong_and_never_below_zero(carrier: Carrier) -> None:
    for weight_g in (0, 1, 999, 1_000, 1_001, 60_000):
        fee = carrier.fee_dong(_rate(), weight_g, 100_000)
        assert type(fee) is int and fee >= 0


def test_a_heavier_parcel_is_never_cheaper(carrier: Carrier) -> None:
    fees = [carrier.fee_dong(_rate(), weight_g, 100_000) for weight_g in range(0, 5_000, 250)]
    assert fees == sorted(fees)


def test_goods_worth_enough_are_sent_free(carrier: Carrier) -> None:
    assert carrier.fee_dong(_rate(free_from_dong=500_000), 9_000, 500_000) == 0
    assert carrier.fee_dong(_rate(free_from_dong=500_000), 9_000, 499_999) > 0


def test_tracking_is_kept_in_one_form_and_a_normal_number_stays(carrier: Carrier) -> None:
    number = carrier.normal_tracking(" ee123456789vn ")
    assert carrier.normal_tracking(number) == number == number.strip()


def test_a_number_that_cannot_be_is_refused_by_name(carrier: Carrier) -> None:
    with pytest.raises(BadTracking):
        carrier.normal_tracking("<script>" * 20)


def test_a_counter_wants_its_receipts_number() -> None:
    post_office, own = CARRIERS.get("post_office"), CARRIERS.get("own_delivery")
    assert post_office.needs_tracking and not own.needs_tracking
    assert post_office.normal_tracking("ee 123 456 789 vn") == "EE123456789VN"
    assert own.normal_tracking("") == ""
    with pytest.raises(BadTracking):
        post_office.normal_tracking("")


@pytest.mark.parametrize(
    ("weight_g", "fee_dong"), [(0, 22_000), (1_000, 22_000), (1_001, 26_000), (2_000, 26_000), (2_001, 30_000)]
)
def test_each_kilogram_begun_counts(weight_g: int, fee_dong: int) -> None:
    assert table_fee_dong(_rate(), weight_g, 0) == fee_dong
