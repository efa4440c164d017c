"""Attendances of women at classes: one for each class that each woman came to."""

from typing import Any

from marketplace.core.words import N_
from marketplace.programme.indicators.base import counted_for
from marketplace.programme.queries.outcomes import ATTENDED, CLASS
from marketplace.programme.shape import OCCURRENCE, IndicatorWords


class TrainingAttendances:
    """One row for a woman in a class, dated by the first day on which she came to it (số lượt)."""

    code, version, counting, measure, record_kind = "training_attendances", 1, OCCURRENCE, "women", CLASS
    standard_position = None
    words = IndicatorWords(
        name=N_("Số lượt phụ nữ được tập huấn"),
        unit=N_("lượt"),
        definition=N_(
            "Mỗi chị có mặt ở một lớp tập huấn được tính vào Đề án là một lượt, tính vào ngày đầu tiên chị có mặt. "
            "Dự nhiều buổi của một lớp vẫn là một lượt."
        ),
    )

    def select_facts(self, programme_id: int) -> Any:
        """Who came to classes of every topic."""
        return counted_for(ATTENDED, programme_id)


plug = TrainingAttendances()
