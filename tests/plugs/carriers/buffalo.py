"""Xe trâu: goes to every village and tells on its page where it is."""

from marketplace.core.words import N_
from marketplace.shipping.errors import BadTracking
from marketplace.shipping.shape import Carrier, CarrierWords


class Buffalo(Carrier):
    """One number a cart."""

    words = CarrierWords(label=N_("Gửi xe trâu"), note=N_("Xe ghé làng mỗi sáng thứ hai."))
    needs_tracking = True

    def normal_tracking(self, typed: str) -> str:
        """Figures alone."""
        number = typed.strip()
        if not number.isdecimal() or len(number) > 12:
            raise BadTracking(field="tracking_number")
        return number

    def tracking_url(self, number: str) -> str:
        """The cart's own page."""
        return f"https://xetrau.example/{number}"


plug = Buffalo()
