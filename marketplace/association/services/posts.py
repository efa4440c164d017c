"""Giving and ending posts of the Union's cadre; a mistake is taken back. A post gives no rights in this software."""

from datetime import date

from marketplace.association.endings import OF_POSTS
from marketplace.association.errors import NotOfThisLevel, PostHeld
from marketplace.association.events import CoverageChanged
from marketplace.association.models import CadrePost, Unit
from marketplace.association.policies import can_keep_register
from marketplace.association.posts import POSTS, posts_at
from marketplace.association.queries.register import list_holders, lock_register_of, overlapping
from marketplace.association.queries.units import lock_unit
from marketplace.association.scope import Scope
from marketplace.association.services import terms
from marketplace.audit.services import record
from marketplace.core.actors import Actor
from marketplace.core.db import session
from marketplace.core.errors import Invalid, require
from marketplace.core.events import publish
from marketplace.people.models import Person
from marketplace.people.queries import person_now


def give_post(
    person: Person, unit: Unit, post: str, *, actor: Actor, scope: Scope, began_on: date | None = None
) -> CadrePost:
    """Record that a woman holds a post of a unit, since a day where that is known; one woman may hold several.

    NotOfThisLevel where the unit has no such post; PostHeld while she holds it, or another does whom it has alone.
    """
    require(can_keep_register(scope, unit))
    terms.require_past(began_on, "began_on")
    if unit.valid_to is not None:
        raise Invalid(field="unit")
    if post not in posts_at(unit.level):
        raise NotOfThisLevel(field="post")
    woman = person_now(person)
    _lock(unit.id, woman.id)
    _require_free(woman.id, unit.id, post, began_on)
    row = CadrePost(person_id=woman.id, unit_id=unit.id, post=post, began_on=began_on, recorded_by=actor.person_id)
    row.person, row.unit = woman, unit
    session.add(row)
    session.flush()
    details = {"post": post, "unit_id": unit.id, "on": str(began_on or "")}
    record("cadre_post.given", "cadre_post", row.id, by=actor, details=details)
    publish(CoverageChanged(row.unit_id))
    return row


def end_post(row: CadrePost, *, ended_on: date, why: str, actor: Actor, scope: Scope) -> None:
    """End a post with its last day and the reason; EndsBeforeItBegan, Conflict when it ended before."""
    require(can_keep_register(scope, row.unit))
    terms.end(row, ended_on, why, OF_POSTS)
    details = {"post": row.post, "on": str(ended_on), "reason": why}
    record("cadre_post.ended", "cadre_post", row.id, by=actor, details=details)
    publish(CoverageChanged(row.unit_id))


def resume_post(row: CadrePost, *, actor: Actor, scope: Scope) -> None:
    """Take an end back that was a mistake; PostHeld when the post has another holder by now."""
    require(can_keep_register(scope, row.unit))
    terms.require_ended(row)
    _lock(row.unit_id, row.person_id)
    _require_free(row.person_id, row.unit_id, row.post, row.began_on, row)
    before = row.ended_on
    terms.go_on(row)
    record("cadre_post.resumed", "cadre_post", row.id, by=actor, details={"post": row.post, "on": str(before)})
    publish(CoverageChanged(row.unit_id))


def void_post(row: CadrePost, *, why: str, actor: Actor, scope: Scope) -> None:
    """Void a post that she never held, with the reason."""
    require(can_keep_register(scope, row.unit))
    terms.void(row, why)
    record("cadre_post.voided", "cadre_post", row.id, by=actor, details={"post": row.post, "why": row.voided_why})
    publish(CoverageChanged(row.unit_id))


def _lock(unit_id: int, person_id: int) -> None:
    """A post is her affair and the unit's: nobody else writes into either meanwhile."""
    lock_register_of(person_id)
    lock_unit(unit_id)


def _require_free(person_id: int, unit_id: int, post: str, began_on: date | None, but: CadrePost | None = None) -> None:
    holders = list_holders(unit_id, post)
    rivals = holders if POSTS[post].is_single else [row for row in holders if row.person_id == person_id]
    other = overlapping(rivals, began_on, None, but)
    if other is not None:
        raise PostHeld(post=other)
