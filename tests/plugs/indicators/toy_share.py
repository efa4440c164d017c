"""The share of women ever supported whom the programme trained: a base of women, fulfilling since their training."""

from typing import Any

from sqlalchemy import case, func, select

from marketplace.association.models import Unit
from marketplace.core.words import N_
from marketplace.programme.indicators.base import things
from marketplace.programme.models import SupportRecord
from marketplace.programme.shape import SHARE, IndicatorWords


class TrainedOfSupported:
    """One row a woman, in the unit of her first support."""

    code, version, counting, measure, record_kind = "toy_share", 1, SHARE, "women", "support_record"
    standard_position = 9
    words = IndicatorWords(
        name=N_("Tỷ lệ đồ chơi"), unit=N_("%"), definition=N_("Bao nhiêu phần trăm chị được hỗ trợ đã học lớp đồ chơi.")
    )

    def select_facts(self, programme_id: int) -> Any:
        """Each woman with the day of her first support and of her first training."""
        record = SupportRecord
        trained_on = func.min(case((record.kind == "training", record.given_on)))
        columns = things(
            func.min(record.id),
            person_id=record.person_id,
            unit_id=func.min(record.unit_id),
            place=func.min(Unit.path),
            from_on=func.min(record.given_on),
            met_on=trained_on,
        )
        rows = select(*columns).join(Unit, Unit.id == record.unit_id).group_by(record.person_id)
        return rows.where(record.voided_at.is_(None), record.programme_id == programme_id)


plug = TrainedOfSupported()
