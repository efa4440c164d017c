"""Grants, loans and equipment: asked for, paid in tranches, conditions fulfilled, paid back, closed."""

from collections.abc import Iterator

from marketplace.association.scope import Scope
from marketplace.programme.models import Funding
from marketplace.programme.queries.funding import funding_of_woman
from marketplace.programme.queries.timeline.entries import Entry
from marketplace.programme.shape import RecordRef
from marketplace.programme.states import REFUSED


def money(person_id: int, scope: Scope) -> Iterator[Entry]:
    """Each step of her files that were not voided; granting is the record of support that stands before it."""
    for row in funding_of_woman(person_id, scope):
        if row.voided_at is None:
            yield from _steps(row)


def _steps(row: Funding) -> Iterator[Entry]:
    ref, told = RecordRef("funding", row.id), {"kind": row.kind, "funder": row.funder}
    yield Entry(row.applied_on, "funding_applied", told | {"amount_dong": row.wanted_dong, "idea": row.idea}, ref)
    if row.status == REFUSED and row.decided_on:
        yield Entry(row.decided_on, "funding_refused", told | {"why": row.result}, ref)
    for tranche in row.tranches:
        if tranche.paid_on:
            yield Entry(tranche.paid_on, "money_paid", told | {"amount_dong": tranche.amount_dong}, ref)
    for condition in row.conditions:
        if condition.fulfilled_on:
            yield Entry(condition.fulfilled_on, "condition_fulfilled", {"text": condition.text}, ref)
    for repayment in row.repayments:
        yield Entry(repayment.repaid_on, "repaid", {"amount_dong": repayment.amount_dong}, ref)
    if row.closed_on:
        yield Entry(row.closed_on, "funding_closed", told | {"result": row.result}, ref)
