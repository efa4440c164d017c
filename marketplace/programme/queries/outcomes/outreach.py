"""A woman who was helped on the spot in an outreach: an outcome of its day."""

from typing import Any

from sqlalchemy import Select, select

from marketplace.association.models import Unit
from marketplace.programme.queries.outcomes.columns import Source, fact_columns
from marketplace.training.models import Outreach, OutreachWoman

HELPED = "helped"
OUTREACH = "outreach"  # the kind of record


def _helped() -> Select[Any]:
    """Each woman of the list of an outreach that stands; `part` is her line in it."""
    columns = fact_columns(
        HELPED,
        OUTREACH,
        record_id=OutreachWoman.outreach_id,
        part=OutreachWoman.id,
        person_id=OutreachWoman.person_id,
        unit_id=OutreachWoman.unit_id,
        place=Unit.path,
        happened_on=Outreach.held_on,
        happened_at=Outreach.changed_at,
        outcome_on=Outreach.held_on,
        title=Outreach.about,
        note=Outreach.kind,
    )
    rows = select(*columns).join(Outreach, Outreach.id == OutreachWoman.outreach_id)
    rows = rows.join(Unit, Unit.id == OutreachWoman.unit_id)
    return rows.where(OutreachWoman.voided_at.is_(None), Outreach.voided_at.is_(None))


HELPED_SOURCES = (Source(_helped, Outreach.id, Outreach.changed_at, Outreach.changed_at),)
