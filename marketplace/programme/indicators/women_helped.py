"""Women helped on the spot with VNeID, accounts, public services and safe social media."""

from typing import Any

from marketplace.core.words import N_
from marketplace.programme.indicators.base import counted_for
from marketplace.programme.queries.outcomes import HELPED, OUTREACH
from marketplace.programme.shape import UNIQUE, IndicatorWords


class WomenHelped:
    """One row a woman, dated by the first day of the period on which she was helped (số người, không phải số lượt)."""

    code, version, counting, measure, record_kind = "women_helped", 1, UNIQUE, "women", OUTREACH
    standard_position = None
    words = IndicatorWords(
        name=N_("Số phụ nữ được hướng dẫn kỹ năng số tại chỗ"),
        unit=N_("người"),
        definition=N_(
            "Số phụ nữ khác nhau có tên ở ít nhất một đợt hướng dẫn trong kỳ (VNeID, tài khoản, dịch vụ công trực "
            "tuyến, mạng xã hội an toàn) được tính vào Đề án. Mỗi chị tính một lần, dù dự nhiều đợt."
        ),
        note_by_unit=N_("Một chị được hướng dẫn ở hai nơi tính một lần ở mỗi nơi, và một lần ở cấp trên."),
    )

    def select_facts(self, programme_id: int) -> Any:
        """Who stands in the lists of outreach of every kind."""
        return counted_for(HELPED, programme_id)


plug = WomenHelped()
