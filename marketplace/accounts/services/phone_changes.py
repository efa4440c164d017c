"""Moving an account to a new phone when the old one is lost: an officer's recorded check, then the owner's own code.

The officer only asks. A link goes to the new phone, where its owner proves a code and sets a new password; a warning
goes to the old phone, whose holder can stop it. Which officer may ask is decided in `sellers`.
"""

from dataclasses import dataclass
from datetime import timedelta

from marketplace.accounts.errors import (
    AccountSuspended,
    CodeOver,
    NotYours,
    PhoneChangeOver,
    PhoneTaken,
    SamePhone,
    StaffAccount,
)
from marketplace.accounts.events import PhoneChangeAsked, PhoneChangeDone
from marketplace.accounts.models import Account, PhoneChange
from marketplace.accounts.queries import (
    find_account,
    hash_token,
    list_roles,
    list_waiting_phone_changes,
    lock_account,
    lock_phone_change,
)
from marketplace.accounts.services import codes
from marketplace.accounts.services.open_phone_changes import end_change
from marketplace.accounts.services.passwords import Hashed, set_password
from marketplace.accounts.services.registration import change_phone
from marketplace.accounts.states import DONE, EXPIRED, REPLACED, STOPPED, WAITING, WITHDRAWN
from marketplace.audit.services import record
from marketplace.core import throttles
from marketplace.core.actors import CUSTOMER, GUEST, Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.errors import Invalid
from marketplace.core.events import publish
from marketplace.core.folding import tidy_lines
from marketplace.core.references import new_token
from marketplace.core.sealing import fingerprint, seal, unseal

LIFE = timedelta(hours=24)
ID_CARD, KNOWN, VOUCHED = "id_card", "known", "vouched"
WAYS = (ID_CARD, KNOWN, VOUCHED)  # each of them face to face: a voice or a picture can be somebody else's
LEAST_NOTE, MOST_NOTE = 5, 500  # characters
HOUR, DAY = 3600, 86_400
PER_OFFICER, PER_PHONE, PER_ACCOUNT = 10, 3, 5  # an hour, an hour, a day


@dataclass(frozen=True)
class Check:
    """How an officer identified the owner: by what means, where and when, and that they met face to face."""

    way: str
    note: str
    in_person: bool


def count_asking(actor: Actor) -> None:
    """Count one request, granted or refused; commit this before `ask_for_phone_change`. TooMany beyond ten an hour.

    A refusal reveals whether a phone has an account, hence the limit.
    """
    throttles.spend(f"phone-change:by:{actor.person_id}", limit=PER_OFFICER, seconds=HOUR)


def ask_for_phone_change(account_id: int, phone: str, check: Check, actor: Actor) -> PhoneChange:
    """Ask to move an account to a phone (E.164); a change that waited before is replaced.

    NotYours, StaffAccount, AccountSuspended, SamePhone, PhoneTaken, Invalid for an incomplete check, or TooMany.
    """
    account = lock_account(account_id)
    note = _require_check(check)
    _require_movable(account, phone, actor)
    _spend(account, phone)
    for waiting in list_waiting_phone_changes(account_id=account.id):
        end_change(waiting, REPLACED, actor)
    session.flush()
    row, token, stop_token = _begin(account, phone, check.way, note, actor)
    details = {"way": check.way, "phone_change": row.id}
    record("phone_change.checked", "person", account.person_id, by=actor, purpose=note, details=details)
    _announce(row, token, stop_token)
    return row


def confirm_phone_change(change_id: int, code_id: str, password: Hashed) -> PhoneChange:
    """Move the account, by a proven code of its new phone, and give it a new password; all sessions end.

    PhoneChangeOver, CodeOver, or PhoneTaken when somebody opened an account on the new phone meanwhile.
    """
    row = lock_phone_change(change_id)
    require_open(row)
    code = codes.spend_proof(code_id, codes.LOST_PHONE)
    if code.phone != row.new_phone:
        raise CodeOver()
    if find_account(row.new_phone) is not None:
        raise PhoneTaken()
    row.proven_at = code.used_at
    _finish(row)
    change_phone(row.account, row.new_phone)
    set_password(row.account, password)
    publish(PhoneChangeDone(row.id, row.old_phone, row.account.locale))
    return row


def stop_phone_change(change_id: int) -> PhoneChange:
    """Stop a waiting change through the link that was sent to the old phone; PhoneChangeOver when it ended."""
    row = lock_phone_change(change_id)
    require_open(row)
    end_change(row, STOPPED, Actor(GUEST))
    record("phone_change.stopped", "phone_change", row.id, by=Actor(GUEST))
    return row


def withdraw_phone_change(change_id: int, actor: Actor) -> PhoneChange:
    """Withdraw a waiting change as the officer who asked for it; PhoneChangeOver when it ended."""
    row = lock_phone_change(change_id)
    require_open(row)
    end_change(row, WITHDRAWN, actor)
    return row


def require_open(row: PhoneChange) -> None:
    """Refuse a change that ended, or is too old: PhoneChangeOver."""
    if standing_of(row) != WAITING:
        raise PhoneChangeOver(status=standing_of(row))


def standing_of(row: PhoneChange) -> str:
    """Its present state: a change waiting beyond its time counts as expired even before the job has stored that."""
    return EXPIRED if row.status == WAITING and row.expires_at <= now() else row.status


def demo_tokens(row: PhoneChange) -> tuple[str, str] | None:
    """The tokens of both links while it waits, on a demo installation that sends no messages; None anywhere else."""
    if not codes.shows_codes() or row.demo_sealed is None or standing_of(row) != WAITING:
        return None
    token, _, stop_token = unseal(row.demo_sealed, bound_to=bound_to(row.id, "demo")).partition(" ")
    return token, stop_token


def bound_to(change_id: int, what: str) -> str:
    """What the sealed tokens of a change are bound to; `what` is link, stop or demo."""
    return f"phone_change:{change_id}:{what}"


def _require_check(check: Check) -> str:
    note = tidy_lines(check.note)
    if check.way not in WAYS:
        raise Invalid(field="way")
    if not LEAST_NOTE <= len(note) <= MOST_NOTE:
        raise Invalid(field="note")
    if not check.in_person:
        raise Invalid(field="in_person")
    return note


def _require_movable(account: Account, phone: str, actor: Actor) -> None:
    if actor.person_id is None or actor.person_id == account.person_id:
        raise NotYours()
    if list_roles(account.person_id):
        raise StaffAccount()
    if account.status != "active":
        raise AccountSuspended(why="suspended")
    if account.phone == phone:
        raise SamePhone(field="phone")
    if find_account(phone) is not None:
        raise PhoneTaken()


def _spend(account: Account, phone: str) -> None:
    key = fingerprint(phone, purpose="throttle")
    throttles.spend(f"phone-change:to:{key}", limit=PER_PHONE, seconds=HOUR)
    throttles.spend(f"phone-change:of:{account.id}", limit=PER_ACCOUNT, seconds=DAY)


def _begin(account: Account, phone: str, way: str, note: str, actor: Actor) -> tuple[PhoneChange, str, str]:
    token, stop_token = new_token(), new_token()
    row = PhoneChange(
        account_id=account.id,
        old_phone=account.phone,
        new_phone=phone,
        way=way,
        note=note,
        token_hash=hash_token(token),
        stop_token_hash=hash_token(stop_token),
        asked_by=actor.person_id,
        expires_at=now() + LIFE,
    )
    row.account = account
    row.begin_at(WAITING, by=actor)
    return row, token, stop_token


def _announce(row: PhoneChange, token: str, stop_token: str) -> None:
    if codes.shows_codes():
        row.demo_sealed = seal(f"{token} {stop_token}", bound_to=bound_to(row.id, "demo"))
    publish(
        PhoneChangeAsked(
            change_id=row.id,
            account_id=row.account_id,
            new_phone=row.new_phone,
            old_phone=row.old_phone,
            email=row.account.email or "",
            locale=row.account.locale,
            sealed_token=seal(token, bound_to=bound_to(row.id, "link")),
            sealed_stop_token=seal(stop_token, bound_to=bound_to(row.id, "stop")),
        )
    )


def _finish(row: PhoneChange) -> None:
    """Ended first, because changing the account's phone ends every waiting change."""
    owner = Actor(CUSTOMER, row.account.person_id)
    end_change(row, DONE, owner)
    record("phone_change.done", "phone_change", row.id, by=owner)
    session.flush()
