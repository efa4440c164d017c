"""Supported women who made their first sale in the period."""

from typing import Any

from sqlalchemy import func, select

from marketplace.orders.models import ShopOrder
from marketplace.programme.indicators.base import supported_sellers
from marketplace.programme.indicators.revenue import is_sold, sold_at
from marketplace.programme.models import Programme
from marketplace.programme.periods import Period
from marketplace.programme.shape import UNIQUE, Place
from marketplace.sellers.models import Seller
from marketplace.shops.models import Shop


class FirstSales:
    """One row a woman, dated when her first shop order ever was delivered and paid."""

    code, version, counting, measure, record_kind = "first_sales", 1, UNIQUE, "women", "shop_order"

    def select_records(self, programme: Programme, place: Place, period: Period, *, by_unit: bool = False) -> Any:
        """Each seller's earliest sale, kept when it lies in the period."""
        begin, end = period.bounds
        place_in_row = func.row_number().over(partition_by=ShopOrder.shop_id, order_by=(sold_at(), ShopOrder.id))
        sales = (
            select(
                ShopOrder.id,
                ShopOrder.shop_id,
                ShopOrder.goods_dong,
                ShopOrder.number,
                sold_at().label("at"),
                place_in_row.label("place"),
            )
            .where(is_sold())
            .subquery("sales")
        )
        rows = (
            select(
                sales.c.id.label("ref_id"),
                sales.c.at.label("happened"),
                Seller.person_id.label("person_id"),
                Seller.unit_id.label("unit_id"),
                sales.c.goods_dong.label("amount_dong"),
                sales.c.number.label("title"),
                Shop.name.label("note"),
            )
            .join(Shop, Shop.id == sales.c.shop_id)
            .join(Seller, Seller.id == Shop.seller_id)
            .where(sales.c.place == 1, sales.c.at >= begin, sales.c.at < end)
        )
        return supported_sellers(rows, programme, place, sales.c.at)


plug = FirstSales()
