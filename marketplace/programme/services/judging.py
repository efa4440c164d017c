"""An officer's judgement that two records are of two people: dated, signed, and taken back when it was wrong."""

from marketplace.association.scope import Scope
from marketplace.audit.services import record as remember
from marketplace.core.actors import Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.errors import NotFound, require
from marketplace.people.models import Person
from marketplace.programme.models import ToldApart
from marketplace.programme.queries.duplicates import find_judgement
from marketplace.programme.queries.people import is_known_in


def tell_apart(one: Person, other: Person, *, actor: Actor, scope: Scope) -> ToldApart:
    """Say that two records of the territory are of two people; said twice is once."""
    require(one.id != other.id and is_known_in(one, scope) and is_known_in(other, scope))
    return note_apart(one, other, actor=actor)


def note_apart(one: Person, other: Person, *, actor: Actor) -> ToldApart:
    """Write down that an officer, to whom both were shown, said that they are two; said twice is once."""
    standing = find_judgement(one.id, other.id)
    if standing is not None:
        return standing
    low_id, high_id = sorted((one.id, other.id))
    judgement = ToldApart(low_id=low_id, high_id=high_id, judged_by=actor.person_id)
    session.add(judgement)
    remember("person.told_apart", "person", low_id, by=actor, details={"other": high_id})
    session.flush()
    return judgement


def withdraw_judgement(one: Person, other: Person, *, actor: Actor, scope: Scope) -> None:
    """Take the judgement back: the pair is proposed again. NotFound when none stands."""
    require(is_known_in(one, scope) and is_known_in(other, scope))
    standing = find_judgement(one.id, other.id)
    if standing is None:
        raise NotFound(told_apart=one.id)
    standing.withdrawn_at, standing.withdrawn_by = now(), actor.person_id
    remember("person.apart_withdrawn", "person", standing.low_id, by=actor, details={"other": standing.high_id})
    session.flush()
