"""Entering an enterprise or a collective, correcting and closing it, voiding what was entered by mistake."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from marketplace.association.models import Unit
from marketplace.association.queries import lock_register_of
from marketplace.association.scope import Scope
from marketplace.audit.services import record as remember
from marketplace.core.actors import Actor
from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.errors import Conflict, Invalid, require
from marketplace.core.folding import fold_name, tidy
from marketplace.enterprises.enterprise_kinds import FORMS, FOUNDER, HOUSEHOLD, MANAGER, OWNER, TITLES
from marketplace.enterprises.errors import (
    FoundedBeforeBirth,
    NotHerIdea,
    NotYetAdult,
    OutsideLife,
    RegistrationTaken,
    SameEnterprise,
)
from marketplace.enterprises.models import Enterprise, EnterprisePart
from marketplace.enterprises.ownership import WHOLE
from marketplace.enterprises.policies import can_keep_enterprises
from marketplace.enterprises.queries import (
    find_registered,
    find_same_of,
    list_parts,
    registration_key,
)
from marketplace.enterprises.services.changes import settle, void_row
from marketplace.people.models import Person
from marketplace.people.queries import person_now

ADULT = 18


@dataclass(frozen=True)
class Origin:
    """The idea from which an enterprise was founded: its key in the contests, and whose it is."""

    idea_id: int
    person_id: int


@dataclass(frozen=True)
class Facts:
    """What an officer says of an enterprise. Of what is new the founding is known; else the day the Union came in."""

    name: str
    form: str
    is_new: bool
    founded_on: date | None
    supported_from: date | None = None
    address_line: str = ""
    sector: str = ""
    registration_number: str = ""
    charter_capital_dong: int | None = None
    shop_id: int | None = None
    origin: Origin | None = None

    @property
    def since(self) -> date | None:
        """Since when the Union follows it."""
        return self.founded_on if self.is_new else self.supported_from


def record_enterprise(
    facts: Facts,
    woman: Person,
    unit: Unit,
    *,
    actor: Actor,
    scope: Scope,
    title: str = "",
    share: int | None = None,
    evidence: str = "",
    is_certain: bool = False,
) -> Enterprise:
    """Enter an enterprise with the woman who represents it; of a new one she is a founder, with a title she manages it.

    `share` is hers of the capital, in hundredths of a percent; a household is hers alone. `is_certain`: the officer
    says that she was not yet eighteen. FoundedBeforeBirth, NotYetAdult, NotHerIdea, SameEnterprise, RegistrationTaken.
    """
    require(can_keep_enterprises(scope, unit))
    who = person_now(woman)
    lock_register_of(who.id)
    _require_sound(facts, unit)
    _require_her_idea(facts.origin, who.id)
    if facts.is_new:
        _require_adult(who, facts.founded_on, is_certain)
    _require_no_other(facts, [who.id], None)
    row = Enterprise(person_id=who.id, unit_id=unit.id, recorded_by=actor.person_id)
    row.person, row.unit = who, unit
    _write(row, facts)
    session.add(row)
    session.flush()
    _add_her(row, title, WHOLE if facts.form == HOUSEHOLD and share is None else share, actor)
    details = {"form": facts.form, "unit_id": unit.id, "on": str(row.supported_from)}
    remember("enterprise.recorded", "enterprise", row.id, by=actor, details=details)
    settle(row, actor=actor, evidence=evidence)
    return row


def correct_enterprise(
    row: Enterprise,
    facts: Facts,
    unit: Unit,
    *,
    why: str,
    actor: Actor,
    scope: Scope,
    is_certain: bool = False,
) -> None:
    """Correct what was entered, with the reason; what it says of its people stays. Refuses what entering refuses."""
    require(can_keep_enterprises(scope, row.unit) and can_keep_enterprises(scope, unit))
    _require_live(row)
    reason = tidy(why)
    if not reason:
        raise Invalid(field="why")
    _require_sound(facts, unit)
    _require_her_idea(facts.origin, row.person_id)
    parts = [part for part in list_parts(row.id) if part.voided_at is None]
    founders = [part.person for part in parts if part.role == FOUNDER and part.person]
    if facts.is_new:
        for founder in founders:
            _require_adult(founder, facts.founded_on, is_certain or facts.founded_on == row.founded_on)
    if facts.form != row.form and any(part.title and part.title not in TITLES[facts.form] for part in parts):
        raise Invalid(field="form")
    if row.closed_on and facts.since and row.closed_on < facts.since:
        raise OutsideLife(field="founded_on")
    _require_no_other(facts, [row.person_id], row.id)
    before, began = _told(row), _beginning(row)
    _write(row, facts)
    row.unit = unit
    row.unit_id = unit.id
    for part in list_parts(row.id):
        part.unit_id = unit.id
        if part.voided_at is None and part.began_on == began and (part.ended_on or date.max) > _beginning(row):
            part.began_on = _beginning(row)  # what began with it begins with it
        if part.voided_at is None and row.founded_on and part.began_on < row.founded_on:
            raise OutsideLife(field="founded_on")
    after = _told(row)
    changed = {name for name in after if after[name] != before[name]}
    details = {
        "why": reason,
        "before": {name: before[name] for name in sorted(changed)},
        "after": {name: after[name] for name in sorted(changed)},
    }
    remember("enterprise.corrected", "enterprise", row.id, by=actor, purpose=reason, details=details)
    settle(row, actor=actor)


def close_enterprise(row: Enterprise, *, closed_on: date, why: str, actor: Actor, scope: Scope) -> None:
    """Say since which day it works no more, and why; what it counted for stays counted."""
    require(can_keep_enterprises(scope, row.unit))
    _require_live(row)
    if row.closed_on is not None:
        raise Conflict(closed_on=row.closed_on)
    if not tidy(why):
        raise Invalid(field="why")
    if closed_on > today() or closed_on < (row.founded_on or row.supported_from):
        raise OutsideLife(field="closed_on")
    row.closed_on, row.closed_why = closed_on, tidy(why)
    remember("enterprise.closed", "enterprise", row.id, by=actor, details={"on": str(closed_on), "why": tidy(why)})
    settle(row, actor=actor)


def reopen_enterprise(row: Enterprise, *, actor: Actor, scope: Scope) -> None:
    """Take the closing back: it works still, or again."""
    require(can_keep_enterprises(scope, row.unit))
    _require_live(row)
    if row.closed_on is None:
        raise Conflict(closed_on=None)
    before, row.closed_on, row.closed_why = row.closed_on, None, ""
    remember("enterprise.reopened", "enterprise", row.id, by=actor, details={"on": str(before)})
    settle(row, actor=actor)


def void_enterprise(row: Enterprise, *, why: str, actor: Actor, scope: Scope) -> None:
    """Void what was entered by mistake, with its people; it stays readable and counts nowhere."""
    require(can_keep_enterprises(scope, row.unit))
    void_row(row, why)
    for part in list_parts(row.id):
        if part.voided_at is None:
            void_row(part, why)
    remember("enterprise.voided", "enterprise", row.id, by=actor, details={"why": row.voided_why})
    settle(row, actor=actor)


def forget_idea(row: Enterprise, *, actor: Actor) -> None:
    """Name no idea any more: the one it names turned out to be another woman's, when a merge was undone."""
    before, row.idea_id = row.idea_id, None
    remember("enterprise.idea_forgotten", "enterprise", row.id, by=actor, details={"idea_id": before})


def _require_live(row: Enterprise) -> None:
    if row.voided_at is not None:
        raise Conflict(voided_at=row.voided_at)


def _require_sound(facts: Facts, unit: Unit) -> None:
    if facts.form not in FORMS:
        raise Invalid(field="form")
    if not fold_name(facts.name):
        raise Invalid(field="name")
    if unit.valid_to is not None:
        raise Invalid(field="unit")
    for field, day in (("founded_on", facts.founded_on), ("supported_from", facts.supported_from)):
        if day is not None and day > today():
            raise Invalid(field=field)
    if facts.since is None:
        raise Invalid(field="founded_on" if facts.is_new else "supported_from")
    if facts.founded_on is not None and facts.since < facts.founded_on:
        raise OutsideLife(field="supported_from")


def _require_her_idea(origin: Origin | None, person_id: int) -> None:
    if origin is not None and origin.person_id != person_id:
        raise NotHerIdea(field="idea")


def _require_adult(woman: Person, founded_on: date | None, is_certain: bool) -> None:
    """Only the year of birth is known, so that «under eighteen» is asked of the whole year."""
    if woman.birth_year is None or founded_on is None:
        return
    age = founded_on.year - woman.birth_year
    if age <= 0:
        raise FoundedBeforeBirth(field="founded_on", birth_year=woman.birth_year)
    if age < ADULT and not is_certain:
        raise NotYetAdult(field="founded_on", age=age)


def _require_no_other(facts: Facts, person_ids: list[int], but_for: int | None) -> None:
    same = find_same_of(person_ids, facts.form, fold_name(facts.name), but_for)
    if same is not None:
        raise SameEnterprise(enterprise=same)
    key = registration_key(facts.registration_number)
    taken = find_registered(key, but_for) if key else None
    if taken is not None:
        raise RegistrationTaken(enterprise=taken)


def _write(row: Enterprise, facts: Facts) -> None:
    row.name, row.folded_name = tidy(facts.name), fold_name(facts.name)
    row.form, row.is_new, row.founded_on = facts.form, facts.is_new, facts.founded_on
    row.supported_from = facts.since or today()
    row.address_line, row.sector = tidy(facts.address_line), tidy(facts.sector)
    row.registration_number = tidy(facts.registration_number)
    row.registration_key = registration_key(facts.registration_number)
    row.charter_capital_dong, row.shop_id = facts.charter_capital_dong, facts.shop_id
    row.idea_id = facts.origin.idea_id if facts.origin else None


def _add_her(row: Enterprise, title: str, share: int | None, actor: Actor) -> None:
    if title and title not in TITLES[row.form]:
        raise Invalid(field="title")
    roles: list[dict[str, Any]] = [{"role": FOUNDER}] if row.is_new else []
    roles += [{"role": MANAGER, "title": title}] if title else []
    roles += [{"role": OWNER, "share": share}] if share is not None else []
    for each in roles:
        part = EnterprisePart(enterprise_id=row.id, unit_id=row.unit_id, person_id=row.person_id, **each)
        part.began_on, part.recorded_by = _beginning(row), actor.person_id
        session.add(part)


def _beginning(row: Enterprise) -> date:
    return row.founded_on or row.supported_from


def _told(row: Enterprise) -> dict[str, Any]:
    """What a correction may change, as the trail tells it."""
    return {
        "name": row.name,
        "form": row.form,
        "unit_id": row.unit_id,
        "address_line": row.address_line,
        "sector": row.sector,
        "registration_number": row.registration_number,
        "is_new": row.is_new,
        "founded_on": str(row.founded_on or ""),
        "supported_from": str(row.supported_from),
        "charter_capital_dong": row.charter_capital_dong,
        "shop_id": row.shop_id,
        "idea_id": row.idea_id,
    }
