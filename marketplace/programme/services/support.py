"""Recording support, correcting what it was for, voiding a wrong record."""

from collections.abc import Iterable
from datetime import date

from marketplace.association.models import Unit
from marketplace.association.scope import Scope
from marketplace.audit.services import record as remember
from marketplace.core.actors import Actor
from marketplace.core.clock import now, today
from marketplace.core.db import AlreadyThere, session
from marketplace.core.errors import Conflict, Invalid, require
from marketplace.core.events import publish
from marketplace.core.versions import bump
from marketplace.people.models import Person
from marketplace.people.queries import person_now
from marketplace.programme.aims import AIMS, ANY_AIM, UNKNOWN
from marketplace.programme.errors import AlreadyRecorded, HasFunding, OutsideProgramme
from marketplace.programme.events import SupportRecorded, SupportVoided
from marketplace.programme.models import OUTCOMES, Programme, SupportRecord
from marketplace.programme.policies import can_record_support
from marketplace.programme.queries.funding import find_funding_behind
from marketplace.programme.queries.support import find_same_support

KINDS = ("training", "advice", "loan", "grant", "equipment", "shop", "mentoring")


def record_support(
    programme: Programme,
    person: Person,
    unit: Unit,
    *,
    kind: str,
    given_on: date,
    actor: Actor,
    scope: Scope,
    aim: str = UNKNOWN,
    amount_dong: int | None = None,
    funder: str = "",
    idea: str = "",
    note: str = "",
) -> SupportRecord:
    """Record one act of support; refuses a day outside the programme or in the future, and a second same record."""
    require(can_record_support(scope, unit))
    if kind not in KINDS:
        raise Invalid(field="kind")
    if aim not in ANY_AIM:
        raise Invalid(field="aim")
    if not programme.covers(given_on) or given_on > today():
        raise OutsideProgramme(field="given_on")
    row = SupportRecord(
        programme_id=programme.id,
        person_id=person_now(person).id,
        unit_id=unit.id,
        kind=kind,
        given_on=given_on,
        amount_dong=amount_dong,
        aim=aim,
        funder=funder,
        idea=idea,
        note=note,
        recorded_by=actor.person_id,
    )
    _add_once(row)
    remember("support.recorded", "support_record", row.id, by=actor, details={"kind": kind, "on": str(given_on)})
    publish(SupportRecorded(row.id))
    return row


def _add_once(row: SupportRecord) -> None:
    """Add a record; the database itself refuses the same support a second time, whoever else records it now."""
    try:
        with session.begin_nested():
            session.add(row)
    except AlreadyThere as fault:
        same = find_same_support(row)
        if same is None:
            raise
        raise AlreadyRecorded(record_id=same.id) from fault


def correct_aim(row: SupportRecord, aim: str, *, actor: Actor, scope: Scope) -> bool:
    """Say what a support was for, or say it otherwise than before; returns whether that is new."""
    require(can_record_support(scope, row.unit))
    if aim not in AIMS:
        raise Invalid(field="aim")
    if row.voided_at is not None:
        raise Conflict(record_id=row.id)
    if row.aim == aim:
        return False
    told = {"before": {"aim": row.aim}, "after": {"aim": aim}}
    row.aim = aim
    remember("support.aim_corrected", "support_record", row.id, by=actor, details=told)
    bump(OUTCOMES)
    return True


def erase_support(rows: Iterable[SupportRecord], *, scope: Scope) -> None:
    """Erase void records that an undone list entered, of women who go with them: nothing else names these."""
    for row in rows:
        require(can_record_support(scope, row.unit) and row.voided_at is not None)
        session.delete(row)
    session.flush()


def void_support(row: SupportRecord, *, why: str, actor: Actor, scope: Scope) -> None:
    """Void a wrong record, with the reason; it stays readable but does not count any more.

    HasFunding while a file for money or equipment stands behind it: that is voided first.
    """
    require(can_record_support(scope, row.unit))
    if not why.strip():
        raise Invalid(field="why")
    if row.voided_at is not None:
        raise Conflict(record_id=row.id)
    if funding := find_funding_behind(row):
        raise HasFunding(funding_id=funding.id)
    row.voided_at, row.voided_why = now(), why
    remember("support.voided", "support_record", row.id, by=actor, details={"why": why})
    publish(SupportVoided(row.id))
