"""Totals without a list: entered with their document, corrected, withdrawn, or replaced when the list arrives."""

from dataclasses import dataclass
from datetime import date

from marketplace.association.models import Unit
from marketplace.association.scope import Scope
from marketplace.audit.services import record as remember
from marketplace.core.actors import Actor
from marketplace.core.clock import now, today
from marketplace.core.db import session
from marketplace.core.errors import Invalid, require
from marketplace.programme.errors import AlreadyEnded, AlreadyStated, DoesNotFit, OutsideProgramme
from marketplace.programme.models import Programme, StatedTotal
from marketplace.programme.periods import Period, parse_period
from marketplace.programme.policies import can_state_total
from marketplace.programme.queries.figures import within
from marketplace.programme.queries.totals import find_standing_total, totals_beside
from marketplace.programme.services.targets import MOST_TARGET
from marketplace.programme.shape import SHARE, STATES, Indicator

CORRECTED, LISTED, WITHDRAWN = "corrected", "listed", "withdrawn"  # how a total ends
ENDINGS = (LISTED, WITHDRAWN)
MOST_PERCENT = 100


@dataclass(frozen=True)
class Statement:
    """What a unit reports: the number, the document that says it, and the document's day."""

    value: int
    source: str
    source_on: date


def state_total(
    programme: Programme,
    indicator: Indicator,
    unit: Unit,
    period: Period,
    said: Statement,
    *,
    actor: Actor,
    scope: Scope,
) -> StatedTotal:
    """Enter a total that has no list. AlreadyStated when one stands for the same figure of the same days, DoesNotFit
    when it is larger than one of days that hold its own; Invalid for a document older than those days, or to come.
    """
    require(can_state_total(scope, unit))
    _check(indicator, said, period)
    if within(programme, period) is None or period.first > today():
        raise OutsideProgramme(field="period")
    standing = find_standing_total(programme.id, indicator.code, unit.id, period.code)
    if standing is not None:
        raise AlreadyStated(total_id=standing.id)
    _require_fitting(indicator, said.value, totals_beside(programme.id, indicator.code, unit.id, period), period)
    row = StatedTotal(programme_id=programme.id, indicator=indicator.code, unit_id=unit.id, period=period.code)
    row.value, row.source, row.source_on, row.entered_by = said.value, said.source, said.source_on, actor.person_id
    session.add(row)
    session.flush()
    remember("total.stated", "stated_total", row.id, by=actor, details=_told(row))
    return row


def correct_total(
    row: StatedTotal, indicator: Indicator, said: Statement, *, why: str, actor: Actor, scope: Scope
) -> StatedTotal:
    """Put another number in the place of a total, which stays in the history with the reason."""
    period = parse_period(row.period)
    _check(indicator, said, period)
    beside = totals_beside(row.programme_id, row.indicator, row.unit_id, period, but=row.id)
    _require_fitting(indicator, said.value, beside, period)
    _end(row, CORRECTED, why, actor, scope)
    fresh = StatedTotal(programme_id=row.programme_id, indicator=row.indicator, unit_id=row.unit_id, period=row.period)
    fresh.value, fresh.source, fresh.source_on = said.value, said.source, said.source_on
    fresh.entered_by = actor.person_id
    session.add(fresh)
    session.flush()
    details = _told(fresh) | {"before": row.value, "after": fresh.value, "why": why}
    remember("total.corrected", "stated_total", fresh.id, by=actor, details=details)
    return fresh


def end_total(row: StatedTotal, how: str, *, why: str, actor: Actor, scope: Scope) -> None:
    """Let a total stand no more: its list arrived (LISTED), or it was wrong (WITHDRAWN). AlreadyEnded."""
    if how not in ENDINGS:
        raise Invalid(field="how")
    _end(row, how, why, actor, scope)
    if how == LISTED:
        remember("total.listed", "stated_total", row.id, by=actor, details={"why": why, "value": row.value})
    else:
        remember("total.withdrawn", "stated_total", row.id, by=actor, details={"why": why, "value": row.value})


def _end(row: StatedTotal, how: str, why: str, actor: Actor, scope: Scope) -> None:
    require(can_state_total(scope, row.unit))
    if row.ended_at is not None:
        raise AlreadyEnded(total_id=row.id)
    if not why:
        raise Invalid(field="why")
    row.ended_at, row.ended_by, row.ended_how, row.ended_why = now(), actor.person_id, how, why
    session.flush()


def _require_fitting(indicator: Indicator, value: int, beside: list[StatedTotal], period: Period) -> None:
    """What happened in some days is never more than what happened in days that hold them; a state may be.

    AlreadyStated where the very same days have a total by another name («2024» and from its first day to its last).
    """
    for other in beside:
        days = parse_period(other.period)
        if days.holds(period) and period.holds(days):
            raise AlreadyStated(total_id=other.id)
        is_part = days.holds(period)
        if indicator.counting not in STATES and (value > other.value if is_part else value < other.value):
            raise DoesNotFit(total_id=other.id, period=other.period, value=other.value, is_part=is_part)


def _check(indicator: Indicator, said: Statement, period: Period) -> None:
    most = MOST_PERCENT if indicator.counting == SHARE else MOST_TARGET
    if not 0 <= said.value <= most:
        raise Invalid(field="value")
    if not said.source:
        raise Invalid(field="source")
    if not period.first <= said.source_on <= today():
        raise Invalid(field="source_on")


def _told(row: StatedTotal) -> dict[str, object]:
    return {
        "unit_id": row.unit_id,
        "indicator": row.indicator,
        "days": row.period,
        "value": row.value,
        "document": row.source,
    }
