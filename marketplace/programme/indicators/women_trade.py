"""Women supported in starting a trade: those of the supported women whose support was for that."""

from typing import Any

from marketplace.core.words import N_
from marketplace.programme.aims import TRADE
from marketplace.programme.indicators.base import support_for
from marketplace.programme.shape import UNIQUE, IndicatorWords


class WomenTrade:
    """One row a woman, dated by her first such support in the period; a part of all women supported."""

    code, version, counting, measure, record_kind = "women_trade", 1, UNIQUE, "women", "support_record"
    standard_position, whole_position = None, 0
    words = IndicatorWords(
        name=N_("Số phụ nữ được hỗ trợ khởi sự kinh doanh"),
        unit=N_("người"),
        definition=N_(
            "Số phụ nữ khác nhau được Đề án hỗ trợ bắt đầu buôn bán, làm nghề nhỏ trong kỳ. Một chị có "
            "thể vừa khởi nghiệp vừa khởi sự kinh doanh; tổng số phụ nữ được hỗ trợ chỉ tính chị một lần."
        ),
    )

    def select_facts(self, programme_id: int) -> Any:
        """The programme's support for starting a trade."""
        return support_for(TRADE, programme_id)


plug = WomenTrade()
