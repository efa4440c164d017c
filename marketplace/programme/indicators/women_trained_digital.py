"""Women trained in digital skills: different women who came to a class about them."""

from typing import Any

from marketplace.core.words import N_
from marketplace.programme.indicators.base import counted_for, fact
from marketplace.programme.queries.outcomes import ATTENDED, CLASS
from marketplace.programme.shape import UNIQUE, IndicatorWords
from marketplace.training.topics import DIGITAL_SKILLS


class WomenTrainedDigital:
    """One row a woman, dated by the first day on which she came to such a class (số người, không phải số lượt)."""

    code, version, counting, measure, record_kind = "women_trained_digital", 1, UNIQUE, "women", CLASS
    standard_position = None
    words = IndicatorWords(
        name=N_("Số phụ nữ được tập huấn kỹ năng số"),
        unit=N_("người"),
        definition=N_(
            "Số phụ nữ khác nhau có mặt ít nhất một buổi trong kỳ ở lớp tập huấn kỹ năng số được tính vào Đề án. "
            "Mỗi chị tính một lần, dù dự nhiều lớp."
        ),
        note_by_unit=N_("Một chị dự lớp ở hai nơi tính một lần ở mỗi nơi, và một lần ở cấp trên."),
    )

    def select_facts(self, programme_id: int) -> Any:
        """Who came to classes about digital skills."""
        return counted_for(ATTENDED, programme_id).where(fact.note == DIGITAL_SKILLS)


plug = WomenTrainedDigital()
