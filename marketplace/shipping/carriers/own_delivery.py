"""Delivery by the seller, or by somebody the seller knows."""

from marketplace.core.words import N_
from marketplace.shipping.errors import BadTracking
from marketplace.shipping.shape import Carrier, CarrierWords

MOST_CHARACTERS = 40


class OwnDelivery(Carrier):
    """Needs no tracking number: the customer calls the shop."""

    words = CarrierWords(label=N_("Tự giao hàng"), to_customer=N_("Gian hàng tự giao"))
    needs_tracking = False

    def normal_tracking(self, typed: str) -> str:
        """The seller's own note, kept short."""
        if len(typed) > MOST_CHARACTERS:
            raise BadTracking(field="tracking_number")
        return typed.strip()


plug: Carrier = OwnDelivery()
