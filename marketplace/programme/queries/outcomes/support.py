"""Support given to a woman is an outcome of its day."""

from typing import Any

from sqlalchemy import Select, select

from marketplace.association.models import Unit
from marketplace.programme.models import SupportRecord
from marketplace.programme.queries.outcomes.columns import Source, fact_columns

SUPPORT = "support"


def _support() -> Select[Any]:
    """Each record of support that was not voided."""
    record = SupportRecord
    columns = fact_columns(
        SUPPORT,
        "support_record",
        record_id=record.id,
        programme_id=record.programme_id,
        person_id=record.person_id,
        unit_id=record.unit_id,
        place=Unit.path,
        happened_on=record.given_on,
        happened_at=record.recorded_at,
        outcome_on=record.given_on,
        amount_dong=record.amount_dong,
        title=record.idea,
    )
    return select(*columns).join(Unit, Unit.id == record.unit_id).where(record.voided_at.is_(None))


SUPPORT_SOURCES = (Source(_support, SupportRecord.id, SupportRecord.recorded_at, SupportRecord.voided_at),)
