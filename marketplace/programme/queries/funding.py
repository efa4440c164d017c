"""Reading files for grants, loans and equipment, and what was mobilised by funder, each narrowed to a territory."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select, tuple_

from marketplace.association.scope import Scope
from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.errors import NotFound
from marketplace.core.paging import Page, decode_cursor, encode_cursor
from marketplace.programme.models import (
    Funding,
    FundingCondition,
    FundingTranche,
    OutcomeFact,
    Programme,
    Repayment,
    SupportRecord,
)
from marketplace.programme.queries.outcomes.money import MONEY_PAID
from marketplace.programme.states import CLOSED, GRANTED, VOIDED

PAGE = 25


@dataclass(frozen=True)
class Mobilised:
    """What one funder gave under one programme: đồng, tranches and women."""

    programme: Programme
    funder: str
    amount_dong: int
    tranches: int
    women: int


def get_funding(funding_id: int, scope: Scope) -> Funding:
    """A file of a territory; NotFound outside it."""
    return _one(select(Funding).where(Funding.id == funding_id, scope.allows(Funding.unit_id)), funding_id)


def lock_funding(funding_id: int, scope: Scope) -> Funding:
    """A file of a territory, locked for a change; NotFound outside it."""
    rows = select(Funding).where(Funding.id == funding_id, scope.allows(Funding.unit_id))
    rows = rows.with_for_update(of=Funding).execution_options(populate_existing=True)
    return _one(rows, funding_id)


def _one(rows: Select[Any], funding_id: int) -> Funding:
    row: Funding | None = session.scalar(rows)
    if row is None:
        raise NotFound(funding=funding_id)
    return row


def funding_of_tranche(tranche_id: int, scope: Scope) -> Funding:
    """The file that a tranche belongs to; NotFound outside the territory."""
    tranche = session.get(FundingTranche, tranche_id)
    if tranche is None:
        raise NotFound(tranche=tranche_id)
    return get_funding(tranche.funding_id, scope)


def find_funding_behind(support: SupportRecord) -> Funding | None:
    """The file that stands behind a record of support."""
    return session.scalar(select(Funding).where(Funding.support_id == support.id))


def funding_behind(support_ids: list[int]) -> dict[int, int]:
    """The files behind some records of support, by the record's key."""
    rows = select(Funding.support_id, Funding.id).where(Funding.support_id.in_(support_ids))
    return {support_id: funding_id for support_id, funding_id in session.execute(rows) if support_id is not None}


def funding_of_woman(person_id: int, scope: Scope) -> list[Funding]:
    """Her files within a territory, void ones too, the newest first."""
    rows = select(Funding).where(Funding.person_id == person_id, scope.allows(Funding.unit_id + 0))
    return list(session.scalars(rows.order_by(Funding.applied_on.desc(), Funding.id.desc())))


def list_funding(
    scope: Scope,
    cursor: str | None = None,
    *,
    status: str = "",
    programme_id: int | None = None,
    funder: str | None = None,
) -> Page[Funding]:
    """The files of a territory, the newest first; of one state, of one programme's funder."""
    rows = select(Funding).where(scope.allows(Funding.unit_id))
    rows = rows.where(Funding.status == status) if status else rows.where(Funding.status != VOIDED)
    if programme_id is not None:
        rows = rows.where(Funding.programme_id == programme_id)
    if funder is not None:
        rows = rows.where(Funding.funder == funder, Funding.id.in_(_paid()))
    if after := _place(cursor):
        rows = rows.where(tuple_(Funding.applied_on, Funding.id) < tuple_(*after))
    found = list(session.scalars(rows.order_by(Funding.applied_on.desc(), Funding.id.desc()).limit(PAGE + 1)))
    last = found[PAGE - 1] if len(found) > PAGE else None
    return Page(found[:PAGE], encode_cursor(last.applied_on.isoformat(), last.id) if last else None)


def _place(cursor: str | None) -> tuple[date, int] | None:
    keys = decode_cursor(cursor, (str, int))
    try:
        return (date.fromisoformat(keys[0]), keys[1]) if keys else None
    except ValueError:
        return None  # not a cursor of ours


def _paid() -> Select[Any]:
    return select(FundingTranche.funding_id).where(FundingTranche.paid_on.is_not(None))


def list_mobilised(scope: Scope) -> list[Mobilised]:
    """What reached women of a territory, by programme and funder, the largest first; one statement."""
    fact = OutcomeFact
    total = func.sum(fact.amount_dong)
    rows = select(Programme, fact.note, total, func.count(), func.count(fact.person_id.distinct()))
    rows = rows.join(Programme, Programme.id == fact.programme_id)
    rows = rows.where(fact.kind == MONEY_PAID, scope.allows(fact.unit_id)).group_by(Programme.id, fact.note)
    found = session.execute(rows.order_by(Programme.begins_on.desc(), total.desc(), fact.note))
    return [
        Mobilised(programme, funder, int(dong or 0), count, women) for programme, funder, dong, count, women in found
    ]


def paper_of_funding(funding: Funding, file_id: int) -> int:
    """The key of a proof of a file; NotFound when it is none of its papers."""
    papers = [each.proof_id for each in funding.tranches] + [each.proof_id for each in funding.conditions]
    if file_id not in papers:
        raise NotFound(paper=file_id)
    return file_id


def conditions_due(scope: Scope, until: date, most: int) -> list[FundingCondition]:
    """Open conditions of a territory's running files with a day up to one, the longest overdue first."""
    rows = _open_conditions().where(scope.allows(Funding.unit_id), FundingCondition.due_on <= until)
    return list(session.scalars(rows.order_by(FundingCondition.due_on, FundingCondition.id).limit(most)))


def conditions_of_woman(person_id: int) -> list[FundingCondition]:
    """What a woman has to do still for what she was granted."""
    rows = _open_conditions().where(Funding.person_id == person_id)
    return list(session.scalars(rows.order_by(FundingCondition.due_on, FundingCondition.id)))


def lock_condition_of(person_id: int, condition_id: int) -> FundingCondition:
    """A condition of her own running file, locked; NotFound for anybody else's."""
    rows = _open_conditions().where(Funding.person_id == person_id, FundingCondition.id == condition_id)
    row = session.scalar(rows.with_for_update(of=FundingCondition))
    if row is None:
        raise NotFound(condition=condition_id)
    return row


def _open_conditions() -> Select[FundingCondition]:
    rows = select(FundingCondition).join(Funding, Funding.id == FundingCondition.funding_id)
    return rows.where(FundingCondition.fulfilled_on.is_(None), Funding.status == GRANTED)


def is_overdue(funding: Funding) -> bool:
    """Whether a loan should have been paid back by now and was not."""
    late = funding.repay_by is not None and funding.repay_by < today() and funding.status == GRANTED
    return late and repaid_dong(funding) < paid_dong(funding)


def planned_dong(funding: Funding) -> int:
    """What its tranches add up to."""
    return sum(tranche.amount_dong for tranche in funding.tranches)


def paid_dong(funding: Funding) -> int:
    """What was paid of it."""
    return sum(tranche.amount_dong for tranche in funding.tranches if tranche.paid_on is not None)


def repaid_dong(funding: Funding) -> int:
    """What was paid back of it."""
    return sum(each.amount_dong for each in funding.repayments)


def faults_of_funding() -> Iterator[str]:
    """Files that paid or plan more than was granted, got more back than was paid, or are closed with open tranches."""
    planned = _sum_of(FundingTranche.amount_dong, FundingTranche)
    paid = _sum_of(FundingTranche.amount_dong, FundingTranche, FundingTranche.paid_on.is_not(None))
    repaid = _sum_of(Repayment.amount_dong, Repayment)
    stands = Funding.voided_at.is_(None)
    for funding_id in session.scalars(select(Funding.id).where(stands, planned > Funding.granted_dong)):
        yield f"funding {funding_id}: its tranches are more than was granted"
    for funding_id in session.scalars(select(Funding.id).where(stands, repaid > paid)):
        yield f"funding {funding_id}: more was paid back than was paid"
    unpaid = select(FundingTranche.funding_id).where(FundingTranche.paid_on.is_(None))
    for funding_id in session.scalars(select(Funding.id).where(Funding.status == CLOSED, Funding.id.in_(unpaid))):
        yield f"funding {funding_id}: it is closed, and a tranche of it is open"
    for funding_id in session.scalars(
        select(Funding.id).where(Funding.voided_at.is_not(None), Funding.id.in_(_paid()))
    ):
        yield f"funding {funding_id}: it was voided, and money of it was paid"


def _sum_of(amount: Any, model: Any, *which: Any) -> Any:
    rows = select(func.coalesce(func.sum(amount), 0)).where(model.funding_id == Funding.id, *which)
    return rows.correlate(Funding).scalar_subquery()
