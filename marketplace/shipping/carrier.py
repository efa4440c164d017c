"""What every way of sending a parcel can do; each lives in a file of its own under `carriers`."""

from typing import Protocol

from marketplace.shipping.models import ShippingRate

GRAMS_OF_A_STEP = 1_000


class Carrier(Protocol):
    """A way of sending parcels. Names for people are the web's business; here it is known by its code."""

    needs_tracking: bool  # whether handing over asks for a number

    def fee_dong(self, rate: ShippingRate, weight_g: int, goods_dong: int) -> int:
        """What the customer pays for a parcel at a shop's rate."""

    def normal_tracking(self, typed: str) -> str:
        """A tracking number in one form; BadTracking when this carrier cannot have given it."""


def table_fee_dong(rate: ShippingRate, weight_g: int, goods_dong: int) -> int:
    """By table: so much for the first kilogram, so much for each one begun after it; free from a sum of goods."""
    if rate.free_from_dong is not None and goods_dong >= rate.free_from_dong:
        return 0
    steps_after = max(0, -(-weight_g // GRAMS_OF_A_STEP) - 1)
    return rate.first_kg_dong + steps_after * rate.next_kg_dong
