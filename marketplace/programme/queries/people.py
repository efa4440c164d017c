"""Finding the women of a territory: who lives, sells or was supported there."""

from typing import Any

from sqlalchemy import or_, select, true

from marketplace.association.models import Unit
from marketplace.association.scope import Scope
from marketplace.core.db import session
from marketplace.people.models import Person
from marketplace.programme.models import SupportRecord
from marketplace.sellers.models import Seller

MOST_NAMESAKES = 20


def search_people(text_folded: str, phone: str | None, scope: Scope) -> list[Person]:
    """People of the territory by phone or by part of the folded name, in the order of their names."""
    rows = select(Person).where(_belongs_to(scope))
    if phone:
        rows = rows.where(Person.phone == phone)
    elif len(text_folded) < 2:
        return []
    else:
        rows = rows.where(Person.folded_name.contains(text_folded, autoescape=True))
    return list(session.scalars(rows.order_by(Person.folded_name, Person.id).limit(MOST_NAMESAKES)))


def is_known_in(person: Person, scope: Scope) -> bool:
    """Whether officers of a territory may see more of a person than the name."""
    return session.scalar(select(Person.id).where(Person.id == person.id, _belongs_to(scope))) is not None


def _belongs_to(scope: Scope) -> Any:
    """The person's home, the unit she sells under, or a unit that supported her lies in the territory."""
    if scope.everything:
        return true()
    homes = select(Unit.area_code).where(scope.allows(Unit.id), Unit.area_code.is_not(None))
    sellers = select(Seller.person_id).where(scope.allows(Seller.unit_id))
    supported = select(SupportRecord.person_id).where(
        scope.allows(SupportRecord.unit_id), SupportRecord.voided_at.is_(None)
    )
    return or_(Person.area_code.in_(homes), Person.id.in_(sellers), Person.id.in_(supported))
