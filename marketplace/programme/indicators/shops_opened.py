"""Shops opened in the period by women whom the programme had supported."""

from typing import Any

from sqlalchemy import BigInteger, String, cast, literal, null, select

from marketplace.programme.indicators.base import supported_sellers
from marketplace.programme.models import Programme
from marketplace.programme.periods import Period
from marketplace.programme.shape import OCCURRENCE, Place
from marketplace.sellers.models import Seller
from marketplace.shops.models import Shop


class ShopsOpened:
    """One row a shop, dated by its first opening."""

    code, version, counting, measure, record_kind = "shops_opened", 1, OCCURRENCE, "shops", "shop"

    def select_records(self, programme: Programme, place: Place, period: Period, *, by_unit: bool = False) -> Any:
        """Shops by the day they first opened."""
        begin, end = period.bounds
        rows = select(
            Shop.id.label("ref_id"),
            Shop.opened_at.label("happened"),
            Seller.person_id.label("person_id"),
            Seller.unit_id.label("unit_id"),
            cast(null(), BigInteger).label("amount_dong"),
            Shop.name.label("title"),
            cast(literal(""), String).label("note"),
        ).join(Seller, Seller.id == Shop.seller_id)
        rows = rows.where(Shop.opened_at >= begin, Shop.opened_at < end)
        return supported_sellers(rows, programme, place, Shop.opened_at)


plug = ShopsOpened()
