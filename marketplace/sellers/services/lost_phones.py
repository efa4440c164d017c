"""A woman's lost phone: her officer sees her, and asks that her account move to the new one."""

from marketplace.accounts.errors import StaffAccount
from marketplace.accounts.models import Account, PhoneChange
from marketplace.accounts.queries import find_account_of, list_phone_changes, list_roles
from marketplace.accounts.services import phone_changes
from marketplace.accounts.services.phone_changes import Check
from marketplace.association.queries import list_offices
from marketplace.audit.services import record
from marketplace.core.actors import Actor
from marketplace.core.errors import NotFound, require
from marketplace.sellers.models import Application
from marketplace.sellers.policies import can_decide

OWN, NO_ACCOUNT, STAFF, SUSPENDED, NOT_YOURS = "own", "no_account", "staff", "suspended", "not_your_territory"
REASONS = (OWN, NO_ACCOUNT, STAFF, SUSPENDED, NOT_YOURS)


def reason_against_phone_change(application: Application, actor: Actor) -> str | None:
    """Why an officer may not ask for this woman's change of phone, one of `REASONS`; None where she may."""
    if actor.person_id == application.person_id:
        return OWN
    if not can_decide(actor, list_offices(actor.person_id or 0), application):
        return NOT_YOURS
    account = find_account_of(application.person_id)
    if account is None:
        return NO_ACCOUNT
    if list_roles(application.person_id) or list_offices(application.person_id):
        return STAFF
    return None if account.status == "active" else SUSPENDED


def ask_for_phone_change(application: Application, phone: str, check: Check, actor: Actor) -> PhoneChange:
    """Ask to move an applicant's or seller's account to a phone (E.164); it waits until she confirms it.

    NotAllowed with its `why`, StaffAccount, and what `accounts.services.phone_changes` refuses.
    """
    why = reason_against_phone_change(application, actor)
    if why == STAFF:
        raise StaffAccount(why=why)
    require(why is None, why=why)
    return phone_changes.ask_for_phone_change(_account(application).id, phone, check, actor)


def record_refusal(application: Application, actor: Actor) -> None:
    """Remember that an officer asked in vain: the number was taken, or the account is not hers to move."""
    record("phone_change.refused", "person", application.person_id, by=actor)


def withdraw_phone_change(application: Application, actor: Actor) -> PhoneChange:
    """Take back what waits for a woman; NotFound when nothing does, NotAllowed for another territory's officer."""
    require(can_decide(actor, list_offices(actor.person_id or 0), application), why=NOT_YOURS)
    newest = next(iter(list_phone_changes(_account(application).id, limit=1)), None)
    if newest is None:
        raise NotFound(number=application.number)
    return phone_changes.withdraw_phone_change(newest.id, actor)


def _account(application: Application) -> Account:
    account = find_account_of(application.person_id)
    if account is None:
        raise NotFound(number=application.number)
    return account
