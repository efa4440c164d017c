"""The shape of a carrier; each is one file under `carriers`."""

from abc import ABC, abstractmethod
from dataclasses import dataclass

from marketplace.shipping.models import ShippingRate

GRAMS_OF_A_STEP = 1_000


@dataclass(frozen=True)
class CarrierWords:
    """The words of a carrier on pages: Vietnamese message ids marked with `N_`."""

    label: str
    to_customer: str = ""  # the same as the customer reads it, where that differs
    note: str = ""  # what the seller reads under the label when she hands a parcel over


class Carrier(ABC):
    """A way of sending parcels; `needs_tracking` says whether handing over asks for a number."""

    words: CarrierWords
    needs_tracking: bool

    def fee_dong(self, rate: ShippingRate, weight_g: int, goods_dong: int) -> int:
        """The shipping fee of a parcel in đồng, from the shop's rate table (no carrier is asked during checkout)."""
        return table_fee_dong(rate, weight_g, goods_dong)

    @abstractmethod
    def normal_tracking(self, typed: str) -> str:
        """A tracking number in normal form; BadTracking when it is not one of this carrier's."""

    def tracking_url(self, number: str) -> str:
        """The carrier's tracking page for a parcel; «» where there is none."""
        return ""


def table_fee_dong(rate: ShippingRate, weight_g: int, goods_dong: int) -> int:
    """The table's fee: one for the first kilogram, one for each further kilogram begun; free from a sum of goods."""
    if rate.free_from_dong is not None and goods_dong >= rate.free_from_dong:
        return 0
    steps_after = max(0, -(-weight_g // GRAMS_OF_A_STEP) - 1)
    return rate.first_kg_dong + steps_after * rate.next_kg_dong
