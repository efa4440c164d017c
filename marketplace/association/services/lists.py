"""Recording many members and posts at once, as a list brings them in, and taking back what a list entered.

Whoever brings the list in writes one entry of the audit trail for all of it and keeps which row entered what.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from marketplace.association.errors import AlreadyMember, NotOfThisLevel
from marketplace.association.models import CadrePost, Membership, Unit
from marketplace.association.policies import can_keep_register
from marketplace.association.posts import posts_at
from marketplace.association.queries.register import list_memberships_of, lock_registers_of, overlapping, terms_by_key
from marketplace.association.scope import Scope
from marketplace.association.services import terms
from marketplace.core.actors import Actor
from marketplace.core.db import session
from marketplace.core.errors import Invalid, require
from marketplace.people.models import Person

TABLES: dict[str, Any] = {"membership": Membership, "cadre_post": CadrePost}


@dataclass(frozen=True)
class NewMember:
    """A woman who becomes a member of a unit, since a day where that is known."""

    person: Person
    unit: Unit
    began_on: date | None


@dataclass(frozen=True)
class NewPost:
    """A woman who holds a post of a unit, since nobody knows when."""

    person: Person
    unit: Unit
    post: str


def record_memberships(rows: Sequence[NewMember], *, actor: Actor, scope: Scope) -> list[Membership]:
    """Record many memberships, in the order given; refused as one is (`record_membership`), and then none is."""
    if not rows:
        return []
    for row in rows:
        _require_open(row.unit, scope)
        terms.require_past(row.began_on, "began_on")
    people = [row.person.id for row in rows]
    lock_registers_of(people)
    known: dict[int, list[Membership]] = {}
    for membership in list_memberships_of(people):
        known.setdefault(membership.person_id, []).append(membership)
    entered = []
    for row in rows:
        of_her = known.setdefault(row.person.id, [])
        other = overlapping(of_her, row.began_on, None)
        if other is not None:
            raise AlreadyMember(membership=other)
        new = Membership(
            person_id=row.person.id, unit_id=row.unit.id, began_on=row.began_on, recorded_by=actor.person_id
        )
        of_her.append(new)
        entered.append(new)
    session.add_all(entered)
    session.flush()
    return entered


def record_posts(rows: Sequence[NewPost], *, actor: Actor, scope: Scope) -> list[CadrePost]:
    """Record many posts of which the caller knows that each is free; R1 and the database refuse one that is not."""
    for row in rows:
        _require_open(row.unit, scope)
        if row.post not in posts_at(row.unit.level):
            raise NotOfThisLevel(field="post")
    entered = [
        CadrePost(person_id=row.person.id, unit_id=row.unit.id, post=row.post, recorded_by=actor.person_id)
        for row in rows
    ]
    session.add_all(entered)
    session.flush()
    return entered


def take_back_terms(entered: Sequence[Sequence[Any]], *, why: str, scope: Scope) -> set[tuple[str, int]]:
    """Void the rows that a list entered, given as table and key; those that were ended since, and stay."""
    stays = set()
    for table, model in TABLES.items():
        for row in terms_by_key(model, [key for name, key in entered if name == table]):
            require(can_keep_register(scope, row.unit))
            if row.voided_at is not None:
                continue
            if row.ended_on is not None:
                stays.add((table, row.id))
            else:
                terms.void(row, why)
    return stays


def erase_terms(entered: Sequence[Sequence[Any]], *, scope: Scope) -> None:
    """Erase the rows that a list entered for women who go with them: nothing else names them."""
    for table, model in TABLES.items():
        for row in terms_by_key(model, [key for name, key in entered if name == table]):
            require(can_keep_register(scope, row.unit))
            session.delete(row)
    session.flush()


def _require_open(unit: Unit, scope: Scope) -> None:
    require(can_keep_register(scope, unit))
    if unit.valid_to is not None:
        raise Invalid(field="unit")
