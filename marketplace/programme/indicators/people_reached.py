"""People whom outreach reached: women by name and relatives as numbers, each time anew."""

from typing import Any

from marketplace.core.words import N_
from marketplace.programme.indicators.base import outreach_adding
from marketplace.programme.queries.outcomes import OUTREACH
from marketplace.programme.shape import HEADS, IndicatorWords


class PeopleReached:
    """One row an outreach with how many it reached (số lượt)."""

    code, version, counting, measure, record_kind = "people_reached", 1, HEADS, "people", OUTREACH
    standard_position = None
    words = IndicatorWords(
        name=N_("Số lượt người được hướng dẫn tại chỗ, kể cả người thân"),
        unit=N_("lượt"),
        definition=N_(
            "Cộng từng đợt hướng dẫn được tính vào Đề án: phụ nữ có tên trong danh sách và người thân (nữ, nam) "
            "được hướng dẫn cùng. Một người dự hai đợt là hai lượt. Phụ nữ mới chỉ có số, chưa có danh sách, "
            "không ở trong số này."
        ),
    )

    def select_facts(self, programme_id: int) -> Any:
        """The outreach with such people."""
        return outreach_adding("people", programme_id)


plug = PeopleReached()
