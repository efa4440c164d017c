"""Merging two records of one woman, and taking that back: every reference moves and is written down (docs/adr/0024)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from marketplace.association.scope import Scope
from marketplace.audit.services import record as remember
from marketplace.core.actors import Actor
from marketplace.core.clock import now, today
from marketplace.core.db import session
from marketplace.core.events import publish
from marketplace.core.rows import execute_update
from marketplace.core.versions import bump
from marketplace.enterprises.services import forget_idea
from marketplace.honours.models import HONOURS
from marketplace.people.models import Consent, Person
from marketplace.people.purposes import keeping
from marketplace.people.queries import find_consent, find_sealed_trait, list_kept_kinds, list_live_consents
from marketplace.people.services import erase_trait, hand_trait_over, rename_person, restore_consent
from marketplace.programme.errors import CannotMerge, CannotUnmerge, NotChosen
from marketplace.programme.models import OUTCOMES, MovedReference, PersonMerge, Programme
from marketplace.programme.periods import span
from marketplace.programme.queries.duplicates import find_judgement
from marketplace.programme.queries.figures import Tallies, tallies
from marketplace.programme.queries.ideas import astray_ideas
from marketplace.programme.queries.merges import (
    as_if_one,
    is_last_merge,
    lock_people,
    obstacles_between,
    shops_of,
    signs_in,
)
from marketplace.programme.queries.outcomes import SOURCES, carrying
from marketplace.programme.queries.people import is_known_in
from marketplace.programme.queries.programmes import indicators_of, list_programmes
from marketplace.programme.queries.references import (
    CONSENTS,
    TRAITS,
    Reference,
    count_references,
    find_reference,
    newest_keys,
    references_to,
)
from marketplace.programme.registries import INDICATORS
from marketplace.programme.shape import Indicator, Number, Place
from marketplace.shops.events import ShopChanged

HOME = ("area_code", "address_line")
FIELDS: dict[str, tuple[str, ...]] = {  # what is chosen at once → columns
    "full_name": ("full_name",),
    "birth_year": ("birth_year",),
    "phone": ("phone",),
    "email": ("email",),
    "home": HOME,
}
Sides = Mapping[str, int]  # field → key of the record whose value stays


@dataclass(frozen=True)
class FigureChange:
    """One indicator's figure before and after a merge."""

    programme: Programme
    indicator: Indicator
    before: Number
    after: Number


def obstacles(one: Person, other: Person, *, actor: Actor, scope: Scope) -> list[str]:
    """Why two records must not be merged, as codes; empty when they may be."""
    if one.id == other.id:
        return ["same"]
    if one.merged_into_id is not None or other.merged_into_id is not None:
        return ["merged"]
    if not (is_known_in(one, scope) and is_known_in(other, scope)):
        return ["elsewhere"]
    herself = ["herself"] if actor.person_id in (one.id, other.id) else []
    judged = ["told_apart"] if find_judgement(one.id, other.id) is not None else []
    return herself + judged + obstacles_between(one, other)


def differing_fields(one: Person, other: Person) -> list[str]:
    """The fields in which both records say something, and not the same: for these a person chooses.

    The phone of an account is no choice: it is the one she signs in with.
    """
    fields = [field for field in FIELDS if _differ(_value(one, field), _value(other, field))]
    return [field for field in fields if field != "phone" or signs_in(one, other) is None]


def merge_people(kept: Person, merged: Person, stays: Sides, *, actor: Actor, scope: Scope) -> PersonMerge:
    """Put two records of one woman together: `merged` stays as a name that leads to `kept`.

    CannotMerge with the reasons where it would be wrong, NotChosen while a field that differs has no answer.
    """
    lock_people([kept.id, merged.id])
    if reasons := obstacles(kept, merged, actor=actor, scope=scope):
        raise CannotMerge(reasons=reasons)
    changes = _changes(kept, merged, stays)
    merge = PersonMerge(kept_id=kept.id, merged_id=merged.id, merged_by=actor.person_id, newest=newest_keys())
    merge.changes = {name: list(pair) for name, pair in changes.items()}
    session.add(merge)
    session.flush()
    _move_all(merge, kept, merged)
    _set_fields(kept, {name: after for name, (_before, after) in changes.items()})
    merged.merged_into_id = kept.id
    _carry(merged.id, kept.id)
    remember("person.merged", "person", kept.id, by=actor, details={"other": merged.id, "rows": len(merge.moved)})
    return merge


def unmerge_people(merge: PersonMerge, *, actor: Actor, scope: Scope) -> None:
    """Put exactly the references of a merge back; what came after it stays with the kept record.

    CannotUnmerge when it was undone before, or a later merge of the kept record stands.
    """
    people = lock_people([merge.kept_id, merge.merged_id])
    kept, merged = people[merge.kept_id], people[merge.merged_id]
    if reason := obstacle_to_undoing(merge, scope):
        raise CannotUnmerge(reason=reason)
    merged.merged_into_id = None
    back = sum(_put_back(moved, kept, merged) for moved in merge.moved)
    _share_consents(merge, kept, merged)
    _set_fields(kept, {n: was for n, (was, became) in merge.changes.items() if getattr(kept, n) == became})
    merge.undone_at, merge.undone_by = now(), actor.person_id
    _carry(kept.id, merged.id)
    session.flush()
    for enterprise in astray_ideas([kept.id, merged.id]):
        forget_idea(enterprise, actor=actor)
    remember("person.unmerged", "person", kept.id, by=actor, details={"other": merged.id, "rows": back})


def obstacle_to_undoing(merge: PersonMerge, scope: Scope) -> str:
    """Why a merge cannot be undone now, as a code; «» when it can."""
    if merge.undone_at is not None:
        return "undone"
    if merge.kept.merged_into_id is not None or not is_last_merge(merge):
        return "later"
    return "" if is_known_in(merge.kept, scope) else "elsewhere"


def came_after(merge: PersonMerge) -> dict[str, int]:
    """What was written for the kept record after a merge, and stays with it: rows by table."""
    return count_references([merge.kept_id], since=merge.newest)[merge.kept_id]


def figures_if_merged(kept: Person, merged: Person, place: Place) -> list[FigureChange]:
    """The figures of a unit's subtree that a merge would change, over each programme's days until today.

    Counted by the indicators themselves, on facts that are given to one person and put back at once.
    """
    before = _figures(place)
    session.flush()
    trial = session.begin_nested()
    execute_update(as_if_one(merged.id, kept.id), {})
    after = _figures(place)
    trial.rollback()
    return [FigureChange(*key, before[key], after[key]) for key in before if before[key] != after[key]]


def _figures(place: Place) -> dict[tuple[Programme, Indicator], Number]:
    found: dict[tuple[Programme, Indicator], Number] = {}
    programmes = list_programmes()
    used = indicators_of(programmes)
    for programme in programmes:
        plugs = [INDICATORS.get(row.indicator) for row in used[programme.id]]
        days = span(programme.begins_on, today())
        told: Tallies = tallies(programme, plugs, place, stretches={"": days})
        found |= {(programme, plug): told[plug.code][""].figure(plug) for plug in plugs}
    return found


def _changes(kept: Person, merged: Person, stays: Sides) -> dict[str, tuple[Any, Any]]:
    """The columns of the kept record that take the other's value: column → (before, after)."""
    changes: dict[str, tuple[Any, Any]] = {}
    for field, columns in FIELDS.items():
        if _takes_over(field, kept, merged, stays):
            changes |= {name: (getattr(kept, name), getattr(merged, name)) for name in columns}
    return changes


def _takes_over(field: str, kept: Person, merged: Person, stays: Sides) -> bool:
    mine, hers = _value(kept, field), _value(merged, field)
    if field == "phone" and (holder := signs_in(kept, merged)):
        return holder is merged and mine != hers
    if not _differ(mine, hers):
        return not mine and bool(hers)
    if stays.get(field) not in (kept.id, merged.id):
        raise NotChosen(field=field)
    return stays[field] == merged.id


def _value(person: Person, field: str) -> str:
    """What a record says in a field, as one text; «» when it says nothing."""
    return "\n".join(str(getattr(person, name) or "") for name in FIELDS[field]).strip()


def _differ(mine: str, hers: str) -> bool:
    return bool(mine) and bool(hers) and mine != hers


def _set_fields(person: Person, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if name == "full_name":
            rename_person(person, value)
        else:
            setattr(person, name, value)


def _move_all(merge: PersonMerge, kept: Person, merged: Person) -> None:
    for reference in list(references_to(merged.id)):
        if _move(reference, kept):
            at = {"table_name": reference.table, "column_name": reference.column, "row_id": reference.row.id}
            merge.moved.append(MovedReference(**at))
    session.flush()


def _move(reference: Reference, person: Person) -> bool:
    """Let a row name a person, through the ORM, so that it is sealed anew; a fact of which she has one stays."""
    if reference.table != TRAITS:
        setattr(reference.row, reference.column, person.id)
        return True
    if find_sealed_trait(person.id, reference.row.kind) is not None:
        return False
    hand_trait_over(reference.row, person)
    return True


def _put_back(moved: MovedReference, kept: Person, merged: Person) -> bool:
    """Put one reference back; False when its row was erased since."""
    reference = find_reference(moved.table_name, moved.column_name, moved.row_id)
    if reference is None or getattr(reference.row, moved.column_name) != kept.id:
        return False
    return _move(reference, merged)


def _share_consents(merge: PersonMerge, kept: Person, merged: Person) -> None:
    """Both go on with the consents they had: one that was renewed while they were one was not withdrawn by anybody.

    What was kept meanwhile on a consent of the merged record alone is hers, with that consent.
    """
    session.flush()
    for moved in merge.moved:
        if moved.table_name == CONSENTS and (reference := find_reference(CONSENTS, moved.column_name, moved.row_id)):
            restore_consent(reference.row, since=merge.merged_at, renewed_by=_given_since(merge, reference.row.purpose))
    session.flush()
    for kind in list_kept_kinds(kept.id):
        trait = find_sealed_trait(kept.id, kind)
        if trait is None or find_consent(kept.id, keeping(kind)) is not None:
            continue
        if not _move(Reference(TRAITS, "person_id", trait), merged):
            erase_trait(kept, kind)


def _given_since(merge: PersonMerge, purpose: str) -> Consent | None:
    """The consent to a purpose that was given while two records were one, and is live."""
    newest = merge.newest.get(f"{CONSENTS}.person_id", 0)
    return next((one for one in list_live_consents(merge.kept_id, purpose) if one.id > newest), None)


def _carry(from_id: int, to_id: int) -> None:
    """Let facts follow their records, each with the unit and place of its day; listings and honours carry her name."""
    session.flush()
    for kind in SOURCES:
        execute_update(carrying(kind), {"from": from_id, "to": to_id})
    for scope in (OUTCOMES, HONOURS):
        bump(scope)
    session.expire_all()
    for shop_id in [*shops_of(from_id), *shops_of(to_id)]:
        publish(ShopChanged(shop_id))
