"""Reading stored readings, and the hash by which a change of the facts behind one is detected."""

import hashlib
from typing import Any

from sqlalchemy import select

from marketplace.association.models import Unit
from marketplace.core.db import session
from marketplace.programme.models import Programme, Reading
from marketplace.programme.periods import Period
from marketplace.programme.queries.figures import facts_behind, within
from marketplace.programme.shape import STATES, Indicator, Place
from marketplace.programme.states import FROZEN

HASHED = ("record_id", "happened_on", "person_id", "unit_id", "place", "amount_dong")
ROWS_AT_ONCE = 2_000


def find_reading(
    programme_id: int, indicator: Indicator, unit_id: int, period: Period, *, lock: bool = False
) -> Reading | None:
    """The reading of an indicator in its present version."""
    same = select(Reading).where(
        Reading.programme_id == programme_id,
        Reading.indicator == indicator.code,
        Reading.indicator_version == indicator.version,
        Reading.unit_id == unit_id,
        Reading.period == period.code,
    )
    return session.scalar(same.with_for_update() if lock else same)


def list_frozen_readings() -> list[tuple[Reading, Programme, Unit]]:
    """Every frozen reading with its programme and unit, by programme, unit, period and indicator."""
    frozen = select(Reading, Programme, Unit).join(Programme, Programme.id == Reading.programme_id)
    frozen = frozen.join(Unit, Unit.id == Reading.unit_id).where(Reading.status == FROZEN)
    ordered = frozen.order_by(Programme.code, Unit.code, Reading.period, Reading.id)
    return [(reading, programme, unit) for reading, programme, unit in session.execute(ordered)]


def hash_of_facts(indicator: Indicator, programme: Programme, place: Place, period: Period) -> str:
    """SHA-256 of the facts behind a figure: a line each, its columns parted by «|», in the order of their values."""
    digest = hashlib.sha256()
    days = within(programme, period)
    if days is not None:
        for row in session.execute(_hashed(indicator, programme, place, days)).yield_per(ROWS_AT_ONCE):
            digest.update(("|".join("" if value is None else str(value) for value in row) + "\n").encode())
    return digest.hexdigest()


def _hashed(indicator: Indicator, programme: Programme, place: Place, days: Period) -> Any:
    facts = facts_behind(indicator, programme, place, days)
    columns = [facts.c[name] for name in (*HASHED, *(("is_met",) if indicator.counting in STATES else ()))]
    return select(*columns).order_by(*columns)
