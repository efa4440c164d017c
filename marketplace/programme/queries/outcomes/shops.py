"""A shop that first opened and a product that first went on sale are outcomes of their day."""

from typing import Any

from sqlalchemy import Select, select

from marketplace.association.models import Unit
from marketplace.catalog.models import Product
from marketplace.programme.queries.outcomes.columns import Source, fact_columns, local_day, of_seller
from marketplace.sellers.models import Seller
from marketplace.shops.models import Shop

SHOP_OPENED, PRODUCT_LISTED = "shop_opened", "product_listed"


def _shop_opened() -> Select[Any]:
    """Each shop, on the day it first opened."""
    columns = fact_columns(
        SHOP_OPENED,
        "shop",
        record_id=Shop.id,
        happened_on=local_day(Shop.opened_at),
        happened_at=Shop.opened_at,
        outcome_on=local_day(Shop.opened_at),
        title=Shop.name,
        **of_seller(),
    )
    rows = select(*columns).join(Seller, Seller.id == Shop.seller_id).join(Unit, Unit.id == Seller.unit_id)
    return rows.where(Shop.opened_at.is_not(None))


def _product_listed() -> Select[Any]:
    """Each product, on the day it was first approved."""
    columns = fact_columns(
        PRODUCT_LISTED,
        "product",
        record_id=Product.id,
        happened_on=local_day(Product.first_live_at),
        happened_at=Product.first_live_at,
        outcome_on=local_day(Product.first_live_at),
        title=Product.name,
        note=Shop.name,
        **of_seller(),
    )
    rows = select(*columns).join(Shop, Shop.id == Product.shop_id).join(Seller, Seller.id == Shop.seller_id)
    return rows.join(Unit, Unit.id == Seller.unit_id).where(Product.first_live_at.is_not(None))


SHOP_SOURCES = (Source(_shop_opened, Shop.id, Shop.opened_at),)
PRODUCT_SOURCES = (Source(_product_listed, Product.id, Product.first_live_at),)
