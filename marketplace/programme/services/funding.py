"""A woman's file for a grant, a loan or equipment: asked for, decided, closed, and mistakes taken back."""

from datetime import date

from marketplace.association.models import Unit
from marketplace.association.scope import Scope
from marketplace.core.actors import Actor
from marketplace.core.clock import now, today
from marketplace.core.db import session
from marketplace.core.errors import Invalid, require
from marketplace.people.models import Person
from marketplace.people.queries import person_now
from marketplace.programme.aims import ANY_AIM
from marketplace.programme.errors import AlreadyRecorded, BadFunding, DoneBefore
from marketplace.programme.models import Funding, Programme, SupportRecord
from marketplace.programme.policies import can_record_support
from marketplace.programme.queries.funding import find_funding_behind, paid_dong, repaid_dong
from marketplace.programme.queries.support import support_by_id
from marketplace.programme.services.support import record_support, void_support
from marketplace.programme.states import APPLIED, CLOSED, DECIDED, GRANTED, REFUSED, VOIDED

GRANT, LOAN, EQUIPMENT = "grant", "loan", "equipment"
FUNDED = (GRANT, LOAN, EQUIPMENT)  # kinds of support that get a file


def open_funding(
    programme: Programme,
    person: Person,
    unit: Unit,
    *,
    kind: str,
    aim: str,
    applied_on: date,
    actor: Actor,
    scope: Scope,
    wanted_dong: int | None = None,
    idea: str = "",
    support: SupportRecord | None = None,
) -> Funding:
    """Open the file of what a woman asks for; `support` is the record of it where that was written before."""
    require(can_record_support(scope, unit))
    if kind not in FUNDED or aim not in ANY_AIM:
        raise Invalid(field="kind" if kind not in FUNDED else "aim")
    if not programme.covers(applied_on) or applied_on > today():
        raise BadFunding(field="applied_on", why="outside_programme")
    if support is not None and find_funding_behind(support) is not None:
        raise DoneBefore()
    row = Funding(programme_id=programme.id, person_id=person_now(person).id, unit_id=unit.id, kind=kind, aim=aim)
    row.applied_on, row.wanted_dong, row.idea = applied_on, wanted_dong, idea
    row.support_id = support.id if support is not None else None
    row.granted_dong, row.recorded_by = 0, actor.person_id
    row.begin_at(APPLIED, by=actor)
    return row


def grant_funding(
    row: Funding,
    *,
    granted_dong: int,
    decided_on: date,
    decision_number: str,
    funder: str,
    actor: Actor,
    scope: Scope,
    repay_by: date | None = None,
) -> None:
    """Write down what was granted; where no record of support stands behind it yet, it is recorded with it."""
    require(can_record_support(scope, row.unit))
    _require_move(row, GRANTED)
    _require_decision_day(row, decided_on)
    if granted_dong <= 0:
        raise BadFunding(field="granted", why="nothing")
    if row.kind == LOAN and (repay_by is None or repay_by <= decided_on):
        raise BadFunding(field="repay_by", why="repay_by")
    row.move_to(GRANTED, by=actor)
    row.decided_on, row.granted_dong, row.funder = decided_on, granted_dong, funder
    row.decision_number, row.repay_by = decision_number, repay_by if row.kind == LOAN else None
    if row.support_id is None:
        _record_its_support(row, actor=actor, scope=scope)


def _record_its_support(row: Funding, *, actor: Actor, scope: Scope) -> None:
    """The same support on the same day may have been recorded already; then it stands behind the file."""
    assert row.decided_on is not None
    told = {"kind": row.kind, "given_on": row.decided_on, "aim": row.aim, "amount_dong": row.granted_dong}
    about = {"funder": row.funder, "idea": row.idea, "actor": actor, "scope": scope}
    try:
        support = record_support(row.programme, row.person, row.unit, **told, **about)  # type: ignore[arg-type]
        row.made_support = True
    except AlreadyRecorded as same:
        support = support_by_id(same.record_id)
        if find_funding_behind(support) is not None:
            raise BadFunding(field="decided_on", why="two_files") from same
    row.support_id = support.id


def refuse_funding(row: Funding, *, decided_on: date, why: str, actor: Actor, scope: Scope) -> None:
    """Write down that nothing was granted, and why."""
    require(can_record_support(scope, row.unit))
    _require_move(row, REFUSED)
    _require_decision_day(row, decided_on)
    if not why.strip():
        raise BadFunding(field="why", why="needs_reason")
    row.move_to(REFUSED, by=actor, note=why)
    row.decided_on, row.result = decided_on, why


def close_funding(row: Funding, *, closed_on: date, result: str, actor: Actor, scope: Scope, why: str = "") -> None:
    """Close a file with what came of it; an open tranche is to be paid or dropped before.

    A condition that was not fulfilled, or a loan that was not paid back, needs a reason.
    """
    require(can_record_support(scope, row.unit))
    _require_move(row, CLOSED)
    if any(tranche.paid_on is None for tranche in row.tranches):
        raise BadFunding(field="closed_on", why="open_tranches")
    if closed_on > today() or closed_on < max(_days_of(row)):
        raise BadFunding(field="closed_on", why="before_last")
    if not result.strip():
        raise BadFunding(field="result", why="needs_result")
    if what_is_open(row) and not why.strip():
        raise BadFunding(field="why", why="needs_reason")
    row.move_to(CLOSED, by=actor, note=why)
    row.closed_on, row.result, row.left_open_why = closed_on, result, why


def what_is_open(row: Funding) -> bool:
    """Whether a condition is open still, or a loan not paid back."""
    owed = row.kind == LOAN and repaid_dong(row) < paid_dong(row)
    return owed or any(condition.fulfilled_on is None for condition in row.conditions)


def _days_of(row: Funding) -> list[date]:
    paid = [tranche.paid_on for tranche in row.tranches if tranche.paid_on]
    return [row.decided_on or row.applied_on, *paid, *(each.repaid_on for each in row.repayments)]


def reopen_funding(row: Funding, *, actor: Actor, scope: Scope) -> None:
    """Take a decision to refuse, or to close, back."""
    require(can_record_support(scope, row.unit))
    if row.status not in DECIDED:
        raise BadFunding(field="status", why=f"is_{row.status}")
    was_closed = row.status == CLOSED
    row.move_to(GRANTED if was_closed else APPLIED, by=actor)
    row.closed_on, row.result, row.left_open_why = None, "", ""
    if not was_closed:
        row.decided_on = None


def void_funding(row: Funding, *, why: str, actor: Actor, scope: Scope) -> None:
    """Void a file that never was so, with the support that its decision recorded; not while money of it is paid."""
    require(can_record_support(scope, row.unit))
    _require_move(row, VOIDED)
    if not why.strip():
        raise BadFunding(field="why", why="needs_reason")
    if paid_dong(row):
        raise BadFunding(field="why", why="was_paid")
    row.move_to(VOIDED, by=actor, note=why)
    row.voided_at, row.result = now(), why
    support_id, row.support_id = row.support_id, None
    session.flush()
    support = support_by_id(support_id) if row.made_support and support_id else None
    if support is not None and support.voided_at is None:
        void_support(support, why=why, actor=actor, scope=scope)


def _require_move(row: Funding, wanted: str) -> None:
    """Refuse with what the file is, where it cannot become what is wanted."""
    if not row.machine.allows(row.status, wanted):
        raise BadFunding(field="status", why=f"is_{row.status}")


def _require_decision_day(row: Funding, decided_on: date) -> None:
    if decided_on > today():
        raise BadFunding(field="decided_on", why="not_yet")
    if decided_on < row.applied_on:
        raise BadFunding(field="decided_on", why="before_applied")
    if not row.programme.covers(decided_on):
        raise BadFunding(field="decided_on", why="outside_programme")
