"""A person's bank account: one live at a time, its number sealed, every change and every reveal audited."""

from datetime import timedelta

from marketplace.audit.services import record
from marketplace.core import throttles
from marketplace.core.actors import Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.errors import Invalid
from marketplace.core.events import publish
from marketplace.core.folding import tidy
from marketplace.core.sealing import mask, seal, unseal
from marketplace.people.models import Person
from marketplace.people.services import REVEALS_AN_HOUR
from marketplace.rules.bank_accounts import account_fingerprint, account_holder, account_number
from marketplace.rules.banks import UnknownBank, get_bank
from marketplace.rules.errors import BadAccount
from marketplace.sellers.errors import BadAnswer
from marketplace.sellers.events import BankAccountChanged
from marketplace.sellers.models import BankAccount
from marketplace.sellers.queries import list_live_accounts

CHANGE_WAITS = timedelta(hours=24)  # before a seller's new account is in a QR code or a payout (threat 11)


def set_bank_account(
    person: Person, bin: str, number: str, holder: str, actor: Actor, *, waits: bool = False
) -> BankAccount:
    """Pay a person to this account from now on; the one before ends. The same account given again changes nothing.

    Where it `waits`, the one before is paid to for another day: its owner is told at once, and can keep it.
    BadAnswer names an unusable `bin`, `number` or `holder`.
    """
    number, holder = _checked(bin, number, holder)
    print_of = account_fingerprint(bin, number)
    before = list_live_accounts(person.id)
    if before and _is_the_same(before[-1], print_of, holder):
        return before[-1]
    if before and _is_the_same(before[0], print_of, holder):
        keep_bank_account(person, actor)
        return before[0]
    for row in before:
        row.ended_at = now() + CHANGE_WAITS if waits and row is before[0] else now()
    account = _add(person, bin, number, holder, print_of, actor)
    details = {"bin": bin, "account": account.number_masked, "replaces": [row.id for row in before]}
    record("bank_account.changed", "person", person.id, by=actor, details=details)
    publish(BankAccountChanged(person.id, account.id))
    return account


def keep_bank_account(person: Person, actor: Actor) -> None:
    """Go on paying a person to the present account: the one that was to replace it ends unused."""
    live = list_live_accounts(person.id)
    if len(live) < 2:
        return
    present, *waiting = live
    present.ended_at = None
    for row in waiting:
        row.ended_at = now()
    details = {"account": present.number_masked, "replaces": [row.id for row in waiting]}
    record("bank_account.kept", "person", person.id, by=actor, details=details)


def end_bank_accounts(person: Person, actor: Actor) -> None:
    """End a person's bank accounts; without one, nothing happens."""
    live = list_live_accounts(person.id)
    for row in live:
        row.ended_at = now()
    if live:
        record("bank_account.ended", "person", person.id, by=actor)


def reveal_account_number(account: BankAccount, actor: Actor, purpose: str) -> str:
    """Decrypt an account number for a named purpose, leaving one audit row (promise P2).

    Invalid(field="purpose") without a purpose, TooMany beyond thirty reveals an hour of one person.
    """
    if len(tidy(purpose)) < 3:
        raise Invalid(field="purpose")
    throttles.spend(f"reveal:{actor.person_id}", limit=REVEALS_AN_HOUR, seconds=3600)
    details = {"kind": "account_number", "bank_account": account.id}
    record("trait.revealed", "person", account.person_id, by=actor, purpose=tidy(purpose), details=details)
    return account_number_for_payment(account)


def account_number_for_payment(account: BankAccount) -> str:
    """The number for a transfer's QR code; the customer must see it to pay, so this leaves no audit row."""
    return unseal(account.number_sealed, bound_to=_bound_to(account))


def _is_the_same(account: BankAccount, print_of: str, holder: str) -> bool:
    return account.number_fingerprint == print_of and account.holder == holder


def _checked(bin: str, number: str, holder: str) -> tuple[str, str]:
    try:
        can_receive = get_bank(bin).can_receive
    except UnknownBank:
        can_receive = False
    if not can_receive:
        raise BadAnswer(field="bin", why="unknown")
    try:
        return account_number(number), account_holder(holder)
    except BadAccount as refused:
        raise BadAnswer(field=refused.field, why="form") from refused


def _add(person: Person, bin: str, number: str, holder: str, print_of: str, actor: Actor) -> BankAccount:
    account = BankAccount(
        person_id=person.id,
        bin=bin,
        number_sealed="",
        number_masked=mask(number, 0, min(4, len(number) // 2)),  # of a short number never more than half
        number_fingerprint=print_of,
        holder=holder,
        added_by=actor.person_id,
    )
    session.add(account)
    session.flush()
    account.number_sealed = seal(number, bound_to=_bound_to(account))
    session.flush()
    return account


def _bound_to(account: BankAccount) -> str:
    return f"seller_bank_account:{account.id}"
