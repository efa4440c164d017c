"""Setting targets and baselines; the old value of each stays in the audit trail."""

from dataclasses import dataclass
from datetime import date

from marketplace.association.models import Unit
from marketplace.association.queries import find_unit_above
from marketplace.association.scope import Scope
from marketplace.audit.services import record as remember
from marketplace.core.actors import Actor
from marketplace.core.clock import now, today
from marketplace.core.db import session
from marketplace.core.errors import Invalid, require
from marketplace.programme.errors import OutsideProgramme
from marketplace.programme.models import Baseline, Programme, Target
from marketplace.programme.policies import can_set_baseline, can_set_target
from marketplace.programme.queries.targets import find_baseline, find_target

MOST_TARGET = 10**13
OLDEST_BASELINE = 2000  # year


@dataclass(frozen=True)
class Giving:
    """The document that gives targets, its day, and who gave it (asked only for the highest unit)."""

    document: str
    day: date
    giver: str = ""


def set_target(
    programme: Programme,
    indicator: str,
    unit: Unit,
    year: int,
    value: int,
    *,
    giving: Giving,
    actor: Actor,
    scope: Scope,
) -> Target:
    """Give a unit its target for a year, as the level above it; the old value stays in the audit trail."""
    require(can_set_target(scope, unit))
    if not 0 <= value <= MOST_TARGET:
        raise Invalid(field="value")
    giver = _giver(unit, scope) or giving.giver
    for field, is_given in (("document", giving.document), ("giver", giver), ("day", giving.day <= today())):
        if not is_given:
            raise Invalid(field=field)
    if not programme.begins_on.year <= year <= programme.ends_on.year:
        raise OutsideProgramme(field="year")
    target = find_target(programme.id, indicator, unit.id, year)
    before = target.value if target else None
    if target is None:
        target = Target(programme_id=programme.id, indicator=indicator, unit_id=unit.id, year=year)
        session.add(target)
    target.value, target.source, target.given_by, target.given_on = value, giving.document, giver, giving.day
    target.set_by, target.set_at, target.is_sample = actor.person_id, now(), False
    session.flush()
    details = {
        "unit_id": unit.id,
        "indicator": indicator,
        "year": year,
        "before": before,
        "after": value,
        "document": giving.document,
        "giver": giver,
        "given_on": f"{giving.day:%d/%m/%Y}",
    }
    remember("target.set", "target", target.id, by=actor, details=details)
    return target


@dataclass(frozen=True)
class BaselineValue:
    """The value of a baseline in its year, and the document it is taken from."""

    value: int
    year: int
    source: str


def set_baseline(
    programme: Programme,
    indicator: str,
    unit: Unit,
    figure: BaselineValue,
    *,
    actor: Actor,
    scope: Scope,
) -> Baseline:
    """Enter a unit's baseline, as the level above it, with the document it is taken from; the old value stays in
    the audit trail.
    """
    require(can_set_baseline(scope, unit))
    if not 0 <= figure.value <= MOST_TARGET:
        raise Invalid(field="value")
    if not OLDEST_BASELINE <= figure.year <= today().year:
        raise Invalid(field="year")
    if not figure.source:
        raise Invalid(field="source")
    row = find_baseline(programme.id, indicator, unit.id)
    before = _figure(row) if row else None
    if row is None:
        row = Baseline(programme_id=programme.id, indicator=indicator, unit_id=unit.id)
        session.add(row)
    row.value, row.year, row.source, row.is_sample = figure.value, figure.year, figure.source, False
    row.set_by, row.set_at, row.given_by = actor.person_id, now(), _giver(unit, scope) or unit.name
    session.flush()
    after = _figure(row)
    details = {"unit_id": unit.id, "indicator": indicator, "before": before, "after": after, "giver": row.given_by}
    remember("baseline.set", "baseline", row.id, by=actor, details=details)
    return row


def drop_baseline(programme: Programme, indicator: str, unit: Unit, *, actor: Actor, scope: Scope) -> None:
    """Delete a wrong baseline; without one, nothing happens."""
    require(can_set_baseline(scope, unit))
    row = find_baseline(programme.id, indicator, unit.id)
    if row is None:
        return
    session.delete(row)
    session.flush()
    details = {"unit_id": unit.id, "indicator": indicator, "before": _figure(row)}
    remember("baseline.dropped", "baseline", row.id, by=actor, details=details)


def _giver(unit: Unit, scope: Scope) -> str:
    """The name of the unit that gives another its figures; «» for the highest one."""
    above = find_unit_above(unit, scope)
    return above.name if above else ""


def _figure(row: Baseline) -> str:
    return f"{row.value} ({row.year}, {row.source})"
