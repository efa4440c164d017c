"""Money, or equipment of that worth, which reached a woman is an outcome of the day on which it was paid."""

from typing import Any

from sqlalchemy import Select, select

from marketplace.association.models import Unit
from marketplace.programme.models import Funding, FundingTranche
from marketplace.programme.queries.outcomes.columns import Source, fact_columns

MONEY_PAID = "money_paid"


def _money_paid() -> Select[Any]:
    """Each tranche that was paid, of a file that was not voided."""
    tranche = FundingTranche
    columns = fact_columns(
        MONEY_PAID,
        "funding_tranche",
        record_id=tranche.id,
        programme_id=Funding.programme_id,
        person_id=Funding.person_id,
        unit_id=Funding.unit_id,
        place=Unit.path,
        happened_on=tranche.paid_on,
        happened_at=tranche.paid_at,
        outcome_on=tranche.paid_on,
        amount_dong=tranche.amount_dong,
        title=Funding.idea,
        note=Funding.funder,
    )
    rows = select(*columns).join(Funding, Funding.id == tranche.funding_id).join(Unit, Unit.id == Funding.unit_id)
    return rows.where(tranche.paid_on.is_not(None), Funding.voided_at.is_(None))


MONEY_SOURCES = (Source(_money_paid, FundingTranche.id, FundingTranche.paid_at),)
