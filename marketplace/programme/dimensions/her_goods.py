"""What a woman sells, by the category of the first product that she listed; unknown of who has listed none."""

from typing import Any

from sqlalchemy import func, select

from marketplace.core.words import N_
from marketplace.programme.dimensions.base import OfACategory
from marketplace.programme.models import OutcomeFact
from marketplace.programme.queries.outcomes import PRODUCT_LISTED
from marketplace.programme.shape import DimensionWords, Indicator


class HerGoods(OfACategory):
    """Her first product stands for her: what she lists later moves nobody from one part to another."""

    code, position = "her_goods", 4
    words = DimensionWords(name=N_("Ngành hàng của chị"))

    def __init__(self) -> None:
        super().__init__()
        rows = select(OutcomeFact.person_id, func.min(OutcomeFact.record_id).label("product_id"))
        self.first = (
            rows.where(OutcomeFact.kind == PRODUCT_LISTED).group_by(OutcomeFact.person_id).subquery("her_first")
        )

    def applies_to(self, indicator: Indicator) -> bool:
        """Everywhere but where things are products, which have a category of their own."""
        return indicator.record_kind != "product"

    def join(self, rows: Any, things: Any) -> Any:
        """Her first product and its category."""
        rows = rows.join(self.first, self.first.c.person_id == things.c.person_id, isouter=True)
        return self.join_product(rows, self.first.c.product_id)


plug = HerGoods()
