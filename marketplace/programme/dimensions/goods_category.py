"""What a product is, by the category of the marketplace, of indicators whose list names products."""

from typing import Any

from marketplace.core.words import N_
from marketplace.programme.dimensions.base import OfACategory
from marketplace.programme.shape import DimensionWords, Indicator


class GoodsCategory(OfACategory):
    """The category at the top, under which the product stands."""

    code, position = "goods_category", 3
    words = DimensionWords(name=N_("Ngành hàng"))

    def applies_to(self, indicator: Indicator) -> bool:
        """Only where things are products."""
        return indicator.record_kind == "product"

    def join(self, rows: Any, things: Any) -> Any:
        """The product and its category."""
        return self.join_product(rows, things.c.ref_id)


plug = GoodsCategory()
