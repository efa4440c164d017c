"""Co-operatives, groups and clubs that women manage."""

from typing import Any

from marketplace.core.words import N_
from marketplace.programme.indicators.base import counted_for
from marketplace.programme.queries.outcomes import COLLECTIVE
from marketplace.programme.shape import OCCURRENCE, IndicatorWords


class CollectiveModels:
    """One row a collective; `note` is its form."""

    code, version, counting, measure, record_kind = "collective_models", 1, OCCURRENCE, "collectives", "enterprise"
    standard_position = None
    words = IndicatorWords(
        name=N_("Số mô hình kinh tế tập thể do phụ nữ tham gia quản lý"),
        unit=N_("mô hình"),
        definition=N_(
            "Hợp tác xã có phụ nữ trong hội đồng quản trị hoặc ban giám đốc; tổ hợp tác, tổ liên kết, câu lạc bộ "
            "do phụ nữ đứng đầu; tính vào Đề án. Mỗi mô hình tính một lần, vào ngày thành lập hoặc ngày Hội bắt "
            "đầu hỗ trợ. Danh sách ghi rõ từng loại."
        ),
    )

    def select_facts(self, programme_id: int) -> Any:
        """First passed tests that count for the programme."""
        return counted_for(COLLECTIVE, programme_id)


plug = CollectiveModels()
