"""Reading targets and baselines of units."""

from sqlalchemy import select

from marketplace.association.models import Unit
from marketplace.core.db import session
from marketplace.programme.models import Baseline, Programme, Target


def targets_of(programme: Programme, unit: Unit, year: int) -> dict[str, Target]:
    """A unit's targets for a year, by indicator."""
    rows = select(Target).where(Target.programme_id == programme.id, Target.unit_id == unit.id, Target.year == year)
    return {target.indicator: target for target in session.scalars(rows)}


def baselines_of(programme: Programme, unit: Unit) -> dict[str, Baseline]:
    """A unit's own baselines, by indicator; never those of a unit above it."""
    rows = select(Baseline).where(Baseline.programme_id == programme.id, Baseline.unit_id == unit.id)
    return {baseline.indicator: baseline for baseline in session.scalars(rows)}


def find_baseline(programme_id: int, indicator: str, unit_id: int) -> Baseline | None:
    """One baseline, locked for change."""
    same = select(Baseline).where(
        Baseline.programme_id == programme_id, Baseline.indicator == indicator, Baseline.unit_id == unit_id
    )
    return session.scalar(same.with_for_update())


def find_target(programme_id: int, indicator: str, unit_id: int, year: int) -> Target | None:
    """One target, locked for change."""
    same = select(Target).where(
        Target.programme_id == programme_id,
        Target.indicator == indicator,
        Target.unit_id == unit_id,
        Target.year == year,
    )
    return session.scalar(same.with_for_update())
