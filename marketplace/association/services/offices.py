"""Changing the Union's tree: contacts and branches of units, appointing and dismissing officers."""

from dataclasses import dataclass

from marketplace.accounts.errors import NotYours
from marketplace.accounts.models import Invitation
from marketplace.accounts.queries import find_account, list_roles
from marketplace.accounts.roles import OFFICES
from marketplace.accounts.services.invitations import invite, withdraw_invitation
from marketplace.accounts.services.roles import rights_changed
from marketplace.association.errors import BranchExists, OutsideTerritory, RoleDoesNotFit, StillServed
from marketplace.association.levels import BRANCH, COMMUNE, OFFICE_OF
from marketplace.association.models import Officer, Unit
from marketplace.association.policies import can_appoint, can_edit_unit
from marketplace.association.queries import (
    count_children,
    find_office,
    get_unit,
    has_standing,
    list_branch_codes,
    list_branches,
    list_officers,
    list_offices,
)
from marketplace.audit.services import record
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.clock import now, today
from marketplace.core.db import session
from marketplace.core.errors import Invalid
from marketplace.core.folding import fold, identity, tidy
from marketplace.core.versions import SITE, bump
from marketplace.people.models import Person
from marketplace.people.phones import normalise_phone

MOST_NAME = 120


@dataclass(frozen=True)
class Appointment:
    """The result of appointing by phone: an officer at once, or an invitation with the token of its link."""

    officer: Officer | None = None
    invitation: Invitation | None = None
    token: str = ""


def appoint(person: Person, unit: Unit, role: str, actor: Actor) -> Officer:
    """Make a person an officer of a unit from now on and end that person's sessions; serving already, nothing changes.

    OutsideTerritory when the actor may not, NotYours for the actor's own office, RoleDoesNotFit at the wrong level.
    """
    _require_may_appoint(actor, person.id, unit, role)
    held = find_office(person.id, unit.id)
    if held is not None:
        return held
    officer = Officer(person_id=person.id, unit_id=unit.id, role=role, appointed_by=actor.person_id)
    officer.unit, officer.person = unit, person
    session.add(officer)
    session.flush()
    details = {"role": role, "unit_id": unit.id}
    record("officer.appointed", "person", person.id, by=actor, details=details)
    rights_changed(person.id)
    return officer


def appoint_phone(phone: str, unit: Unit, role: str, actor: Actor) -> Appointment:
    """Appoint the owner of the account with a phone (E.164); without such an account, invite the phone by a link."""
    account = find_account(phone)
    if account is not None:
        return Appointment(officer=appoint(account.person, unit, role, actor))
    _require_may_appoint(actor, None, unit, role)
    invitation, token = invite(phone, role, actor, unit_id=unit.id)
    return Appointment(invitation=invitation, token=token)


def dismiss(officer: Officer, actor: Actor) -> None:
    """End an office at once; ended already, nothing changes. Refuses as `appoint` does."""
    _require_may_appoint(actor, officer.person_id, officer.unit, officer.role)
    if officer.ended_at is not None:
        return
    officer.ended_at = now()
    details = {"role": officer.role, "unit_id": officer.unit_id}
    record("officer.dismissed", "person", officer.person_id, by=actor, details=details)
    rights_changed(officer.person_id)


def withdraw_office_invitation(invitation: Invitation, actor: Actor) -> None:
    """Withdraw an invitation to an office."""
    unit = get_unit(invitation.unit_id or 0)
    _require_may_appoint(actor, None, unit, invitation.role)
    withdraw_invitation(invitation, actor)


def take_office(person_id: int, unit_id: int, role: str, appointed_by: int | None) -> Officer:
    """Make the invited person an officer of the unit; refused when the inviter has lost the right since (A4)."""
    unit = get_unit(unit_id)
    if appointed_by is not None:
        giver = Actor(OFFICER, appointed_by)
        if not can_appoint(giver, list_roles(appointed_by), list_offices(appointed_by), unit, role):
            raise OutsideTerritory(unit_id=unit_id)
    held = find_office(person_id, unit_id)
    if held is None:
        held = Officer(person_id=person_id, unit_id=unit_id, role=role, appointed_by=appointed_by)
        session.add(held)
        session.flush()
    return held


def edit_contact(unit: Unit, name: str, phone: str, actor: Actor) -> None:
    """Set a unit's contact person and phone; an empty phone removes it. BadPhone, Invalid or OutsideTerritory."""
    _require_may_edit(actor, unit)
    name = tidy(name)
    if len(name) > MOST_NAME:
        raise Invalid(field="contact_name")
    before = {"name": unit.contact_name, "has_phone": bool(unit.contact_phone)}
    unit.contact_name, unit.contact_phone = name, normalise_phone(phone) if phone.strip() else ""
    after = {"name": unit.contact_name, "has_phone": bool(unit.contact_phone)}
    record("unit.contact_changed", "unit", unit.id, by=actor, details={"before": before, "after": after})
    bump(SITE)


def add_branch(parent: Unit, name: str, actor: Actor) -> Unit:
    """Add a branch (chi hội of a village or quarter) below a commune's unit."""
    _require_may_edit(actor, parent)
    name = tidy(name)
    if parent.level != COMMUNE or not name or len(name) > MOST_NAME:
        raise Invalid(field="name")
    if any(identity(name) == identity(branch.name) for branch in list_branches(parent.id)):
        raise BranchExists(name=name)
    unit = Unit(
        code=f"{parent.code}-{_next_branch(parent):03d}",
        name=name,
        folded=fold(name),
        level=BRANCH,
        parent_id=parent.id,
        path="",
        valid_from=today(),
    )
    session.add(unit)
    session.flush()
    unit.path = f"{parent.path}{unit.id}/"
    record("unit.branch_added", "unit", unit.id, by=actor, details={"name": name, "parent_id": parent.id})
    bump(SITE)
    return unit


def close_branch(unit: Unit, actor: Actor) -> None:
    """Close a branch as of today; StillServed while somebody serves in it or is a member of it."""
    _require_may_edit(actor, unit)
    if unit.level != BRANCH:
        raise Invalid(field="unit")
    if list_officers(unit_id=unit.id) or count_children(unit.id) or has_standing(unit.id):
        raise StillServed(unit_id=unit.id)
    if unit.valid_to is None:
        unit.valid_to = today()
        record("unit.branch_closed", "unit", unit.id, by=actor)
        bump(SITE)


def _next_branch(parent: Unit) -> int:
    return 1 + max((int(code.rpartition("-")[2]) for code in list_branch_codes(parent.id)), default=0)


def _require_may_appoint(actor: Actor, person_id: int | None, unit: Unit, role: str) -> None:
    if role not in OFFICES or OFFICE_OF[unit.level] != role:
        raise RoleDoesNotFit(field="role", role=role)
    if actor.person_id is not None and actor.person_id == person_id:
        raise NotYours()
    if not can_appoint(actor, *_held_by(actor), unit, role):
        raise OutsideTerritory(unit_id=unit.id)


def _require_may_edit(actor: Actor, unit: Unit) -> None:
    if not can_edit_unit(actor, *_held_by(actor), unit):
        raise OutsideTerritory(unit_id=unit.id)


def _held_by(actor: Actor) -> tuple[set[str], list[Officer]]:
    if actor.person_id is None:
        return set(), []
    return list_roles(actor.person_id), list_offices(actor.person_id)
