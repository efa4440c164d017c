"""Women supported: different women with at least one support under the programme in the period."""

from typing import Any

from sqlalchemy import BigInteger, String, cast, func, literal, null, select

from marketplace.association.models import Unit
from marketplace.programme.models import Programme, SupportRecord
from marketplace.programme.periods import Period
from marketplace.programme.shape import UNIQUE, Place


class WomenSupported:
    """One row a woman, dated by her first support in the period (số người, not số lượt)."""

    code, version, counting, measure, record_kind = "women_supported", 1, UNIQUE, "women", "support_record"

    def select_records(self, programme: Programme, place: Place, period: Period, *, by_unit: bool = False) -> Any:
        """Live support records of the programme in the subtree and period, one row per woman (and unit)."""
        return (
            select(
                func.min(SupportRecord.id).label("ref_id"),
                func.min(SupportRecord.given_on).label("happened"),
                SupportRecord.person_id.label("person_id"),
                (SupportRecord.unit_id if by_unit else func.min(SupportRecord.unit_id)).label("unit_id"),
                cast(null(), BigInteger).label("amount_dong"),
                func.min(SupportRecord.idea).label("title"),
                cast(literal(""), String).label("note"),
            )
            .join(Unit, Unit.id == SupportRecord.unit_id)
            .where(
                SupportRecord.programme_id == programme.id,
                SupportRecord.voided_at.is_(None),
                SupportRecord.given_on.between(period.first, period.last),
                Unit.path.startswith(place.path, autoescape=True),
            )
            .group_by(SupportRecord.person_id, *([SupportRecord.unit_id] if by_unit else []))
        )


plug = WomenSupported()
