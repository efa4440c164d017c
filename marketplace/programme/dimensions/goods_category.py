"""What a product is, by the category of the marketplace, of indicators whose list names products."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import String, cast, func, select
from sqlalchemy.orm import aliased

from marketplace.catalog.models import Category, Product
from marketplace.core.db import session
from marketplace.core.words import N_
from marketplace.programme.dimensions.base import Dimension
from marketplace.programme.shape import DimensionWords, Indicator


class GoodsCategory(Dimension):
    """The category at the top, under which the product stands."""

    code, position = "goods_category", 3
    words = DimensionWords(name=N_("Ngành hàng"))

    def __init__(self) -> None:
        self.product = aliased(Product, name="goods_category_product")
        self.category = aliased(Category, name="goods_category_category")

    def applies_to(self, indicator: Indicator) -> bool:
        """Only where things are products."""
        return indicator.record_kind == "product"

    def join(self, rows: Any, things: Any) -> Any:
        """The product and its category."""
        rows = rows.join(self.product, self.product.id == things.c.ref_id, isouter=True)
        return rows.join(self.category, self.category.id == self.product.category_id, isouter=True)

    def part(self, things: Any) -> Any:
        """The key of the category at the top."""
        return cast(func.coalesce(self.category.parent_id, self.category.id), String)

    def names(self, codes: Collection[str]) -> dict[str, str]:
        """The names of categories, in the order of names."""
        rows = select(Category.id, Category.name).where(Category.id.in_([int(code) for code in codes]))
        return {str(key): name for key, name in session.execute(rows.order_by(Category.name))}


plug = GoodsCategory()
