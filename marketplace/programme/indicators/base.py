"""What the indicators share: their columns, and outcomes of women whom the programme had supported before."""

from typing import Any

from sqlalchemy import BigInteger, Select, cast, func, null, select

from marketplace.programme.models import OutcomeFact, Programme
from marketplace.programme.queries.outcomes import SUPPORT

fact = OutcomeFact
NO_AMOUNT = cast(null(), BigInteger)


def facts(kind: str, *, amount_dong: Any = NO_AMOUNT, note: Any = fact.note) -> Select[Any]:
    """Every fact of a kind, in the columns that an indicator gives."""
    columns: list[Any] = [fact.record_id, fact.happened_on, fact.person_id, fact.unit_id, fact.place]
    columns += [amount_dong.label("amount_dong"), fact.title, note.label("note")]
    return select(*columns).where(fact.kind == kind)


def of_supported_women(rows: Select[Any], programme: Programme, person_id: Any, outcome_on: Any) -> Select[Any]:
    """Narrow a selection to women whom the programme supported on or before the day of the outcome."""
    supported = (
        select(fact.person_id, func.min(fact.happened_on).label("since"))
        .where(fact.kind == SUPPORT, fact.programme_id == programme.id)
        .group_by(fact.person_id)
        .subquery("supported")
    )
    return rows.join(supported, supported.c.person_id == person_id).where(supported.c.since <= outcome_on)


def outcomes(kind: str, programme: Programme, *, amount_dong: Any = NO_AMOUNT, note: Any = fact.note) -> Select[Any]:
    """Facts of a kind about women whom the programme had supported."""
    rows = facts(kind, amount_dong=amount_dong, note=note)
    return of_supported_women(rows, programme, fact.person_id, fact.outcome_on)
