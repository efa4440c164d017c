"""Recording members of the Union: since when and where, until when and why; a mistake is taken back."""

from datetime import date

from marketplace.association.endings import OF_MEMBERS
from marketplace.association.errors import AlreadyMember
from marketplace.association.models import Membership, Unit
from marketplace.association.policies import can_keep_register
from marketplace.association.queries.register import list_memberships_of, lock_register_of, overlapping
from marketplace.association.queries.units import commune_of
from marketplace.association.scope import Scope
from marketplace.association.services import terms
from marketplace.audit.services import record
from marketplace.core.actors import Actor
from marketplace.core.db import session
from marketplace.core.errors import Invalid, require
from marketplace.people.models import Person
from marketplace.people.queries import person_now
from marketplace.people.services import keep_address


def record_membership(
    person: Person, unit: Unit, *, actor: Actor, scope: Scope, began_on: date | None = None, village: str = ""
) -> Membership:
    """Record that a woman is a member of a unit, since a day where that is known; her village where none was known.

    AlreadyMember while she is one, here or elsewhere, or was one in those days: she is a member of one unit at a time.
    """
    require(can_keep_register(scope, unit))
    terms.require_past(began_on, "began_on")
    if unit.valid_to is not None:
        raise Invalid(field="unit")
    woman = person_now(person)
    lock_register_of(woman.id)
    _require_no_other(woman.id, began_on)
    row = Membership(person_id=woman.id, unit_id=unit.id, began_on=began_on, recorded_by=actor.person_id)
    row.person, row.unit = woman, unit
    session.add(row)
    _note_home(woman, unit, village)
    session.flush()
    details = {"unit_id": unit.id, "on": str(began_on or "")}
    record("membership.recorded", "membership", row.id, by=actor, details=details)
    return row


def end_membership(row: Membership, *, ended_on: date, why: str, actor: Actor, scope: Scope) -> None:
    """End a membership with its last day and the reason; EndsBeforeItBegan, Conflict when it ended before."""
    require(can_keep_register(scope, row.unit))
    terms.end(row, ended_on, why, OF_MEMBERS)
    details = {"on": str(ended_on), "reason": why}
    record("membership.ended", "membership", row.id, by=actor, details=details)


def resume_membership(row: Membership, *, actor: Actor, scope: Scope) -> None:
    """Take an end back that was a mistake; AlreadyMember when she is a member elsewhere by now."""
    require(can_keep_register(scope, row.unit))
    terms.require_ended(row)
    _require_no_other(row.person_id, row.began_on, row)
    before = row.ended_on
    terms.go_on(row)
    record("membership.resumed", "membership", row.id, by=actor, details={"on": str(before)})


def void_membership(row: Membership, *, why: str, actor: Actor, scope: Scope) -> None:
    """Void a membership that never was, with the reason."""
    require(can_keep_register(scope, row.unit))
    terms.void(row, why)
    record("membership.voided", "membership", row.id, by=actor, details={"why": row.voided_why})


def _note_home(woman: Person, unit: Unit, village: str) -> None:
    """Where she lives, if nobody wrote it down before: in the unit's commune."""
    area_code = commune_of(unit)
    if village.strip() and area_code and not woman.area_code and not woman.address_line:
        keep_address(woman, area_code, village)


def _require_no_other(person_id: int, began_on: date | None, but: Membership | None = None) -> None:
    other = overlapping(list_memberships_of([person_id]), began_on, None, but)
    if other is not None:
        raise AlreadyMember(membership=other)
