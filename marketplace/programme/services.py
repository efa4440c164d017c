"""Recording support, taking a wrong record back, and setting targets."""

from datetime import date

from marketplace.association.models import Unit
from marketplace.association.scope import Scope
from marketplace.audit.services import record as remember
from marketplace.core.actors import Actor
from marketplace.core.clock import now, today
from marketplace.core.db import session
from marketplace.core.errors import Conflict, Invalid, require
from marketplace.people.models import Person
from marketplace.programme.errors import AlreadyRecorded, OutsideProgramme
from marketplace.programme.models import Programme, SupportRecord, Target
from marketplace.programme.policies import can_record_support, can_set_target
from marketplace.programme.queries import find_same_support, find_target

KINDS = ("training", "advice", "loan", "grant", "equipment", "shop", "mentoring")
MOST_TARGET = 10**13


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
    same = find_same_support(row)
    if same is not None:
        raise AlreadyRecorded(record_id=same.id)
    session.add(row)
    session.flush()
    remember("support.recorded", "support_record", row.id, by=actor, details={"kind": kind, "on": str(given_on)})
    return row


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
