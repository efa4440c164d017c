"""Asking who a woman is before she is entered: the people she may be, of other territories the name alone."""

from dataclasses import dataclass

from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from marketplace.places.queries import find_area
from marketplace.programme.queries import is_known_in
from marketplace.programme.services import look_up_by_phone
from marketplace.web.plumbing.visitor import current_scope, officer_actor

ANOTHER = "another"  # none of the people shown: somebody new


@dataclass(frozen=True)
class Found:
    """One search result; of people of other territories the name alone is shown."""

    person: Person
    is_ours: bool

    @property
    def facts(self) -> str:
        """Year of birth and commune, to distinguish women of the same name."""
        if not self.is_ours:
            return ""
        area = find_area(self.person.area_code) if self.person.area_code else None
        return ", ".join(str(fact) for fact in (self.person.birth_year, area.name if area else None) if fact)


def show_likely(people: list[Person], phone: str | None) -> list[Found]:
    """The people to choose from; a name of another territory is shown as a look-up by her phone, and counts as one.

    TooMany when the officer looked up too many of late.
    """
    likely = [Found(person, is_known_in(person, current_scope())) for person in people]
    if not all(one.is_ours for one in likely):
        with transaction():
            look_up_by_phone(phone or "", actor=officer_actor())
    return likely
