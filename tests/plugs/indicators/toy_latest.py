"""How many units of communes there are on the last day of a period."""

from typing import Any

from sqlalchemy import select

from marketplace.association.models import Unit
from marketplace.core.words import N_
from marketplace.programme.indicators.base import things
from marketplace.programme.shape import LATEST, IndicatorWords


class UnitsThere:
    """One row a unit, from its first day to its last."""

    code, version, counting, measure, record_kind = "toy_latest", 1, LATEST, "units", "unit"
    standard_position = 9
    words = IndicatorWords(name=N_("Số đơn vị đồ chơi"), unit=N_("đơn vị"), definition=N_("Đơn vị đang hoạt động."))

    def select_facts(self, programme_id: int) -> Any:
        """Units that work, whatever the programme."""
        own = {"unit_id": Unit.id, "place": Unit.path, "title": Unit.name}
        days = {"from_on": Unit.valid_from, "met_on": Unit.valid_from, "until_on": Unit.valid_to}
        return select(*things(Unit.id, **own, **days)).where(Unit.level == "commune")


plug = UnitsThere()
