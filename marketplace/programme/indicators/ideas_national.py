"""Ideas that the national level supports: each idea once, since that day."""

from typing import Any

from marketplace.core.words import N_
from marketplace.programme.indicators.base import counted_for
from marketplace.programme.queries.outcomes import IDEA_SUPPORTED
from marketplace.programme.shape import OCCURRENCE, IndicatorWords


class IdeasNational:
    """One row an idea whose contests count for the programme."""

    code, version, counting, measure, record_kind = "ideas_national", 1, OCCURRENCE, "ideas", "idea"
    standard_position: int | None = None
    words = IndicatorWords(
        name=N_("Số ý tưởng được hỗ trợ ở cấp Trung ương"),
        unit=N_("ý tưởng"),
        definition=N_("Ý tưởng đã dự thi được cấp Trung ương hỗ trợ trong kỳ, mỗi ý tưởng tính một lần."),
    )

    def select_facts(self, programme_id: int) -> Any:
        """Facts of ideas that count for the programme."""
        return counted_for(IDEA_SUPPORTED, programme_id)


plug = IdeasNational()
