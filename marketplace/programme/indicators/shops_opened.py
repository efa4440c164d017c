"""Shops opened in the period by women whom the programme had supported."""

from typing import Any

from marketplace.core.words import N_
from marketplace.programme.indicators.base import outcomes
from marketplace.programme.queries.outcomes import SHOP_OPENED
from marketplace.programme.shape import OCCURRENCE, IndicatorWords


class ShopsOpened:
    """One row a shop, dated by its first opening."""

    code, version, counting, measure, record_kind = "shops_opened", 1, OCCURRENCE, "shops", "shop"
    standard_position = 1
    words = IndicatorWords(
        name=N_("Số gian hàng mở mới"),
        unit=N_("gian hàng"),
        definition=N_("Gian hàng mở lần đầu trong kỳ, của chị đã được Đề án hỗ trợ từ trước hoặc trong ngày mở."),
    )

    def select_facts(self, programme_id: int) -> Any:
        """First openings of shops of supported women."""
        return outcomes(SHOP_OPENED, programme_id)


plug = ShopsOpened()
