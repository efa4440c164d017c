"""A lost phone: an officer asks to move its owner's account to a new one; rooms above say which officer may."""

from dataclasses import dataclass

from marketplace.accounts.errors import StaffAccount
from marketplace.accounts.models import Account, PhoneChange
from marketplace.accounts.queries import find_account_of, list_phone_changes, list_roles
from marketplace.accounts.services import phone_changes
from marketplace.accounts.services.phone_changes import Check
from marketplace.audit.services import record
from marketplace.core.actors import Actor
from marketplace.core.errors import NotFound, require

OWN, NO_ACCOUNT, STAFF, SUSPENDED, NOT_YOURS = "own", "no_account", "staff", "suspended", "not_your_territory"
REASONS = (OWN, NO_ACCOUNT, STAFF, SUSPENDED, NOT_YOURS)


@dataclass(frozen=True)
class Owner:
    """The owner of a lost phone, with facts that only rooms above know about the owner and the officer who asks."""

    person_id: int
    is_in_territory: bool  # of the officer who asks
    is_officer: bool


def reason_against_phone_change(owner: Owner, actor: Actor) -> str | None:
    """Why an officer may not ask for this person's change of phone, one of `REASONS`; None where the officer may."""
    if actor.person_id == owner.person_id:
        return OWN
    if not owner.is_in_territory:
        return NOT_YOURS
    account = find_account_of(owner.person_id)
    if account is None:
        return NO_ACCOUNT
    if owner.is_officer or list_roles(owner.person_id):
        return STAFF
    return None if account.status == "active" else SUSPENDED


def ask_for_phone_change(owner: Owner, phone: str, check: Check, actor: Actor) -> PhoneChange:
    """Ask to move an owner's account to a phone (E.164); it waits until the owner confirms it.

    NotAllowed with its `why`, StaffAccount, and what `phone_changes` refuses.
    """
    why = reason_against_phone_change(owner, actor)
    if why == STAFF:
        raise StaffAccount(why=why)
    require(why is None, why=why)
    return phone_changes.ask_for_phone_change(_account(owner).id, phone, check, actor)


def record_refusal(owner: Owner, actor: Actor) -> None:
    """Audit a refused request of an officer: the number was taken, or the officer may not move the account."""
    record("phone_change.refused", "person", owner.person_id, by=actor)


def withdraw_phone_change(owner: Owner, actor: Actor) -> PhoneChange:
    """Withdraw the owner's waiting change; NotFound without one, NotAllowed outside the officer's territory."""
    require(owner.is_in_territory, why=NOT_YOURS)
    newest = next(iter(list_phone_changes(_account(owner).id, limit=1)), None)
    if newest is None:
        raise NotFound(person_id=owner.person_id)
    return phone_changes.withdraw_phone_change(newest.id, actor)


def _account(owner: Owner) -> Account:
    account = find_account_of(owner.person_id)
    if account is None:
        raise NotFound(person_id=owner.person_id)
    return account
