"""The share of communes in which a woman whom the programme had supported has opened a shop."""

from typing import Any

from sqlalchemy import func, select

from marketplace.association.levels import COMMUNE
from marketplace.association.models import Unit
from marketplace.core.words import N_
from marketplace.programme.indicators.base import outcomes, things
from marketplace.programme.queries.outcomes import SHOP_OPENED
from marketplace.programme.shape import SHARE, IndicatorWords


class CommunesWithShops:
    """One row a commune's unit; it fulfils from the day of the first opening in its subtree."""

    code, version, counting, measure, record_kind = "communes_with_shops", 1, SHARE, "units", "unit"
    standard_position = None
    words = IndicatorWords(
        name=N_("Tỷ lệ xã, phường có gian hàng của phụ nữ được hỗ trợ"),
        unit=N_("%"),
        definition=N_(
            "Trong các Hội cấp xã đang hoạt động vào ngày cuối kỳ, bao nhiêu phần trăm nơi đã có ít nhất một gian hàng "
            "mở từ trước đến ngày ấy, của chị đã được Đề án hỗ trợ từ trước hoặc trong ngày mở."
        ),
    )

    def select_facts(self, programme_id: int) -> Any:
        """Every commune's unit, with the day of its first shop."""
        shops = outcomes(SHOP_OPENED, programme_id).subquery("shops")
        told = func.min(shops.c.happened_on).label("on"), func.min(shops.c.person_id).label("person_id")
        opened = select(shops.c.place, *told).group_by(shops.c.place).subquery("opened")
        columns = things(
            Unit.id,
            person_id=func.min(opened.c.person_id),  # one of the women by whom it fulfils: few of them are not told
            unit_id=Unit.id,
            place=Unit.path,
            from_on=Unit.valid_from,
            until_on=Unit.valid_to,
            met_on=func.min(opened.c.on),
            title=Unit.name,
        )
        rows = select(*columns).join(opened, opened.c.place.startswith(Unit.path), isouter=True)
        own = (Unit.id, Unit.path, Unit.valid_from, Unit.valid_to, Unit.name)
        return rows.where(Unit.level == COMMUNE).group_by(*own)


plug = CommunesWithShops()
