"""Reading totals that units reported without a list."""

from collections.abc import Iterable

from sqlalchemy import literal, or_, select

from marketplace.association.models import Unit
from marketplace.association.scope import Scope
from marketplace.core.db import session
from marketplace.core.errors import NotFound
from marketplace.programme.models import Programme, StatedTotal
from marketplace.programme.periods import Period, parse_period

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


def totals_beside(
    programme_id: int, indicator: str, unit_id: int, period: Period, *, but: int | None = None
) -> list[StatedTotal]:
    """The unit's totals of the same figure whose days hold those of a period, or are held by them."""
    rows = select(StatedTotal).where(
        StatedTotal.programme_id == programme_id,
        StatedTotal.indicator == indicator,
        StatedTotal.unit_id == unit_id,
        StatedTotal.ended_at.is_(None),
        StatedTotal.id != (but or 0),
    )
    found = [(row, parse_period(row.period)) for row in session.scalars(rows.order_by(StatedTotal.id))]
    return [row for row, days in found if days.holds(period) or period.holds(days)]


def holders_among(totals: Iterable[StatedTotal]) -> dict[int, list[str]]:
    """Of totals of one unit, the periods of others of the same figure that hold each one's days, by key."""
    days = {row.id: (row.indicator, parse_period(row.period)) for row in totals}
    found: dict[int, list[str]] = {}
    for key, (indicator, period) in days.items():
        others = [other for k, (code, other) in days.items() if k != key and code == indicator and other.holds(period)]
        found[key] = [other.code for other in sorted(others, key=lambda each: (each.last - each.first, each.code))]
    return found


def has_total_around(row: StatedTotal) -> bool:
    """Whether a unit above or below its own has a total of the same figure for days that meet its own."""
    related = or_(Unit.path.like(f"{row.unit.path}%"), literal(row.unit.path).like(Unit.path + "%"))
    rows = select(StatedTotal.period).join(Unit, Unit.id == StatedTotal.unit_id).where(related)
    rows = rows.where(StatedTotal.programme_id == row.programme_id, StatedTotal.indicator == row.indicator)
    rows = rows.where(StatedTotal.unit_id != row.unit_id, StatedTotal.ended_at.is_(None))
    own = parse_period(row.period)
    others = [parse_period(code) for code in session.scalars(rows)]
    return any(other.first <= own.last and own.first <= other.last for other in others)


def _found(total_id: int, scope: Scope, *, lock: bool) -> StatedTotal:
    rows = select(StatedTotal).where(StatedTotal.id == total_id, scope.allows(StatedTotal.unit_id))
    if lock:
        rows = rows.with_for_update(of=StatedTotal).execution_options(populate_existing=True)
    row = session.scalar(rows)
    if row is None:
        raise NotFound(total=total_id)
    return row
