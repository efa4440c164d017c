"""Ideas that were given an award: each idea once, on the day of its first one."""

from typing import Any

from marketplace.core.words import N_
from marketplace.programme.indicators.base import counted_for
from marketplace.programme.queries.outcomes import IDEA_HONOURED
from marketplace.programme.shape import OCCURRENCE, IndicatorWords


class IdeasHonoured:
    """One row an idea whose contests count for the programme."""

    code, version, counting, measure, record_kind = "ideas_honoured", 1, OCCURRENCE, "ideas", "idea"
    standard_position: int | None = None
    words = IndicatorWords(
        name=N_("Số ý tưởng được tôn vinh"),
        unit=N_("ý tưởng"),
        definition=N_(
            "Ý tưởng được trao giải hoặc được tôn vinh ở một cuộc thi đã có kết quả, tính vào ngày được tôn vinh "
            "đầu tiên. Một ý tưởng được nhiều giải vẫn tính một lần."
        ),
    )

    def select_facts(self, programme_id: int) -> Any:
        """Facts of ideas that count for the programme."""
        return counted_for(IDEA_HONOURED, programme_id)


plug = IdeasHonoured()
