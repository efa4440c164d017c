"""Visiting a supported woman, agreeing on the next step, and giving her a mentor; mistakes are taken back."""

from datetime import date

from marketplace.association.models import Unit
from marketplace.association.scope import Scope
from marketplace.audit.services import record as remember
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.clock import now, today
from marketplace.core.db import session
from marketplace.core.errors import Invalid, require
from marketplace.people.models import Person
from marketplace.people.queries import person_now
from marketplace.programme.errors import DoneBefore
from marketplace.programme.models import Mentorship, SupportVisit
from marketplace.programme.policies import can_record_support
from marketplace.programme.queries.visits import find_same_visit, find_standing_mentorship

VISIT, CALL = "visit", "call"
WAYS = (VISIT, CALL)
HERSELF, BY_OFFICER = "seller", "officer"


def record_visit(
    woman: Person,
    unit: Unit,
    visitor: Person,
    *,
    visited_on: date,
    way: str,
    actor: Actor,
    scope: Scope,
    seen: str = "",
    next_step: str = "",
    next_due_on: date | None = None,
    photo_id: int | None = None,
) -> SupportVisit:
    """Write down a visit or a call; DoneBefore when the same one is there."""
    require(can_record_support(scope, unit))
    if visited_on > today():
        raise Invalid(field="visited_on")
    if way not in WAYS:
        raise Invalid(field="way")
    if next_due_on is not None and (not next_step or next_due_on < visited_on):
        raise Invalid(field="next_step" if not next_step else "next_due_on")
    row = SupportVisit(person_id=person_now(woman).id, unit_id=unit.id, visited_on=visited_on, way=way)
    row.visited_by, row.seen, row.photo_id = person_now(visitor).id, seen, photo_id
    row.next_step, row.next_due_on, row.recorded_by = next_step, next_due_on, actor.person_id
    if find_same_visit(row) is not None:
        raise DoneBefore()
    session.add(row)
    session.flush()
    remember("visit.recorded", "support_visit", row.id, by=actor, details={"on": str(visited_on)})
    return row


def finish_step(row: SupportVisit, *, actor: Actor, scope: Scope | None = None) -> bool:
    """The next step is done: an officer of the territory says so, or she herself (`scope` None). New or not."""
    require(scope is None or can_record_support(scope, row.unit))
    if not row.next_step or row.voided_at is not None:
        raise Invalid(field="next_step")
    if row.step_done_on is not None:
        return False
    row.step_done_on, row.step_done_by = today(), BY_OFFICER if actor.kind == OFFICER else HERSELF
    remember("visit.step_done", "support_visit", row.id, by=actor, details={"note": row.next_step})
    return True


def reopen_step(row: SupportVisit, *, actor: Actor, scope: Scope) -> bool:
    """The next step is not done after all; returns whether that is new."""
    require(can_record_support(scope, row.unit))
    if row.step_done_on is None:
        return False
    row.step_done_on, row.step_done_by = None, ""
    remember("visit.step_reopened", "support_visit", row.id, by=actor, details={"note": row.next_step})
    return True


def void_visit(row: SupportVisit, *, why: str, actor: Actor, scope: Scope) -> None:
    """Void a visit that was written down by mistake, with the reason."""
    _void(row, why, actor, scope)
    remember("visit.voided", "support_visit", row.id, by=actor, details={"why": why})


def give_mentor(woman: Person, mentor: Person, unit: Unit, *, began_on: date, actor: Actor, scope: Scope) -> Mentorship:
    """Let somebody stand by a woman from a day on; DoneBefore when she does already, Invalid when it is herself."""
    require(can_record_support(scope, unit))
    woman, mentor = person_now(woman), person_now(mentor)
    if woman.id == mentor.id:
        raise Invalid(field="person")
    if began_on > today():
        raise Invalid(field="began_on")
    if find_standing_mentorship(mentor.id, woman.id) is not None:
        raise DoneBefore()
    row = Mentorship(person_id=mentor.id, woman_id=woman.id, unit_id=unit.id, began_on=began_on)
    row.recorded_by = actor.person_id
    session.add(row)
    session.flush()
    remember("mentor.given", "mentorship", row.id, by=actor, details={"on": str(began_on)})
    return row


def end_mentorship(row: Mentorship, *, ended_on: date, actor: Actor, scope: Scope) -> None:
    """The last day on which somebody stands by a woman."""
    require(can_record_support(scope, row.unit))
    if row.ended_on is not None or row.voided_at is not None:
        raise DoneBefore()
    if not row.began_on <= ended_on <= today():
        raise Invalid(field="ended_on")
    row.ended_on = ended_on
    remember("mentor.ended", "mentorship", row.id, by=actor, details={"on": str(ended_on)})


def void_mentorship(row: Mentorship, *, why: str, actor: Actor, scope: Scope) -> None:
    """Void a mentor who was written down by mistake, with the reason."""
    _void(row, why, actor, scope)
    remember("mentor.voided", "mentorship", row.id, by=actor, details={"why": why})


def _void(row: SupportVisit | Mentorship, why: str, actor: Actor, scope: Scope) -> None:
    require(can_record_support(scope, row.unit))
    if not why.strip():
        raise Invalid(field="why")
    if row.voided_at is not None:
        raise DoneBefore()
    row.voided_at, row.voided_why = now(), why
