"""Women who started a household trade (khởi sự kinh doanh)."""

from typing import Any

from marketplace.core.words import N_
from marketplace.enterprises.enterprise_kinds import TRADING
from marketplace.programme.indicators.base import counted_for, fact
from marketplace.programme.queries.outcomes import FOUNDED
from marketplace.programme.shape import UNIQUE, IndicatorWords


class WomenTrading:
    """One row a woman, dated by the first household business that she founded in the period."""

    code, version, counting, measure, record_kind = "women_trading", 1, UNIQUE, "women", "enterprise"
    standard_position = None
    words = IndicatorWords(
        name=N_("Số phụ nữ khởi sự kinh doanh"),
        unit=N_("người"),
        definition=N_(
            "Số phụ nữ khác nhau bắt đầu buôn bán, sản xuất riêng bằng một hộ kinh doanh mới trong kỳ, có Hội hỗ "
            "trợ, tính vào Đề án. Chị sáng lập doanh nghiệp, hợp tác xã, tổ hợp tác tính ở chỉ tiêu khởi nghiệp."
        ),
        note_by_unit=N_("Một chị mở hộ kinh doanh ở hai nơi tính một lần ở mỗi nơi, và một lần ở cấp trên."),
    )

    def select_facts(self, programme_id: int) -> Any:
        """Founders that count for the programme."""
        return counted_for(FOUNDED, programme_id).where(fact.note.in_(TRADING))


plug = WomenTrading()
