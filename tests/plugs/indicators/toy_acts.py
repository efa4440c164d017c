"""Support given, counted by act."""

from typing import Any

from marketplace.core.words import N_
from marketplace.programme.indicators.base import fact, facts
from marketplace.programme.queries.outcomes import SUPPORT
from marketplace.programme.shape import OCCURRENCE, IndicatorWords


class ActsOfSupport:
    """One row an act of support."""

    code, version, counting, measure, record_kind = "toy_acts", 1, OCCURRENCE, "acts", "support_record"
    standard_position = 9
    words = IndicatorWords(
        name=N_("Số lượt đồ chơi"),
        unit=N_("lượt thử"),
        definition=N_("Mỗi lượt hỗ trợ là một lượt thử."),
        note_by_unit=N_("Đồ chơi của đơn vị nào, đơn vị ấy giữ."),
    )

    def select_facts(self, programme_id: int) -> Any:
        """The programme's own support."""
        return facts(SUPPORT).where(fact.programme_id == programme_id)


plug = ActsOfSupport()
