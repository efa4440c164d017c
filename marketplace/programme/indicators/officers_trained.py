"""The share of full-time officers who took a course."""

from typing import Any

from marketplace.core.words import N_
from marketplace.programme.queries.coverage import full_time_officers_and_training
from marketplace.programme.shape import SHARE, IndicatorWords


class OfficersTrained:
    """One row a post; it fulfils from the day of its holder's first course."""

    code, version, counting, measure, record_kind = "officers_trained", 1, SHARE, "officers", "cadre_post"
    standard_position = None
    words = IndicatorWords(
        name=N_("Tỷ lệ cán bộ chuyên trách được tập huấn"),
        unit=N_("%"),
        definition=N_(
            "Trong các cán bộ chuyên trách đang giữ chức vụ ở Hội cấp tỉnh, cấp xã vào ngày cuối kỳ, bao nhiêu phần "
            "trăm người đã dự ít nhất một lớp tập huấn, tính đến ngày ấy."
        ),
    )

    def select_facts(self, programme_id: int) -> Any:
        """Every full-time officer, whatever the programme."""
        return full_time_officers_and_training()


plug = OfficersTrained()
