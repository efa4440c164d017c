"""Enterprises that women own, by the test of Đề án 2415."""

from typing import Any

from marketplace.core.words import N_
from marketplace.programme.indicators.base import counted_for
from marketplace.programme.queries.outcomes import WOMEN_OWNED
from marketplace.programme.shape import OCCURRENCE, IndicatorWords


class WomenEnterprises:
    """One row an enterprise, dated by the first day on which its stored tests say so."""

    code, version, counting, measure, record_kind = "women_enterprises", 1, OCCURRENCE, "enterprises", "enterprise"
    standard_position = None
    words = IndicatorWords(
        name=N_("Số doanh nghiệp do phụ nữ làm chủ"),
        unit=N_("doanh nghiệp"),
        definition=N_(
            "Doanh nghiệp tính vào Đề án mà phụ nữ góp từ 51% vốn điều lệ trở lên và có ít nhất một phụ nữ trong "
            "ban quản lý. Tính một lần, vào ngày đầu tiên đạt cả hai điều kiện, không sớm hơn ngày Hội bắt đầu hỗ "
            "trợ; về sau bán bớt vốn thì số của kỳ ấy vẫn giữ."
        ),
    )

    def select_facts(self, programme_id: int) -> Any:
        """First passed tests that count for the programme."""
        return counted_for(WOMEN_OWNED, programme_id)


plug = WomenEnterprises()
