"""What happens to money that was granted: tranches planned and paid, conditions fulfilled, a loan paid back."""

from datetime import date
from typing import TypeVar

from marketplace.association.scope import Scope
from marketplace.audit.services import record as remember
from marketplace.core.actors import Actor
from marketplace.core.clock import now, today
from marketplace.core.db import session
from marketplace.core.errors import NotFound, require
from marketplace.core.events import publish
from marketplace.programme.errors import BadFunding, DoneBefore
from marketplace.programme.events import TranchePaid
from marketplace.programme.models import Funding, FundingCondition, FundingTranche, Repayment
from marketplace.programme.policies import can_record_support
from marketplace.programme.queries.funding import paid_dong, planned_dong, repaid_dong
from marketplace.programme.services.funding import LOAN
from marketplace.programme.states import GRANTED

Part = TypeVar("Part", FundingTranche, FundingCondition, Repayment)


def plan_tranche(row: Funding, *, planned_on: date, amount_dong: int, actor: Actor, scope: Scope) -> FundingTranche:
    """Plan a part of what was granted; all of them together are never more than that."""
    _require_running(row, scope)
    left = row.granted_dong - planned_dong(row)
    if not 0 < amount_dong <= left:
        raise BadFunding(field="amount", why="over_granted", left_dong=left)
    if row.decided_on and planned_on < row.decided_on:
        raise BadFunding(field="planned_on", why="before_decided")
    tranche = FundingTranche(planned_on=planned_on, amount_dong=amount_dong)
    row.tranches.append(tranche)
    session.flush()
    _tell("funding.tranche_planned", row, actor, amount_dong=amount_dong, on=str(planned_on))
    return tranche


def drop_tranche(row: Funding, tranche_id: int, *, actor: Actor, scope: Scope) -> None:
    """Take a tranche that is not paid out of the plan."""
    _require_running(row, scope)
    tranche = _part(row.tranches, tranche_id)
    if tranche.paid_on is not None:
        raise BadFunding(field="status", why="tranche_paid")
    row.tranches.remove(tranche)
    session.delete(tranche)
    _tell("funding.tranche_dropped", row, actor, amount_dong=tranche.amount_dong, on=str(tranche.planned_on))


def pay_tranche(
    row: Funding, tranche_id: int, *, paid_on: date, actor: Actor, scope: Scope, proof_id: int | None = None
) -> None:
    """Write down that a tranche reached her; once, on a day that has come."""
    _require_running(row, scope)
    tranche = _part(row.tranches, tranche_id)
    if tranche.paid_on is not None:
        raise DoneBefore()
    if paid_on > today():
        raise BadFunding(field="paid_on", why="not_yet")
    if row.decided_on and paid_on < row.decided_on:
        raise BadFunding(field="paid_on", why="before_decided")
    tranche.paid_on, tranche.paid_at, tranche.proof_id = paid_on, now(), proof_id
    _tell("funding.tranche_paid", row, actor, amount_dong=tranche.amount_dong, on=str(paid_on))
    publish(TranchePaid(tranche.id))


def unpay_tranche(row: Funding, tranche_id: int, *, why: str, actor: Actor, scope: Scope) -> None:
    """Take back that a tranche was paid, with the reason; not when so much was paid back already."""
    _require_running(row, scope)
    tranche = _part(row.tranches, tranche_id)
    if tranche.paid_on is None:
        raise DoneBefore()
    if not why.strip():
        raise BadFunding(field="why", why="needs_reason")
    if repaid_dong(row) > paid_dong(row) - tranche.amount_dong:
        raise BadFunding(field="why", why="was_repaid")
    told = {"amount_dong": tranche.amount_dong, "on": str(tranche.paid_on), "why": why}
    tranche.paid_on = tranche.paid_at = tranche.proof_id = None
    _tell("funding.tranche_unpaid", row, actor, **told)
    publish(TranchePaid(tranche.id))


def add_condition(row: Funding, *, text: str, due_on: date, actor: Actor, scope: Scope) -> FundingCondition:
    """Write down what she has to do for what was granted, and by when."""
    _require_running(row, scope)
    condition = FundingCondition(text=text, due_on=due_on)
    row.conditions.append(condition)
    session.flush()
    _tell("funding.condition_set", row, actor, note=text, on=str(due_on))
    return condition


def drop_condition(row: Funding, condition_id: int, *, actor: Actor, scope: Scope) -> None:
    """Take an open condition away: written by mistake, or not asked for any more."""
    _require_running(row, scope)
    condition = _part(row.conditions, condition_id)
    if condition.fulfilled_on is not None:
        raise BadFunding(field="status", why="condition_done")
    row.conditions.remove(condition)
    session.delete(condition)
    _tell("funding.condition_dropped", row, actor, note=condition.text)


def fulfil_condition(
    row: Funding, condition_id: int, *, fulfilled_on: date, actor: Actor, scope: Scope, proof_id: int | None = None
) -> None:
    """Write down that a condition is fulfilled, with its evidence."""
    _require_running(row, scope)
    condition = _part(row.conditions, condition_id)
    if condition.fulfilled_on is not None:
        raise DoneBefore()
    if fulfilled_on > today():
        raise BadFunding(field="fulfilled_on", why="not_yet")
    condition.fulfilled_on, condition.proof_id = fulfilled_on, proof_id
    _tell("funding.condition_fulfilled", row, actor, note=condition.text, on=str(fulfilled_on))


def unfulfil_condition(row: Funding, condition_id: int, *, actor: Actor, scope: Scope) -> None:
    """Take back that a condition is fulfilled; she is asked for it again."""
    _require_running(row, scope)
    condition = _part(row.conditions, condition_id)
    if condition.fulfilled_on is None and condition.said_done_at is None:
        raise DoneBefore()
    condition.fulfilled_on = condition.proof_id = condition.said_done_at = None
    _tell("funding.condition_reopened", row, actor, note=condition.text)


def say_condition_done(condition: FundingCondition, *, actor: Actor) -> bool:
    """She says herself that it is done; an officer looks and writes it down. Returns whether that is new."""
    if condition.said_done_at is not None:
        return False
    condition.said_done_at = now()
    _tell("funding.condition_said_done", condition.funding, actor, note=condition.text)
    return True


def note_repayment(row: Funding, *, repaid_on: date, amount_dong: int, actor: Actor, scope: Scope) -> Repayment:
    """Write down money of a loan that came back; never more than was paid."""
    _require_running(row, scope)
    if row.kind != LOAN:
        raise BadFunding(field="status", why="no_loan")
    first = min((tranche.paid_on for tranche in row.tranches if tranche.paid_on), default=None)
    left = paid_dong(row) - repaid_dong(row)
    if not 0 < amount_dong <= left:
        raise BadFunding(field="amount", why="over_paid", left_dong=left)
    if repaid_on > today():
        raise BadFunding(field="repaid_on", why="not_yet")
    if first and repaid_on < first:
        raise BadFunding(field="repaid_on", why="before_paid")
    repayment = Repayment(repaid_on=repaid_on, amount_dong=amount_dong, recorded_by=actor.person_id)
    row.repayments.append(repayment)
    session.flush()
    _tell("funding.repaid", row, actor, amount_dong=amount_dong, on=str(repaid_on))
    return repayment


def drop_repayment(row: Funding, repayment_id: int, *, actor: Actor, scope: Scope) -> None:
    """Take a repayment back that was written down by mistake."""
    _require_running(row, scope)
    repayment = _part(row.repayments, repayment_id)
    row.repayments.remove(repayment)
    session.delete(repayment)
    _tell("funding.repayment_dropped", row, actor, amount_dong=repayment.amount_dong, on=str(repayment.repaid_on))


def _part(parts: list[Part], part_id: int) -> Part:
    found = next((part for part in parts if part.id == part_id), None)
    if found is None:
        raise NotFound(part=part_id)
    return found


def _require_running(row: Funding, scope: Scope) -> None:
    require(can_record_support(scope, row.unit))
    if row.status != GRANTED:
        raise BadFunding(field="status", why=f"is_{row.status}")


def _tell(deed: str, row: Funding, actor: Actor, **details: object) -> None:
    remember(deed, "funding", row.id, by=actor, details=details)
