"""Reading totals that units reported without a list."""

from sqlalchemy import select

from marketplace.association.models import Unit
from marketplace.association.scope import Scope
from marketplace.core.db import session
from marketplace.core.errors import NotFound
from marketplace.programme.models import Programme, StatedTotal
from marketplace.programme.periods import parse_period

MOST_ENDED = 50


def standing_totals(programme: Programme, unit: Unit) -> list[StatedTotal]:
    """A unit's own totals of a programme that stand, by indicator and days; never those of units below it."""
    rows = select(StatedTotal).where(StatedTotal.programme_id == programme.id, StatedTotal.unit_id == unit.id)
    found = session.scalars(rows.where(StatedTotal.ended_at.is_(None)))
    return sorted(found, key=lambda row: (row.indicator, parse_period(row.period).first, parse_period(row.period).last))


def ended_totals(programme: Programme, unit: Unit) -> list[StatedTotal]:
    """Those that stand no more, the last ended first."""
    rows = select(StatedTotal).where(StatedTotal.programme_id == programme.id, StatedTotal.unit_id == unit.id)
    rows = rows.where(StatedTotal.ended_at.is_not(None))
    return list(session.scalars(rows.order_by(StatedTotal.ended_at.desc(), StatedTotal.id.desc()).limit(MOST_ENDED)))


def get_total(total_id: int, scope: Scope) -> StatedTotal:
    """One total within a territory; NotFound outside it."""
    return _found(total_id, scope, lock=False)


def lock_total(total_id: int, scope: Scope) -> StatedTotal:
    """One total within a territory, locked for a change; NotFound outside it."""
    return _found(total_id, scope, lock=True)


def find_standing_total(programme_id: int, indicator: str, unit_id: int, period: str) -> StatedTotal | None:
    """The total that stands for the same figure of the same days."""
    same = select(StatedTotal).where(
        StatedTotal.programme_id == programme_id,
        StatedTotal.indicator == indicator,
        StatedTotal.unit_id == unit_id,
        StatedTotal.period == period,
        StatedTotal.ended_at.is_(None),
    )
    return session.scalar(same)


def _found(total_id: int, scope: Scope, *, lock: bool) -> StatedTotal:
    rows = select(StatedTotal).where(StatedTotal.id == total_id, scope.allows(StatedTotal.unit_id))
    if lock:
        rows = rows.with_for_update(of=StatedTotal).execution_options(populate_existing=True)
    row = session.scalar(rows)
    if row is None:
        raise NotFound(total=total_id)
    return row
