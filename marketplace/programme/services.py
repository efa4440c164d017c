"""Recording support, taking a wrong record back, setting targets and starting figures, finding a woman elsewhere."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.exc import IntegrityError

from marketplace.association.models import Unit
from marketplace.association.scope import Scope
from marketplace.audit.services import record as remember
from marketplace.core import throttles
from marketplace.core.actors import Actor
from marketplace.core.clock import now, today
from marketplace.core.db import session
from marketplace.core.errors import Conflict, Invalid, require
from marketplace.people.models import Person
from marketplace.programme.errors import AlreadyRecorded, OutsideProgramme
from marketplace.programme.models import Baseline, Programme, SupportRecord, Target
from marketplace.programme.policies import can_record_support, can_set_baseline, can_set_target
from marketplace.programme.queries import find_baseline, find_same_support, find_target, list_people_of_phone

KINDS = ("training", "advice", "loan", "grant", "equipment", "shop", "mentoring")
MOST_TARGET = 10**13
OLDEST_BASELINE = 2000  # year
LOOK_UPS_AN_HOUR = 20


def record_support(
    programme: Programme,
    person: Person,
    unit: Unit,
    *,
    kind: str,
    given_on: date,
    actor: Actor,
    scope: Scope,
    amount_dong: int | None = None,
    funder: str = "",
    idea: str = "",
    note: str = "",
) -> SupportRecord:
    """Record one act of support; refuses a day outside the programme or in the future, and a second same record."""
    require(can_record_support(scope, unit))
    if kind not in KINDS:
        raise Invalid(field="kind")
    if not programme.begins_on <= given_on <= min(programme.ends_on, today()):
        raise OutsideProgramme(field="given_on")
    row = SupportRecord(
        programme_id=programme.id,
        person_id=person.id,
        unit_id=unit.id,
        kind=kind,
        given_on=given_on,
        amount_dong=amount_dong,
        funder=funder,
        idea=idea,
        note=note,
        recorded_by=actor.person_id,
    )
    _add_once(row)
    remember("support.recorded", "support_record", row.id, by=actor, details={"kind": kind, "on": str(given_on)})
    return row


def _add_once(row: SupportRecord) -> None:
    """Add a record; the database itself refuses the same support a second time, whoever else records it now."""
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError as fault:
        same = find_same_support(row)
        if same is None:
            raise
        raise AlreadyRecorded(record_id=same.id) from fault


def void_support(row: SupportRecord, *, why: str, actor: Actor, scope: Scope) -> None:
    """Take a wrong record back, with the reason; it stays readable but counts no more."""
    require(can_record_support(scope, row.unit))
    if not why.strip():
        raise Invalid(field="why")
    if row.voided_at is not None:
        raise Conflict(record_id=row.id)
    row.voided_at, row.voided_why = now(), why
    remember("support.voided", "support_record", row.id, by=actor, details={"why": why})


def set_target(
    programme: Programme, indicator: str, unit: Unit, year: int, value: int, *, actor: Actor, scope: Scope, source: str
) -> Target:
    """Set what a unit is to reach in a year; the old value stays in the audit trail."""
    require(can_set_target(scope, unit))
    if not 0 <= value <= MOST_TARGET:
        raise Invalid(field="value")
    if not programme.begins_on.year <= year <= programme.ends_on.year:
        raise OutsideProgramme(field="year")
    target = find_target(programme.id, indicator, unit.id, year)
    before = target.value if target else None
    if target is None:
        target = Target(programme_id=programme.id, indicator=indicator, unit_id=unit.id, year=year)
        session.add(target)
    target.value, target.source, target.set_by, target.set_at = value, source, actor.person_id, now()
    target.is_sample = False
    session.flush()
    details = {"indicator": indicator, "year": year, "before": before, "after": value}
    remember("target.set", "target", target.id, by=actor, details=details)
    return target


@dataclass(frozen=True)
class BaselineValue:
    """Where a unit stood in a year, and the paper that says so."""

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
    """Enter where a unit stood in a year, with the paper that says so; the old figure stays in the audit trail."""
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
    row.set_by, row.set_at = actor.person_id, now()
    session.flush()
    details = {"indicator": indicator, "before": before, "after": _figure(row)}
    remember("baseline.set", "baseline", row.id, by=actor, details=details)
    return row


def drop_baseline(programme: Programme, indicator: str, unit: Unit, *, actor: Actor, scope: Scope) -> None:
    """Take a starting figure away that should not stand; nothing happens when there is none."""
    require(can_set_baseline(scope, unit))
    row = find_baseline(programme.id, indicator, unit.id)
    if row is None:
        return
    session.delete(row)
    session.flush()
    remember("baseline.dropped", "baseline", row.id, by=actor, details={"indicator": indicator, "before": _figure(row)})


def _figure(row: Baseline) -> str:
    return f"{row.value} ({row.year}, {row.source})"


def look_up_by_phone(phone: str, *, actor: Actor) -> list[Person]:
    """Find whoever has exactly this number, outside one's territory too; counted, and each find audited (P2).

    Only the name may be shown of people elsewhere. TooMany beyond twenty an hour.
    """
    throttles.spend(f"lookup:person:{actor.person_id}", limit=LOOK_UPS_AN_HOUR, seconds=3600)
    found = list_people_of_phone(phone)
    for person in found:
        remember("person.looked_up", "person", person.id, by=actor, purpose="support")
    if not found:
        remember("person.looked_up", "person", None, by=actor, purpose="support", details={"found": 0})
    return found
