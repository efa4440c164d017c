"""Revenue of supported women: goods delivered and paid in the period, given-back money not counted."""

from typing import Any

from sqlalchemy import case, select
from sqlalchemy.sql.elements import ColumnElement

from marketplace.orders.models import ShopOrder
from marketplace.orders.states import DELIVERED, PAID
from marketplace.programme.indicators.base import supported_sellers
from marketplace.programme.models import Programme
from marketplace.programme.periods import Period
from marketplace.programme.shape import SUM, Place
from marketplace.sellers.models import Seller
from marketplace.shops.models import Shop


def sold_at() -> ColumnElement[Any]:
    """The instant at which a shop order was both delivered and paid."""
    paid_later = ShopOrder.paid_at > ShopOrder.delivered_at
    return case((paid_later, ShopOrder.paid_at), else_=ShopOrder.delivered_at)


def is_sold() -> ColumnElement[bool]:
    """Delivered, paid, and not given back."""
    return (ShopOrder.status == DELIVERED) & (ShopOrder.money_status == PAID)


class Revenue:
    """One row a shop order, dated when delivered and paid; the figure is the sum of its goods in đồng."""

    code, version, counting, measure, record_kind = "revenue", 1, SUM, "dong", "shop_order"

    def select_records(self, programme: Programme, place: Place, period: Period, *, by_unit: bool = False) -> Any:
        """Shop orders by the instant they were delivered and paid; `note` says whose word the delivery rests on."""
        begin, end = period.bounds
        rows = (
            select(
                ShopOrder.id.label("ref_id"),
                sold_at().label("happened"),
                Seller.person_id.label("person_id"),
                Seller.unit_id.label("unit_id"),
                ShopOrder.goods_dong.label("amount_dong"),
                ShopOrder.number.label("title"),
                ShopOrder.delivery_confidence.label("note"),
            )
            .join(Shop, Shop.id == ShopOrder.shop_id)
            .join(Seller, Seller.id == Shop.seller_id)
            .where(is_sold(), sold_at() >= begin, sold_at() < end)
        )
        return supported_sellers(rows, programme, place, sold_at())


plug = Revenue()
