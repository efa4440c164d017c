"""Supported women who made their first sale in the period."""

from typing import Any

from sqlalchemy import func, select

from marketplace.core.words import N_
from marketplace.programme.indicators.base import fact, of_supported_women
from marketplace.programme.models import Programme
from marketplace.programme.queries.outcomes import SALE
from marketplace.programme.shape import UNIQUE, IndicatorWords


class FirstSales:
    """One row a woman: her first order of which the customer kept something, dated when delivered and paid."""

    code, version, counting, measure, record_kind = "first_sales", 2, UNIQUE, "women", "shop_order"
    words = IndicatorWords(
        name=N_("Số chị có đơn bán đầu tiên"),
        unit=N_("người"),
        definition=N_(
            "Chị đã được Đề án hỗ trợ và trong kỳ có đơn hàng đầu tiên vừa giao xong vừa nhận đủ tiền, "
            "mà khách giữ lại ít nhất một phần."
        ),
    )

    def select_facts(self, programme: Programme) -> Any:
        """Of each woman's orders of which something was kept, the earliest."""
        kept = (
            select(
                fact.record_id,
                fact.person_id,
                func.min(fact.outcome_on).label("happened_on"),
                func.min(fact.happened_at).label("happened_at"),
                func.min(fact.unit_id).label("unit_id"),
                func.min(fact.place).label("place"),
                func.sum(fact.amount_dong).label("amount_dong"),
                func.min(fact.title).label("title"),
                func.min(fact.note).label("note"),
            )
            .where(fact.kind == SALE)
            .group_by(fact.record_id, fact.person_id)
            .having(func.sum(fact.amount_dong) > 0)
            .subquery("kept")
        )
        in_time = func.row_number().over(partition_by=kept.c.person_id, order_by=(kept.c.happened_at, kept.c.record_id))
        rows = select(kept, in_time.label("nth")).subquery("sales")
        first = select(*(rows.c[name] for name in FACT_COLUMNS)).where(rows.c.nth == 1)
        return of_supported_women(first, programme, rows.c.person_id, rows.c.happened_on)


FACT_COLUMNS = ("record_id", "happened_on", "person_id", "unit_id", "place", "amount_dong", "title", "note")
plug = FirstSales()
