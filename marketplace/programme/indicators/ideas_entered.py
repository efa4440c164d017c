"""Ideas entered in contests: each idea once, on the day it was first entered."""

from typing import Any

from marketplace.core.words import N_
from marketplace.programme.indicators.base import counted_for
from marketplace.programme.queries.outcomes import IDEA
from marketplace.programme.shape import OCCURRENCE, IndicatorWords


class Ideas:
    """One row an idea whose contests count for the programme."""

    code, version, counting, measure, record_kind = "ideas_entered", 1, OCCURRENCE, "ideas", "idea"
    standard_position: int | None = None
    words = IndicatorWords(
        name=N_("Số ý tưởng khởi nghiệp dự thi"),
        unit=N_("ý tưởng"),
        definition=N_(
            "Ý tưởng của một chị được đưa vào cuộc thi trong kỳ, tính vào ngày dự thi đầu tiên. Một ý tưởng đi "
            "từ xã lên tỉnh, lên vùng vẫn tính một lần."
        ),
    )

    def select_facts(self, programme_id: int) -> Any:
        """Facts of ideas that count for the programme."""
        return counted_for(IDEA, programme_id)


plug = Ideas()
