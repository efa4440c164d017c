"""Supported women who made their first sale in the period."""

from typing import Any

from sqlalchemy import and_, func, select

from marketplace.core.words import N_
from marketplace.programme.indicators.base import fact, supported_women
from marketplace.programme.queries.outcomes import SALE
from marketplace.programme.shape import UNIQUE, IndicatorWords


class FirstSales:
    """One row a woman: her first order of which the customer kept something, dated when delivered and paid."""

    code, version, counting, measure, record_kind = "first_sales", 2, UNIQUE, "women", "shop_order"
    standard_position = 3
    words = IndicatorWords(
        name=N_("Số phụ nữ có đơn hàng đầu tiên"),
        unit=N_("người"),
        definition=N_(
            "Chị đã được Đề án hỗ trợ và trong kỳ có đơn hàng đầu tiên vừa giao xong vừa nhận đủ tiền, "
            "mà khách giữ lại ít nhất một phần."
        ),
    )

    def select_facts(self, programme_id: int) -> Any:
        """Of each supported woman's orders of which something was kept, the earliest."""
        first = _first_orders(_kept_orders(supported_women(programme_id, SALE)))
        same = (fact.kind == SALE, fact.record_id == first.c.record_id, fact.person_id == first.c.person_id)
        whose = (first.c.record_id, first.c.happened_on, first.c.person_id, first.c.amount_dong)
        told = [func.min(column).label(column.key) for column in (fact.unit_id, fact.place, fact.title, fact.note)]
        rows = select(*whose, *told).join(fact, and_(*same)).group_by(*whose)
        return select(rows.cte("first_sales").prefix_with("MATERIALIZED"))  # once for all stretches of days


def _kept_orders(women: Any) -> Any:
    """These women's orders with what was kept of each, and since when the woman was supported."""
    rows = select(
        fact.record_id,
        fact.person_id,
        func.min(women.c.since).label("since"),
        func.min(fact.outcome_on).label("happened_on"),
        func.min(fact.happened_at).label("happened_at"),
        func.sum(fact.amount_dong).label("amount_dong"),
    ).join(women, women.c.person_id == fact.person_id)
    rows = rows.where(fact.kind == SALE).group_by(fact.record_id, fact.person_id)
    return rows.having(func.sum(fact.amount_dong) > 0).subquery("kept")


def _first_orders(kept: Any) -> Any:
    """Of each woman her first, where she was supported by then."""
    in_time = func.row_number().over(partition_by=kept.c.person_id, order_by=(kept.c.happened_at, kept.c.record_id))
    rows = select(kept, in_time.label("nth")).subquery("sales")
    return select(rows).where(rows.c.nth == 1, rows.c.since <= rows.c.happened_on).subquery("first")


plug = FirstSales()
