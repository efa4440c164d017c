"""Readings of indicators: drawn up, frozen with the hash of their facts, and compared with the present figure."""

from dataclasses import dataclass

from marketplace.association.models import Unit
from marketplace.association.scope import Scope
from marketplace.core.actors import Actor
from marketplace.core.clock import now, today
from marketplace.core.db import session
from marketplace.core.errors import require
from marketplace.programme.errors import PeriodNotOver
from marketplace.programme.models import Programme, Reading
from marketplace.programme.periods import Period
from marketplace.programme.policies import can_freeze_reading
from marketplace.programme.queries.figures import Tally, tally
from marketplace.programme.queries.readings import find_reading, hash_of_facts
from marketplace.programme.shape import SHARE, SUMS, Indicator, Place
from marketplace.programme.states import DRAFT, FROZEN


@dataclass(frozen=True)
class Adjustment:
    """What changed since a reading was frozen: `difference` in the reading's unit, and whether any fact changed.

    Of a share `difference` tells the things that fulfil, `base` all that exist.
    """

    difference: int
    women: int
    is_of_other_facts: bool
    base: int = 0


def draw_up_reading(
    programme: Programme, indicator: Indicator, unit: Unit, period: Period, *, actor: Actor, scope: Scope
) -> Reading:
    """Store the present value of an indicator; a draft is updated, a frozen reading stays as it is."""
    require(can_freeze_reading(scope, unit))
    reading = find_reading(programme.id, indicator, unit.id, period, lock=True)
    if reading is not None and reading.status == FROZEN:
        return reading
    is_new = reading is None
    if reading is None:
        reading = Reading(
            programme_id=programme.id,
            indicator=indicator.code,
            indicator_version=indicator.version,
            unit_id=unit.id,
            period=period.code,
        )
    _take(reading, programme, indicator, unit, period)
    if is_new:
        reading.begin_at(DRAFT, by=actor)
    return reading


def freeze_reading(
    programme: Programme, indicator: Indicator, unit: Unit, period: Period, *, actor: Actor, scope: Scope
) -> Reading:
    """Freeze the present value of an indicator for good; frozen already, nothing changes. PeriodNotOver."""
    if period.last >= today():
        raise PeriodNotOver(field="period")
    reading = draw_up_reading(programme, indicator, unit, period, actor=actor, scope=scope)
    if reading.status == FROZEN:
        return reading
    reading.move_to(FROZEN, by=actor, note=f"{reading.value} · {reading.sha256}")
    reading.frozen_at, reading.frozen_by = now(), actor.person_id
    session.flush()
    return reading


def difference_since_frozen(
    reading: Reading, programme: Programme, indicator: Indicator, unit: Unit, period: Period
) -> Adjustment:
    """The effect of later corrections on a reading: the present figure minus the frozen one."""
    place = Place(unit.path)
    counted = tally(indicator, programme, place, period)
    changed = hash_of_facts(indicator, programme, place, period) != reading.sha256
    base = counted.base - (reading.base or 0)
    return Adjustment(_stored(counted, indicator) - reading.value, counted.women - reading.women, changed, base)


def _take(reading: Reading, programme: Programme, indicator: Indicator, unit: Unit, period: Period) -> None:
    place = Place(unit.path)
    counted: Tally = tally(indicator, programme, place, period)
    reading.value, reading.women, reading.taken_at = _stored(counted, indicator), counted.women, now()
    reading.base = counted.base if indicator.counting == SHARE else None
    reading.sha256 = hash_of_facts(indicator, programme, place, period)


def _stored(counted: Tally, indicator: Indicator) -> int:
    """The whole number that a reading keeps: of a share the things that fulfil."""
    return counted.amount_dong if indicator.counting in SUMS else counted.records
