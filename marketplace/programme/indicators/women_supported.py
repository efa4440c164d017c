"""Women supported: different women with at least one support under the programme in the period."""

from typing import Any

from marketplace.core.words import N_
from marketplace.programme.indicators.base import fact, facts
from marketplace.programme.queries.outcomes import SUPPORT
from marketplace.programme.shape import UNIQUE, IndicatorWords


class WomenSupported:
    """One row a woman, dated by her first support in the period (số người, không phải số lượt)."""

    code, version, counting, measure, record_kind = "women_supported", 1, UNIQUE, "women", "support_record"
    standard_position = 0
    words = IndicatorWords(
        name=N_("Số phụ nữ được hỗ trợ"),
        unit=N_("người"),
        definition=N_(
            "Số phụ nữ khác nhau có ít nhất một lượt hỗ trợ của Đề án trong kỳ. Mỗi chị tính một lần "
            "(số người, không phải số lượt)."
        ),
        note_by_unit=N_("Một chị được hai nơi hỗ trợ tính một lần ở mỗi nơi, và một lần ở cấp trên."),
    )

    def select_facts(self, programme_id: int) -> Any:
        """The programme's own support."""
        return facts(SUPPORT).where(fact.programme_id == programme_id)


plug = WomenSupported()
