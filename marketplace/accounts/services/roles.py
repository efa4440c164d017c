"""Platform roles given and ended, accounts suspended and restored."""

from marketplace.accounts.errors import NotYours, RightNotHeld
from marketplace.accounts.events import AccountChanged
from marketplace.accounts.models import Account, RoleGrant
from marketplace.accounts.policies import can_change_roles_of
from marketplace.accounts.queries import find_account_of, find_grant, list_roles
from marketplace.accounts.roles import OPERATOR, PLATFORM_ROLES
from marketplace.accounts.services.open_phone_changes import overtake_changes
from marketplace.accounts.services.second_factor import drop_factor
from marketplace.accounts.services.sessions import end_all_sign_ins
from marketplace.audit.services import record
from marketplace.core.actors import SYSTEM, Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.errors import Invalid
from marketplace.core.events import publish
from marketplace.people.models import Person


def grant_role(person: Person, role: str, actor: Actor) -> RoleGrant:
    """Give a platform role and end the person's sessions; held already, nothing changes.

    RightNotHeld unless the giver holds it too, NotYours for oneself (promise A5).
    """
    if role not in PLATFORM_ROLES:
        raise Invalid(field="role")
    require_right(actor, person.id, role)
    held = find_grant(person.id, role)
    if held is not None:
        return held
    grant = RoleGrant(person_id=person.id, role=role, granted_by=actor.person_id)
    session.add(grant)
    session.flush()
    record("role.granted", "person", person.id, by=actor, details={"role": role})
    rights_changed(person.id)
    return grant


def end_role(person: Person, role: str, actor: Actor) -> None:
    """End a platform role at once; not held, nothing changes."""
    require_right(actor, person.id, role)
    held = find_grant(person.id, role)
    if held is None:
        return
    held.ended_at = now()
    record("role.ended", "person", person.id, by=actor, details={"role": role})
    rights_changed(person.id)


def suspend(person: Person, actor: Actor, why: str) -> None:
    """Suspend a person's account: every session ends at once, no sign-in works."""
    account = _account_under(person, actor)
    if account.status == "suspended":
        return
    account.status = "suspended"
    record("account.suspended", "person", person.id, by=actor, purpose=why)
    end_all_sign_ins(account.id, "suspended")
    overtake_changes(account_id=account.id)
    overtake_changes(asked_by=person.id)
    publish(AccountChanged(account.id, "suspended"))


def restore(person: Person, actor: Actor, why: str) -> None:
    """End the suspension of an account."""
    account = _account_under(person, actor)
    if account.status == "active":
        return
    account.status = "active"
    record("account.restored", "person", person.id, by=actor, purpose=why)
    publish(AccountChanged(account.id, "restored"))


def reset_factor(person: Person, actor: Actor, why: str) -> None:
    """Remove a lost second factor and end all sessions; the owner sets up a new one at the next sign-in."""
    account = _account_under(person, actor)
    drop_factor(account)
    end_all_sign_ins(account.id, "second_factor_reset")
    record("account.second_factor_reset", "person", person.id, by=actor, purpose=why)


def require_right(actor: Actor, person_id: int | None, role: str) -> None:
    """Refuse an actor who may not give or end this role of this person."""
    held = list_roles(actor.person_id) if actor.person_id else set()
    if actor.kind != SYSTEM and actor.person_id == person_id:
        raise NotYours()
    if not can_change_roles_of(actor, person_id, held, role):
        raise RightNotHeld(role=role)


def rights_changed(person_id: int) -> None:
    """End the sessions of a person whose rights changed, so that the next request asks anew (promise A4).

    A change of phone that waits for this person, or that this person asked for as an officer, ends too.
    """
    overtake_changes(asked_by=person_id)
    account = find_account_of(person_id)
    if account is not None:
        overtake_changes(account_id=account.id)
        end_all_sign_ins(account.id, "rights_changed")
        publish(AccountChanged(account.id, "role"))


def _account_under(person: Person, actor: Actor) -> Account:
    """The account of a person; refused unless the actor is an operator, who alone may suspend accounts."""
    require_right(actor, person.id, OPERATOR)
    account = find_account_of(person.id)
    if account is None:
        raise Invalid(field="person")
    return account
