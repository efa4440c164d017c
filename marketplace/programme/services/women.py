"""Who the women of the programmes are: entering one whom nobody knew, finding one of another territory by phone."""

from datetime import timedelta

from marketplace.association.scope import Scope
from marketplace.audit.services import record as remember
from marketplace.core import throttles
from marketplace.core.actors import Actor
from marketplace.core.clock import now
from marketplace.people.models import Person
from marketplace.people.phones import normalise_phone
from marketplace.people.queries import find_person, list_people_of_phone, person_now
from marketplace.people.services import create_person
from marketplace.programme.errors import MayBeKnown, NotShown
from marketplace.programme.queries.people import LOOKED_UP, is_known_in, list_likely_same, was_looked_up
from marketplace.programme.services.judging import note_apart

LOOK_UPS_AN_HOUR = 20
SHOWN_FOR = timedelta(hours=1)  # how long a name found by phone may be worked with


def enter_woman(
    full_name: str,
    phone: str | None,
    birth_year: int | None,
    *,
    other_than: set[str],
    actor: Actor,
    scope: Scope,
) -> Person:
    """Enter somebody new: MayBeKnown while a likely same person is not among those the officer was shown.

    `other_than` holds the public ids of the people of whom the officer says that she is none; they are told apart.
    """
    number = normalise_phone(phone) if phone else None
    likely = list_likely_same(full_name, birth_year, number, scope)
    if any(person.public_id not in other_than for person in likely):
        raise MayBeKnown(people=likely)
    woman = create_person(full_name, phone, birth_year=birth_year)
    remember("person.entered", "person", woman.id, by=actor, details={"other_than": [one.id for one in likely]})
    for one in likely:
        note_apart(woman, one, actor=actor)
    return woman


def get_shown_woman(public_id: str, *, actor: Actor, scope: Scope) -> Person:
    """Somebody of the territory, or whom this officer found by phone within the last hour; NotShown otherwise."""
    found = find_person(public_id)
    person = person_now(found) if found else None
    if person is None or not (is_known_in(person, scope) or _was_shown(person, actor)):
        raise NotShown(person=public_id)
    return person


def look_up_by_phone(phone: str, *, actor: Actor, purpose: str = "support") -> list[Person]:
    """Find the people with exactly this phone in any territory; rate-limited, and each find is audited (P2).

    Only the name may be shown of people elsewhere. TooMany beyond twenty an hour.
    """
    throttles.spend(f"lookup:person:{actor.person_id}", limit=LOOK_UPS_AN_HOUR, seconds=3600)
    found = list_people_of_phone(phone)
    for person in found:
        remember(LOOKED_UP, "person", person.id, by=actor, purpose=purpose)
    if not found:
        remember(LOOKED_UP, "person", None, by=actor, purpose=purpose, details={"found": 0})
    return found


def _was_shown(person: Person, actor: Actor) -> bool:
    return actor.person_id is not None and was_looked_up(person, actor.person_id, now() - SHOWN_FOR)
