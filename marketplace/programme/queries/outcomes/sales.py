"""Goods that were delivered and paid are an outcome of that day; what a refund takes back of them, of its own day."""

from typing import Any

from sqlalchemy import BigInteger, Select, String, cast, func, literal, select
from sqlalchemy.sql.elements import ColumnElement

from marketplace.association.models import Unit
from marketplace.orders.models import OrderLine, ShopOrder
from marketplace.payments.models import Refund, RefundLine
from marketplace.programme.queries.outcomes.columns import (
    RECORDED,
    Source,
    fact_columns,
    later_of,
    local_day,
    of_seller,
    text,
)
from marketplace.sellers.models import Seller
from marketplace.shops.models import Shop

SALE = "sale"


def sold_at() -> ColumnElement[Any]:
    """The instant at which a shop order was both delivered and paid."""
    return later_of(ShopOrder.paid_at, ShopOrder.delivered_at)


def _of_sale(**told: Any) -> list[ColumnElement[Any]]:
    """The columns that lines of a sold shop order share."""
    common = {
        "record_id": ShopOrder.id,
        "part": OrderLine.id,
        "outcome_on": local_day(sold_at()),
        "confidence": func.coalesce(ShopOrder.delivery_confidence, RECORDED),
        "title": ShopOrder.number,
        "note": ShopOrder.shop_name,
        **of_seller(),
    }
    return fact_columns(SALE, "shop_order", **(common | told))


def _sale() -> Select[Any]:
    """Each line of a shop order, on the day the order was both delivered and paid."""
    line = OrderLine
    amount = line.gross_dong + line.adjustment_dong + line.subsidy_dong
    columns = _of_sale(
        happened_on=local_day(sold_at()), happened_at=sold_at(), amount_dong=cast(amount, BigInteger), cause=text("")
    )
    return _sold(select(*columns).join(line, line.shop_order_id == ShopOrder.id))


def _taken_back() -> Select[Any]:
    """The refund of each line, on the day it was decided; for goods sold only later, on the day of the sale."""
    at, amount = later_of(Refund.created_at, sold_at()), RefundLine.amount_dong + RefundLine.subsidy_dong
    columns = _of_sale(
        happened_on=local_day(at),
        happened_at=at,
        amount_dong=cast(-amount, BigInteger),
        cause=literal("refund_line:") + cast(RefundLine.id, String),
    )
    rows = select(*columns).join(Refund, Refund.shop_order_id == ShopOrder.id)
    rows = rows.join(RefundLine, RefundLine.refund_id == Refund.id)
    return _sold(rows.join(OrderLine, OrderLine.id == RefundLine.order_line_id))


def _sold(rows: Select[Any]) -> Select[Any]:
    rows = rows.join(Shop, Shop.id == ShopOrder.shop_id).join(Seller, Seller.id == Shop.seller_id)
    rows = rows.join(Unit, Unit.id == Seller.unit_id)
    return rows.where(ShopOrder.delivered_at.is_not(None), ShopOrder.paid_at.is_not(None))


SALE_SOURCES = (
    Source(_sale, ShopOrder.id, sold_at()),
    Source(_taken_back, ShopOrder.id, later_of(Refund.created_at, sold_at())),
)
