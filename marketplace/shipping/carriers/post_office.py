"""The parcel is handed over at a post office or a carrier's counter, whose name the seller writes down."""

import re

from marketplace.shipping.carrier import table_fee_dong
from marketplace.shipping.errors import BadTracking
from marketplace.shipping.models import ShippingRate

_NUMBER = re.compile(r"[A-Z0-9][A-Z0-9.-]{3,29}", re.A)


class PostOffice:
    """Any counter that gives a receipt; the number on it is what the customer asks after."""

    needs_tracking = True

    def fee_dong(self, rate: ShippingRate, weight_g: int, goods_dong: int) -> int:
        """By the shop's table: no counter is asked while somebody waits to pay."""
        return table_fee_dong(rate, weight_g, goods_dong)

    def normal_tracking(self, typed: str) -> str:
        """Capitals without blanks: «ee 123 456 789 vn» → «EE123456789VN»."""
        number = re.sub(r"\s+", "", typed).upper()
        if not _NUMBER.fullmatch(number):
            raise BadTracking(field="tracking_number")
        return number


plug = PostOffice()
