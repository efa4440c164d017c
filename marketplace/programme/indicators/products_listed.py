"""Products that first went on sale in the period, in shops of women whom the programme had supported."""

from typing import Any

from sqlalchemy import BigInteger, cast, null, select

from marketplace.catalog.models import Product
from marketplace.programme.indicators.base import supported_sellers
from marketplace.programme.models import Programme
from marketplace.programme.periods import Period
from marketplace.programme.shape import OCCURRENCE, Place
from marketplace.sellers.models import Seller
from marketplace.shops.models import Shop


class ProductsListed:
    """One row a product, dated by the day it first went on sale."""

    code, version, counting, measure, record_kind = "products_listed", 1, OCCURRENCE, "products", "product"

    def select_records(self, programme: Programme, place: Place, period: Period, *, by_unit: bool = False) -> Any:
        """Products by the day of their first approval."""
        begin, end = period.bounds
        rows = (
            select(
                Product.id.label("ref_id"),
                Product.first_live_at.label("happened"),
                Seller.person_id.label("person_id"),
                Seller.unit_id.label("unit_id"),
                cast(null(), BigInteger).label("amount_dong"),
                Product.name.label("title"),
                Shop.name.label("note"),
            )
            .join(Shop, Shop.id == Product.shop_id)
            .join(Seller, Seller.id == Shop.seller_id)
            .where(Product.first_live_at >= begin, Product.first_live_at < end)
        )
        return supported_sellers(rows, programme, place, Product.first_live_at)


plug = ProductsListed()
