"""Resources mobilised: money and equipment that reached women under the programme in the period."""

from typing import Any

from marketplace.core.words import N_
from marketplace.programme.indicators.base import fact, facts
from marketplace.programme.queries.outcomes import MONEY_PAID
from marketplace.programme.shape import SUM, IndicatorWords


class ResourcesMobilised:
    """One row a tranche that was paid, dated by that day; `note` is the funder."""

    code, version, counting, measure, record_kind = "resources_mobilised", 1, SUM, "dong", "funding_tranche"
    standard_position = None
    words = IndicatorWords(
        name=N_("Nguồn lực huy động cho phụ nữ"),
        unit=N_("đồng"),
        definition=N_(
            "Tổng tiền vốn vay, vốn không hoàn lại và giá trị công cụ mà các nguồn đã trao tới tay các chị trong kỳ, "
            "theo ngày trao từng đợt. Tiền mới duyệt, chưa trao thì chưa tính."
        ),
    )

    def select_facts(self, programme_id: int) -> Any:
        """What was paid under the programme."""
        rows = facts(MONEY_PAID, amount_dong=fact.amount_dong)
        return rows.where(fact.programme_id == programme_id)


plug = ResourcesMobilised()
