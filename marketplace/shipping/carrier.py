"""What every way of sending a parcel can do; each lives in a file of its own under `carriers`."""

from abc import ABC, abstractmethod
from dataclasses import dataclass

from marketplace.shipping.models import ShippingRate

GRAMS_OF_A_STEP = 1_000


@dataclass(frozen=True)
class CarrierWords:
    """What people read of a way of sending parcels: Vietnamese sentences marked with `N_`."""

    label: str
    note: str = ""  # what the seller reads under the label when she hands a parcel over


class Carrier(ABC):
    """A way of sending parcels; `needs_tracking` says whether handing over asks for a number."""

    words: CarrierWords
    needs_tracking: bool

    def fee_dong(self, rate: ShippingRate, weight_g: int, goods_dong: int) -> int:
        """What the customer pays for a parcel: by the shop's table, for nobody is asked while somebody waits to pay."""
        return table_fee_dong(rate, weight_g, goods_dong)

    @abstractmethod
    def normal_tracking(self, typed: str) -> str:
        """A tracking number in one form; BadTracking when this carrier cannot have given it."""

    def tracking_url(self, number: str) -> str:
        """The page that tells how a parcel travels; nothing where there is none."""
        return ""


def table_fee_dong(rate: ShippingRate, weight_g: int, goods_dong: int) -> int:
    """By table: so much for the first kilogram, so much for each one begun after it; free from a sum of goods."""
    if rate.free_from_dong is not None and goods_dong >= rate.free_from_dong:
        return 0
    steps_after = max(0, -(-weight_g // GRAMS_OF_A_STEP) - 1)
    return rate.first_kg_dong + steps_after * rate.next_kg_dong
