"""Products that first went on sale in the period, in shops of women whom the programme had supported."""

from typing import Any

from marketplace.core.words import N_
from marketplace.programme.indicators.base import outcomes
from marketplace.programme.queries.outcomes import PRODUCT_LISTED
from marketplace.programme.shape import OCCURRENCE, IndicatorWords


class ProductsListed:
    """One row a product, dated by the day it first went on sale."""

    code, version, counting, measure, record_kind = "products_listed", 1, OCCURRENCE, "products", "product"
    standard_position = 2
    words = IndicatorWords(
        name=N_("Số sản phẩm lên gian hàng"),
        unit=N_("sản phẩm"),
        definition=N_("Sản phẩm được Hội duyệt và bày bán lần đầu trong kỳ, ở gian hàng của chị đã được Đề án hỗ trợ."),
    )

    def select_facts(self, programme_id: int) -> Any:
        """First approvals of products of supported women."""
        return outcomes(PRODUCT_LISTED, programme_id)


plug = ProductsListed()
