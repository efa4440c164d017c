"""Women of whose support nobody said whether it was for an enterprise or for a trade."""

from typing import Any

from marketplace.core.words import N_
from marketplace.programme.aims import UNKNOWN
from marketplace.programme.indicators.base import support_for
from marketplace.programme.shape import UNIQUE, IndicatorWords


class WomenAimUnclear:
    """One row a woman, dated by her first such record in the period; a part of all women supported."""

    code, version, counting, measure, record_kind = "women_aim_unclear", 1, UNIQUE, "women", "support_record"
    standard_position, whole_position = None, 0
    words = IndicatorWords(
        name=N_("Số phụ nữ được hỗ trợ, chưa rõ khởi nghiệp hay khởi sự kinh doanh"),
        unit=N_("người"),
        definition=N_(
            "Số phụ nữ khác nhau có lượt hỗ trợ trong kỳ mà hồ sơ chưa ghi là khởi nghiệp hay khởi sự kinh doanh. "
            "Mở hồ sơ từng chị để ghi cho rõ."
        ),
    )

    def select_facts(self, programme_id: int) -> Any:
        """The programme's support of which that was not said."""
        return support_for(UNKNOWN, programme_id)


plug = WomenAimUnclear()
