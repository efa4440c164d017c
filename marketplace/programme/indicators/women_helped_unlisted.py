"""Women whom outreach is told to have helped and of whom there is no list yet."""

from typing import Any

from marketplace.core.words import N_
from marketplace.programme.indicators.base import outreach_adding
from marketplace.programme.queries.outcomes import OUTREACH
from marketplace.programme.shape import HEADS, IndicatorWords


class WomenHelpedUnlisted:
    """One row an outreach with how many of its women lack a list."""

    code, version, counting, measure, record_kind = "women_helped_unlisted", 1, HEADS, "people", OUTREACH
    standard_position = None
    words = IndicatorWords(
        name=N_("Số lượt phụ nữ được hướng dẫn tại chỗ, chưa có danh sách"),
        unit=N_("lượt"),
        definition=N_(
            "Cộng từng đợt hướng dẫn được tính vào Đề án: số phụ nữ báo cáo của cả đợt trừ đi số chị đã có tên "
            "trong danh sách. Số này hiện riêng, không cộng vào số phụ nữ được hướng dẫn, và tự giảm khi danh "
            "sách được ghi."
        ),
    )

    def select_facts(self, programme_id: int) -> Any:
        """The outreach with such people."""
        return outreach_adding("without_list", programme_id)


plug = WomenHelpedUnlisted()
