"""Reading the Union's tree: units, officers, territory."""

from sqlalchemy import select

from marketplace.association.models import Officer, Unit
from marketplace.core.db import session


def list_offices(person_id: int) -> list[Officer]:
    """Where a person serves now, with the units loaded."""
    serving = select(Officer).where(Officer.person_id == person_id, Officer.ended_at.is_(None))
    return list(session.scalars(serving.order_by(Officer.id)))


def find_unit_of_area(area_code: str) -> Unit | None:
    """The unit whose territory is one commune or province today."""
    return session.scalar(select(Unit).where(Unit.area_code == area_code, Unit.valid_to.is_(None)))


def get_unit(unit_id: int) -> Unit:
    """One unit by key."""
    return session.get_one(Unit, unit_id)
