"""The share of units (province, communes) that have both a fanpage and a Zalo group."""

from typing import Any

from marketplace.core.words import N_
from marketplace.programme.queries.coverage import units_and_channels
from marketplace.programme.shape import SHARE, IndicatorWords


class UnitsWithChannels:
    """One row a stretch of a unit's days; it fulfils while both stand."""

    code, version, counting, measure, record_kind = "units_with_channels", 1, SHARE, "units", "unit"
    standard_position = None
    words = IndicatorWords(
        name=N_("Tỷ lệ đơn vị có fanpage và nhóm Zalo"),
        unit=N_("%"),
        definition=N_(
            "Trong Hội cấp tỉnh và các Hội cấp xã đang hoạt động vào ngày cuối kỳ, bao nhiêu phần trăm đơn vị có cả "
            "fanpage và nhóm Zalo còn hoạt động vào ngày ấy."
        ),
    )

    def select_facts(self, programme_id: int) -> Any:
        """Every unit, whatever the programme."""
        return units_and_channels()


plug = UnitsWithChannels()
