"""Revenue of supported women: goods delivered and paid in the period, less the money given back in it."""

from typing import Any

from marketplace.core.words import N_
from marketplace.programme.indicators.base import fact, outcomes
from marketplace.programme.queries.outcomes import SALE
from marketplace.programme.shape import SUM, IndicatorWords


class Revenue:
    """One row a shop order with what of it was kept; `note` says whose word its delivery rests on."""

    code, version, counting, measure, record_kind = "revenue", 2, SUM, "dong", "shop_order"
    standard_position = 4
    words = IndicatorWords(
        name=N_("Doanh thu của phụ nữ được hỗ trợ"),
        unit=N_("đồng"),
        definition=N_(
            "Tổng tiền hàng của các đơn đã giao và đã nhận đủ tiền trong kỳ, không tính phí giao hàng, "
            "đã trừ tiền của hàng trả lại trong kỳ."
        ),
    )

    def select_facts(self, programme_id: int) -> Any:
        """Sold lines, and what was given back of them."""
        return outcomes(SALE, programme_id, amount_dong=fact.amount_dong, note=fact.confidence)


plug = Revenue()
