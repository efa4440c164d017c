"""How far a parcel goes."""

from marketplace.places.models import Area
from marketplace.shipping.zones import is_within, zone_between


def _commune(code: str, province: str | None) -> Area:
    return Area(code=code, parent_code=province)


def test_zone_by_code_and_province() -> None:
    here = _commune("15382", "38")
    assert zone_between(here, _commune("15382", "38")) == "commune"
    assert zone_between(here, _commune("14797", "38")) == "province"
    assert zone_between(here, _commune("00004", "01")) == "nationwide"


def test_units_without_a_parent_are_not_one_province() -> None:
    assert zone_between(_commune("a", None), _commune("b", None)) == "nationwide"


def test_near_lies_within_far_but_not_the_other_way() -> None:
    assert (
        is_within("commune", "province") and is_within("province", "nationwide") and is_within("province", "province")
    )
    assert not is_within("province", "commune") and not is_within("nationwide", "province")
