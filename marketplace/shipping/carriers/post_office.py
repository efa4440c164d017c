"""The parcel is handed over at a post office or a carrier's counter, whose name the seller writes down."""

import re

from marketplace.core.words import N_
from marketplace.shipping.errors import BadTracking
from marketplace.shipping.shape import Carrier, CarrierWords

_NUMBER = re.compile(r"[A-Z0-9][A-Z0-9.-]{3,29}", re.A)


class PostOffice(Carrier):
    """Any counter that gives a receipt with a number by which the customer can ask for the parcel."""

    words = CarrierWords(label=N_("Gửi bưu điện hoặc đơn vị giao hàng"))
    needs_tracking = True

    def normal_tracking(self, typed: str) -> str:
        """Capitals without blanks: «ee 123 456 789 vn» → «EE123456789VN»."""
        number = re.sub(r"\s+", "", typed).upper()
        if not _NUMBER.fullmatch(number):
            raise BadTracking(field="tracking_number")
        return number


plug: Carrier = PostOffice()
