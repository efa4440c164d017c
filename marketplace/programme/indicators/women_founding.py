"""Women who founded an enterprise, a co-operative or a co-operative group (khởi nghiệp)."""

from typing import Any

from marketplace.core.words import N_
from marketplace.enterprises.enterprise_kinds import STARTING_UP
from marketplace.programme.indicators.base import counted_for, fact
from marketplace.programme.queries.outcomes import FOUNDED
from marketplace.programme.shape import UNIQUE, IndicatorWords


class WomenFounding:
    """One row a woman, dated by her first founding in the period."""

    code, version, counting, measure, record_kind = "women_founding", 1, UNIQUE, "women", "enterprise"
    standard_position = None
    words = IndicatorWords(
        name=N_("Số phụ nữ khởi nghiệp"),
        unit=N_("người"),
        definition=N_(
            "Số phụ nữ khác nhau cùng sáng lập doanh nghiệp, hợp tác xã hoặc tổ hợp tác mới trong kỳ, có Hội hỗ "
            "trợ, tính vào Đề án. Chị mở hộ kinh doanh tính ở chỉ tiêu khởi sự kinh doanh, không tính ở đây."
        ),
        note_by_unit=N_("Một chị sáng lập ở hai nơi tính một lần ở mỗi nơi, và một lần ở cấp trên."),
    )

    def select_facts(self, programme_id: int) -> Any:
        """Founders that count for the programme."""
        return counted_for(FOUNDED, programme_id).where(fact.note.in_(STARTING_UP))


plug = WomenFounding()
