"""The seller, or somebody she knows, brings the parcel herself."""

from marketplace.shipping.carrier import table_fee_dong
from marketplace.shipping.errors import BadTracking
from marketplace.shipping.models import ShippingRate

MOST_CHARACTERS = 40


class OwnDelivery:
    """Needs no number: the phone of the shop is on the order."""

    needs_tracking = False

    def fee_dong(self, rate: ShippingRate, weight_g: int, goods_dong: int) -> int:
        """By the shop's table."""
        return table_fee_dong(rate, weight_g, goods_dong)

    def normal_tracking(self, typed: str) -> str:
        """Whatever she notes for herself, kept short."""
        if len(typed) > MOST_CHARACTERS:
            raise BadTracking(field="tracking_number")
        return typed.strip()


plug = OwnDelivery()
