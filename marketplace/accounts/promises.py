"""Invariants of accounts (promises P1 and A7)."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, and_, or_, select

from marketplace.accounts.models import Account, OneTimeCode, PhoneChange
from marketplace.accounts.services.phone_changes import WAYS
from marketplace.accounts.states import DONE
from marketplace.audit.models import AuditEntry
from marketplace.core.db import session
from marketplace.core.promises import promise
from marketplace.core.sealing import SEALED_LIKE


@promise("P1", "secrets of the second step, and the codes a demo shows, are stored sealed")
def secrets_are_sealed() -> Iterator[str]:
    """Accounts and codes that hold a secret in plain text (NULL columns never match)."""
    open_secret = or_(Account.totp_sealed.not_like(SEALED_LIKE), Account.totp_pending_sealed.not_like(SEALED_LIKE))
    for account_id in session.scalars(select(Account.id).where(open_secret).order_by(Account.id)):
        yield f"account {account_id} holds a second-step secret in the open"
    codes = select(OneTimeCode.id).where(OneTimeCode.demo_sealed.not_like(SEALED_LIKE))
    for code_id in session.scalars(codes.order_by(OneTimeCode.id)):
        yield f"code {code_id} is not sealed"
    links = select(PhoneChange.id).where(PhoneChange.demo_sealed.not_like(SEALED_LIKE))
    for change_id in session.scalars(links.order_by(PhoneChange.id)):
        yield f"change of phone {change_id} shows its links in the open"


@promise("A7", "an officer moves nobody to another phone without a recorded check and a code from the new phone")
def phones_move_by_check_and_code() -> Iterator[str]:
    """Changes of phone without a recorded check, asked for one's own account, or done without code or audit entry."""
    unchecked = or_(PhoneChange.way.not_in(WAYS), PhoneChange.note == "", ~_recorded("phone_change.waiting"))
    for change_id in _changes(unchecked):
        yield f"change of phone {change_id} was asked for without a recorded check"
    for change_id in _changes(PhoneChange.account.has(Account.person_id == PhoneChange.asked_by)):
        yield f"change of phone {change_id} was asked for by the account's own owner as an officer"
    in_time = PhoneChange.proven_at.between(PhoneChange.asked_at, PhoneChange.expires_at)
    proven = and_(PhoneChange.proven_at.is_not(None), in_time, _recorded("phone_change.done"))
    for change_id in _changes(and_(PhoneChange.status == DONE, ~proven)):
        yield f"change of phone {change_id} was done without a code from the new phone, or without a record"


def _changes(wrong: ColumnElement[bool]) -> list[int]:
    return list(session.scalars(select(PhoneChange.id).where(wrong).order_by(PhoneChange.id)))


def _recorded(action: str) -> ColumnElement[bool]:
    about_it = (AuditEntry.subject_kind == "phone_change", AuditEntry.subject_id == PhoneChange.id)
    return select(AuditEntry.id).where(AuditEntry.action == action, *about_it).exists()
